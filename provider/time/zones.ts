/**
 * Azure Backup names time zones as Windows does and runs a schedule at a fixed offset from UTC: it does not follow
 * daylight saving ("Azure Backup doesn't support automatic clock adjustment for daylight-saving changes", the
 * quickstart of Azure VM backup). The fixed offset is that of the zone's standard time.
 */
import type { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";
import { BackupError } from "../core/errors.js";
import { temporal } from "./temporal.js";

export { canonicalZone, nearestZone, windowsZone } from "./zone-names.js";

const MINUTE_NS = 60_000_000_000;

/** The IANA name of a Windows zone. Throws `InvalidInput` for an unknown name. */
export function ianaZone(windowsName: string): string {
  const found = windowsName === "UTC" ? "UTC" : findIana(windowsName)[0];
  if (found === undefined) throw new BackupError("InvalidInput", `"${windowsName}" is not a Windows time zone.`);
  return found;
}

const known = new Map<string, ReadonlySet<number>>();

/**
 * The offsets from UTC, in minutes, of a Windows zone during a year: one without daylight saving, else two. Throws
 * `InvalidInput` for an unknown name.
 */
export function offsetsOf(windowsName: string, year: number): ReadonlySet<number> {
  const zone = ianaZone(windowsName);
  const key = `${zone} ${year}`;
  const offsets = known.get(key) ?? (zone === "UTC" ? new Set([0]) : offsetsDuring(zone, year));
  known.set(key, offsets);
  return offsets;
}

function offsetsDuring(timeZone: string, year: number): ReadonlySet<number> {
  const start = temporal().ZonedDateTime.from({ year, month: 1, day: 1, timeZone });
  const end = start.add({ years: 1 }).epochMilliseconds;
  const offsets = new Set<number>();
  for (
    let at: Temporal.ZonedDateTime | null = start;
    at !== null && at.epochMilliseconds < end;
    at = at.getTimeZoneTransition("next")
  ) {
    offsets.add(at.offsetNanoseconds / MINUTE_NS);
  }
  return offsets;
}

/**
 * The offset from UTC, in minutes, of a Windows zone's standard time in a year: the smallest offset, since daylight saving
 * moves clocks forward. Throws `InvalidInput` for an unknown name.
 */
export const standardOffsetMinutes = (windowsName: string, year: number): number =>
  Math.min(...offsetsOf(windowsName, year));
