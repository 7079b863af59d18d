/**
 * The association of a resource guard with a vault. Azure deletes it only within an hour after it was unlocked with a request
 * of the guard, for which the caller needs a role at the guard. Source: Resource Guard Proxies - Unlock Delete, REST API of
 * Azure Backup.
 */
import { isOfType } from "../../arm/resource-id.js";
import { listAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";

const PROXY_TYPE = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies";
const DELETE_OPERATION = `${PROXY_TYPE}/delete`;

export const isGuardProxy = (id: string): boolean => isOfType(id, PROXY_TYPE);

/** Unlocks the delete of the association; does nothing if it does not exist. */
export async function unlockDelete({ resources }: BackupEngine, id: string, apiVersion: string): Promise<void> {
  const proxy = await resources.find(id, apiVersion);
  if (proxy === undefined) return;
  const details = listAt(proxy, "properties", "resourceGuardOperationDetails");
  const detail = details.find((one) => isDelete(textAt(one, "vaultCriticalOperation")));
  const guard = textAt(proxy, "properties", "resourceGuardResourceId") ?? "";
  const request = textAt(detail, "defaultResourceRequest") ?? `${guard}/deleteResourceGuardProxyRequests/default`;
  await resources.post(`${id}/unlockDelete`, apiVersion, {
    resourceGuardOperationRequests: [request],
    resourceToBeDeleted: id,
  });
}

const isDelete = (operation: string | undefined): boolean =>
  operation?.toLowerCase() === DELETE_OPERATION.toLowerCase();
