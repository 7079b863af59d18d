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
