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
  {
    rule: "a PUT without a region",
    request: ["PUT", VAULT, { properties: {} }],
    status: 400,
    code: "LocationRequired",
  },
  {
    rule: "a change of its region",
    before: [vault()],
    request: vault({}, "eastus"),
    status: 409,
    code: "InvalidResourceLocation",
  },
  {
    rule: "an unknown redundancy",
    request: vault(redundancy("Triple")),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /expected one of LocallyRedundant, GeoRedundant, ZoneRedundant/,
  },
];

const GROUP_NAMES: readonly RuleRow[] = [
  {
    rule: "a name that ends with a dot",
    request: ["PUT", `${SUBSCRIPTION}/resourceGroups/group.`, { location: "westeurope" }],
    status: 400,
    code: "InvalidResourceGroupName",
  },
];

const ONE_WAY: readonly RuleRow[] = [
  {
    rule: "Locked immutability when it is created",
    request: vault(immutability("Locked")),
    status: 400,
    code: "UserErrorUnsupportedVaultImmutabilityStateChange",
  },
  {
    rule: "Locked immutability before it was Unlocked",
    before: [vault()],
    request: patch(immutability("Locked")),
    status: 400,
    code: "UserErrorUnsupportedVaultImmutabilityStateChange",
  },
  {
    rule: "Unlocked immutability after it was Locked",
    before: [vault(immutability("Unlocked")), patch(immutability("Locked"))],
    request: patch(immutability("Unlocked")),
    status: 400,
    code: "UserErrorUnsupportedVaultImmutabilityStateChange",
  },
  {
    rule: "cross-subscription restore after it was permanently disabled",
    before: [vault(crossSubscription("PermanentlyDisabled"))],
    request: patch(crossSubscription("Enabled")),
    status: 400,
    code: "CrossSubscriptionRestorePermanentlyDisabled",
  },
  {
    rule: "cross-region restore without geo-redundancy",
    request: vault(redundancy("LocallyRedundant", "Enabled")),
    status: 400,
    code: "CrossRegionRestoreNeedsGeoRedundancy",
  },
  {
    rule: "to disable cross-region restore",
    before: [vault(redundancy("GeoRedundant", "Enabled"))],
    request: patch(redundancy("GeoRedundant", "Disabled")),
    status: 400,
    code: "CrossRegionRestoreCannotBeDisabled",
  },
  {
    rule: "a change of redundancy after its first item",
    before: PROTECTED,
    request: patch(redundancy("LocallyRedundant")),
    status: 400,
    code: "BMSUserErrorVaultStorageTypeChangeNotAllowed",
  },
  {
    rule: "a change of the storage type through its storage config after its first item",
    before: PROTECTED,
    request: ["PUT", STORAGE, { properties: { storageModelType: "LocallyRedundant" } }],
    status: 400,
    code: "BMSUserErrorVaultStorageTypeChangeNotAllowed",
  },
  {
    rule: "to disable soft delete through its security config if it is AlwaysON",
    before: [vault(), softDelete({ softDeleteFeatureState: "AlwaysON" })],
    request: softDelete({ softDeleteFeatureState: "Disabled" }),
    status: 400,
    code: "BMSUserErrorSoftDeleteStateAlwaysOn",
  },
  {
    rule: "to disable soft delete through its properties if it is AlwaysON",
    before: [vault({ securitySettings: { softDeleteSettings: { softDeleteState: "AlwaysON" } } })],
    request: patch({ securitySettings: { softDeleteSettings: { softDeleteState: "Disabled" } } }),
    status: 400,
    code: "BMSUserErrorSoftDeleteStateAlwaysOn",
  },
  {
    rule: "a soft-delete retention of 13 days",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: 13 }),
    status: 400,
    code: "BMSUserErrorInvalidSoftDeleteRetention",
  },
  {
    rule: "a soft-delete retention of 181 days",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: 181 }),
    status: 400,
    code: "BMSUserErrorInvalidSoftDeleteRetention",
  },
];

const TYPES: readonly RuleRow[] = [
  {
    rule: "a number as its redundancy",
    before: [vault()],
    request: patch({ redundancySettings: { standardTierStorageRedundancy: 3 } }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /standardTierStorageRedundancy is 3: expected one of LocallyRedundant, GeoRedundant, ZoneRedundant\.$/,
  },
  {
    rule: "a string as its securitySettings",
    request: vault({ securitySettings: "Unlocked" }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^properties\.securitySettings is "Unlocked": expected an object\.$/,
  },
  {
    rule: "a string as its soft-delete retention",
    before: [vault()],
    request: softDelete({ softDeleteRetentionPeriodInDays: "20" }),
    status: 400,
    code: "BadRequest",
    message: /softDeleteRetentionPeriodInDays is "20": expected an integer\.$/,
  },
  {
    rule: "an unknown soft-delete state",
    before: [vault()],
    request: softDelete({ softDeleteFeatureState: "Off" }),
    status: 400,
    code: "BadRequest",
    message: /Enabled, Disabled, AlwaysON/,
  },
  {
    rule: "a string as the cross-region restore flag of its storage config",
    before: [vault()],
    request: ["PUT", STORAGE, { properties: { crossRegionRestoreFlag: "true" } }],
    status: 400,
    code: "BadRequest",
    message: /^properties\.crossRegionRestoreFlag is "true": expected true or false\.$/,
  },
];

const GUARDS: readonly RuleRow[] = [
  {
    rule: "refuses to disable soft delete without an operation request",
    before: [vault(), GUARDED],
    request: softDelete({ softDeleteFeatureState: "Disabled" }),
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
    message: /^ResourceGuard Operation requestid is either null or empty/,
  },
  {
    rule: "allows disabling soft delete with an operation request",
    before: [vault(), GUARDED],
    request: softDelete({
      softDeleteFeatureState: "Disabled",
      resourceGuardOperationRequests: [`${GUARD}/disableSoftDeleteRequests/default`],
    }),
    status: 200,
  },
  {
    rule: "refuses the deletion of an item before deletions are unlocked",
    before: [...PROTECTED, GUARDED],
    request: ["DELETE", ITEM],
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
  },
  {
    rule: "refuses to be unlinked from its vault before that is unlocked",
    before: [vault(), GUARDED],
    request: ["DELETE", PROXY],
    status: 403,
    code: "UserErrorResourceGuardOperationRequestMissing",
  },
  {
    rule: "can be unlinked from its vault after that is unlocked",
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

testRules("a vault refuses", NAMES);
testRules("a resource group refuses", GROUP_NAMES);
testRules("a vault refuses", [...TYPES, ...ONE_WAY]);
testRules("a resource guard", GUARDS);
