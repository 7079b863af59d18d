/** Deleting a vault, and its refusals. Source: the recordings; api-versions 2016-06-01 to 2026-05-01. */
import { idKey } from "../../arm/resource-id.js";
import { textAt } from "../../core/json.js";
import { vaultDeletionFault } from "../../rules/vaults/deletion.js";
import { retainsDeletedVaults } from "../../rules/vaults/soft-delete.js";
import { containerOf, VAULT_TYPE } from "../azure/backup-ids.js";
import { isSince } from "../azure/eras.js";
import { noContent } from "../azure/replies.js";
import { calledGroupId, requireGroup } from "../azure/resources.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../azure/route.js";
import { isSoftDeleted, presentContainers, presentItems } from "../items/containers/index.js";
import { settleRunning } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { startVaultOperation } from "../vaults/index.js";
import { endpointsOf } from "../vaults/private-endpoints/index.js";
import { hasSecureDefaults, settledVault, VAULT, vaultId } from "../vaults/vault/index.js";
import { deleteVault, purgeDeletedVaults } from "./document.js";

const ASYNC_DELETE_SINCE = "2024-01-01";

function remove(call: Call, azure: Azure): Reply {
  requireGroup(azure, calledGroupId(call));
  if (azure.documents.get(vaultId(call)) === undefined) return noContent;
  const vault = settledVault(call, azure);
  const retains = retainsDeletedVaults(call.apiVersion);
  requireDeletable(azure, vault, retains ? "softDeleted" : "nothing");
  const headers = isSince(call, ASYNC_DELETE_SINCE) ? startVaultOperation(call, azure, vault.id) : undefined;
  deleteVault(azure, vault, retains);
  return headers === undefined ? { status: 200 } : { status: 202, headers };
}

/**
 * Throws Azure's refusal if the vault contains items, registered containers or private endpoints; for soft-deleted items only
 * if `mayHold` is `nothing`.
 */
function requireDeletable(azure: Azure, vault: Document, mayHold: "softDeleted" | "nothing"): void {
  const items = presentItems(azure, vault.id);
  const names = (documents: readonly Document[]) =>
    documents.map(({ body }) => textAt(body, "properties", "friendlyName") ?? textAt(body, "name") ?? "");
  const holders = new Set(items.map(({ id }) => idKey(containerOf(id))));
  const fault = vaultDeletionFault({
    active: names(items.filter((item) => !isSoftDeleted(item))),
    softDeleted: mayHold === "softDeleted" ? [] : names(items.filter(isSoftDeleted)),
    registered: names(presentContainers(azure, vault).filter(({ id }) => !holders.has(idKey(id)))),
    privateEndpoints: endpointsOf(azure, vault.id).map(({ body }) => textAt(body, "name") ?? ""),
  });
  if (fault !== undefined) throw refusal(400, fault.code, fault.message);
}

/**
 * How the deletion of a group deletes vaults. The group's api-version is not one of vaults: the version that created the vault
 * decides.
 */
export const vaultDeletion = {
  type: VAULT_TYPE,
  remove: (azure: Azure, vault: Document): void => {
    settleRunning(azure, vault.id);
    const retains = hasSecureDefaults(vault);
    requireDeletable(azure, vault, retains ? "softDeleted" : "nothing");
    deleteVault(azure, vault, retains);
  },
};

export const vaultDeletionRoutes: readonly Route[] = [
  { method: "DELETE", template: VAULT, access: "write", handle: remove },
];

/** The route of a write of a vault, which purges first the deleted vaults whose retention is over. */
export const purgingDeletedVaults = (route: Route): Route => ({
  ...route,
  handle: (call, azure) => {
    if (route.access === "write") purgeDeletedVaults(azure);
    return route.handle(call, azure);
  },
});
