/** What soft delete does to a protected item, for the kinds that meet it. Source: ProtectedItem of Azure Backup's REST API. Pure. */

import { type JsonObject, objectAt, textAt } from "../core/json.js";
import { isInSoftDelete, purgeTimeOf, softDeleteOf } from "../rules/items/soft-delete.js";

/** Whether an item is in soft delete: Azure still answers 200 for it, and for these kinds it does not exist. */
export const isSoftDeleted = (item: JsonObject): boolean => isInSoftDelete(objectAt(item, "properties"));

/** For how long soft delete still keeps an item, such as `13 days` or `5 hours`; undefined where Azure does not tell. */
export function remainingText(item: JsonObject): string | undefined {
  const found = /^(?:(\d+)\.)?(\d\d):/.exec(textAt(item, "properties", "deferredDeleteTimeRemaining") ?? "");
  if (found === null) return undefined;
  const [days, hours] = [Number(found[1] ?? 0), Number(found[2])];
  if (days > 0) return counted(days, "day");
  return hours > 0 ? counted(hours, "hour") : "less than an hour";
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** The day on which Azure purges a soft-deleted item, such as `2026-12-14` (UTC); undefined where Azure does not tell. */
export const purgeDay = (item: JsonObject): string | undefined => {
  const times = softDeleteOf(objectAt(item, "properties"));
  return times === undefined ? undefined : dayOf(times.purgeAt);
};

/** The last day on which Azure purges one of these items; undefined where it does not tell of any. */
export const lastPurgeDay = (items: readonly JsonObject[]): string | undefined =>
  items
    .flatMap((item) => purgeDay(item) ?? [])
    .sort()
    .at(-1);

/** The day on which Azure purges what is deleted at `now` from a vault with these settings (`backupconfig/vaultconfig`). */
export function purgeDayAfter(now: Date, settings: JsonObject): string {
  return dayOf(purgeTimeOf(now, settings["softDeleteRetentionPeriodInDays"]));
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** How to change `onDelete` of what a destroy could not delete: in the program, or for one run. */
export const howToDelete = (kindName: "Vault" | "ProtectedVm"): string =>
  `Set onDelete: "delete" on this ${kindName} in the program, run pulumi up (which creates again what a destroy has deleted already), then pulumi destroy. In one run, for what this stack created, with the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy`;
