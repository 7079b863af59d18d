/** The enum values of a vault's body and of its configurations. Source: Microsoft.RecoveryServices/vaults 2026-07-01 and its backupconfig. */
import type { JsonObject } from "../../../core/json.js";
import { type EnumValue, withCanonicalValues } from "../../../rules/shared/values.js";
import { VAULT_VALUES } from "../../../rules/vaults/vault.js";

const SWITCH = ["Enabled", "Disabled"];
const ALERTS = {
  azureMonitorAlertSettings: ["alertsForAllJobFailures", "alertsForAllReplicationIssues", "alertsForAllFailoverIssues"],
  classicAlertSettings: ["alertsForCriticalOperations", "emailNotificationsForSiteRecovery"],
};
const alertPaths = Object.entries(ALERTS).flatMap(([group, alerts]) => alerts.map((alert) => [group, alert]));

const property = (values: readonly string[], ...path: readonly string[]): EnumValue => ({
  path: ["properties", ...path],
  values,
});

const VAULT_ENUMS: readonly EnumValue[] = [
  { path: ["sku", "name"], values: ["Standard", "RS0"] },
  property(SWITCH, "publicNetworkAccess"),
  property(VAULT_VALUES.redundancy, "redundancySettings", "standardTierStorageRedundancy"),
  property(SWITCH, "redundancySettings", "crossRegionRestore"),
  property(
    VAULT_VALUES.crossSubscriptionRestore,
    ...["restoreSettings", "crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"],
  ),
  property(VAULT_VALUES.immutability, "securitySettings", "immutabilitySettings", "state"),
  property(VAULT_VALUES.immutabilityType, ...["securitySettings", "immutabilitySettings", "configuration", "type"]),
  property(VAULT_VALUES.softDelete, "securitySettings", "softDeleteSettings", "softDeleteState"),
  property(VAULT_VALUES.softDelete, "securitySettings", "softDeleteSettings", "enhancedSecurityState"),
  property(SWITCH, "securitySettings", "sourceScanConfiguration", "state"),
  property(SWITCH, "encryption", "infrastructureEncryption"),
  property(
    ["VaultLevel", "ProtectedItemLevel", "ProtectedItemWithParentTag"],
    ...["costManagementSettings", "granularityLevel"],
  ),
  ...alertPaths.map((path) => property(SWITCH, "monitoringSettings", ...path)),
];

/** The body of a vault with its enum values in Azure's spelling. */
export const canonicalVault = (body: JsonObject): JsonObject => withCanonicalValues(body, VAULT_ENUMS);

const CONFIG_ENUMS: readonly EnumValue[] = [
  { path: ["enhancedSecurityState"], values: VAULT_VALUES.softDelete },
  { path: ["softDeleteFeatureState"], values: VAULT_VALUES.softDelete },
  { path: ["storageModelType"], values: VAULT_VALUES.redundancy },
  { path: ["storageType"], values: VAULT_VALUES.redundancy },
];

/** The properties of `vaultconfig` or `vaultstorageconfig` with their enum values in Azure's spelling. */
export const canonicalConfig = (properties: JsonObject): JsonObject => withCanonicalValues(properties, CONFIG_ENUMS);
