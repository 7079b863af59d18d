/** Retention of a VM policy that Azure Backup refuses, one literal row per rule. */
import { ARM_ONLY, FAQ, MATRIX, POWERSHELL, type PolicyMutation, REST, TERRAFORM } from "./policy-mutation.js";

const AT_2 = "2024-01-01T02:00:00Z";
const AT_HALF_PAST_2 = "2024-01-01T02:30:00Z";
const KEPT_30_DAYS = { retentionTimes: [AT_2], retentionDuration: { count: 30, durationType: "Days" } };
const FIRST_OF_MONTH = { daysOfTheMonth: [{ date: 1, isLast: false }] };

const RETENTION_TIMES: readonly PolicyMutation[] = (
  [
    ["daily", { shape: "V1 daily", time: "02:00" }],
    ["daily", { shape: "V2 hourly", time: "02:00" }],
    ["weekly", { shape: "V2 daily", time: "02:00", weekly: true }],
    ["weekly", { shape: "V1 weekly", time: "02:00" }],
    ["monthly", { shape: "V1 daily", time: "02:00", monthly: "Daily" }],
    ["yearly", { shape: "V2 weekly", time: "02:00", yearly: "Weekly" }],
  ] as const
).map(([level, on]) => ({
  rule: `a ${on.shape} policy has the schedule's time as its ${level} retention time`,
  source: TERRAFORM,
  on,
  path: `retentionPolicy.${level}Schedule.retentionTimes`,
  values: [undefined, [], [AT_HALF_PAST_2], [AT_2, AT_2], [AT_2, AT_HALF_PAST_2], ["2024-01-01T14:00:00Z"]],
  names: `retention.${level}`,
  declared: ARM_ONLY,
}));

const LEVELS: readonly PolicyMutation[] = [
  {
    rule: "a retention policy has the type LongTermRetentionPolicy",
    source: REST,
    on: { shape: "V1 daily" },
    path: "retentionPolicy.retentionPolicyType",
    values: [undefined, "SimpleRetentionPolicy", ""],
    names: "retention",
    declared: ARM_ONLY,
  },
  ...(["V1 daily", "V2 daily", "V2 hourly"] as const).map((shape) => ({
    rule: `a ${shape} schedule has a daily retention`,
    source: TERRAFORM,
    on: { shape, weekly: true } as const,
    path: "retentionPolicy.dailySchedule",
    values: [undefined, null],
    names: "retention.daily",
    declared: { path: "retention.daily" },
  })),
  ...(["V1 weekly", "V2 weekly"] as const).map((shape) => ({
    rule: `a ${shape} schedule has no daily retention`,
    source: TERRAFORM,
    on: { shape, time: "02:00" },
    path: "retentionPolicy.dailySchedule",
    values: [KEPT_30_DAYS],
    names: "retention.daily",
    declared: { path: "retention.daily", values: [{ count: 30 }] },
  })),
  ...(["V1 weekly", "V2 weekly"] as const).map((shape) => ({
    rule: `a ${shape} schedule has a weekly retention`,
    source: TERRAFORM,
    on: { shape },
    path: "retentionPolicy.weeklySchedule",
    values: [undefined, null],
    names: "retention.weekly",
    declared: { path: "retention.weekly" },
  })),
  {
    rule: "the weekly retention of a weekly schedule lists the days on which the schedule runs",
    source: TERRAFORM,
    on: { shape: "V1 weekly", scheduled: ["Monday", "Friday"] },
    path: "retentionPolicy.weeklySchedule.daysOfTheWeek",
    values: [undefined, [], ["Monday"], ["Monday", "Tuesday"], ["Monday", "Friday", "Sunday"], ["Funday"]],
    names: "retention.weekly.weekdays",
    declared: { path: "retention.weekly.weekdays" },
  },
  ...(["monthly", "yearly"] as const).map((level) => ({
    rule: `the ${level} retention of a weekly schedule has no days of the month`,
    source: TERRAFORM,
    on: { shape: "V2 weekly", [level]: "Weekly" } as const,
    path: `retentionPolicy.${level}Schedule.retentionScheduleFormatType`,
    values: ["Daily"],
    also: { [`retentionPolicy.${level}Schedule.retentionScheduleDaily`]: FIRST_OF_MONTH },
    names: `retention.${level}`,
    declared: { path: `retention.${level}.days`, values: [[1]] },
  })),
  ...(["monthly", "yearly"] as const).map((level) => ({
    rule: `the ${level} retention of a weekly schedule lists days on which the schedule runs`,
    source: POWERSHELL,
    on: { shape: "V1 weekly", scheduled: ["Monday", "Friday"], [level]: "Weekly" } as const,
    path: `retentionPolicy.${level}Schedule.retentionScheduleWeekly.daysOfTheWeek`,
    values: [["Sunday"], ["Monday", "Sunday"], ["Tuesday", "Wednesday"]],
    names: `retention.${level}.weekdays`,
    declared: { path: `retention.${level}.weekdays` },
  })),
];

const COUNTS: readonly PolicyMutation[] = (
  [
    ["daily", "V1 daily", [-1, 0, 1, 5, 6, 10_000, 99_999, 7.5], FAQ],
    ["daily", "V2 hourly", [0, 6, 10_000], FAQ],
    ["weekly", "V2 daily", [-1, 0, 5164, 9999, 1.5], MATRIX],
    ["weekly", "V1 weekly", [0, 5164], MATRIX],
    ["monthly", "V1 daily", [-1, 0, 1189, 9999, 1.5], MATRIX],
    ["yearly", "V2 weekly", [-1, 0, 100, 999, 1.5], MATRIX],
  ] as const
).map(([level, shape, values, source]) => ({
  rule: `a ${shape} policy has a ${level} retention count within Azure's limits`,
  source,
  on: { shape, weekly: true, monthly: "Weekly", yearly: "Weekly" } as const,
  path: `retentionPolicy.${level}Schedule.retentionDuration.count`,
  values: [...values, undefined, null, "30"],
  names: `retention.${level}.count`,
  declared: { path: `retention.${level}.count` },
}));

const UNITS: readonly PolicyMutation[] = (
  [
    ["daily", ["Weeks", "Months", "Years"]],
    ["weekly", ["Days", "Months"]],
    ["monthly", ["Days", "Weeks", "Years"]],
    ["yearly", ["Days", "Months"]],
  ] as const
).map(([level, values]) => ({
  rule: `a ${level} retention is counted in its own unit`,
  source: REST,
  on: { shape: "V1 daily", weekly: true, monthly: "Daily", yearly: "Weekly" } as const,
  path: `retentionPolicy.${level}Schedule.retentionDuration.durationType`,
  values: [...values, "Invalid", undefined, 3],
  names: `retention.${level}.count`,
  declared: ARM_ONLY,
}));

const DAYS_KEPT: readonly PolicyMutation[] = [
  {
    rule: "a weekly retention lists weekdays",
    source: TERRAFORM,
    on: { shape: "V1 daily", weekly: true },
    path: "retentionPolicy.weeklySchedule.daysOfTheWeek",
    values: [undefined, [], ["Someday"], [0]],
    names: "retention.weekly.weekdays",
    declared: { path: "retention.weekly.weekdays" },
  },
  ...(["monthly", "yearly"] as const).flatMap((level): PolicyMutation[] => {
    const path = `retentionPolicy.${level}Schedule`;
    const byDate = { shape: "V1 daily", [level]: "Daily" } as const;
    const byWeekday = { shape: "V2 hourly", [level]: "Weekly" } as const;
    const inDays = { source: MATRIX, on: byDate, path: `${path}.retentionScheduleDaily.daysOfTheMonth` };
    return [
      {
        rule: `a ${level} retention selects points by date or by weekday`,
        source: REST,
        on: byDate,
        path: `${path}.retentionScheduleFormatType`,
        values: [undefined, "Monthly", "Invalid", 1],
        names: `retention.${level}`,
        declared: ARM_ONLY,
      },
      {
        ...inDays,
        rule: `a ${level} retention by date lists a date`,
        values: [undefined, []],
        names: `retention.${level}`,
        declared: {
          path: `retention.${level}.days`,
          values: [undefined, []],
          also: { [`retention.${level}.lastDay`]: false },
        },
      },
      {
        ...inDays,
        rule: `a ${level} retention by date lists days from 1 to 31`,
        values: [-1, 0, 32, 99, 1.5].map((date) => [{ date, isLast: false }]),
        names: `retention.${level}.days`,
        declared: { path: `retention.${level}.days`, values: [-1, 0, 32, 99, 1.5].map((date) => [date]) },
      },
      {
        rule: `a ${level} retention by weekday lists a weekday`,
        source: TERRAFORM,
        on: byWeekday,
        path: `${path}.retentionScheduleWeekly.daysOfTheWeek`,
        values: [undefined, [], ["Noday"]],
        names: `retention.${level}`,
        declared: { path: `retention.${level}.weekdays` },
      },
      {
        rule: `a ${level} retention by weekday lists a week of the month`,
        source: TERRAFORM,
        on: byWeekday,
        path: `${path}.retentionScheduleWeekly.weeksOfTheMonth`,
        values: [undefined, [], ["Fifth"], ["Invalid"]],
        names: `retention.${level}`,
        declared: { path: `retention.${level}.weeks` },
      },
    ];
  }),
  {
    rule: "a yearly retention lists months",
    source: TERRAFORM,
    on: { shape: "V1 daily", yearly: "Daily" },
    path: "retentionPolicy.yearlySchedule.monthsOfYear",
    values: [undefined, [], ["Thermidor"], ["Jan"], [1]],
    names: "retention.yearly.months",
    declared: { path: "retention.yearly.months" },
  },
];

export const RETENTION_MUTATIONS: readonly PolicyMutation[] = [
  ...RETENTION_TIMES,
  ...LEVELS,
  ...COUNTS,
  ...UNITS,
  ...DAYS_KEPT,
];
