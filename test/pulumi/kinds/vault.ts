/** Vaults under the real Pulumi CLI. The view adds `settings` (the backup configuration) and `identities` (their ids). */
import { parseResourceId, resourceName } from "../../../provider/arm/resource-id.js";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { nest, type Rows } from "../../support/kind-table.js";
import type { ServedAzure } from "../../support/served-azure.js";
import { GROUP, itemPath, machine, protection } from "../../support/service.js";

const IDENTITIES = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
const [ONE, OTHER] = [`${IDENTITIES}/one`, `${IDENTITIES}/other`] as const;
const SYSTEM = { identity: { type: "SystemAssigned" } };
const BOTH = { identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [ONE, OTHER] } };
const KEY = "https://keys.vault.azure.net/keys/backup";
const MONITOR = "properties.monitoringSettings.azureMonitorAlertSettings";
const CLASSIC = "properties.monitoringSettings.classicAlertSettings";
const IMMUTABILITY = "properties.securitySettings.immutabilitySettings.state";
const KEPT = /encrypted with a customer-managed key, which cannot be changed to Azure's key/;

const alertAt = (at: string) => ({
  from: "Enabled",
  to: "Disabled",
  at,
  afterRemoval: "Enabled",
  otherInputs: { monitoring: {} },
});

const rows: Rows = {
  sku: { from: "Standard", to: "RS0", at: "sku.name", afterRemoval: "Standard" },
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", afterRemoval: {} },
  identity: { from: { type: "SystemAssigned" }, at: "identity.type", was: "SystemAssigned", afterRemoval: "None" },
  "identity.type": {
    of: "identity",
    from: { type: "SystemAssigned" },
    to: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [ONE] },
    at: "identity.type",
    was: "SystemAssigned",
    is: "SystemAssigned, UserAssigned",
  },
  "identity.userAssignedIdentities": {
    from: [ONE],
    to: [OTHER],
    at: "identities",
    afterRemoval: [],
    otherInputs: { identity: { type: "UserAssigned" } },
    inputsAfterRemoval: SYSTEM,
    aloneInputs: SYSTEM,
    refusedAlone: /identity\.type is "SystemAssigned": remove it/,
  },
  publicNetworkAccess: {
    from: "Enabled",
    to: "Disabled",
    at: "properties.publicNetworkAccess",
    afterRemoval: "Enabled",
  },
  redundancy: {
    from: "GeoRedundant",
    to: "LocallyRedundant",
    at: "properties.redundancySettings.standardTierStorageRedundancy",
    afterRemoval: "GeoRedundant",
  },
  crossRegionRestore: {
    from: "Disabled",
    to: "Enabled",
    at: "properties.redundancySettings.crossRegionRestore",
    otherInputs: { redundancy: "GeoRedundant" },
    aloneInputs: { redundancy: "LocallyRedundant" },
    refusedAlone: /requires redundancy "GeoRedundant"/,
    removalRefused: /enabled for this vault and can no longer be disabled/,
    noDriftReason: "Azure does not allow to disable it",
  },
  crossSubscriptionRestore: {
    from: "Enabled",
    to: "Disabled",
    at: "properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState",
    afterRemoval: "Enabled",
  },
  softDelete: {
    from: { state: "Enabled", retentionDays: 20 },
    at: "settings.softDeleteRetentionPeriodInDays",
    was: 20,
    afterRemoval: 14,
  },
  "softDelete.state": {
    from: "Enabled",
    to: "AlwaysON",
    at: "settings.softDeleteFeatureState",
    was: "AlwaysON",
    is: "AlwaysON",
    noDriftReason: "Azure keeps soft delete always on in a new vault, whatever is declared",
  },
  "softDelete.retentionDays": {
    from: 20,
    to: 30,
    at: "settings.softDeleteRetentionPeriodInDays",
    afterRemoval: 14,
    otherInputs: { softDelete: { state: "AlwaysON" } },
    aloneInputs: { softDelete: { state: "Disabled" } },
    refusedAlone: /has no effect while softDelete\.state is "Disabled"/,
  },
  immutability: { from: { state: "Unlocked" }, at: IMMUTABILITY, was: "Unlocked", afterRemoval: "Disabled" },
  "immutability.state": { from: "Disabled", to: "Unlocked", at: IMMUTABILITY },
  encryption: {
    from: { keyUri: KEY },
    at: "properties.encryption.keyVaultProperties.keyUri",
    was: KEY,
    otherInputs: SYSTEM,
    refusedAlone: /needs an identity that reads the key/,
    removalRefused: KEPT,
  },
  "encryption.keyUri": {
    from: `${KEY}/1`,
    to: `${KEY}/2`,
    at: "properties.encryption.keyVaultProperties.keyUri",
    otherInputs: SYSTEM,
  },
  "encryption.userAssignedIdentity": {
    from: ONE,
    to: OTHER,
    at: "properties.encryption.kekIdentity.userAssignedIdentity",
    afterRemoval: null,
    otherInputs: { ...BOTH, encryption: { keyUri: KEY } },
    aloneInputs: { ...SYSTEM, encryption: { keyUri: KEY } },
    refusedAlone: /is not in identity\.userAssignedIdentities/,
  },
  "encryption.infrastructureEncryption": {
    from: { ...SYSTEM, encryption: { keyUri: KEY } },
    to: { ...SYSTEM, encryption: { keyUri: KEY, infrastructureEncryption: "Enabled" } },
    refused: /infrastructure encryption cannot be changed from Disabled/,
  },
  monitoring: {
    from: { alertsForAllJobFailures: "Disabled" },
    at: `${MONITOR}.alertsForAllJobFailures`,
    was: "Disabled",
    afterRemoval: "Enabled",
  },
  "monitoring.alertsForAllJobFailures": alertAt(`${MONITOR}.alertsForAllJobFailures`),
  "monitoring.alertsForAllReplicationIssues": alertAt(`${MONITOR}.alertsForAllReplicationIssues`),
  "monitoring.alertsForAllFailoverIssues": alertAt(`${MONITOR}.alertsForAllFailoverIssues`),
  "monitoring.alertsForCriticalOperations": alertAt(`${CLASSIC}.alertsForCriticalOperations`),
  "monitoring.emailNotificationsForSiteRecovery": alertAt(`${CLASSIC}.emailNotificationsForSiteRecovery`),
};

const view = async (azure: ServedAzure, id: string): Promise<JsonObject | undefined> => {
  const found = await azure.find(id);
  if (found === undefined) return undefined;
  const settings = objectAt(await azure.find(`${id}/backupconfig/vaultconfig`), "properties");
  return { ...found, settings, identities: Object.keys(objectAt(found, "identity", "userAssignedIdentities")) };
};

const changeOutside: KindStory["changeOutside"] = async (azure, { id, path, value }) => {
  const part = nest(path, value);
  if (path === "sku.name") return azure.putMerged(id, part);
  if (path.startsWith("settings.")) {
    return azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: objectAt(part, "settings") });
  }
  if (path !== "identities") return azure.write("PATCH", id, part);
  const identity = { type: "UserAssigned", userAssignedIdentities: { [ONE]: {}, [OTHER]: null } };
  return azure.write("PATCH", id, { identity });
};

/** The VM that a vault protects. Its name is not used by other kinds. */
const protectedName = (vaultId: string) => `vault-${resourceName(parseResourceId(vaultId))}`;
const itemIn = (id: string) => itemPath(id, protectedName(id));

/** Protects a VM in the vault. */
const protect = async (azure: ServedAzure, id: string): Promise<void> => {
  const vm = `${GROUP}/providers/Microsoft.Compute/virtualMachines/${protectedName(id)}`;
  await azure.write("PUT", vm, machine());
  await azure.write("PUT", itemIn(id), protection(id, "DefaultPolicy", vm));
};
const unprotect = (azure: ServedAzure, id: string) => azure.write("DELETE", itemIn(id));

const OLD_VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/ends-deleteAndPurge`;

export const vaultStory: KindStory = {
  kind: vault,
  rows,
  view,
  changeOutside,
  prepare: async (azure) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    // Only a vault that an older api-version created can be purged.
    await azure.write("PUT", OLD_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  },
  required: (name) => ({ name, resourceGroup: GROUP, location: "westeurope" }),
  stateOf: async (azure, id) => {
    if ((await azure.find(id)) === undefined) return "gone";
    const item = await azure.find(itemIn(id));
    return item === undefined ? "exists" : `item ${String(objectAt(item, "properties")["protectionState"])}`;
  },
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    moved: { from: {}, to: { location: "northeurope" }, at: "location", is: "northeurope" },
  },
  partial: {
    args: { softDelete: { state: "AlwaysON", retentionDays: 30 } },
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/vaults/partial[^/]*/backupconfig/",
      times: 2,
    },
    reason: /You may not\./,
    at: "settings.softDeleteRetentionPeriodInDays",
    is: 30,
  },
  broken: {
    from: { tags: { team: "shop" }, softDelete: { state: "AlwaysON", retentionDays: 20 } },
    to: { softDelete: { state: "AlwaysON" } },
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/vaults/broken$",
    },
    expected: { tags: {}, "settings.softDeleteRetentionPeriodInDays": 14 },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  destroyCases: {
    default: { leaves: "gone" },
    refuse: {
      before: protect,
      refused: /Cannot delete vault \S+ends-refuse because it still contains:\s+vault-ends-refuse: protected/,
      clear: unprotect,
      leaves: "gone",
    },
    stopRetain: { before: protect, leaves: "item ProtectionStopped" },
    delete: { before: protect, leaves: "gone" },
    deleteAndPurge: {
      args: { adopt: "always", softDelete: { state: "Disabled" } },
      before: async (azure, id) => {
        await protect(azure, id);
        const settings = { softDeleteFeatureState: "Enabled" };
        await azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: settings });
        await unprotect(azure, id);
      },
      leaves: "gone",
    },
    retain: { before: protect, leaves: "item IRPending" },
  },
};
