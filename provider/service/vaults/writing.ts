/** Writes a vault: its body, its soft delete, and who has set them. Throws the refusals of the rules. */
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectAt,
  omit,
  sameJson,
  textAt,
  withoutNullMembers,
} from "../../core/json.js";
import { changesDuration, reducesImmutability } from "../../rules/vaults/immutability.js";
import { identityFault, keyReaderFault } from "../../rules/vaults/parameters.js";
import { VAULT_TYPE } from "../azure/backup-ids.js";
import { isSince } from "../azure/eras.js";
import { refuseIf } from "../azure/refuse.js";
import { calledGroupId } from "../azure/resources.js";
import type { Azure, Call } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { requireGuardConsent } from "./guard/index.js";
import { putDefaultPolicies } from "./policies/default-policies.js";
import { writtenVault } from "./vault/body.js";
import { securityConfig, softDeletes, vaultId } from "./vault/document.js";
import { immutabilityTerms, softDeleteSent, vaultWriteFault } from "./vault/writes.js";

interface Write {
  readonly old: Document | undefined;
  readonly location: string;
}

/** Stores the vault that a PUT or PATCH requests. */
export function writeVault(call: Call, azure: Azure, { old, location }: Write): Document {
  const id = old?.id ?? vaultId(call);
  const requested = knownMembers(call, withoutNulls(call.body));
  refuseIf(identityRefusal(requested["identity"], old));
  const body = writtenVault({ id, location, requested, old, newGuid: azure.newGuid });
  const properties = objectAt(requested, "properties");
  const softDelete = softDeleteSent(properties);
  const hidden = {
    ...(old?.hidden ?? { madeWith: call.apiVersion, createdAt: azure.now.toISOString() }),
    config: { ...objectAt(old?.hidden, "config"), ...softDelete },
    setByVault: { ...objectAt(old?.hidden, "setByVault"), ...settingsIn(properties, softDelete) },
  };
  refuseIf(vaultWriteFault(old, { body, hidden }));
  if (isJsonObject(properties["encryption"])) refuseIf(keyReaderRefusal(body));
  if (old !== undefined) requireConsents(call, azure, { old, body, hidden });
  const vault = azure.documents.put({ id, type: VAULT_TYPE, scope: calledGroupId(call), body, hidden });
  putDefaultPolicies(azure, id);
  return vault;
}

/** A null is no value: it changes nothing. Among the tags and identities of a vault it deletes one. */
function withoutNulls(body: JsonObject): JsonObject {
  const { properties } = body;
  return isJsonObject(properties) ? { ...body, properties: withoutNullMembers(properties) } : body;
}

/** The first api-versions with a property of a request; earlier ones do not know it, so Azure ignores it. */
const COST_MANAGEMENT_SINCE = "2026-01-01";
const SOURCE_SCAN_SINCE = "2025-08-01";
const IMMUTABILITY_CONFIGURATION_SINCE = "2026-05-01";

/** The body without the properties that the call's api-version does not know. */
function knownMembers(call: Call, body: JsonObject): JsonObject {
  const properties = body["properties"];
  if (!isJsonObject(properties) || isSince(call, IMMUTABILITY_CONFIGURATION_SINCE)) return body;
  const known = isSince(call, COST_MANAGEMENT_SINCE) ? properties : omit(properties, "costManagementSettings");
  const security = known["securitySettings"];
  if (!isJsonObject(security)) return { ...body, properties: known };
  const settings = isSince(call, SOURCE_SCAN_SINCE) ? security : omit(security, "sourceScanConfiguration");
  const immutability = settings["immutabilitySettings"];
  const securitySettings = isJsonObject(immutability)
    ? { ...settings, immutabilitySettings: omit(immutability, "configuration") }
    : settings;
  return { ...body, properties: { ...known, securitySettings } };
}

/** The settings that this body sets, which the older configurations then no longer change. */
const settingsIn = (properties: JsonObject, softDelete: JsonObject): JsonObject => ({
  ...(Object.keys(softDelete).length > 0 ? { softDelete: true } : {}),
  ...(Object.keys(objectAt(properties, "redundancySettings")).length > 0 ? { redundancy: true } : {}),
});

function identityRefusal(sent: Json | undefined, old: Document | undefined) {
  if (!isJsonObject(sent)) return undefined;
  const ids = {
    ...objectAt(old?.body, "identity", "userAssignedIdentities"),
    ...objectAt(sent, "userAssignedIdentities"),
  };
  const assigned = Object.values(ids).filter((value) => value !== null).length;
  return identityFault({ type: textAt(sent, "type") ?? textAt(old?.body, "identity", "type") ?? "None", assigned });
}

function keyReaderRefusal(body: JsonObject) {
  if (textAt(body, "properties", "encryption", "keyVaultProperties", "keyUri") === undefined) return undefined;
  return keyReaderFault({
    userAssigned: textAt(body, "properties", "encryption", "kekIdentity", "userAssignedIdentity"),
    hasSystemAssigned: textAt(body, "identity", "principalId") !== undefined,
    assigned: Object.keys(objectAt(body, "identity", "userAssignedIdentities")),
  });
}

interface Change {
  readonly old: Document;
  readonly body: JsonObject;
  readonly hidden: JsonObject;
}

/** Throws if the vault has a resource guard that protects one of the changes, and the body names no request of it. */
function requireConsents(call: Call, azure: Azure, { old, body, hidden }: Change): void {
  const immutability = { before: immutabilityTerms(old.body), after: immutabilityTerms(body) };
  const encryption = (of: JsonObject) => objectAt(of, "properties", "encryption");
  const disables = securityConfig({ hidden }).softDeleteFeatureState === "Disabled" && softDeletes(old);
  const changes = [
    ["disableSoftDelete", disables],
    ["reduceImmutability", reducesImmutability(immutability)],
    ["modifyImmutabilityDuration", changesDuration(immutability)],
    ["modifyEncryption", !sameJson(encryption(old.body), encryption(body))],
  ] as const;
  for (const [operation, happens] of changes) {
    if (happens) requireGuardConsent(azure, { vault: old, operation, body: call.body });
  }
}
