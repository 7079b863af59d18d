/**
 * The writes that bring a vault from what it is to what a body says, in the order that Azure wants. A new vault cannot be
 * locked, cannot take an identity that somebody assigns to it, and cannot be encrypted before it can read the key: these
 * follow as a PATCH each. A vault that exists is changed by PATCH, in the parts that differ alone; only its tier takes a
 * PUT, which then carries the rest of the vault as it is. Pure.
 *
 * Source: Microsoft.RecoveryServices/vaults; Azure/azure-rest-api-specs 27869 and 27851 on identities.
 */
import { isJsonObject, type Json, type JsonObject, objectAt, textAt, withoutUndefined } from "../core/json.js";

interface VaultWrite {
  readonly method: "PUT" | "PATCH";
  readonly body: JsonObject;
}

/** The writes in order; none where the vault is as wanted. `live` is the vault as it is, undefined where it is new. */
export function vaultWrites(live: JsonObject | undefined, wanted: JsonObject): VaultWrite[] {
  if (live === undefined) return [{ method: "PUT", body: firstBody(wanted) }, ...patches(firstBody(wanted), wanted)];
  const sameTier = textAt(live, "sku", "name") === (textAt(wanted, "sku", "name") ?? textAt(live, "sku", "name"));
  if (sameTier) return patches(live, wanted);
  return [{ method: "PUT", body: asItIs(live, wanted) }, ...patches(live, wanted)];
}

/** What a PUT may say of the properties beside immutability; the others are Azure's to tell. */
const WRITABLE = ["publicNetworkAccess", "redundancySettings", "restoreSettings", "encryption", "monitoringSettings"];

/** The vault as it is, in another tier: what a PUT leaves out may be lost, such as the identity that reads the key. */
function asItIs(live: JsonObject, wanted: JsonObject): JsonObject {
  const shown = Object.entries(objectAt(live, "properties"));
  const properties = shown.filter(([key, value]) => WRITABLE.includes(key) && value !== null);
  const state = immutabilityOf(live);
  const type = textAt(live, "identity", "type");
  const ids = Object.keys(objectAt(live, "identity", "userAssignedIdentities"));
  const held = ids.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) };
  return withoutUndefined({
    location: live["location"],
    tags: live["tags"],
    sku: wanted["sku"],
    identity: type === undefined ? undefined : { type, ...held },
    properties: {
      ...Object.fromEntries(properties),
      securitySettings: state === undefined ? undefined : immutability(state),
      resourceGuardOperationRequests: objectAt(wanted, "properties")["resourceGuardOperationRequests"],
    },
  });
}

/** What a PUT may say at once. */
function firstBody(wanted: JsonObject): JsonObject {
  const { encryption: _, ...properties } = objectAt(wanted, "properties");
  const type = textAt(wanted, "identity", "type") ?? "";
  const identity = type.includes("UserAssigned") ? { type: "None" } : wanted["identity"];
  const locks = immutabilityOf(wanted) === "Locked";
  return withoutUndefined({
    ...wanted,
    identity,
    properties: { ...properties, ...(locks ? { securitySettings: immutability("Unlocked") } : {}) },
  });
}

const immutabilityOf = (vault: JsonObject): string | undefined =>
  textAt(vault, "properties", "securitySettings", "immutabilitySettings", "state");

const immutability = (state: string): JsonObject => ({ immutabilitySettings: { state } });

/** One PATCH a step: identity and tags, then properties, then the way to a locked vault. */
function patches(live: JsonObject, wanted: JsonObject): VaultWrite[] {
  const guard = objectAt(wanted, "properties")["resourceGuardOperationRequests"];
  const granted = guard === undefined ? {} : { resourceGuardOperationRequests: guard };
  const steps = [topLevel(live, wanted), sections(live, wanted), ...lockSteps(live, wanted)];
  return steps
    .filter((body) => body !== undefined)
    .map((body) => {
      const properties = body["properties"];
      return { method: "PATCH", body: isJsonObject(properties) ? { properties: { ...properties, ...granted } } : body };
    });
}

function topLevel(live: JsonObject, wanted: JsonObject): JsonObject | undefined {
  const body = withoutUndefined({
    tags: holds(live["tags"] ?? {}, wanted["tags"], "whole") ? undefined : wanted["tags"],
    identity: identityChange(objectAt(live, "identity"), wanted["identity"]),
  });
  return Object.keys(body).length === 0 ? undefined : body;
}

/** The identity to send: those that are assigned no longer are named with null, as Azure wants. */
function identityChange(live: JsonObject, wanted: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(wanted)) return undefined;
  const [held, asked] = [objectAt(live, "userAssignedIdentities"), objectAt(wanted, "userAssignedIdentities")];
  const asks = new Set(Object.keys(asked).map((id) => id.toLowerCase()));
  const gone = Object.keys(held).filter((id) => !asks.has(id.toLowerCase()));
  const [from, to] = [textAt(live, "type") ?? "None", textAt(wanted, "type") ?? "None"];
  if (from === to && gone.length === 0 && holds(held, asked, "part")) return undefined;
  // A type without assigned identities takes all of them away.
  if (!to.includes("UserAssigned")) return { type: to };
  const ids = { ...asked, ...Object.fromEntries(gone.map((id) => [id, null])) };
  return { ...wanted, ...(Object.keys(ids).length === 0 ? {} : { userAssignedIdentities: ids }) };
}

/** Sections of the properties, whole where a part of them differs; immutability has steps of its own. */
function sections(live: JsonObject, wanted: JsonObject): JsonObject | undefined {
  const { securitySettings: _, resourceGuardOperationRequests: __, ...rest } = objectAt(wanted, "properties");
  const held = objectAt(live, "properties");
  const changed = Object.entries(rest).filter(
    ([key, value]) => value !== undefined && !holds(held[key], value, "part"),
  );
  return changed.length === 0 ? undefined : { properties: Object.fromEntries(changed) };
}

function lockSteps(live: JsonObject, wanted: JsonObject): JsonObject[] {
  const [from, to] = [immutabilityOf(live) ?? "Disabled", immutabilityOf(wanted)];
  if (to === undefined || to === from) return [];
  const states = to === "Locked" && from === "Disabled" ? ["Unlocked", "Locked"] : [to];
  return states.map((state) => ({ properties: { securitySettings: immutability(state) } }));
}

/** Whether what is there is what is wanted, in all of it or in the part that is wanted; ids come back in any case. */
function holds(live: Json | undefined, wanted: Json | undefined, extent: "whole" | "part"): boolean {
  if (wanted === undefined) return true;
  if (isJsonObject(wanted)) {
    if (!isJsonObject(live)) return false;
    if (extent === "whole" && Object.keys(live).length !== Object.keys(wanted).length) return false;
    const byKey = new Map(Object.entries(live).map(([key, value]) => [key.toLowerCase(), value]));
    return Object.entries(wanted).every(([key, value]) => holds(byKey.get(key.toLowerCase()), value, extent));
  }
  if (typeof wanted === "string" && typeof live === "string") return wanted.toLowerCase() === live.toLowerCase();
  return wanted === live;
}
