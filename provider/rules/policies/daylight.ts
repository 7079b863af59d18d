/** Whether a time zone shifts its clocks, which a schedule of Azure Backup does not follow. */
import { offsetsOf } from "../../time/zones.js";

/** Whether the zone, given by its Windows name, has more than one offset from UTC in a year. */
export const shiftsClocks = (windowsName: string, year: number): boolean => offsetsOf(windowsName, year).size > 1;
