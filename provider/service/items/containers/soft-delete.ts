/**
 * Soft-deleted items whose retention is over: replies do not show them, and the next write purges them. A marker below each
 * soft-deleted item makes them cheap to find in a vault.
 */
import { objectAt, textAt } from "../../../core/json.js";
import { softDeleteDays, softDeleteOf } from "../../../rules/items/soft-delete.js";
import { containerOf } from "../../azure/backup-ids.js";
import type { Azure } from "../../azure/route.js";
import { removeCollection } from "../../compute/collections/index.js";
import type { Document } from "../../store/documents.js";
import { itemsOf } from "./document.js";

const MARKER = "azure-vm-backup/softdeleted";
const markerId = (itemId: string): string => `${itemId}/softdeleted`;

/** The retention of a soft-deleted item in days: the setting when it was deleted. */
export const retentionDays = (item: Document): number => softDeleteDays(item.hidden["softDeleteDays"]);

/** When an item is purged; undefined for one that is not in soft delete. */
export const purgeTime = (item: Document): Date | undefined =>
  softDeleteOf(objectAt(item.body, "properties"), retentionDays(item))?.purgeAt;

/** Marks an item as soft-deleted. */
export function markSoftDeleted({ documents }: Azure, item: Document): void {
  documents.put({ id: markerId(item.id), type: MARKER, scope: item.scope, body: {}, hidden: { item: item.id } });
}

export const unmarkSoftDeleted = ({ documents }: Azure, item: Document): boolean => documents.remove(markerId(item.id));

/** Whether the retention of a soft-deleted item is over. */
export function isExpired(azure: Azure, item: Document): boolean {
  const purgeAt = purgeTime(item);
  return purgeAt !== undefined && purgeAt <= azure.now;
}

/** The items of a vault that are not due to be purged. */
export const presentItems = (azure: Azure, vaultId: string): Document[] =>
  itemsOf(azure, vaultId).filter((item) => !isExpired(azure, item));

/** Purges the expired items of a vault with their containers and points. For calls that write. */
export function purgeExpired(azure: Azure, vaultId: string): void {
  for (const marker of azure.documents.list({ type: MARKER, scope: vaultId })) {
    const item = azure.documents.get(textAt(marker.hidden, "item") ?? "");
    if (item === undefined || !isExpired(azure, item)) continue;
    removeItem(azure, item);
  }
}

/** Purges an item with its container, its points and the collection of its restore points. */
export function removeItem(azure: Azure, item: Document): void {
  const { documents } = azure;
  const collection = textAt(item.hidden, "collection");
  if (collection !== undefined) removeCollection(azure, collection);
  documents.removeTree(containerOf(item.id));
}

/** When the last of a vault's soft-deleted items is purged; undefined where it has none. For calls that write. */
export function lastPurgeTime(azure: Azure, vaultId: string): Date | undefined {
  purgeExpired(azure, vaultId);
  const purgeTimes = presentItems(azure, vaultId).flatMap((item) => purgeTime(item)?.getTime() ?? []);
  return purgeTimes.length === 0 ? undefined : new Date(Math.max(...purgeTimes));
}
