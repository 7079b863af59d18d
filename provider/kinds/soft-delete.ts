/** The soft delete state of protected items. Source: ProtectedItem of Azure Backup's REST API. Pure. */
import { type JsonObject, objectAt, textAt } from "../core/json.js";
import { isInSoftDelete, purgeTimeOf, softDeleteOf } from "../rules/items/soft-delete.js";

/** Whether an item is in soft delete: Azure returns 200 for it, but the kinds treat it as missing. */
export const isSoftDeleted = (item: JsonObject): boolean => isInSoftDelete(objectAt(item, "properties"));

/** For how long soft delete still keeps an item, such as `13 days` or `5 hours`; undefined if Azure does not report it. */
export function remainingText(item: JsonObject): string | undefined {
  const found = /^(?:(\d+)\.)?(\d\d):/.exec(textAt(item, "properties", "deferredDeleteTimeRemaining") ?? "");
  if (found === null) return undefined;
  const [days, hours] = [Number(found[1] ?? 0), Number(found[2])];
  if (days > 0) return counted(days, "day");
  return hours > 0 ? counted(hours, "hour") : "less than an hour";
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** The day on which Azure purges a soft-deleted item, such as `2026-12-14` (UTC); undefined if Azure does not report it. */
export const purgeDay = (item: JsonObject): string | undefined => {
  const times = softDeleteOf(objectAt(item, "properties"));
  return times === undefined ? undefined : dayOf(times.purgeAt);
};

/** The last day on which Azure purges one of these items; undefined if Azure reports none. */
export const lastPurgeDay = (items: readonly JsonObject[]): string | undefined =>
  items
    .flatMap((item) => purgeDay(item) ?? [])
    .sort()
    .at(-1);

/** The day on which Azure purges an item that is deleted at `now` from a vault with these settings (`backupconfig/vaultconfig`). */
export function purgeDayAfter(now: Date, settings: JsonObject): string {
  return dayOf(purgeTimeOf(now, settings["softDeleteRetentionPeriodInDays"]));
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** Advice on how to change `onDelete` after a failed destroy: in the program, or for one run. */
export const howToDelete = (kindName: "Vault" | "ProtectedVm"): string =>
  `Set onDelete: "delete" on this ${kindName} in the program, run pulumi up (which creates again what a destroy has deleted already), then pulumi destroy. To do so for one run, and only for resources that this stack created, use the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy`;
