/** Whether a time zone shifts its clocks, which a schedule of Azure Backup does not follow. */
import { ianaZone } from "../../time/zones.js";

/** Whether the zone, given by its Windows name, has two distances from UTC in a year. */
export function shiftsClocks(windowsName: string, year: number): boolean {
  const timeZone = ianaZone(windowsName);
  const offsetIn = (month: number) =>
    new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
      .formatToParts(new Date(Date.UTC(year, month, 15)))
      .find(({ type }) => type === "timeZoneName")?.value;
  return offsetIn(0) !== offsetIn(6);
}
