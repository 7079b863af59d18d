/**
 * When a policy backs up. A schedule names times of day in the policy's zone; Azure Backup keeps the zone's standard
 * offset from UTC all the year ("Azure Backup doesn't support automatic clock adjustment for daylight-saving changes",
 * the quickstart of Azure VM backup). An hourly schedule runs at the start of its window and at every interval up to its
 * end, including the end: from 08:00, every 4 hours, for 12 hours is 08:00, 12:00, 16:00 and 20:00.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../time/durations.js";
import { offsetsOf, standardOffsetMinutes } from "../../time/zones.js";
import { type PolicySchedule, WEEKDAYS } from "./terms.js";

const DAYS_OF_WEEK = 7;
const HOURS_OF_DAY = 24;

/** The first run after an instant; undefined for a schedule without days. Throws `InvalidInput` for a zone that Windows does not know. */
export function nextRun(schedule: PolicySchedule, timeZone: string, after: Date): Date | undefined {
  const offsetMs = standardOffsetMinutes(timeZone, after.getUTCFullYear()) * MINUTE_MS;
  const local = after.getTime() + offsetMs;
  const today = Math.floor(local / DAY_MS) * DAY_MS;
  // A window that began yesterday may last into today; a weekly schedule may run again only after a week.
  for (let day = today - DAY_MS; day <= today + DAYS_OF_WEEK * DAY_MS; day += DAY_MS) {
    const run = runsOfDay(schedule, day).find((time) => time > local);
    if (run !== undefined) return new Date(run - offsetMs);
  }
  return undefined;
}

/**
 * The runs of the window that begins on a day, in order, as milliseconds of the policy's local time; `day` is the day's
 * midnight. A window of 24 hours ends where the next one starts, which is a run of the next day.
 */
export function runsOfDay(schedule: PolicySchedule, day: number): number[] {
  const { frequency, time, weekdays = [], intervalHours = 4, windowHours = 0 } = schedule;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const first = day + hours * HOUR_MS + minutes * MINUTE_MS;
  if (frequency === "Daily") return [first];
  if (frequency === "Weekly") return weekdays.some((name) => name === weekdayOf(day)) ? [first] : [];
  const length = backupsPerDay({ intervalHours, windowHours });
  return Array.from({ length }, (_, index) => first + index * intervalHours * HOUR_MS);
}

/** The backups in a window of an hourly schedule. The window need not be a multiple of the interval. */
export function backupsPerDay({ intervalHours = 4, windowHours = 0 }: Partial<PolicySchedule>): number {
  return Math.min(Math.floor(windowHours / intervalHours) + 1, Math.ceil(HOURS_OF_DAY / intervalHours));
}

const weekdayOf = (day: number) => WEEKDAYS[new Date(day).getUTCDay()];

/** Whether a zone, by its Windows name, has more than one offset from UTC in a year. A schedule does not follow it. */
export const shiftsClocks = (windowsName: string, year: number): boolean => offsetsOf(windowsName, year).size > 1;

/** The warning for a policy whose zone shifts its clocks. */
export function daylightWarning(timeZone: string, hasShifts: boolean): string | undefined {
  if (!hasShifts) return undefined;
  return `Azure Backup ignores daylight saving time: a schedule in ${timeZone} keeps its standard offset from UTC all year. Change the policy when the clocks change.`;
}
