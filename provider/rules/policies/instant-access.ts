/**
 * Instant access to the snapshots of a policy: `instantAccessSnapshotEnabled` and `instantAccessDurationMinutes`, members of a VM
 * policy since 2026-10-01. Microsoft's specification has their types; neither a document nor a recording has their limits.
 */
import { type JsonObject, omit } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";

export const INSTANT_ACCESS_SINCE = "2026-10-01";

const ENABLED = "instantAccessSnapshotEnabled";
const MINUTES = "instantAccessDurationMinutes";

/** The properties without the members: earlier api-versions neither read nor return them. */
export const withoutInstantAccess = (properties: JsonObject): JsonObject => omit(properties, ENABLED, MINUTES);

/** Refuses values of other types; null counts as not set. */
export function instantAccessFaults(properties: JsonObject): Failure[] {
  const enabled = properties[ENABLED] ?? false;
  const minutes = properties[MINUTES] ?? 1;
  const faults: Failure[] = [];
  if (typeof enabled !== "boolean") {
    faults.push({ property: ENABLED, reason: `is ${JSON.stringify(enabled)}: expected true or false.` });
  }
  if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 1) {
    faults.push({
      property: MINUTES,
      reason: `is ${JSON.stringify(minutes)}: expected a positive integer, in minutes.`,
    });
  }
  return faults;
}

/** A snapshot that is not a policy's can have instant access for 60 to 300 minutes (`az snapshot create --help`). */
const SNAPSHOT_MINUTES = { least: 60, most: 300 } as const;

/** The warning for a duration that has no effect, or that a snapshot could not have. */
export function instantAccessWarning(properties: JsonObject): string | undefined {
  const minutes = properties[MINUTES];
  if (typeof minutes !== "number") return undefined;
  if (properties[ENABLED] !== true) return `${MINUTES} is ${minutes}, but ${ENABLED} is not true: it has no effect.`;
  const { least, most } = SNAPSHOT_MINUTES;
  if (minutes >= least && minutes <= most) return undefined;
  return `${MINUTES} is ${minutes}: a snapshot can have instant access for ${least} to ${most} minutes, so Azure may refuse it.`;
}
