/**
 * A vault's link to a resource guard. The guard itself belongs to another provider and is not kept: what a request names is
 * taken as it is, and nothing is refused for want of its consent. Source: the recordings.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import { azureTime } from "../../time/durations.js";
import { eraId } from "../eras.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { requireVault, VAULT } from "../vaults/vault.js";
import { noContent, ok } from "./common.js";

const TYPE = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies";
const LINKED_MS = 3_600_000;

/** The operations that a guard watches, and by which of its requests each is granted. */
const WATCHED: readonly (readonly [string, string])[] = [
  ["backupFabrics/protectionContainers/protectedItems/delete", "deleteProtectedItemRequests"],
  ["backupFabrics/protectionContainers/protectedItems/write", "updateProtectedItemRequests"],
  ["backupPolicies/write", "updateProtectionPolicyRequests"],
  ["backupResourceGuardProxies/delete", "deleteResourceGuardProxyRequests"],
  ["backupSecurityPIN/action", "getBackupSecurityPINRequests"],
  ["backupconfig/write", "disableSoftDeleteRequests"],
];

const proxyId = (call: Call, vault: Document): string =>
  `${vault.id}/backupResourceGuardProxies/${param(call, "proxy")}`;

const shown = (call: Call, { id, body }: Document): JsonObject => ({ ...body, id: eraId(call, id) });

function required(call: Call, azure: Azure): Document {
  const found = azure.documents.get(proxyId(call, requireVault(call, azure)));
  if (found !== undefined) return found;
  throw refusal(404, "ResourceNotFound", `The vault has no resource guard proxy '${param(call, "proxy")}'.`);
}

function put(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const guard = textAt(call.body, "properties", "resourceGuardResourceId");
  if (guard === undefined) throw refusal(400, "BadRequest", "properties.resourceGuardResourceId is missing.");
  const guardId = guard.replace("/resourceGroups/", "/resourcegroups/");
  const id = proxyId(call, vault);
  const properties: JsonObject = {
    resourceGuardResourceId: guardId,
    resourceGuardOperationDetails: WATCHED.map(([operation, request]) => ({
      vaultCriticalOperation: `Microsoft.RecoveryServices/vaults/${operation}`,
      defaultResourceRequest: `${guardId}/${request}/default`,
    })),
    lastUpdatedTime: azureTime(azure.now),
    description: "",
  };
  const body = { id, name: param(call, "proxy"), type: TYPE, properties };
  return ok(shown(call, azure.documents.put({ id, type: TYPE, scope: vault.id, body })));
}

function list(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  return ok({ value: azure.documents.list({ type: TYPE, scope: vault.id }).map((proxy) => shown(call, proxy)) });
}

function remove(call: Call, azure: Azure): Reply {
  const removed = azure.documents.remove(proxyId(call, requireVault(call, azure)));
  return removed ? ok({}) : noContent;
}

function unlock(call: Call, azure: Azure): Reply {
  required(call, azure);
  return ok({ unlockDeleteExpiryTime: azureTime(new Date(azure.now.getTime() + LINKED_MS)) });
}

const PROXIES = `${VAULT}/backupResourceGuardProxies`;
const PROXY = `${PROXIES}/{proxy}`;

export const resourceGuardRoutes: readonly Route[] = [
  { method: "GET", template: PROXIES, access: "read", handle: list },
  { method: "GET", template: PROXY, access: "read", handle: (call, azure) => ok(shown(call, required(call, azure))) },
  { method: "PUT", template: PROXY, access: "write", handle: put },
  { method: "DELETE", template: PROXY, access: "write", handle: remove },
  { method: "POST", template: `${PROXY}/unlockDelete`, access: "write", handle: unlock },
];
