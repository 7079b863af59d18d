/** The settings of a vault outside its own body: security, storage, encryption. Source: the recordings. */
import { at, type JsonObject, mergeJson, objectAt, textAt } from "../../../core/json.js";
import { useVaultApiFault } from "../../../rules/vaults/soft-delete.js";
import { idForVersion, isSince } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, propertiesOf, type Reply, type Route } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { requireGuardConsent } from "../guard/routes.js";
import { isAssigned, isSetByVault, requireVault, securityConfig, settledVault, VAULT } from "../vault/document.js";
import { vaultWriteFault } from "../vault/writes.js";

function child(call: Call, vault: Document, path: string, properties: JsonObject): JsonObject {
  const [type, name] = path.split("/");
  return {
    id: idForVersion(call, `${vault.id}/${path}`),
    name: name ?? "",
    type: `Microsoft.RecoveryServices/vaults/${type}`,
    properties,
  };
}

function securityReply(call: Call, vault: Document): Reply {
  const { softDeleteRetentionPeriodInDays, ...states } = securityConfig(vault);
  const properties = {
    ...states,
    ...(isSince(call, "2022-01-01") ? { softDeleteRetentionPeriodInDays } : {}),
    isSoftDeleteFeatureStateEditable: states.softDeleteFeatureState !== "AlwaysON",
  };
  return ok(child(call, vault, "backupconfig/vaultconfig", properties));
}

const SECURITY_KEYS = ["enhancedSecurityState", "softDeleteFeatureState", "softDeleteRetentionPeriodInDays"] as const;

function setSecurity(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const sent = propertiesOf(call);
  const chosen = Object.fromEntries(
    SECURITY_KEYS.filter((key) => sent[key] !== undefined && sent[key] !== null).map((key) => [key, sent[key]]),
  );
  if (Object.keys(chosen).length > 0) refuseIf(useVaultApiFault("softDelete", isSetByVault(vault, "softDelete")));
  if (textAt(sent, "softDeleteFeatureState") === "Disabled") {
    requireGuardConsent(azure, { vault, operation: "disableSoftDelete", body: call.body });
  }
  const hidden = { ...vault.hidden, config: { ...objectAt(vault.hidden, "config"), ...chosen } };
  refuseIf(vaultWriteFault(vault, { body: vault.body, hidden }));
  return securityReply(call, azure.documents.put({ ...vault, hidden }));
}

function storageReply(call: Call, vault: Document): Reply {
  const redundancy = objectAt(vault.body, "properties", "redundancySettings");
  const storage = textAt(redundancy, "standardTierStorageRedundancy") ?? "GeoRedundant";
  const properties = {
    storageModelType: storage,
    storageType: storage,
    dedupState: "Disabled",
    xcoolState: "Disabled",
    storageTypeState: isAssigned(vault) ? "Locked" : "Unlocked",
    crossRegionRestoreFlag: textAt(redundancy, "crossRegionRestore") === "Enabled",
  };
  return ok(child(call, vault, "backupstorageconfig/vaultstorageconfig", properties));
}

function setStorage(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const sent = propertiesOf(call);
  const redundancy = textAt(sent, "storageModelType") ?? textAt(sent, "storageType");
  const flag = sent["crossRegionRestoreFlag"];
  const redundancySettings = {
    ...(redundancy === undefined ? {} : { standardTierStorageRedundancy: redundancy }),
    ...(typeof flag === "boolean" ? { crossRegionRestore: flag ? "Enabled" : "Disabled" } : {}),
  };
  if (Object.keys(redundancySettings).length > 0) {
    refuseIf(useVaultApiFault("redundancy", isSetByVault(vault, "redundancy")));
  }
  const body = mergeJson(vault.body, { properties: { redundancySettings } });
  refuseIf(vaultWriteFault(vault, { body, hidden: vault.hidden }));
  const changed = azure.documents.put({ ...vault, body });
  return call.method === "PATCH" ? noContent : storageReply(call, changed);
}

/** The keys that encrypt the vault, and the identity that reads them. */
function encryption(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const chosen = objectAt(vault.body, "properties", "encryption");
  const key = textAt(chosen, "keyVaultProperties", "keyUri");
  const user = textAt(chosen, "kekIdentity", "userAssignedIdentity");
  const properties: JsonObject = {
    ...(user === undefined ? {} : { userAssignedIdentity: user }),
    useSystemAssignedIdentity: at(chosen, "kekIdentity", "useSystemAssignedIdentity") ?? true,
    encryptionAtRestType: key === undefined ? "MicrosoftManaged" : "CustomerManaged",
    ...(key === undefined ? {} : { keyUri: key }),
    lastUpdateStatus: key === undefined ? "NotEnabled" : "Succeeded",
    infrastructureEncryptionState: textAt(chosen, "infrastructureEncryption") ?? "Disabled",
  };
  return ok(child(call, vault, "backupEncryptionConfigs/backupResourceEncryptionConfig", properties));
}

const SECURITY = `${VAULT}/backupconfig/vaultconfig`;
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const ENCRYPTION = `${VAULT}/backupEncryptionConfigs/backupResourceEncryptionConfig`;

export const vaultConfigRoutes: readonly Route[] = [
  {
    method: "GET",
    template: SECURITY,
    access: "read",
    handle: (call, azure) => securityReply(call, requireVault(call, azure)),
  },
  { method: "PATCH", template: SECURITY, access: "write", handle: setSecurity },
  { method: "PUT", template: SECURITY, access: "write", handle: setSecurity },
  {
    method: "GET",
    template: STORAGE,
    access: "read",
    handle: (call, azure) => storageReply(call, requireVault(call, azure)),
  },
  { method: "PUT", template: STORAGE, access: "write", handle: setStorage },
  { method: "PATCH", template: STORAGE, access: "write", handle: setStorage },
  { method: "GET", template: ENCRYPTION, access: "read", handle: encryption },
];
