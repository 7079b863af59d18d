/**
 * A vault's link to a resource guard. The guard itself belongs to another provider and is not simulated: a request of the
 * linked guard counts as granted. A critical operation without one is refused, and a deletion must be unlocked first. Sources:
 * the recordings; "Multi-user authorization", Azure Backup documentation; the text is Azure's, as reported.
 */
import { type JsonObject, listAt, textAt } from "../../../core/json.js";
import { guardFault, hasRequestOf } from "../../../rules/vaults/deletion.js";
import {
  criticalOperationPath,
  criticalOperations,
  type GuardedOperation,
} from "../../../rules/vaults/guarded-operations.js";
import { azureTime } from "../../../time/durations.js";
import { renderChild } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { requireVault, VAULT } from "../vault/document.js";

const TYPE = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies";
/** As recorded in 2023 and 2026. */
const UNLOCKED_MS = 1_800_000;

const proxyId = (call: Call, vault: Document): string =>
  `${vault.id}/backupResourceGuardProxies/${param(call, "proxy")}`;

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
    resourceGuardOperationDetails: criticalOperations(call.apiVersion).map(({ operation, request }) => ({
      vaultCriticalOperation: operation,
      defaultResourceRequest: `${guardId}/${request}/default`,
    })),
    lastUpdatedTime: azureTime(azure.now),
    description: "",
  };
  const body = { id, name: param(call, "proxy"), type: TYPE, properties };
  const proxy = azure.documents.put({ id, type: TYPE, scope: vault.id, body });
  noteGuard(azure, vault);
  return ok(renderChild(call, proxy));
}

const proxiesOf = ({ documents }: Azure, vault: Document): Document[] =>
  documents.list({ type: TYPE, scope: vault.id });

/** Records in the vault whether it has a guard. */
function noteGuard(azure: Azure, vault: Document): void {
  azure.documents.put({ ...vault, hidden: { ...vault.hidden, guarded: proxiesOf(azure, vault).length > 0 } });
}

/** Throws if the vault has a guard that protects the operation, and the body names no request of it. */
export function requireGuardConsent(
  azure: Azure,
  {
    vault,
    operation,
    body,
  }: { readonly vault: Document; readonly operation: GuardedOperation; readonly body: JsonObject },
): void {
  const guards = proxiesOf(azure, vault)
    .filter((proxy) => protects(proxy, operation))
    .map((proxy) => textAt(proxy.body, "properties", "resourceGuardResourceId"));
  const named = [...listAt(body, "resourceGuardOperationRequests"), ...listAt(body, ...REQUESTS)];
  const isGranted = guards.some((guard) => guard !== undefined && hasRequestOf(guard, named));
  refuseIf(guardFault({ isGuarded: guards.length > 0, isGranted }));
}

/** Whether a guard protects an operation: the api-version that linked it decides. */
const protects = ({ body }: Document, operation: GuardedOperation): boolean =>
  listAt(body, "properties", "resourceGuardOperationDetails").some(
    (details) => textAt(details, "vaultCriticalOperation") === criticalOperationPath(operation),
  );

const REQUESTS = ["properties", "resourceGuardOperationRequests"] as const;

/** Throws if the vault has a guard and deletions are not unlocked now. */
export function requireUnlockedDelete(azure: Azure, vault: Document): void {
  const proxies = proxiesOf(azure, vault);
  const until = proxies.map((proxy) => Date.parse(textAt(proxy.hidden, "unlockedUntil") ?? ""));
  const isGranted = until.some((instant) => instant > azure.now.getTime());
  refuseIf(guardFault({ isGuarded: proxies.length > 0, isGranted }));
}

function list(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  return ok({ value: azure.documents.list({ type: TYPE, scope: vault.id }).map((proxy) => renderChild(call, proxy)) });
}

function remove(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  requireUnlockedDelete(azure, vault);
  if (azure.documents.get(proxyId(call, vault)) === undefined) return noContent;
  azure.documents.removeTree(proxyId(call, vault));
  noteGuard(azure, vault);
  return ok({});
}

function unlock(call: Call, azure: Azure): Reply {
  const proxy = required(call, azure);
  requireGuardConsent(azure, { vault: requireVault(call, azure), operation: "deleteItem", body: call.body });
  const until = new Date(azure.now.getTime() + UNLOCKED_MS);
  azure.documents.put({ ...proxy, hidden: { ...proxy.hidden, unlockedUntil: until.toISOString() } });
  return ok({ unlockDeleteExpiryTime: azureTime(until) });
}

const PROXIES = `${VAULT}/backupResourceGuardProxies`;
const PROXY = `${PROXIES}/{proxy}`;

export const resourceGuardRoutes: readonly Route[] = [
  { method: "GET", template: PROXIES, access: "read", handle: list },
  {
    method: "GET",
    template: PROXY,
    access: "read",
    handle: (call, azure) => ok(renderChild(call, required(call, azure))),
  },
  { method: "PUT", template: PROXY, access: "write", handle: put },
  { method: "DELETE", template: PROXY, access: "write", handle: remove },
  { method: "POST", template: `${PROXY}/unlockDelete`, access: "write", handle: unlock },
];
