/**
 * The writes that bring a vault from its live state to a desired body, in the order that Azure requires. A new vault cannot
 * be locked, cannot have a user-assigned identity, and cannot be encrypted before it can read the key: each of these is a
 * PATCH after the PUT. An existing vault is changed by PATCH, only in the sections that differ. Only a change of the tier
 * requires a PUT, which repeats the live state of the rest. Pure.
 *
 * Source: Microsoft.RecoveryServices/vaults; Azure/azure-rest-api-specs 27869 and 27851 on identities.
 */
import { isJsonObject, type Json, type JsonObject, objectAt, textAt, withoutUndefined } from "../core/json.js";

interface VaultWrite {
  readonly method: "PUT" | "PATCH";
  readonly body: JsonObject;
}

/** The writes in order; empty if the vault matches. `live` is undefined for a new vault. */
export function vaultWrites(live: JsonObject | undefined, desired: JsonObject): VaultWrite[] {
  if (live === undefined) return [{ method: "PUT", body: firstBody(desired) }, ...patches(firstBody(desired), desired)];
  const sameTier = textAt(live, "sku", "name") === (textAt(desired, "sku", "name") ?? textAt(live, "sku", "name"));
  if (sameTier) return patches(live, desired);
  return [{ method: "PUT", body: bodyForTier(live, desired) }, ...patches(live, desired)];
}

/** The writable properties, except those of security. The others are read-only. */
const WRITABLE = [
  "publicNetworkAccess",
  "redundancySettings",
  "restoreSettings",
  "encryption",
  "monitoringSettings",
  "costManagementSettings",
];

/** The live vault with another tier. A PUT may remove omitted properties, such as the identity that reads the key. */
function bodyForTier(live: JsonObject, desired: JsonObject): JsonObject {
  const liveProperties = Object.entries(objectAt(live, "properties"));
  const properties = liveProperties.filter(([key, value]) => WRITABLE.includes(key) && value !== null);
  const security = objectAt(live, "properties", "securitySettings");
  const type = textAt(live, "identity", "type");
  const ids = Object.keys(objectAt(live, "identity", "userAssignedIdentities"));
  const assigned = ids.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) };
  return withoutUndefined({
    location: live["location"],
    tags: live["tags"],
    sku: desired["sku"],
    identity: type === undefined ? undefined : { type, ...assigned },
    properties: {
      ...Object.fromEntries(properties),
      securitySettings: repeatedSecurity(security),
      resourceGuardOperationRequests: objectAt(desired, "properties")["resourceGuardOperationRequests"],
    },
  });
}

/** The settings of security that a PUT repeats: not soft delete, which has a resource of its own. */
function repeatedSecurity(live: JsonObject): JsonObject | undefined {
  const repeated = ["immutabilitySettings", "sourceScanConfiguration"].filter((key) => isJsonObject(live[key]));
  return repeated.length === 0 ? undefined : Object.fromEntries(repeated.map((key) => [key, live[key]]));
}

/** The body of the PUT that creates the vault. */
function firstBody(desired: JsonObject): JsonObject {
  const { encryption: _, ...properties } = objectAt(desired, "properties");
  const type = textAt(desired, "identity", "type") ?? "";
  const identity = type.includes("UserAssigned") ? { type: "None" } : desired["identity"];
  const security = objectAt(properties, "securitySettings");
  const locks = immutabilityOf(desired) === "Locked";
  return withoutUndefined({
    ...desired,
    identity,
    properties: {
      ...properties,
      ...(locks ? { securitySettings: { ...security, ...immutability(desired, "Unlocked") } } : {}),
    },
  });
}

const immutabilityOf = (vault: JsonObject): string | undefined =>
  textAt(vault, "properties", "securitySettings", "immutabilitySettings", "state");

/** The desired immutability in another state. */
const immutability = (desired: JsonObject, state: string): JsonObject => ({
  immutabilitySettings: { ...objectAt(desired, "properties", "securitySettings", "immutabilitySettings"), state },
});

/** One PATCH for each step: identity and tags, then properties, then immutability. */
function patches(live: JsonObject, desired: JsonObject): VaultWrite[] {
  const guard = objectAt(desired, "properties")["resourceGuardOperationRequests"];
  const granted = guard === undefined ? {} : { resourceGuardOperationRequests: guard };
  const steps = [
    topLevel(live, desired),
    sections(live, desired),
    sourceScan(live, desired),
    ...lockSteps(live, desired),
  ];
  return steps
    .filter((body) => body !== undefined)
    .map((body) => {
      const properties = body["properties"];
      return { method: "PATCH", body: isJsonObject(properties) ? { properties: { ...properties, ...granted } } : body };
    });
}

function topLevel(live: JsonObject, desired: JsonObject): JsonObject | undefined {
  const body = withoutUndefined({
    tags: matches(live["tags"] ?? {}, desired["tags"], "exact") ? undefined : desired["tags"],
    identity: identityChange(objectAt(live, "identity"), desired["identity"]),
  });
  return Object.keys(body).length === 0 ? undefined : body;
}

/** The identity to send; Azure unassigns a user-assigned identity whose value is null. */
function identityChange(live: JsonObject, desired: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(desired)) return undefined;
  const [liveIds, desiredIds] = [objectAt(live, "userAssignedIdentities"), objectAt(desired, "userAssignedIdentities")];
  const desiredKeys = new Set(Object.keys(desiredIds).map((id) => id.toLowerCase()));
  const removed = Object.keys(liveIds).filter((id) => !desiredKeys.has(id.toLowerCase()));
  const [from, to] = [textAt(live, "type") ?? "None", textAt(desired, "type") ?? "None"];
  if (from === to && removed.length === 0 && matches(liveIds, desiredIds, "partial")) return undefined;
  // A type without user-assigned identities unassigns all of them.
  if (!to.includes("UserAssigned")) return { type: to };
  const ids = { ...desiredIds, ...Object.fromEntries(removed.map((id) => [id, null])) };
  return { ...desired, ...(Object.keys(ids).length === 0 ? {} : { userAssignedIdentities: ids }) };
}

/** The complete sections of the properties in which something differs; immutability has steps of its own. */
function sections(live: JsonObject, desired: JsonObject): JsonObject | undefined {
  const { securitySettings: _, resourceGuardOperationRequests: __, ...rest } = objectAt(desired, "properties");
  const liveProperties = objectAt(live, "properties");
  const changed = Object.entries(rest).filter(
    ([key, value]) => value !== undefined && !matches(liveProperties[key], value, "partial"),
  );
  return changed.length === 0 ? undefined : { properties: Object.fromEntries(changed) };
}

function sourceScan(live: JsonObject, desired: JsonObject): JsonObject | undefined {
  const path = ["properties", "securitySettings", "sourceScanConfiguration"] as const;
  const sourceScanConfiguration = objectAt(desired, ...path);
  if (matches(objectAt(live, ...path), sourceScanConfiguration, "partial")) return undefined;
  return { properties: { securitySettings: { sourceScanConfiguration } } };
}

function lockSteps(live: JsonObject, desired: JsonObject): JsonObject[] {
  const [from, to] = [immutabilityOf(live) ?? "Disabled", immutabilityOf(desired)];
  if (to === undefined) return [];
  const path = ["properties", "securitySettings", "immutabilitySettings", "configuration"] as const;
  if (to === from && matches(objectAt(live, ...path), objectAt(desired, ...path), "partial")) return [];
  const states = to === "Locked" && from === "Disabled" ? ["Unlocked", "Locked"] : [to];
  return states.map((state) => ({ properties: { securitySettings: immutability(desired, state) } }));
}

/** Whether the live value equals the desired one, or contains it; without case, since Azure changes the case of ids. */
function matches(live: Json | undefined, desired: Json | undefined, mode: "exact" | "partial"): boolean {
  if (desired === undefined) return true;
  if (isJsonObject(desired)) {
    if (!isJsonObject(live)) return false;
    if (mode === "exact" && Object.keys(live).length !== Object.keys(desired).length) return false;
    const byKey = new Map(Object.entries(live).map(([key, value]) => [key.toLowerCase(), value]));
    return Object.entries(desired).every(([key, value]) => matches(byKey.get(key.toLowerCase()), value, mode));
  }
  if (typeof desired === "string" && typeof live === "string") return desired.toLowerCase() === live.toLowerCase();
  return desired === live;
}
