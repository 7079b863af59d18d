import { GROUP, ITEM, machine, protection, SUBSCRIPTION, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const vault = (properties = {}, location = "westeurope"): Request => [
  "PUT",
  VAULT,
  { location, sku: { name: "Standard" }, properties },
];
const patch = (properties: object): Request => ["PATCH", VAULT, { properties: properties as never }];
const immutability = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });
const redundancy = (standardTierStorageRedundancy: string, crossRegionRestore = "Disabled") => ({
  redundancySettings: { standardTierStorageRedundancy, crossRegionRestore },
});
const crossSubscription = (crossSubscriptionRestoreState: string) => ({
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState } },
});
const softDelete = (properties: object): Request => [
  "PATCH",
  `${VAULT}/backupconfig/vaultconfig`,
  { properties: properties as never },
];
const PROTECTED: readonly Request[] = [["PUT", VM, machine()], vault(), ["PUT", ITEM, protection()]];
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const PROXY = `${VAULT}/backupResourceGuardProxies/VaultProxy`;
const GUARD = `${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard`;
const GUARDED: Request = ["PUT", PROXY, { properties: { resourceGuardResourceId: GUARD } }];

const NAMES: readonly RuleRow[] = [
  {
    rule: "a name of one letter",
    request: ["PUT", `${GROUP}/providers/Microsoft.RecoveryServices/vaults/v`, { location: "westeurope" }],
    status: 400,
    code: "InvalidResourceName",
  },
  {
    rule: "a name that begins with a digit",
    request: ["PUT", `${GROUP}/providers/Microsoft.RecoveryServices/vaults/1vault`, { location: "westeurope" }],
    status: 400,
    code: "InvalidResourceName",
  },
  { rule: "no region", request: ["PUT", VAULT, { properties: {} }], status: 400, code: "LocationRequired" },
  {
    rule: "another region than it has",
    before: [vault()],
    request: vault({}, "eastus"),
    status: 409,
    code: "InvalidResourceLocation",
  },
  {
    rule: "a redundancy that Azure does not have",
    request: vault(redundancy("Triple")),
    status: 400,
    code: "BadRequest",
    says: /GeoRedundant, LocallyRedundant, ZoneRedundant/,
  },
  {
    rule: "a resource group of a name that ends with a dot",
    request: ["PUT", `${SUBSCRIPTION}/resourceGroups/group.`, { location: "westeurope" }],
    status: 400,
    code: "InvalidResourceGroupName",
  },
];

const ONE_WAY: readonly RuleRow[] = [
  {
    rule: "to be locked when it is made",
    request: vault(immutability("Locked")),
    status: 400,
    code: "InvalidImmutabilityState",
  },
  {
    rule: "to be locked before it was unlocked",
    before: [vault()],
    request: patch(immutability("Locked")),
    status: 400,
    code: "InvalidImmutabilityState",
  },
  {
    rule: "to be mutable again after it was locked",
    before: [vault(immutability("Unlocked")), patch(immutability("Locked"))],
    request: patch(immutability("Unlocked")),
    status: 400,
    code: "VaultImmutabilityLocked",
  },
  {
    rule: "cross subscription restore after it was disabled for good",
    before: [vault(crossSubscription("PermanentlyDisabled"))],
    request: patch(crossSubscription("Enabled")),
    status: 400,
    code: "CrossSubscriptionRestorePermanentlyDisabled",
  },
  {
    rule: "cross region restore without geo-redundancy",
    request: vault(redundancy("LocallyRedundant", "Enabled")),
    status: 400,
    code: "CrossRegionRestoreNeedsGeoRedundancy",
  },
  {
    rule: "to switch cross region restore off",
    before: [vault(redundancy("GeoRedundant", "Enabled"))],
    request: patch(redundancy("GeoRedundant", "Disabled")),
    status: 400,
    code: "CrossRegionRestoreCannotBeDisabled",
  },
  {
    rule: "another redundancy after its first item",
    before: PROTECTED,
    request: patch(redundancy("LocallyRedundant")),
    status: 400,
    code: "BMSUserErrorVaultStorageTypeChangeNotAllowed",
  },
  {
    rule: "another storage type after its first item, by the older call",
    before: PROTECTED,
    request: ["PUT", STORAGE, { properties: { storageModelType: "LocallyRedundant" } }],
    status: 400,
    code: "BMSUserErrorVaultStorageTypeChangeNotAllowed",
  },
  {
    rule: "to switch soft delete off when it is always on",
    before: [vault(), softDelete({ softDeleteFeatureState: "AlwaysON" })],
    request: softDelete({ softDeleteFeatureState: "Disabled" }),
    status: 400,
    code: "BMSUserErrorSoftDeleteStateAlwaysOn",
  },
  {
    rule: "to switch soft delete off by the vault itself when it is always on",
    before: [vault({ securitySettings: { softDeleteSettings: { softDeleteState: "AlwaysON" } } })],
    request: patch({ securitySettings: { softDeleteSettings: { softDeleteState: "Disabled" } } }),
    status: 400,
    code: "BMSUserErrorSoftDeleteStateAlwaysOn",
  },
  {
    rule: "to keep what is deleted for 13 days",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: 13 }),
    status: 400,
    code: "BMSUserErrorInvalidSoftDeleteRetention",
  },
  {
    rule: "to keep what is deleted for 181 days",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: 181 }),
    status: 400,
    code: "BMSUserErrorInvalidSoftDeleteRetention",
  },
];

const TYPES: readonly RuleRow[] = [
  {
    rule: "a number for its redundancy",
    before: [vault()],
    request: patch({ redundancySettings: { standardTierStorageRedundancy: 3 } }),
    status: 400,
    code: "BadRequest",
    says: /^redundancySettings\.standardTierStorageRedundancy is 3: expected string\.$/,
  },
  {
    rule: "a text for its security",
    request: vault({ securitySettings: "Unlocked" }),
    status: 400,
    code: "BadRequest",
    says: /^securitySettings is "Unlocked": expected object\.$/,
  },
  {
    rule: "a text for its days of soft delete",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: "20" }),
    status: 400,
    code: "BadRequest",
    says: /^softDeleteRetentionPeriodInDays is "20": expected number\.$/,
  },
  {
    rule: "soft delete by a word that Azure does not have",
    before: [vault()],
    request: softDelete({ softDeleteFeatureState: "Off" }),
    status: 400,
    code: "BadRequest",
    says: /Enabled, Disabled, AlwaysON/,
  },
  {
    rule: "a text for cross region restore, by the older call",
    before: [vault()],
    request: ["PUT", STORAGE, { properties: { crossRegionRestoreFlag: "true" } }],
    status: 400,
    code: "BadRequest",
    says: /^crossRegionRestoreFlag is "true": expected boolean\.$/,
  },
];

const GUARDS: readonly RuleRow[] = [
  {
    rule: "to disable soft delete without its request",
    before: [vault(), GUARDED],
    request: softDelete({ softDeleteFeatureState: "Disabled" }),
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
    says: /^ResourceGuard Operation requestid is either null or empty/,
  },
  {
    rule: "nothing where its request is named",
    before: [vault(), GUARDED],
    request: softDelete({
      softDeleteFeatureState: "Disabled",
      resourceGuardOperationRequests: [`${GUARD}/disableSoftDeleteRequests/default`],
    }),
    status: 200,
  },
  {
    rule: "to delete an item before that is unlocked",
    before: [...PROTECTED, GUARDED],
    request: ["DELETE", ITEM],
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
  },
  {
    rule: "to be let go before that is unlocked",
    before: [vault(), GUARDED],
    request: ["DELETE", PROXY],
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
  },
  {
    rule: "nothing once the deletion is unlocked",
    before: [
      vault(),
      GUARDED,
      [
        "POST",
        `${PROXY}/unlockDelete`,
        { resourceGuardOperationRequests: [`${GUARD}/deleteResourceGuardProxyRequests/default`] },
      ],
    ],
    request: ["DELETE", PROXY],
    status: 200,
  },
];

testRules("a vault refuses", [...NAMES, ...TYPES, ...ONE_WAY]);
testRules("a resource guard refuses", GUARDS);
