/** The retention of a VM policy: ARM's body (LongTermRetentionPolicy), the terms, and how two of them compare. */
import { at, type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { parseInstant } from "../../time/instants.js";
import { enumArray, foundText, InvalidValue, optionalArray, optionalObject, requireUnique } from "../shared/values.js";
import {
  MONTHS,
  type MonthDays,
  type PolicyRetention,
  type RetentionLevel,
  WEEKDAYS,
  WEEKS_OF_MONTH,
} from "./terms.js";

const LEVELS = ["daily", "weekly", "monthly", "yearly"] as const satisfies readonly RetentionLevel[];

/** Whether points of any level would be retained for a shorter time than before. */
export const reducesRetention = (before: PolicyRetention, after: PolicyRetention): boolean =>
  LEVELS.some((level) => (after[level]?.count ?? 0) < (before[level]?.count ?? 0));

/** The time of day, `HH:MM`, in an instant of ARM's body. */
export function timeOf(value: Json | undefined, property: string): string {
  const found = typeof value === "string" ? /T(\d\d:\d\d)(:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(value) : null;
  if (found?.[1] !== undefined && parseInstant(found.input) !== undefined) return found[1];
  throw new InvalidValue(
    property,
    `is ${foundText(value)}: expected an instant on a full minute that exists, such as 2024-01-01T02:00:00Z.`,
  );
}

export function numberAt(value: JsonObject, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The retention of a policy whose schedule runs at `time`. Throws `InvalidValue`. */
export function readRetention(policy: JsonObject, time: string): PolicyRetention {
  const found = textAt(policy, "retentionPolicyType");
  if (found !== "LongTermRetentionPolicy") {
    throw new InvalidValue("retention.type", `is ${foundText(found)}: expected LongTermRetentionPolicy.`);
  }
  return {
    ...readDaily(policy["dailySchedule"], time),
    ...readWeekly(policy["weeklySchedule"], time),
    ...readMonthly(policy["monthlySchedule"], time),
    ...readYearly(policy["yearlySchedule"], time),
  };
}

const DURATION_TYPES: Readonly<Record<RetentionLevel, string>> = {
  daily: "Days",
  weekly: "Weeks",
  monthly: "Months",
  yearly: "Years",
};

function readDaily(value: Json | undefined, time: string): Pick<PolicyRetention, "daily"> {
  const schedule = optionalObject({ value, property: "retention.daily" });
  return schedule === undefined ? {} : { daily: { count: countOf(schedule, "daily", time) } };
}

function readWeekly(value: Json | undefined, time: string): Pick<PolicyRetention, "weekly"> {
  const schedule = optionalObject({ value, property: "retention.weekly" });
  if (schedule === undefined) return {};
  const weekdays = enumArray({ value: schedule["daysOfTheWeek"], property: "retention.weekly.weekdays" }, WEEKDAYS);
  return { weekly: { count: countOf(schedule, "weekly", time), weekdays } };
}

function readMonthly(value: Json | undefined, time: string): Pick<PolicyRetention, "monthly"> {
  const schedule = optionalObject({ value, property: "retention.monthly" });
  if (schedule === undefined) return {};
  return { monthly: { count: countOf(schedule, "monthly", time), ...readMonthDays(schedule, "monthly") } };
}

function readYearly(value: Json | undefined, time: string): Pick<PolicyRetention, "yearly"> {
  const schedule = optionalObject({ value, property: "retention.yearly" });
  if (schedule === undefined) return {};
  const months = enumArray({ value: schedule["monthsOfYear"], property: "retention.yearly.months" }, MONTHS);
  return { yearly: { count: countOf(schedule, "yearly", time), months, ...readMonthDays(schedule, "yearly") } };
}

function countOf(schedule: JsonObject, level: RetentionLevel, time: string): number {
  const property = `retention.${level}.times`;
  const times = listAt(schedule, "retentionTimes").map((value) => timeOf(value, property));
  if (times.length !== 1 || times[0] !== time) {
    const found = times.length === 0 ? "missing" : times.map((one) => JSON.stringify(one)).join(", ");
    throw new InvalidValue(property, `is ${found}: expected the time of the schedule, ${time}.`);
  }
  const duration = objectAt(schedule, "retentionDuration");
  const count = numberAt(duration, "count");
  const unit = textAt(duration, "durationType");
  const expected = DURATION_TYPES[level];
  if (count === undefined) {
    const reason = `is ${foundText(duration["count"])}: expected a number of ${expected}.`;
    throw new InvalidValue(`retention.${level}.count`, reason);
  }
  if (unit === expected) return count;
  throw new InvalidValue(`retention.${level}.unit`, `is ${foundText(unit)}: expected ${expected}.`);
}

function readMonthDays(schedule: JsonObject, level: RetentionLevel): MonthDays {
  const format = textAt(schedule, "retentionScheduleFormatType");
  if (format === "Daily") return readDaysOfMonth(objectAt(schedule, "retentionScheduleDaily"), level);
  const weekly = objectAt(schedule, "retentionScheduleWeekly");
  if (format === "Weekly") {
    return {
      weekdays: enumArray({ value: weekly["daysOfTheWeek"], property: `retention.${level}.weekdays` }, WEEKDAYS),
      weeks: enumArray({ value: weekly["weeksOfTheMonth"], property: `retention.${level}.weeks` }, WEEKS_OF_MONTH),
    };
  }
  throw new InvalidValue(`retention.${level}.format`, `is ${foundText(format)}: expected Daily or Weekly.`);
}

/** Azure marks the month's last day as `{date: 0, isLast: true}`. */
function readDaysOfMonth(schedule: JsonObject, level: RetentionLevel): MonthDays {
  const property = `retention.${level}.days`;
  const listed = optionalArray({ value: schedule["daysOfTheMonth"], property }).map((day) => dayOfMonth(day, property));
  const entries = requireUnique(listed, property);
  const days = entries.filter((day) => day !== "last");
  const lastDay = entries.includes("last");
  return { ...(days.length > 0 ? { days } : {}), ...(lastDay ? { lastDay } : {}) };
}

function dayOfMonth(value: Json, property: string): number | "last" {
  const day = optionalObject({ value, property });
  const isLast = day?.["isLast"] ?? false;
  if (isLast === true) return "last";
  const date = numberAt(day ?? {}, "date");
  if (isLast === false && date !== undefined) return date;
  throw new InvalidValue(property, `contains ${JSON.stringify(value)}: expected a date, or isLast true.`);
}

/** The ARM body of a retention; `time` is the instant of the schedule's time of day. */
export function writeRetention(retention: PolicyRetention, time: string): JsonObject {
  const { daily, weekly, monthly, yearly } = retention;
  const retained = (level: RetentionLevel, count: number) => ({
    retentionTimes: [time],
    retentionDuration: { count, durationType: DURATION_TYPES[level] },
  });
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    ...(daily === undefined ? {} : { dailySchedule: retained("daily", daily.count) }),
    ...(weekly === undefined
      ? {}
      : { weeklySchedule: { daysOfTheWeek: weekly.weekdays, ...retained("weekly", weekly.count) } }),
    ...(monthly === undefined
      ? {}
      : { monthlySchedule: { ...writeMonthDays(monthly), ...retained("monthly", monthly.count) } }),
    ...(yearly === undefined
      ? {}
      : {
          yearlySchedule: {
            monthsOfYear: yearly.months,
            ...writeMonthDays(yearly),
            ...retained("yearly", yearly.count),
          },
        }),
  };
}

function writeMonthDays({ weekdays, weeks, days, lastDay }: MonthDays): JsonObject {
  if (weekdays !== undefined || weeks !== undefined) {
    return {
      retentionScheduleFormatType: "Weekly",
      retentionScheduleWeekly: { daysOfTheWeek: weekdays ?? [], weeksOfTheMonth: weeks ?? [] },
    };
  }
  const listed = (days ?? []).map((date) => ({ date, isLast: false }));
  const last = lastDay === true ? [{ date: 0, isLast: true }] : [];
  return {
    retentionScheduleFormatType: "Daily",
    retentionScheduleDaily: { daysOfTheMonth: [...listed, ...last] },
  };
}
