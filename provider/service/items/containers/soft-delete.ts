/**
 * Soft-deleted items whose time is over: they are gone from then on, whether or not a write has taken them away yet. A
 * marker beside each soft-deleted item makes them cheap to find among a vault's many.
 */

import { textAt } from "../../../core/json.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../../rules/items/soft-delete.js";
import { DAY_MS } from "../../../time/durations.js";
import { containerOf } from "../../azure/backup-ids.js";
import type { Azure } from "../../azure/route.js";
import { removeCollection } from "../../compute/collections/index.js";
import type { Document } from "../../store/documents.js";
import { isSoftDeleted, itemsOf } from "./document.js";

const MARKER = "azure-vm-backup/softdeleted";
const markerId = (itemId: string): string => `${itemId}/softdeleted`;

/** For how many days a soft-deleted item is kept: those in force when it was deleted. */
export const retentionDays = (item: Document): number =>
  Number(item.hidden["softDeleteDays"] ?? DEFAULT_SOFT_DELETE_DAYS);

/** When a soft-deleted item is gone for good. */
export const purgeTime = (item: Document): Date =>
  new Date(Date.parse(textAt(item.body, "properties", "deferredDeleteTimeInUTC") ?? "") + retentionDays(item) * DAY_MS);

/** Notes that an item is soft-deleted. */
export function markSoftDeleted({ documents }: Azure, item: Document): void {
  documents.put({ id: markerId(item.id), type: MARKER, scope: item.scope, body: {}, hidden: { item: item.id } });
}

export const unmarkSoftDeleted = ({ documents }: Azure, item: Document): boolean => documents.remove(markerId(item.id));

/** Whether an item's soft-deletion is over. */
export const isExpired = (azure: Azure, item: Document): boolean => isSoftDeleted(item) && purgeTime(item) <= azure.now;

/** The items of a vault that are still there. */
export const presentItems = (azure: Azure, vaultId: string): Document[] =>
  itemsOf(azure, vaultId).filter((item) => !isExpired(azure, item));

/** Takes away what is gone of a vault: container, item and points. For calls that write. */
export function purgeExpired(azure: Azure, vaultId: string): void {
  for (const marker of azure.documents.list({ type: MARKER, scope: vaultId })) {
    const item = azure.documents.get(textAt(marker.hidden, "item") ?? "");
    if (item === undefined || !isExpired(azure, item)) continue;
    removeItem(azure, item);
  }
}

/** Takes an item away for good, with its container, its points and the collection of its restore points. */
export function removeItem(azure: Azure, item: Document): void {
  const { documents } = azure;
  const collection = textAt(item.hidden, "collection");
  if (collection !== undefined) removeCollection(azure, collection);
  documents.removeTree(containerOf(item.id));
}

/** When the last of a vault's soft-deleted items is purged; undefined where it has no item. For calls that write. */
export function lastPurgeTime(azure: Azure, vaultId: string): Date | undefined {
  purgeExpired(azure, vaultId);
  const purgeTimes = presentItems(azure, vaultId).map((item) => purgeTime(item).getTime());
  return purgeTimes.length === 0 ? undefined : new Date(Math.max(...purgeTimes));
}
