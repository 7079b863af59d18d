/** What soft delete does to a protected item, for the kinds that meet it. Source: ProtectedItem of Azure Backup's REST API. Pure. */
import { type JsonObject, objectAt, textAt } from "../core/json.js";

/** Azure goes on answering 200 for an item that was deleted into soft delete; it is gone all the same. */
export const isSoftDeleted = (item: JsonObject): boolean =>
  objectAt(item, "properties")["isScheduledForDeferredDelete"] === true;

/** For how long soft delete still keeps an item, such as `13 days` or `5 hours`; undefined where Azure does not tell. */
export function remainingText(item: JsonObject): string | undefined {
  const found = /^(?:(\d+)\.)?(\d\d):/.exec(textAt(item, "properties", "deferredDeleteTimeRemaining") ?? "");
  if (found === null) return undefined;
  const [days, hours] = [Number(found[1] ?? 0), Number(found[2])];
  if (days > 0) return counted(days, "day");
  return hours > 0 ? counted(hours, "hour") : "less than an hour";
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
