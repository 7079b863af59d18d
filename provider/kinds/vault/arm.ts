/** Converts a vault between inputs and ARM. Soft delete is a separate resource, `backupconfig/vaultconfig`. Pure. */
import { groupIdOf, nameOf } from "../../arm/resource-id.js";
import { isJsonObject, type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import { DEFAULT_SOFT_DELETE_DAYS, isAtLeastAsStrong } from "../../rules/items/soft-delete.js";
import { defaultRedundancy } from "../../rules/vaults/place.js";
import { hasUnknown, UNKNOWN } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** The body of the PUT with all declared properties. The engine sends it in the steps that Azure requires. */
export const toArm = (declared: Inputs): JsonObject =>
  withoutUndefined({
    location: declared.location,
    tags: declared.tags,
    sku: declared.sku === "RS0" ? { name: "RS0", tier: "Standard" } : { name: declared.sku ?? "Standard" },
    identity: identityToArm(declared.identity),
    properties: {
      publicNetworkAccess: declared.publicNetworkAccess,
      redundancySettings: nonEmpty({
        standardTierStorageRedundancy: declared.redundancy,
        crossRegionRestore: declared.crossRegionRestore,
      }),
      restoreSettings: nonEmpty({
        crossSubscriptionRestoreSettings: nonEmpty({
          crossSubscriptionRestoreState: declared.crossSubscriptionRestore,
        }),
      }),
      securitySettings: nonEmpty({
        immutabilitySettings: immutabilityToArm(declared.immutability),
        sourceScanConfiguration: sourceScanToArm(declared.sourceScan),
      }),
      costManagementSettings: nonEmpty({ granularityLevel: declared.costManagement }),
      encryption: encryptionToArm(declared.encryption),
      monitoringSettings: monitoringToArm(declared.monitoring),
      resourceGuardOperationRequests: declared.resourceGuardRequests,
    },
  });

/** The object without undefined members; undefined if it has no others. */
function nonEmpty(value: JsonObject): JsonObject | undefined {
  const defined = withoutUndefined(value);
  return Object.keys(defined).length === 0 ? undefined : defined;
}

function immutabilityToArm(immutability: Inputs["immutability"]): JsonObject | undefined {
  if (immutability === undefined || typeof immutability !== "object") return immutability;
  const { state, configuration } = immutability;
  if (configuration === undefined || typeof configuration !== "object") return nonEmpty({ state, configuration });
  return nonEmpty({ state, configuration: { type: configuration.type, durationInDays: configuration.days } });
}

function sourceScanToArm(sourceScan: Inputs["sourceScan"]): JsonObject | undefined {
  if (sourceScan === undefined || typeof sourceScan !== "object") return sourceScan;
  const { state, userAssignedIdentity } = sourceScan;
  if (userAssignedIdentity === undefined) return { state };
  return { state, sourceScanIdentity: { operationIdentityType: "UserAssigned", userAssignedIdentity } };
}

function identityToArm(identity: Inputs["identity"]): JsonObject | undefined {
  if (identity === undefined || typeof identity !== "object") return identity;
  const { type, userAssignedIdentities: ids } = identity;
  if (ids === undefined) return { type };
  if (hasUnknown(ids)) return { type, userAssignedIdentities: UNKNOWN };
  return { type, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) };
}

function encryptionToArm(encryption: Inputs["encryption"]): JsonObject | undefined {
  if (encryption === undefined || typeof encryption !== "object") return encryption;
  const { keyUri, userAssignedIdentity, infrastructureEncryption } = encryption;
  const kekIdentity =
    userAssignedIdentity === undefined
      ? { useSystemAssignedIdentity: true }
      : { userAssignedIdentity, useSystemAssignedIdentity: false };
  return { keyVaultProperties: { keyUri }, kekIdentity, infrastructureEncryption };
}

/** Azure requires all alerts or none: alerts that are not declared are enabled, as in a new vault. */
function monitoringToArm(monitoring: Inputs["monitoring"]): JsonObject | undefined {
  if (monitoring === undefined || typeof monitoring !== "object") return monitoring;
  const azureMonitor = [
    "alertsForAllJobFailures",
    "alertsForAllReplicationIssues",
    "alertsForAllFailoverIssues",
  ] as const;
  const classic = ["alertsForCriticalOperations", "emailNotificationsForSiteRecovery"] as const;
  const chosen = (keys: readonly (keyof typeof monitoring)[]) =>
    Object.fromEntries(keys.map((key) => [key, monitoring[key] ?? "Enabled"]));
  return { azureMonitorAlertSettings: chosen(azureMonitor), classicAlertSettings: chosen(classic) };
}

/** The properties of `backupconfig/vaultconfig`, or undefined if the program declares no soft delete. */
export function settingsToArm({ softDelete, resourceGuardRequests }: Inputs): JsonObject | undefined {
  if (softDelete === undefined) return undefined;
  return withoutUndefined({
    enhancedSecurityState: softDelete.state === "AlwaysON" ? "Enabled" : softDelete.state,
    softDeleteFeatureState: softDelete.state,
    softDeleteRetentionPeriodInDays: softDelete.retentionDays,
    resourceGuardOperationRequests: resourceGuardRequests,
  });
}

/** The live vault as inputs, with only the declared members of nested objects. */
export function fromArm(vault: JsonObject, settings: JsonObject, declared: Partial<Inputs>): JsonObject {
  const id = textAt(vault, "id") ?? "";
  const properties = objectAt(vault, "properties");
  const redundancy = objectAt(properties, "redundancySettings");
  const restore = objectAt(properties, "restoreSettings", "crossSubscriptionRestoreSettings");
  const security = objectAt(properties, "securitySettings");
  return withoutUndefined({
    name: textAt(vault, "name") ?? nameOf(id),
    resourceGroup: groupIdOf(id),
    location: vault["location"],
    sku: textAt(vault, "sku", "name") ?? "Standard",
    tags: vault["tags"],
    identity: identityFromArm(objectAt(vault, "identity")),
    redundancy: redundancy["standardTierStorageRedundancy"],
    crossRegionRestore: redundancy["crossRegionRestore"],
    crossSubscriptionRestore: restore["crossSubscriptionRestoreState"],
    publicNetworkAccess: properties["publicNetworkAccess"],
    softDelete: softDeleteFromArm(settings, declared.softDelete),
    immutability: immutabilityFromArm(objectAt(security, "immutabilitySettings"), declared.immutability),
    sourceScan: sourceScanFromArm(objectAt(security, "sourceScanConfiguration"), declared.sourceScan),
    costManagement: textAt(properties, "costManagementSettings", "granularityLevel"),
    encryption: encryptionFromArm(objectAt(properties, "encryption")),
    monitoring: alertsFromArm(objectAt(properties, "monitoringSettings"), declared.monitoring),
  });
}

/** The declared members of a nested object; all members if the object is not declared. */
function declaredOf(live: JsonObject, declared: object | undefined): JsonObject {
  if (declared === undefined) return live;
  return Object.fromEntries(Object.keys(declared).map((key) => [key, live[key]]));
}

function immutabilityFromArm(settings: JsonObject, declared: Inputs["immutability"]): JsonObject {
  const { type, durationInDays } = objectAt(settings, "configuration");
  const configuration = withoutUndefined({ type: type ?? "AsPerPolicy", days: durationInDays });
  const live = {
    state: settings["state"] ?? "Disabled",
    configuration: declaredOf(configuration, declared?.configuration),
    confirmLocked: declared?.confirmLocked,
  };
  return declaredOf(live, declared ?? (type === undefined ? { state: "" } : { state: "", configuration: "" }));
}

function sourceScanFromArm(settings: JsonObject, declared: Inputs["sourceScan"]): JsonObject | undefined {
  const state = settings["state"];
  if (declared === undefined) return state === "Enabled" ? { state } : undefined;
  const userAssignedIdentity = objectAt(settings, "sourceScanIdentity")["userAssignedIdentity"];
  return declaredOf({ state: state ?? "Disabled", userAssignedIdentity }, declared);
}

function softDeleteFromArm(settings: JsonObject, declared: Inputs["softDelete"]): JsonObject {
  const state = textAt(settings, "softDeleteFeatureState");
  // Azure does not lower soft delete: a stronger state than declared cannot be changed, so it is not drift.
  const isFixed = settings["isSoftDeleteFeatureStateEditable"] === false;
  const isDeclaredMet = declared !== undefined && (isFixed || isAtLeastAsStrong(state, declared.state));
  const live = {
    state: isDeclaredMet ? declared.state : state,
    retentionDays: settings["softDeleteRetentionPeriodInDays"],
  };
  return declaredOf(live, declared ?? { state: "" });
}

function identityFromArm(identity: JsonObject): JsonObject | undefined {
  const type = textAt(identity, "type");
  if (type === undefined || type === "None") return undefined;
  const ids = Object.keys(objectAt(identity, "userAssignedIdentities"));
  return { type, ...(ids.length === 0 ? {} : { userAssignedIdentities: ids }) };
}

function encryptionFromArm(encryption: JsonObject): JsonObject | undefined {
  const keyUri = textAt(encryption, "keyVaultProperties", "keyUri");
  if (keyUri === undefined) return undefined;
  const kekIdentity = objectAt(encryption, "kekIdentity");
  const userAssignedIdentity =
    kekIdentity["useSystemAssignedIdentity"] === true ? undefined : kekIdentity["userAssignedIdentity"];
  return withoutUndefined({
    keyUri,
    userAssignedIdentity,
    infrastructureEncryption: encryption["infrastructureEncryption"] ?? "Disabled",
  });
}

/** Alerts that the program does not declare are not drift. */
const alertsFromArm = (live: JsonObject, declared: Inputs["monitoring"]): JsonObject | undefined =>
  declared === undefined ? nonEmpty(monitoringFromArm(live)) : declaredOf(monitoringFromArm(live), declared);

const monitoringFromArm = (settings: JsonObject): JsonObject =>
  Object.fromEntries(
    [settings["azureMonitorAlertSettings"], settings["classicAlertSettings"]]
      .filter(isJsonObject)
      .flatMap((group) => Object.entries(group)),
  );

/** The body of a PATCH that removes the identity. */
export const NO_IDENTITY: JsonObject = { identity: { type: "None" } };

/** Azure's defaults. */
const azureDefaults = ({ location }: Inputs): Partial<Inputs> => ({
  tags: {},
  redundancy: defaultRedundancy(location),
  crossSubscriptionRestore: "Enabled",
  softDelete: { state: "Enabled", retentionDays: DEFAULT_SOFT_DELETE_DAYS },
  immutability: { state: "Disabled" },
  sourceScan: { state: "Disabled" },
  costManagement: "VaultLevel",
  monitoring: {},
});

/** Immutability whose configuration is no longer declared follows the policies again. */
function policyImmutability({ immutability }: Inputs, previous: Partial<Inputs>): Partial<Inputs> {
  const isDropped = previous.immutability?.configuration !== undefined && immutability?.configuration === undefined;
  if (!isDropped || immutability === undefined || immutability.state === "Disabled") return {};
  return { immutability: { ...immutability, configuration: { type: "AsPerPolicy" } } };
}

/** Resets inputs that are no longer declared to Azure's defaults. */
export function withDefaults(declared: Inputs, previous: Partial<Inputs>): Inputs {
  const dropped = Object.entries(azureDefaults(declared)).filter(
    ([key]) => previous[key as keyof Inputs] !== undefined && declared[key as keyof Inputs] === undefined,
  );
  const { softDelete } = declared;
  const defaults = { ...Object.fromEntries(dropped), ...policyImmutability(declared, previous) };
  // Soft delete that is always on cannot be lowered; only its days are reset.
  if (softDelete === undefined && previous.softDelete?.state === "AlwaysON") {
    return { ...declared, ...defaults, softDelete: { state: "AlwaysON", retentionDays: DEFAULT_SOFT_DELETE_DAYS } };
  }
  const dropsDays = softDelete?.retentionDays === undefined && previous.softDelete?.retentionDays !== undefined;
  if (softDelete === undefined || softDelete.state === "Disabled" || !dropsDays) {
    return { ...declared, ...defaults };
  }
  const defined = { ...softDelete, retentionDays: DEFAULT_SOFT_DELETE_DAYS };
  return { ...declared, ...defaults, softDelete: defined };
}
