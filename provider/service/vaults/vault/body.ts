/**
 * The body of a vault. The stored body is what was written; replies add what is derived from it: security, score, storage. Up
 * to api-version 2020 a reply had little more than the vault's state.
 */

import { nameOf } from "../../../arm/resource-id.js";
import {
  at,
  isJsonObject,
  type Json,
  type JsonObject,
  mergeJson,
  mergePatch,
  objectAt,
  omit,
  pick,
  textAt,
} from "../../../core/json.js";
import { defaultRedundancy, redundancyPlaceWarning } from "../../../rules/vaults/place.js";
import { VAULT_TYPE } from "../../azure/backup-ids.js";
import { isSince } from "../../azure/eras.js";
import { etagOf } from "../../azure/preconditions.js";
import { patchedTags } from "../../azure/replies.js";
import type { Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { isAssigned, securityConfig } from "./document.js";
import { writtenIdentity } from "./identity.js";

const FULL_SINCE = "2021-01-01";
/** Before this version a vault without customer-managed keys returns an empty encryption. */
const LATE_SINCE = "2022-09-01";
/** Since this version a vault returns whether its points are scanned for threats, and no immutability if none was set. */
const SCANS_SINCE = "2025-08-01";
/** Since this version the reply to a PUT has the complete vault, and each reply has `regionOfChoiceSettings`. */
const COMPLETE_SINCE = "2026-05-01";
/** The first api-versions with a property of a vault. Source: the specification of Microsoft.RecoveryServices. */
const COST_MANAGEMENT_SINCE = "2026-01-01";
const IMMUTABILITY_CONFIGURATION_SINCE = "2026-05-01";
const WRITABLE = [
  "publicNetworkAccess",
  "monitoringSettings",
  "restoreSettings",
  "securitySettings",
  "redundancySettings",
  "upgradeDetails",
  "costManagementSettings",
] as const;

const defaultsIn = (location: string): JsonObject => ({
  privateEndpointStateForBackup: "None",
  privateEndpointStateForSiteRecovery: "None",
  redundancySettings: {
    standardTierStorageRedundancy: defaultRedundancy(location),
    crossRegionRestore: "Disabled",
  },
  publicNetworkAccess: "Enabled",
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Enabled" } },
});

export interface VaultWrite {
  readonly id: string;
  readonly location: string;
  /** The body as sent. */
  readonly requested: JsonObject;
  readonly old: Document | undefined;
  readonly newGuid: () => string;
}

/** The body to store for a vault: properties that are not sent stay unchanged. The properties sent contain no null. */
export function writtenVault({ id, location, requested, old, newGuid }: VaultWrite): JsonObject {
  const sent = objectAt(requested, "properties");
  const properties = mergePatch(currentProperties(old, sent), pick(sent, ...WRITABLE));
  const encryption =
    "encryption" in sent ? { encryption: encryptionOf(sent, objectAt(old?.body, "properties", "encryption")) } : {};
  const { tags } = { ...pick(old?.body ?? {}, "tags"), ...patchedTags(requested) };
  const identity = writtenIdentity({ requested: requested["identity"], old: old?.body["identity"], newGuid });
  return {
    location,
    name: nameOf(id),
    ...(tags === undefined ? {} : { tags }),
    ...(identity === undefined ? {} : { identity }),
    properties: mergeJson(mergeJson(defaultsIn(location), properties), encryption),
    id,
    type: VAULT_TYPE,
    sku: requested["sku"] ?? old?.body["sku"] ?? { name: "Standard" },
  };
}

/** The stored properties; a configuration of immutability is replaced, not merged. */
function currentProperties(old: Document | undefined, sent: JsonObject): JsonObject {
  const stored = objectAt(old?.body, "properties");
  const immutability = objectAt(stored, "securitySettings", "immutabilitySettings");
  const replaced = at(sent, "securitySettings", "immutabilitySettings", "configuration");
  if (replaced === undefined || immutability["configuration"] === undefined) return stored;
  const immutabilitySettings = omit(immutability, "configuration");
  return { ...stored, securitySettings: { ...objectAt(stored, "securitySettings"), immutabilitySettings } };
}

/**
 * Encryption by a customer-managed key, with Azure's defaults: the vault's own identity unless a user-assigned one is named.
 */
function encryptionOf(sent: JsonObject, old: JsonObject): Json {
  if (!isJsonObject(sent["encryption"])) return null;
  const requested = sent["encryption"];
  const user = textAt(requested, "kekIdentity", "userAssignedIdentity") ?? null;
  const named = {
    useSystemAssignedIdentity: user === null,
    ...objectAt(requested, "kekIdentity"),
    userAssignedIdentity: user,
  };
  const kekIdentity = "kekIdentity" in requested ? named : (old["kekIdentity"] ?? named);
  return { infrastructureEncryption: old["infrastructureEncryption"] ?? "Disabled", ...requested, kekIdentity };
}

/** A warning where it is not known whether the vault's region has its redundancy. */
export const redundancyWarning = ({ body }: Document): string | undefined =>
  redundancyPlaceWarning(
    textAt(body, "properties", "redundancySettings", "standardTierStorageRedundancy"),
    textAt(body, "location") ?? "",
  );

/** The properties of a vault in the order of the recordings since 2023-04-01. */
const ORDER = [
  "provisioningState",
  "privateEndpointStateForBackup",
  "privateEndpointStateForSiteRecovery",
  "privateEndpointConnections",
  "encryption",
  "monitoringSettings",
  "costManagementSettings",
  "backupStorageVersion",
  "securitySettings",
  "redundancySettings",
  "regionOfChoiceSettings",
  "secureScore",
  "bcdrSecurityLevel",
  "publicNetworkAccess",
  "restoreSettings",
] as const;

const inOrder = (properties: JsonObject): JsonObject => ({
  ...pick(properties, ...ORDER),
  ...omit(properties, ...ORDER),
});

/** The body of a vault in a reply. Lists have no security, redundancy and storage version. */
export function renderVault(call: Call, vault: Document, view: "full" | "listed", state = "Succeeded"): JsonObject {
  const body = { ...omit(vault.body, "properties"), etag: etagOf(vault) };
  const shown = (properties: JsonObject): JsonObject => ({ ...body, properties: inOrder(properties) });
  const stored = objectAt(vault.body, "properties");
  const endpoints = {
    provisioningState: state,
    privateEndpointStateForBackup: stored["privateEndpointStateForBackup"],
    privateEndpointStateForSiteRecovery: stored["privateEndpointStateForSiteRecovery"],
  };
  if (!isSince(call, FULL_SINCE)) return shown(endpoints);
  const early = isSince(call, LATE_SINCE) ? {} : { encryption: stored["encryption"] ?? null };
  const { redundancySettings, securitySettings, ...listed } = stored;
  const known = isSince(call, COST_MANAGEMENT_SINCE) ? listed : omit(listed, "costManagementSettings");
  const properties = { ...early, ...known, ...endpoints, ...scores(vault) };
  if (view === "listed") return shown(properties);
  const isComplete = isSince(call, COMPLETE_SINCE);
  const isNew = state === "Provisioning";
  if (isNew && !isComplete) return shown({ ...properties, ...provisioning(stored) });
  const security = renderSecurity(call, vault);
  return shown({
    ...properties,
    ...(isNew ? {} : { backupStorageVersion: isAssigned(vault) ? "V2" : "Unassigned" }),
    securitySettings: isNew ? { ...security, multiUserAuthorization: "Invalid" } : security,
    redundancySettings,
    ...(isComplete ? { regionOfChoiceSettings: { status: "Disabled" } } : {}),
  });
}

/** The properties in the reply to a PUT before the vault is created: nothing that is derived. */
function provisioning(stored: JsonObject): JsonObject {
  const sent = "securitySettings" in stored;
  const security = {
    ...objectAt(stored, "securitySettings"),
    softDeleteSettings: null,
    multiUserAuthorization: "Invalid",
  };
  return {
    redundancySettings: stored["redundancySettings"],
    ...NO_SCORES,
    ...(sent ? { securitySettings: security } : {}),
  };
}

const NO_SCORES: JsonObject = { secureScore: "None", bcdrSecurityLevel: "Poor" };

/**
 * Irreversible settings raise the score, and so does immutability; soft delete that can be switched off does not, as recorded.
 */
function scores(vault: Document): JsonObject {
  const state = textAt(vault.body, "properties", "securitySettings", "immutabilitySettings", "state");
  const isAlwaysOn = securityConfig(vault).softDeleteFeatureState === "AlwaysON";
  if (state === "Locked" && isAlwaysOn && isGuarded(vault)) {
    return { secureScore: "Maximum", bcdrSecurityLevel: "Excellent" };
  }
  if (state === "Locked" || isAlwaysOn) return { secureScore: "Adequate", bcdrSecurityLevel: "Good" };
  if (state === "Unlocked") return { secureScore: "Minimum", bcdrSecurityLevel: "Fair" };
  return NO_SCORES;
}

const isGuarded = ({ hidden }: Document): boolean => hidden["guarded"] === true;

function renderSecurity(call: Call, vault: Document): JsonObject {
  const config = securityConfig(vault);
  const chosen = objectAt(vault.body, "properties", "securitySettings");
  const immutability = renderImmutability(call, chosen["immutabilitySettings"]);
  const disabled = config.softDeleteFeatureState === "Disabled";
  const scans = isSince(call, SCANS_SINCE);
  return {
    ...(scans && immutability === null ? {} : { immutabilitySettings: immutability }),
    softDeleteSettings: {
      softDeleteRetentionPeriodInDays: disabled && isAssigned(vault) ? 0 : config.softDeleteRetentionPeriodInDays,
      softDeleteState: config.softDeleteFeatureState,
      enhancedSecurityState: config.enhancedSecurityState,
    },
    multiUserAuthorization: isGuarded(vault) ? "Enabled" : "Disabled",
    ...(scans ? { sourceScanConfiguration: chosen["sourceScanConfiguration"] ?? { state: "Disabled" } } : {}),
  };
}

/** The immutability that was set, or null. */
function renderImmutability(call: Call, settings: Json | undefined): Json {
  if (!isJsonObject(settings)) return null;
  return isSince(call, IMMUTABILITY_CONFIGURATION_SINCE) ? settings : omit(settings, "configuration");
}
