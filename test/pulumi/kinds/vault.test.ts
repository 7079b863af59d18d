/** Vaults under the real Pulumi CLI. What Azure keeps apart is seen as `settings`, the ids of its identities as `identities`. */
import { parseResourceId, resourceName } from "../../../provider/arm/resource-id.js";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { nest, type Rows } from "../../support/kind-table.js";
import { describeKind } from "../../support/kind-tests.js";
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

const alertAt = (at: string) => ({ from: "Enabled", to: "Disabled", at, gone: "Enabled", beside: { monitoring: {} } });

const rows: Rows = {
  sku: { from: "Standard", to: "RS0", at: "sku.name", gone: "Standard" },
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", gone: {} },
  identity: { from: { type: "SystemAssigned" }, at: "identity.type", was: "SystemAssigned", gone: "None" },
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
    gone: [],
    beside: { identity: { type: "UserAssigned" } },
    without: SYSTEM,
    alone: SYSTEM,
    otherwise: /identity\.type is "SystemAssigned": remove it/,
  },
  publicNetworkAccess: { from: "Enabled", to: "Disabled", at: "properties.publicNetworkAccess", gone: "Enabled" },
  redundancy: {
    from: "GeoRedundant",
    to: "LocallyRedundant",
    at: "properties.redundancySettings.standardTierStorageRedundancy",
    gone: "GeoRedundant",
  },
  crossRegionRestore: {
    from: "Disabled",
    to: "Enabled",
    at: "properties.redundancySettings.crossRegionRestore",
    beside: { redundancy: "GeoRedundant" },
    alone: { redundancy: "LocallyRedundant" },
    otherwise: /requires redundancy "GeoRedundant"/,
    stays: /enabled for this vault and can no longer be disabled/,
    unseen: "Azure lets nobody switch it off",
  },
  crossSubscriptionRestore: {
    from: "Enabled",
    to: "Disabled",
    at: "properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState",
    gone: "Enabled",
  },
  softDelete: {
    from: { state: "Enabled", retentionDays: 20 },
    at: "settings.softDeleteRetentionPeriodInDays",
    was: 20,
    gone: 14,
  },
  "softDelete.state": {
    from: "Enabled",
    to: "AlwaysON",
    at: "settings.softDeleteFeatureState",
    was: "AlwaysON",
    is: "AlwaysON",
    unseen: "Azure keeps soft delete always on in a new vault, whatever is declared",
  },
  "softDelete.retentionDays": {
    from: 20,
    to: 30,
    at: "settings.softDeleteRetentionPeriodInDays",
    gone: 14,
    beside: { softDelete: { state: "AlwaysON" } },
    alone: { softDelete: { state: "Disabled" } },
    otherwise: /has no effect while softDelete\.state is "Disabled"/,
  },
  immutability: { from: { state: "Unlocked" }, at: IMMUTABILITY, was: "Unlocked", gone: "Disabled" },
  "immutability.state": { from: "Disabled", to: "Unlocked", at: IMMUTABILITY },
  encryption: {
    from: { keyUri: KEY },
    at: "properties.encryption.keyVaultProperties.keyUri",
    was: KEY,
    beside: SYSTEM,
    otherwise: /needs an identity that reads the key/,
    stays: KEPT,
  },
  "encryption.keyUri": {
    from: `${KEY}/1`,
    to: `${KEY}/2`,
    at: "properties.encryption.keyVaultProperties.keyUri",
    beside: SYSTEM,
  },
  "encryption.userAssignedIdentity": {
    from: ONE,
    to: OTHER,
    at: "properties.encryption.kekIdentity.userAssignedIdentity",
    gone: null,
    beside: { ...BOTH, encryption: { keyUri: KEY } },
    alone: { ...SYSTEM, encryption: { keyUri: KEY } },
    otherwise: /is not in identity\.userAssignedIdentities/,
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
    gone: "Enabled",
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

const meddle: KindStory["meddle"] = async (azure, { id, path, value }) => {
  const part = nest(path, value);
  if (path === "sku.name") return azure.putMerged(id, part);
  if (path.startsWith("settings.")) {
    return azure.write("PATCH", `${id}/backupconfig/vaultconfig`, { properties: objectAt(part, "settings") });
  }
  if (path !== "identities") return azure.write("PATCH", id, part);
  const identity = { type: "UserAssigned", userAssignedIdentities: { [ONE]: {}, [OTHER]: null } };
  return azure.write("PATCH", id, { identity });
};

const machineOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;
const itemIn = (id: string) => itemPath(id, resourceName(parseResourceId(id)));

/** Protects a machine of the vault's own name in it. */
const protect = async (azure: ServedAzure, id: string): Promise<void> => {
  const vm = machineOf(resourceName(parseResourceId(id)));
  await azure.write("PUT", vm, machine());
  await azure.write("PUT", itemIn(id), protection(id, "DefaultPolicy", vm));
};
const unprotect = (azure: ServedAzure, id: string) => azure.write("DELETE", itemIn(id));

const OLD_VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/ends-deleteAndPurge`;

describeKind({
  kind: vault,
  rows,
  view,
  meddle,
  prepare: async (azure) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    // Only a vault that an older api-version made can be purged.
    await azure.write("PUT", OLD_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  },
  least: (name) => ({ name, resourceGroup: GROUP, location: "westeurope" }),
  stateOf: async (azure, id) => {
    if ((await azure.find(id)) === undefined) return "gone";
    const item = await azure.find(itemIn(id));
    return item === undefined ? "there" : `holds ${String(objectAt(item, "properties")["protectionState"])}`;
  },
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    moved: { from: {}, to: { location: "northeurope" }, at: "location", is: "northeurope" },
  },
  half: {
    args: { softDelete: { state: "AlwaysON", retentionDays: 30 } },
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PATCH",
      path: "/vaults/half[^/]*/backupconfig/",
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
    holds: { tags: {}, "settings.softDeleteRetentionPeriodInDays": 14 },
  },
  found: {
    args: { tags: { team: "shop" } },
    other: { tags: { team: "bank" } },
    difference: /tags: declared \{"team":"bank"\}, found \{"team":"shop"\}/,
    at: "tags",
    is: { team: "bank" },
  },
  endings: {
    default: { leaves: "gone" },
    refuse: {
      before: protect,
      refused: /Cannot delete vault \S+ends-refuse because it still contains:\s+ends-refuse: protected/,
      clear: unprotect,
      leaves: "gone",
    },
    stopRetain: { before: protect, leaves: "holds ProtectionStopped" },
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
    retain: { before: protect, leaves: "holds IRPending" },
  },
});
