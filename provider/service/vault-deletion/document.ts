/**
 * Deleted vaults: since api-version 2025-08-01 a vault is retained with all its contents until the retention of its items is
 * over. It has a key of its own: a new vault of the same name is independent, and several deleted ones can have that name. Azure
 * purges late: a vault without items, whose retention is over at once, was undeleted a minute later, and others were listed up
 * to 50 hours after their time. Source: recordings of 2026 (`deletedVaults`).
 */
import { isBelow, nameOf, parseResourceId, sameId } from "../../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, objectAt, omit, textAt } from "../../core/json.js";
import { azureTime, DAY_MS } from "../../time/durations.js";
import type { Azure } from "../azure/route.js";
import { removeCollection } from "../compute/collections/index.js";
import { lastPurgeTime } from "../items/containers/index.js";
import type { Document, DocumentReader } from "../store/documents.js";

const DELETED_VAULT_TYPE = "Microsoft.RecoveryServices/locations/deletedVaults";
/** Prefix of the types of a deleted vault's documents: no list of live resources finds them. */
const DELETED_PREFIX = "azure-vm-backup/deleted/";

/** Between the end of the retention and the purge. Ours: Azure's is at most a few days. */
const PURGE_DELAY_MS = 2 * DAY_MS;

/** The scope of the deleted vaults of a subscription in a region. */
export const deletedVaultsScope = (subscription: string, location: string): string =>
  `/subscriptions/${subscription}/providers/Microsoft.RecoveryServices/locations/${location}`;

/** The deleted vaults of a scope by name, as recorded. */
export const deletedVaultsIn = (documents: DocumentReader, scope: string): Document[] =>
  documents.list({ type: DELETED_VAULT_TYPE, scope }).sort((one, other) => (one.id < other.id ? -1 : 1));

/** Deletes a vault with its contents; `retains` keeps it as a deleted vault. */
export function deleteVault(azure: Azure, vault: Document, retains: boolean): void {
  if (retains) retain(azure, vault, lastPurgeTime(azure, vault.id) ?? azure.now);
  azure.documents.removeTree(vault.id);
}

function retain(azure: Azure, vault: Document, purgeAt: Date): void {
  const { subscription = "", group = "" } = parseResourceId(vault.id);
  const location = textAt(vault.body, "location") ?? "";
  const scope = deletedVaultsScope(subscription, location);
  const name = `${group}_${azure.newGuid()}`;
  const id = `${scope}/deletedVaults/${name}`;
  const properties = {
    vaultId: vault.id,
    vaultDeletionTime: azureTime(azure.now),
    purgeAt: azureTime(purgeAt),
  };
  const body = { id, name, type: DELETED_VAULT_TYPE, location, properties };
  // In the order of their purges, so that those that are due are cheap to find.
  azure.documents.put({ id, type: DELETED_VAULT_TYPE, scope, body, rank: purgeAt.getTime() });
  for (const content of [vault, ...azure.documents.below(vault.id)]) {
    azure.documents.put({
      ...content,
      id: movedId(content.id, vault.id, contentsId(id)),
      type: `${DELETED_PREFIX}${content.type}`,
      scope: movedId(content.scope, vault.id, contentsId(id)),
    });
  }
}

/** The key under which a deleted vault is stored, with its contents below it. */
const contentsId = (deletedVaultId: string): string => `${deletedVaultId}/vault`;

/**
 * Returns a deleted vault to a resource group, normally that of its old id, with its contents. Recorded: its settings are as
 * before, except those of cost management; the soft delete of its items goes on.
 */
export function restoreVault(azure: Azure, deleted: Document, groupId: string): void {
  const from = textAt(deleted.body, "properties", "vaultId") ?? "";
  const to = recoveredId(deleted, groupId);
  const stored = contentsId(deleted.id);
  const contents = [azure.documents.get(stored), ...azure.documents.below(stored)].filter(
    (found) => found !== undefined,
  );
  azure.documents.removeTree(deleted.id);
  for (const content of contents) {
    const isVault = sameId(content.id, stored);
    azure.documents.put({
      id: movedId(content.id, stored, to),
      type: content.type.slice(DELETED_PREFIX.length),
      scope: isVault ? groupId : movedId(content.scope, stored, to),
      body: withMovedIds(isVault ? withoutCostManagement(content.body) : content.body, from, to),
      hidden: withMovedIds(content.hidden, from, to),
      rank: content.rank,
    });
  }
}

/** The id of a deleted vault after it is recovered into a resource group. */
export function recoveredId(deleted: Document, groupId: string): string {
  const vaultId = textAt(deleted.body, "properties", "vaultId") ?? "";
  return isBelow(vaultId, groupId)
    ? vaultId
    : `${groupId}/providers/Microsoft.RecoveryServices/vaults/${nameOf(vaultId)}`;
}

const withoutCostManagement = (body: JsonObject): JsonObject => ({
  ...body,
  properties: omit(objectAt(body, "properties"), "costManagementSettings"),
});

/** The same object with every id in the old vault as an id in the recovered one. */
function withMovedIds(body: JsonObject, from: string, to: string): JsonObject {
  if (from === to) return body;
  const moved = (value: Json): Json => {
    if (typeof value === "string") return movedId(value, from, to);
    if (Array.isArray(value)) return value.map((entry) => moved(entry as Json));
    return isJsonObject(value) ? withMovedIds(value, from, to) : value;
  };
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, value === undefined ? undefined : moved(value)]),
  );
}

/** An id in the vault as an id in the deleted vault; any other id is unchanged. */
function movedId(id: string, from: string, to: string): string {
  return sameId(id, from) || isBelow(id, from) ? to + id.slice(from.length) : id;
}

/** The number of deleted vaults that are looked at together. */
const PURGED_TOGETHER = 50;

/** Whether a deleted vault is due to be purged. Replies do not show it any more. */
export const isPurgeDue = ({ body }: Document, now: Date): boolean =>
  Date.parse(textAt(body, "properties", "purgeAt") ?? "") + PURGE_DELAY_MS <= now.getTime();

/** The first of the deleted vaults, of all subscriptions, that are due to be purged. */
export const purgeableVaults = (documents: DocumentReader, now: Date): Document[] =>
  documents.list({ type: DELETED_VAULT_TYPE, limit: PURGED_TOGETHER }).filter((deleted) => isPurgeDue(deleted, now));

/** Purges the deleted vaults that are due, with the restore points of their items. For calls that write. */
export function purgeDeletedVaults(azure: Azure): void {
  for (;;) {
    const due = purgeableVaults(azure.documents, azure.now);
    if (due.length === 0) return;
    for (const vault of due) purge(azure, vault);
  }
}

function purge(azure: Azure, { id }: Document): void {
  for (const { hidden } of azure.documents.below(id)) {
    const collection = textAt(hidden, "collection");
    if (collection !== undefined) removeCollection(azure, collection);
  }
  azure.documents.removeTree(id);
}
