/** Soft delete: how strong a state is, and how long what was deleted into it is still there. Source: ProtectedItem of Azure Backup's REST API, and the recordings. */
import { type JsonObject, textAt } from "../../core/json.js";
import { DAY_MS } from "../../time/durations.js";
import { parseInstantMs } from "../../time/instants.js";

/** Azure's default: of a vault without a setting, and of an item that does not name its days. */
export const DEFAULT_SOFT_DELETE_DAYS = 14;

/** Whether an item, by its properties, is in soft delete. Azure still answers 200 for it. */
export const isInSoftDelete = (properties: JsonObject): boolean => properties["isScheduledForDeferredDelete"] === true;

export interface SoftDelete {
  /** When it was deleted. */
  readonly deletedAt: Date;
  /** When it is gone for good. */
  readonly purgeAt: Date;
}

/**
 * The timers of an item, by its properties; undefined for one that is not in soft delete. Azure gives the time of the
 * deletion and the days that were in force at it.
 */
export function softDeleteOf(properties: JsonObject): SoftDelete | undefined {
  if (!isInSoftDelete(properties)) return undefined;
  const deletedMs = parseInstantMs(textAt(properties, "deferredDeleteTimeInUTC"));
  if (Number.isNaN(deletedMs)) return undefined;
  // The specification and the service call it by different names.
  const days = properties["softDeleteRetentionPeriodInDays"] ?? properties["softDeleteRetentionPeriod"];
  const keptDays = typeof days === "number" && days > 0 ? days : DEFAULT_SOFT_DELETE_DAYS;
  return { deletedAt: new Date(deletedMs), purgeAt: new Date(deletedMs + keptDays * DAY_MS) };
}

/** From the weakest state to the strongest. */
const STATES = ["Disabled", "Enabled", "AlwaysON"];

/** Whether a vault whose soft delete is in the state `live` keeps at least what the state `declared` asks for. */
export const keepsAtLeast = (live: string | undefined, declared: string): boolean =>
  live !== undefined && STATES.indexOf(live) >= STATES.indexOf(declared);
