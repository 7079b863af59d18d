/**
 * Azure Backup names time zones as Windows does and runs a schedule at a fixed distance from UTC: it does not follow
 * daylight saving ("Azure Backup doesn't support automatic clock adjustment for daylight-saving changes", the
 * quickstart of Azure VM backup). The distance it keeps is the zone's standard one.
 */
import { findIana, findWindows } from "windows-iana";
import { BackupError } from "../core/errors.js";

/** The Windows name of a zone given by its Windows or IANA name; undefined where there is no such zone. */
export function windowsZone(name: string): string | undefined {
  if (name === "UTC" || findIana(name).length > 0) return name;
  return findWindows(name)[0];
}

/** The IANA name of a Windows zone. Throws `InvalidInput` for a name that Windows does not know. */
export function ianaZone(windowsName: string): string {
  const found = windowsName === "UTC" ? "UTC" : findIana(windowsName)[0];
  if (found === undefined) throw new BackupError("InvalidInput", `"${windowsName}" is not a Windows time zone.`);
  return found;
}

/**
 * How many minutes a Windows zone lies ahead of UTC by its standard time, in a year: the smallest distance that it has,
 * since clocks are moved forward in summer. Throws `InvalidInput` for a name that Windows does not know.
 */
export function standardOffsetMinutes(windowsName: string, year: number): number {
  const format = new Intl.DateTimeFormat("en", { timeZone: ianaZone(windowsName), timeZoneName: "longOffset" });
  // Some zones leave their standard time for weeks only, such as Morocco's for Ramadan: two looks a month find both.
  const days = Array.from(
    { length: 24 },
    (_, half) => new Date(Date.UTC(year, Math.floor(half / 2), half % 2 === 0 ? 1 : 15)),
  );
  return Math.min(...days.map((day) => offsetMinutes(format, day)));
}

/** `GMT`, `GMT+05:30` or `GMT-08:00`, as minutes. */
function offsetMinutes(format: Intl.DateTimeFormat, instant: Date): number {
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
