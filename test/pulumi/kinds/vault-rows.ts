/** The updates of a vault, by the paths of its inputs. */
import type { Rows } from "../../support/kind-table.js";
import { GROUP } from "../../support/service.js";

const IDENTITIES = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
export const [ONE, OTHER] = [`${IDENTITIES}/one`, `${IDENTITIES}/other`] as const;
const SYSTEM = { identity: { type: "SystemAssigned" } };
const BOTH = { identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [ONE, OTHER] } };
const KEY = "https://keys.vault.azure.net/keys/backup";
const MONITOR = "properties.monitoringSettings.azureMonitorAlertSettings";
const CLASSIC = "properties.monitoringSettings.classicAlertSettings";
const IMMUTABILITY = "properties.securitySettings.immutabilitySettings.state";
const DURATION = "properties.securitySettings.immutabilitySettings.configuration";
const SCAN = "properties.securitySettings.sourceScanConfiguration";
const KEPT = /encrypted with a customer-managed key, which cannot be changed to Azure's key/;

const alertAt = (at: string) => ({
  from: "Enabled",
  to: "Disabled",
  at,
  afterRemoval: "Enabled",
  otherInputs: { monitoring: {} },
});

export const rows: Rows = {
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
  "immutability.configuration": {
    from: { type: "TimeBased", days: 60 },
    at: `${DURATION}.durationInDays`,
    was: 60,
    noDriftReason: "a change outside needs the type too",
    afterRemoval: null,
    otherInputs: { immutability: { state: "Unlocked" } },
  },
  "immutability.configuration.type": {
    of: "immutability.configuration",
    from: { type: "AsPerPolicy" },
    to: { type: "TimeBased", days: 30 },
    at: `${DURATION}.type`,
    was: "AsPerPolicy",
    is: "TimeBased",
    noDriftReason: "TimeBased needs days",
    otherInputs: { immutability: { state: "Unlocked" } },
  },
  "immutability.configuration.days": {
    from: 60,
    to: 90,
    at: `${DURATION}.durationInDays`,
    otherInputs: { immutability: { state: "Unlocked", configuration: { type: "TimeBased" } } },
    removalRefused: /needs 30 to 36135 days/,
    noDriftReason: "a change outside needs the type too",
  },
  sourceScan: { from: { state: "Enabled" }, at: `${SCAN}.state`, was: "Enabled", afterRemoval: "Disabled" },
  "sourceScan.state": { from: "Disabled", to: "Enabled", at: `${SCAN}.state` },
  "sourceScan.userAssignedIdentity": {
    from: ONE,
    to: OTHER,
    at: `${SCAN}.sourceScanIdentity.userAssignedIdentity`,
    otherInputs: { ...BOTH, sourceScan: { state: "Enabled" } },
    keptReason: "Azure keeps the identity until another one is declared",
  },
  costManagement: {
    from: "ProtectedItemLevel",
    to: "ProtectedItemWithParentTag",
    at: "properties.costManagementSettings.granularityLevel",
    afterRemoval: "VaultLevel",
  },
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
