/** The retention of a VM policy, in ARM's words (LongTermRetentionPolicy) and in plain ones. */
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { MONTHS, type MonthDays, type PolicyRetention, WEEKDAYS, WEEKS_OF_MONTH } from "./policy-terms.js";
import { givenList, givenObject, knownWords, MalformedPolicy, numberAt, repeated, timeOf } from "./policy-words.js";

/** The retention of a policy whose schedule runs at `time`. Throws `MalformedPolicy`. */
export function readRetention(policy: JsonObject, time: string): PolicyRetention {
  const found = textAt(policy, "retentionPolicyType");
  if (found !== "LongTermRetentionPolicy") {
    throw new MalformedPolicy("retention", `is a ${found ?? "nothing"}: expected a LongTermRetentionPolicy.`);
  }
  return {
    ...readDaily(policy["dailySchedule"], time),
    ...readWeekly(policy["weeklySchedule"], time),
    ...readMonthly(policy["monthlySchedule"], time),
    ...readYearly(policy["yearlySchedule"], time),
  };
}

type Level = "daily" | "weekly" | "monthly" | "yearly";
const DURATION_TYPES: Readonly<Record<Level, string>> = {
  daily: "Days",
  weekly: "Weeks",
  monthly: "Months",
  yearly: "Years",
};

function readDaily(given: Json | undefined, time: string): Pick<PolicyRetention, "daily"> {
  const schedule = givenObject({ value: given, property: "retention.daily" });
  return schedule === undefined ? {} : { daily: { count: countOf(schedule, "daily", time) } };
}

function readWeekly(given: Json | undefined, time: string): Pick<PolicyRetention, "weekly"> {
  const schedule = givenObject({ value: given, property: "retention.weekly" });
  if (schedule === undefined) return {};
  const weekdays = knownWords({ value: schedule["daysOfTheWeek"], property: "retention.weekly.weekdays" }, WEEKDAYS);
  return { weekly: { count: countOf(schedule, "weekly", time), weekdays } };
}

function readMonthly(given: Json | undefined, time: string): Pick<PolicyRetention, "monthly"> {
  const schedule = givenObject({ value: given, property: "retention.monthly" });
  if (schedule === undefined) return {};
  return { monthly: { count: countOf(schedule, "monthly", time), ...readMonthDays(schedule, "monthly") } };
}

function readYearly(given: Json | undefined, time: string): Pick<PolicyRetention, "yearly"> {
  const schedule = givenObject({ value: given, property: "retention.yearly" });
  if (schedule === undefined) return {};
  const months = knownWords({ value: schedule["monthsOfYear"], property: "retention.yearly.months" }, MONTHS);
  return { yearly: { count: countOf(schedule, "yearly", time), months, ...readMonthDays(schedule, "yearly") } };
}

function countOf(schedule: JsonObject, level: Level, time: string): number {
  const times = listAt(schedule, "retentionTimes").map((value) => timeOf(value, `retention.${level}`));
  if (times.length !== 1 || times[0] !== time) {
    throw new MalformedPolicy(
      `retention.${level}`,
      `has the times ${times.join(", ") || "none"}: expected the schedule's own, ${time}.`,
    );
  }
  const duration = objectAt(schedule, "retentionDuration");
  const count = numberAt(duration, "count");
  if (count !== undefined && textAt(duration, "durationType") === DURATION_TYPES[level]) return count;
  throw new MalformedPolicy(
    `retention.${level}.count`,
    `is ${JSON.stringify(duration)}: expected a count of ${DURATION_TYPES[level]}.`,
  );
}

function readMonthDays(schedule: JsonObject, level: Level): MonthDays {
  const format = textAt(schedule, "retentionScheduleFormatType");
  if (format === "Daily") return readDaysOfMonth(objectAt(schedule, "retentionScheduleDaily"), level);
  const weekly = objectAt(schedule, "retentionScheduleWeekly");
  if (format === "Weekly") {
    return {
      weekdays: knownWords({ value: weekly["daysOfTheWeek"], property: `retention.${level}.weekdays` }, WEEKDAYS),
      weeks: knownWords({ value: weekly["weeksOfTheMonth"], property: `retention.${level}.weeks` }, WEEKS_OF_MONTH),
    };
  }
  throw new MalformedPolicy(`retention.${level}`, `has the format ${format ?? "nothing"}: expected Daily or Weekly.`);
}

/** Azure marks the month's last day as `{date: 0, isLast: true}`. */
function readDaysOfMonth(schedule: JsonObject, level: Level): MonthDays {
  const property = `retention.${level}.days`;
  const entries = givenList({ value: schedule["daysOfTheMonth"], property }).map((day) => dayOfMonth(day, property));
  const twice = repeated(entries);
  if (twice !== undefined) throw new MalformedPolicy(property, `names ${twice} twice: name it once.`);
  const days = entries.filter((day) => day !== "last");
  const lastDay = entries.includes("last");
  return { ...(days.length > 0 ? { days } : {}), ...(lastDay ? { lastDay } : {}) };
}

function dayOfMonth(value: Json, property: string): number | "last" {
  const day = givenObject({ value, property });
  const isLast = day?.["isLast"] ?? false;
  if (isLast === true) return "last";
  const date = numberAt(day ?? {}, "date");
  if (isLast === false && date !== undefined) return date;
  throw new MalformedPolicy(property, `holds ${JSON.stringify(value)}: expected a date, or isLast true.`);
}

/** The ARM body of a retention; `at` is the schedule's time with a date. */
export function writeRetention(retention: PolicyRetention, at: string): JsonObject {
  const { daily, weekly, monthly, yearly } = retention;
  const kept = (level: Level, count: number) => ({
    retentionTimes: [at],
    retentionDuration: { count, durationType: DURATION_TYPES[level] },
  });
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    ...(daily === undefined ? {} : { dailySchedule: kept("daily", daily.count) }),
    ...(weekly === undefined
      ? {}
      : { weeklySchedule: { daysOfTheWeek: weekly.weekdays, ...kept("weekly", weekly.count) } }),
    ...(monthly === undefined
      ? {}
      : { monthlySchedule: { ...writeMonthDays(monthly), ...kept("monthly", monthly.count) } }),
    ...(yearly === undefined
      ? {}
      : {
          yearlySchedule: {
            monthsOfYear: yearly.months,
            ...writeMonthDays(yearly),
            ...kept("yearly", yearly.count),
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
