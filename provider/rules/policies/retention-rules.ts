/** Which retention a VM policy may have, by itself and with its schedule. Sources: those of `rules.ts`. */
import type { Failure } from "../../schema/failures.js";
import {
  type MonthDays,
  type PolicyRetention,
  type PolicySchedule,
  type PolicyTerms,
  RETENTION_COUNTS,
} from "./terms.js";

const fault = (property: string, reason: string): Failure[] => [{ property, reason }];

/** The faults of a retention by itself. */
export function retentionFaults(retention: PolicyRetention): Failure[] {
  const faults = (["daily", "weekly", "monthly", "yearly"] as const).flatMap((level) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : countFaults(level, count);
  });
  if (retention.weekly?.weekdays.length === 0) {
    faults.push(...fault("retention.weekly.weekdays", "is empty: expected at least one day of the week."));
  }
  if (retention.yearly?.months.length === 0) {
    faults.push(...fault("retention.yearly.months", "is empty: expected at least one month."));
  }
  return [
    ...faults,
    ...(retention.monthly === undefined ? [] : monthDayFaults("monthly", retention.monthly)),
    ...(retention.yearly === undefined ? [] : monthDayFaults("yearly", retention.yearly)),
  ];
}

function countFaults(level: keyof typeof RETENTION_COUNTS, count: number): Failure[] {
  const { least, most, unit } = RETENTION_COUNTS[level];
  if (Number.isInteger(count) && count >= least && count <= most) return [];
  return fault(`retention.${level}.count`, `is ${count}: expected ${least} to ${most} ${unit}.`);
}

function monthDayFaults(level: "monthly" | "yearly", days: MonthDays): Failure[] {
  const byDay = (days.days?.length ?? 0) > 0 || days.lastDay === true;
  const weekdays = days.weekdays?.length ?? 0;
  const weeks = days.weeks?.length ?? 0;
  const path = `retention.${level}`;
  if (byDay && weekdays + weeks > 0) {
    return fault(path, "has both days of the month and weekdays: use one of the two.");
  }
  if (!byDay && (weekdays === 0 || weeks === 0)) return noDay(path, { weekdays, weeks });
  const wrong = (days.days ?? []).find((day) => !Number.isInteger(day) || day < 1 || day > 31);
  return wrong === undefined ? [] : fault(`${path}.days`, `contains ${wrong}: expected days of the month, 1 to 31.`);
}

/** The fault of a month without a day; weekdays need weeks, and weeks need weekdays. */
function noDay(path: string, { weekdays, weeks }: { readonly weekdays: number; readonly weeks: number }): Failure[] {
  if (weekdays > 0) {
    return fault(`${path}.weeks`, "is missing: weekdays need the weeks of the month, such as First.");
  }
  if (weeks > 0) {
    return fault(`${path}.weekdays`, "is missing: weeks need the days of the week, such as Sunday.");
  }
  return fault(path, "has no day: expected weekdays and weeks, or days of the month.");
}

/** The faults of a retention that does not go with its schedule. */
export function pairingFaults({ schedule, retention }: PolicyTerms): Failure[] {
  if (schedule.frequency === "Weekly") return weeklyPairingFaults(schedule, retention);
  if (retention.daily !== undefined) return [];
  return fault(
    "retention.daily",
    `is missing: expected 7 to 9999 days for a policy with a ${schedule.frequency.toLowerCase()} schedule.`,
  );
}

function weeklyPairingFaults(schedule: PolicySchedule, retention: PolicyRetention): Failure[] {
  const faults: Failure[] = [];
  if (retention.daily !== undefined) {
    faults.push(...fault("retention.daily", "is set, but the schedule is Weekly: use retention.weekly instead."));
  }
  if (retention.weekly === undefined) {
    faults.push(
      ...fault("retention.weekly", "is missing: expected 1 to 5163 weeks for a policy with a weekly schedule."),
    );
  } else if (
    (schedule.weekdays ?? []).length > 0 &&
    !haveSameDays(retention.weekly.weekdays, schedule.weekdays ?? [])
  ) {
    faults.push(
      ...fault(
        "retention.weekly.weekdays",
        `is ${retention.weekly.weekdays.join(", ")}: expected the days of the schedule, ${(schedule.weekdays ?? []).join(", ")}.`,
      ),
    );
  }
  return [...faults, ...(["monthly", "yearly"] as const).flatMap((level) => levelFaults(level, schedule, retention))];
}

/**
 * A month or a year can retain only backups of the schedule's days. Source: Azure/azure-powershell 10821, whose service module
 * requires that its days "should be a subset of the DaysOfWeek value specified in the backup schedule".
 */
function levelFaults(
  level: "monthly" | "yearly",
  { weekdays = [] }: PolicySchedule,
  retention: PolicyRetention,
): Failure[] {
  const days = retention[level];
  if (days?.days !== undefined || days?.lastDay === true) {
    const reason = "has days of the month, but the schedule is Weekly: use weekdays and weeks instead.";
    return fault(`retention.${level}`, reason);
  }
  const others = (days?.weekdays ?? []).filter((day) => !weekdays.includes(day));
  if (others.length === 0 || weekdays.length === 0) return [];
  return fault(
    `retention.${level}.weekdays`,
    `contains ${others.join(", ")}, on which the schedule takes no backup: expected days of the schedule, ${weekdays.join(", ")}.`,
  );
}

const haveSameDays = (left: readonly string[], right: readonly string[]): boolean =>
  left.every((day) => right.includes(day)) && right.every((day) => left.includes(day));
