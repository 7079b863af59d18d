/**
 * Which VM policies Azure Backup accepts, and which changes of them. Sources: "Create a backup policy", "Enhanced policy",
 * "Immutable vault", the FAQ and the support matrix of Azure Backup.
 */
import type { Failure } from "../../schema/failures.js";
import { windowsZone } from "../../time/zones.js";
import { type RuleFault, refused } from "../shared/fault.js";
import { instantRestoreFaults } from "./options.js";
import {
  type MonthDays,
  type PolicyRetention,
  type PolicySchedule,
  type PolicyTerms,
  RETENTION_COUNTS,
} from "./terms.js";

const INTERVALS_HOURS = [4, 6, 8, 12, 24];

/** One failure for each broken rule; empty where Azure Backup accepts the terms. */
export function policyFaults(terms: PolicyTerms): Failure[] {
  return [
    ...scheduleFaults(terms),
    ...retentionFaults(terms.retention),
    ...pairingFaults(terms),
    ...instantRestoreFaults(terms),
    ...zoneFaults(terms),
  ];
}

const fault = (property: string, reason: string): Failure[] => [{ property, reason }];

function scheduleFaults({ schedule, policyType }: PolicyTerms): Failure[] {
  return [
    ...timeFaults(schedule.time),
    ...(schedule.frequency === "Weekly" ? weekdaysFaults(schedule) : unexpectedFaults(schedule, "weekdays", "Weekly")),
    ...(schedule.frequency === "Hourly"
      ? hourlyFaults(schedule, policyType)
      : [
          ...unexpectedFaults(schedule, "intervalHours", "Hourly"),
          ...unexpectedFaults(schedule, "windowHours", "Hourly"),
        ]),
  ];
}

function timeFaults(time: string): Failure[] {
  if (/^([01]\d|2[0-3]):(00|30)$/.test(time)) return [];
  return fault(
    "schedule.time",
    `is "${time}": expected a time of day on the hour or half hour, such as 02:00 or 14:30.`,
  );
}

function weekdaysFaults({ weekdays = [] }: PolicySchedule): Failure[] {
  if (weekdays.length > 0) return [];
  return fault("schedule.weekdays", "is missing or empty: a weekly schedule needs at least one day of the week.");
}

function unexpectedFaults(
  schedule: PolicySchedule,
  key: "weekdays" | "intervalHours" | "windowHours",
  frequency: string,
): Failure[] {
  if (schedule[key] === undefined) return [];
  return fault(
    `schedule.${key}`,
    `is set, but the schedule is ${schedule.frequency}: remove it or set schedule.frequency to ${frequency}.`,
  );
}

function hourlyFaults(schedule: PolicySchedule, policyType: PolicyTerms["policyType"]): Failure[] {
  const { intervalHours, windowHours } = schedule;
  const faults: Failure[] = [];
  if (policyType === "V1") {
    faults.push(
      ...fault("policyType", "is V1, which backs up daily or weekly: set it to V2 (enhanced) for an hourly schedule."),
    );
  }
  if (intervalHours === undefined || !INTERVALS_HOURS.includes(intervalHours)) {
    faults.push(
      ...fault(
        "schedule.intervalHours",
        `is ${foundText(intervalHours)}: expected one of ${INTERVALS_HOURS.join(", ")}.`,
      ),
    );
  }
  if (isValidWindow(windowHours, intervalHours)) return faults;
  const multiple = intervalHours === undefined ? "" : ` of ${intervalHours} hours`;
  return [
    ...faults,
    ...fault(
      "schedule.windowHours",
      `is ${foundText(windowHours)}: expected 4 to 24 hours, a multiple of the interval${multiple}.`,
    ),
  ];
}

const foundText = (value: number | undefined): string => (value === undefined ? "missing" : String(value));

/** Whether a window has a valid length, and is a multiple of the interval where that is known. */
function isValidWindow(hours: number | undefined, intervalHours: number | undefined): boolean {
  if (hours === undefined || !Number.isInteger(hours) || hours < 4 || hours > 24) return false;
  return intervalHours === undefined || hours % intervalHours === 0;
}

function retentionFaults(retention: PolicyRetention): Failure[] {
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
  if (!byDay && (weekdays === 0 || weeks === 0)) {
    return fault(path, "has no day: expected weekdays and weeks, or days of the month.");
  }
  const wrong = (days.days ?? []).find((day) => !Number.isInteger(day) || day < 1 || day > 31);
  return wrong === undefined ? [] : fault(`${path}.days`, `contains ${wrong}: expected days of the month, 1 to 31.`);
}

function pairingFaults({ schedule, retention }: PolicyTerms): Failure[] {
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
  for (const level of ["monthly", "yearly"] as const) {
    const days = retention[level];
    if (days?.days === undefined && days?.lastDay !== true) continue;
    faults.push(
      ...fault(
        `retention.${level}`,
        "has days of the month, but the schedule is Weekly: use weekdays and weeks instead.",
      ),
    );
  }
  return faults;
}

const haveSameDays = (left: readonly string[], right: readonly string[]): boolean =>
  left.every((day) => right.includes(day)) && right.every((day) => left.includes(day));

function zoneFaults({ timeZone }: PolicyTerms): Failure[] {
  if (windowsZone(timeZone) === timeZone) return [];
  const windows = windowsZone(timeZone);
  const advice = windows === undefined ? "such as UTC or Pacific Standard Time" : `here "${windows}"`;
  return fault("timeZone", `is "${timeZone}": expected the Windows name of a time zone, ${advice}.`);
}

const MAX_POLICIES = 200;

/** Refuses another policy in a vault that has the most that it may have. The code is ours. */
export function policyCountFault(count: number): RuleFault | undefined {
  if (count < MAX_POLICIES) return undefined;
  return refused(
    "BMSUserErrorPolicyCountLimitReached",
    `The vault has ${count} backup policies: expected at most ${MAX_POLICIES}. Delete a policy that no item uses.`,
  );
}

interface PolicyTypes {
  readonly before: "V1" | "V2" | undefined;
  readonly after: "V1" | "V2";
}

/** Refuses a change of a policy's type in place. The text is ours. */
export function policyTypeFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The type of the policy cannot be changed from ${before} to ${after}. Create another policy and assign it to the items.`,
  );
}

interface ManagementTypes {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Refuses a change of a policy's workload in place: the two retentions could not be compared. Code and text are ours. */
export function managementChangeFault({ before, after }: ManagementTypes): RuleFault | undefined {
  if (before === undefined || before === after) return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    `The backupManagementType of the policy cannot be changed from ${before} to ${after}. Create another policy.`,
  );
}

/** Refuses a standard policy for an item that an enhanced policy protects. The code is ours. */
export function policyPathFault({ before, after }: PolicyTypes): RuleFault | undefined {
  if (before !== "V2" || after === "V2") return undefined;
  return refused(
    "BMSUserErrorPolicyTypeChangeNotAllowed",
    "The item is protected by an enhanced policy (V2) and cannot be changed to a standard policy (V1).",
  );
}
