/** The item that a call names, and the headers of its operations. */
import { nameOf } from "../../../arm/resource-id.js";
import { textAt } from "../../../core/json.js";
import { idForVersion, isOldVersion } from "../../azure/eras.js";
import { type Azure, type Call, param, type Reply, refusal } from "../../azure/route.js";
import { accepted, asyncHeaders, startFollowing } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { settledVault, VAULT } from "../../vaults/vault/index.js";
import { isExpired } from "./soft-delete.js";
/** The path template of an item. */
export const ITEM = `${VAULT}/backupFabrics/{fabric}/protectionContainers/{container}/protectedItems/{item}`;

/** The id of the item that a call names. */
export const calledItemId = (call: Call, vault: Document): string =>
  `${vault.id}/backupFabrics/Azure/protectionContainers/${param(call, "container")}/protectedItems/${param(call, "item")}`;

/** The item that a call names. Throws 404; no recording shows Azure's own. */
export function requireItem(call: Call, azure: Azure): { readonly vault: Document; readonly item: Document } {
  const vault = settledVault(call, azure);
  const item = azure.documents.get(calledItemId(call, vault));
  if (item !== undefined && !isExpired(azure, item)) return { vault, item };
  throw refusal(
    404,
    "ResourceNotFound",
    `The protected item '${param(call, "item")}' was not found in the vault '${param(call, "vault")}'.`,
  );
}

/** The headers of a reply whose operation is read below the item. */
export function itemHeaders(call: Call, azure: Azure, itemId: string, name: string) {
  const base = idForVersion(call, itemId);
  return asyncHeaders(call, azure, {
    operation: `${base}/operationsStatus/${name}`,
    location: `${base}/operationResults/${name}`,
  });
}

/**
 * The operation of a backup or a restore ends at once; its job continues. The operation of a restore has the job's name, since
 * 2021.
 */
export function followJob(call: Call, azure: Azure, item: Document, job: Document): Reply {
  const restores = textAt(job.body, "properties", "operation") === "Restore" && !isOldVersion(call);
  const name = startFollowing(azure, {
    subscription: param(call, "subscription"),
    jobId: job.id,
    untilEnd: false,
    ...(restores ? { name: nameOf(job.id) } : {}),
  });
  return accepted(itemHeaders(call, azure, item.id, name));
}
