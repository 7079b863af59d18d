/** Soft delete: its states, its days and the time of the purge. Source: ProtectedItem of Azure Backup's REST API, and the recordings. */
import { type JsonObject, textAt } from "../../core/json.js";
import { DAY_MS } from "../../time/durations.js";
import { parseInstantMs } from "../../time/instants.js";

/** Azure's default, for a vault or item without a number of days. */
export const DEFAULT_SOFT_DELETE_DAYS = 14;

/** Whether an item, by its properties, is in soft delete. Azure still answers 200 for it. */
export const isInSoftDelete = (properties: JsonObject): boolean => properties["isScheduledForDeferredDelete"] === true;

/** Days in force: those of a setting, or the default. */
export const softDeleteDays = (days: unknown): number =>
  typeof days === "number" && days > 0 ? days : DEFAULT_SOFT_DELETE_DAYS;

/** When Azure purges what is deleted at an instant with a setting of days. */
export const purgeTimeOf = (deletedAt: Date, days: unknown): Date =>
  new Date(deletedAt.getTime() + softDeleteDays(days) * DAY_MS);

interface SoftDelete {
  readonly deletedAt: Date;
  readonly purgeAt: Date;
}

/**
 * When an item was deleted and when it is purged; undefined for an item that is not in soft delete. The days are those in force
 * at the deletion, which Azure returns under two names: one in the specification, one in the service.
 */
export function softDeleteOf(
  properties: JsonObject,
  days: unknown = properties["softDeleteRetentionPeriodInDays"] ?? properties["softDeleteRetentionPeriod"],
): SoftDelete | undefined {
  if (!isInSoftDelete(properties)) return undefined;
  const deletedMs = parseInstantMs(textAt(properties, "deferredDeleteTimeInUTC"));
  if (Number.isNaN(deletedMs)) return undefined;
  const deletedAt = new Date(deletedMs);
  return { deletedAt, purgeAt: purgeTimeOf(deletedAt, days) };
}

/** From the weakest state to the strongest. */
const STATES = ["Disabled", "Enabled", "AlwaysON"];

/** Whether a vault's soft delete state is at least as strong as the declared one. */
export const isAtLeastAsStrong = (live: string | undefined, declared: string): boolean =>
  live !== undefined && STATES.indexOf(live) >= STATES.indexOf(declared);
