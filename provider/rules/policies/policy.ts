/**
 * What Azure Backup lets a VM policy be. Sources: "Create a backup policy", "Enhanced policy" and the support matrix of
 * Azure Backup; the bounds of weeks, months and years are those of the support matrix.
 */
import { windowsZone } from "../../time/zones.js";
import type { MonthDays, PolicyFault, PolicyRetention, PolicySchedule, PolicyTerms } from "./policy-terms.js";

const INTERVALS_HOURS = [4, 6, 8, 12, 24];
const COUNTS = {
  daily: { least: 7, most: 9999, unit: "days" },
  weekly: { least: 1, most: 5163, unit: "weeks" },
  monthly: { least: 1, most: 1188, unit: "months" },
  yearly: { least: 1, most: 99, unit: "years" },
} as const;
const DAYS_OF_WEEK = 7;
/** Snapshots that an hourly policy may keep, by its interval: the days that fit the snapshots a disk may have. */
const HOURLY_SNAPSHOT_DAYS: Readonly<Record<number, number>> = { 4: 17, 6: 22 };

/** Every rule that the terms break; empty where Azure Backup takes them. */
export function policyFaults(terms: PolicyTerms): PolicyFault[] {
  return [
    ...scheduleFaults(terms),
    ...retentionFaults(terms.retention),
    ...pairingFaults(terms),
    ...snapshotFaults(terms),
    ...zoneFaults(terms),
  ];
}

const fault = (property: string, reason: string): PolicyFault[] => [{ property, reason }];

function scheduleFaults({ schedule, policyType }: PolicyTerms): PolicyFault[] {
  return [
    ...timeFaults(schedule.time),
    ...(schedule.frequency === "Weekly" ? weekdaysFaults(schedule) : strayFaults(schedule, "weekdays", "Weekly")),
    ...(schedule.frequency === "Hourly"
      ? hourlyFaults(schedule, policyType)
      : [...strayFaults(schedule, "intervalHours", "Hourly"), ...strayFaults(schedule, "windowHours", "Hourly")]),
  ];
}

function timeFaults(time: string): PolicyFault[] {
  if (/^([01]\d|2[0-3]):(00|30)$/.test(time)) return [];
  return fault(
    "schedule.time",
    `is "${time}": expected a time of day on the hour or the half hour, such as 02:00 or 14:30.`,
  );
}

function weekdaysFaults({ weekdays = [] }: PolicySchedule): PolicyFault[] {
  if (weekdays.length > 0) return [];
  return fault("schedule.weekdays", "names no day: a weekly schedule needs one day of the week or more.");
}

function strayFaults(
  schedule: PolicySchedule,
  key: "weekdays" | "intervalHours" | "windowHours",
  frequency: string,
): PolicyFault[] {
  if (schedule[key] === undefined) return [];
  return fault(
    `schedule.${key}`,
    `is set, but the schedule is ${schedule.frequency}: leave it out or set schedule.frequency to ${frequency}.`,
  );
}

function hourlyFaults(schedule: PolicySchedule, policyType: PolicyTerms["policyType"]): PolicyFault[] {
  const { intervalHours, windowHours } = schedule;
  const faults: PolicyFault[] = [];
  if (policyType === "V1") {
    faults.push(
      ...fault("policyType", "is V1, which backs up daily or weekly: set it to V2 (enhanced) for an hourly schedule."),
    );
  }
  if (intervalHours === undefined || !INTERVALS_HOURS.includes(intervalHours)) {
    faults.push(
      ...fault("schedule.intervalHours", `is ${found(intervalHours)}: expected one of ${INTERVALS_HOURS.join(", ")}.`),
    );
  }
  if (isWindow(windowHours, intervalHours)) return faults;
  const multiple = intervalHours === undefined ? "" : ` of ${intervalHours} hours`;
  return [
    ...faults,
    ...fault(
      "schedule.windowHours",
      `is ${found(windowHours)}: expected 4 to 24 hours, a multiple of the interval${multiple}.`,
    ),
  ];
}

const found = (value: number | undefined): string => (value === undefined ? "missing" : String(value));

/** Whether a window is long enough and not too long; of an interval that is missing nothing is a multiple or not. */
function isWindow(hours: number | undefined, intervalHours: number | undefined): boolean {
  if (hours === undefined || !Number.isInteger(hours) || hours < 4 || hours > 24) return false;
  return intervalHours === undefined || hours % intervalHours === 0;
}

function retentionFaults(retention: PolicyRetention): PolicyFault[] {
  const faults = (["daily", "weekly", "monthly", "yearly"] as const).flatMap((level) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : countFaults(level, count);
  });
  if (retention.weekly?.weekdays.length === 0) {
    faults.push(...fault("retention.weekly.weekdays", "names no day: expected one day of the week or more."));
  }
  if (retention.yearly?.months.length === 0) {
    faults.push(...fault("retention.yearly.months", "names no month: expected one month or more."));
  }
  return [
    ...faults,
    ...(retention.monthly === undefined ? [] : monthDayFaults("monthly", retention.monthly)),
    ...(retention.yearly === undefined ? [] : monthDayFaults("yearly", retention.yearly)),
  ];
}

function countFaults(level: keyof typeof COUNTS, count: number): PolicyFault[] {
  const { least, most, unit } = COUNTS[level];
  if (Number.isInteger(count) && count >= least && count <= most) return [];
  return fault(`retention.${level}.count`, `is ${count}: expected ${least} to ${most} ${unit}.`);
}

function monthDayFaults(level: "monthly" | "yearly", days: MonthDays): PolicyFault[] {
  const byDay = (days.days?.length ?? 0) > 0 || days.lastDay === true;
  const weekdays = days.weekdays?.length ?? 0;
  const weeks = days.weeks?.length ?? 0;
  const path = `retention.${level}`;
  if (byDay && weekdays + weeks > 0) {
    return fault(path, "names days of the month and weekdays of a week: choose one of the two ways.");
  }
  if (!byDay && (weekdays === 0 || weeks === 0)) {
    return fault(path, "does not say which day: give weekdays and weeks, or days of the month.");
  }
  const wrong = (days.days ?? []).find((day) => !Number.isInteger(day) || day < 1 || day > 31);
  return wrong === undefined ? [] : fault(`${path}.days`, `holds ${wrong}: expected days of the month, 1 to 31.`);
}

function pairingFaults({ schedule, retention }: PolicyTerms): PolicyFault[] {
  if (schedule.frequency === "Weekly") return weeklyPairingFaults(schedule, retention);
  if (retention.daily !== undefined) return [];
  return fault(
    "retention.daily",
    `is missing: a ${schedule.frequency.toLowerCase()} schedule keeps its points for a number of days, 7 to 9999.`,
  );
}

function weeklyPairingFaults(schedule: PolicySchedule, retention: PolicyRetention): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (retention.daily !== undefined) {
    faults.push(
      ...fault("retention.daily", "is set, but the schedule is Weekly: leave it out and use retention.weekly."),
    );
  }
  if (retention.weekly === undefined) {
    faults.push(
      ...fault("retention.weekly", "is missing: a weekly schedule keeps its points for a number of weeks, 1 to 5163."),
    );
  } else if ((schedule.weekdays ?? []).length > 0 && !sameDays(retention.weekly.weekdays, schedule.weekdays ?? [])) {
    faults.push(
      ...fault(
        "retention.weekly.weekdays",
        `are ${retention.weekly.weekdays.join(", ")}: expected the days of the schedule, ${(schedule.weekdays ?? []).join(", ")}.`,
      ),
    );
  }
  for (const level of ["monthly", "yearly"] as const) {
    const days = retention[level];
    if (days?.days === undefined && days?.lastDay !== true) continue;
    faults.push(
      ...fault(
        `retention.${level}`,
        "names days of the month, but the schedule is Weekly: name weekdays and weeks instead.",
      ),
    );
  }
  return faults;
}

const sameDays = (left: readonly string[], right: readonly string[]): boolean =>
  left.every((day) => right.includes(day)) && right.every((day) => left.includes(day));

function snapshotFaults(terms: PolicyTerms): PolicyFault[] {
  const { least, most, why } = snapshotBounds(terms);
  const days = terms.instantRestoreDays;
  const kept = keptDays(terms);
  if (kept !== undefined && kept >= COUNTS.daily.least && days > kept) {
    return fault("instantRestoreDays", `is ${days}: expected at most the ${kept} days that the vault keeps a point.`);
  }
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  const range = least === most ? `${most}` : `${least} to ${most}`;
  return fault("instantRestoreDays", `is ${days}: expected ${range} days ${why}.`);
}

/** Days that the vault keeps each point at least: a weekly schedule keeps its points for weeks. */
function keptDays({ schedule, retention }: PolicyTerms): number | undefined {
  if (schedule.frequency !== "Weekly") return retention.daily?.count;
  return retention.weekly === undefined ? undefined : retention.weekly.count * DAYS_OF_WEEK;
}

function snapshotBounds({ policyType, schedule }: PolicyTerms): { least: number; most: number; why: string } {
  const { frequency, intervalHours = 0 } = schedule;
  if (policyType === "V1") {
    return frequency === "Weekly"
      ? { least: 5, most: 5, why: "for a standard policy with a weekly schedule" }
      : { least: 1, most: 5, why: "for a standard policy; an enhanced policy (V2) keeps up to 30" };
  }
  const most = frequency === "Hourly" ? (HOURLY_SNAPSHOT_DAYS[intervalHours] ?? 30) : 30;
  const every = most < 30 ? ` that backs up every ${intervalHours} hours` : "";
  return { least: 1, most, why: `for an enhanced policy${every}` };
}

function zoneFaults({ timeZone }: PolicyTerms): PolicyFault[] {
  if (windowsZone(timeZone) === timeZone) return [];
  const windows = windowsZone(timeZone);
  const advice = windows === undefined ? "such as UTC or Pacific Standard Time" : `here "${windows}"`;
  return fault("timeZone", `is "${timeZone}": expected the Windows name of a time zone, ${advice}.`);
}
