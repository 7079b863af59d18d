/**
 * VM policies that Azure Backup refuses, one literal row per rule: the changed path, the values set there, and the
 * document that states the rule. The tables do not use the provider's own rules.
 */
import { ARM_ONLY, ENHANCED, type PolicyMutation, REST, TERRAFORM } from "./policy-mutation.js";
import { OPTION_MUTATIONS } from "./policy-option-mutations.js";
import { RETENTION_MUTATIONS } from "./policy-retention-mutations.js";

const AT_2 = "2024-01-01T02:00:00Z";
const AT_HALF_PAST_2 = "2024-01-01T02:30:00Z";

const TIMES: readonly PolicyMutation[] = [
  ...(["V1 daily", "V1 weekly", "V2 hourly", "V2 daily", "V2 weekly"] as const).map((shape) => ({
    rule: `a ${shape} backup starts on the hour or the half hour`,
    source: TERRAFORM,
    on: { shape },
    path: "$times",
    values: ["02:01", "02:15", "02:29", "02:45", "02:59", "24:00", "25:30"],
    names: "schedule.time",
    declared: { path: "schedule.time" },
  })),
  {
    rule: "a standard schedule has one time",
    source: REST,
    on: { shape: "V1 daily" },
    path: "schedulePolicy.scheduleRunTimes",
    values: [undefined, [], [AT_2, AT_HALF_PAST_2], [AT_2, AT_2]],
    names: "schedule.time",
    declared: { path: "schedule.time", values: [undefined, "", "02:00, 02:30", ["02:00"]] },
  },
  {
    rule: "an enhanced daily schedule has one time",
    source: REST,
    on: { shape: "V2 daily" },
    path: "schedulePolicy.dailySchedule.scheduleRunTimes",
    values: [undefined, [], [AT_2, AT_HALF_PAST_2]],
    names: "schedule.time",
    declared: { path: "schedule.time", values: [undefined, "", ["02:00", "02:30"]] },
  },
  {
    rule: "an enhanced weekly schedule has one time",
    source: REST,
    on: { shape: "V2 weekly" },
    path: "schedulePolicy.weeklySchedule.scheduleRunTimes",
    values: [undefined, [], [AT_2, AT_HALF_PAST_2]],
    names: "schedule.time",
    declared: { path: "schedule.time", values: [undefined, "", ["02:00", "02:30"]] },
  },
  {
    rule: "a time is an instant",
    source: REST,
    on: { shape: "V1 daily" },
    path: "schedulePolicy.scheduleRunTimes.0",
    values: [null, 200, "02:00", "2024-01-01", "noon", "2024-01-01T02:00:30Z", "2024-01-01T2:00:00Z"],
    names: "schedule.time",
    declared: { path: "schedule.time", values: [null, 200, "noon", "2:00", "02:00:30", "2024-01-01T02:00:00Z"] },
  },
  {
    rule: "an hourly window begins at an instant",
    source: REST,
    on: { shape: "V2 hourly" },
    path: "schedulePolicy.hourlySchedule.scheduleWindowStartTime",
    values: [undefined, null, 8, "08:00"],
    names: "schedule.time",
    declared: { path: "schedule.time", values: [undefined, null, 8, "8:00"] },
  },
];

const SCHEDULES: readonly PolicyMutation[] = [
  {
    rule: "a standard policy has a standard schedule",
    source: REST,
    on: { shape: "V1 daily" },
    path: "schedulePolicy.schedulePolicyType",
    values: [undefined, "SimpleSchedulePolicyV2", "LogSchedulePolicy", "LongTermSchedulePolicy", ""],
    names: "schedule",
    declared: ARM_ONLY,
  },
  {
    rule: "an enhanced policy has an enhanced schedule",
    source: REST,
    on: { shape: "V2 weekly" },
    path: "schedulePolicy.schedulePolicyType",
    values: [undefined, "SimpleSchedulePolicy", "LogSchedulePolicy"],
    names: "schedule",
    declared: ARM_ONLY,
  },
  {
    rule: "a schedule is hourly, daily or weekly",
    source: REST,
    on: { shape: "V2 daily" },
    path: "schedulePolicy.scheduleRunFrequency",
    values: [undefined, null, "Monthly", "Minutely", "Invalid", 1],
    names: "schedule.frequency",
    declared: { path: "schedule.frequency" },
  },
  {
    rule: "a standard weekly schedule lists its weekdays",
    source: TERRAFORM,
    on: { shape: "V1 weekly" },
    path: "schedulePolicy.scheduleRunDays",
    values: [undefined, [], ["Funday"], ["Mon"], [1]],
    names: "schedule.weekdays",
    declared: { path: "schedule.weekdays" },
  },
  {
    rule: "an enhanced weekly schedule lists its weekdays",
    source: TERRAFORM,
    on: { shape: "V2 weekly" },
    path: "schedulePolicy.weeklySchedule.scheduleRunDays",
    values: [undefined, [], ["Weekday"], [""]],
    names: "schedule.weekdays",
    declared: { path: "schedule.weekdays" },
  },
  {
    rule: "only an enhanced policy is hourly",
    source: ENHANCED,
    on: { shape: "V2 hourly" },
    path: "policyType",
    values: [undefined, "V1"],
    also: { "schedulePolicy.schedulePolicyType": "SimpleSchedulePolicy" },
    names: "policyType",
    declared: { path: "policyType" },
  },
  {
    rule: "an hourly schedule runs every 4, 6, 8 or 12 hours",
    source: ENHANCED,
    on: { shape: "V2 hourly" },
    path: "schedulePolicy.hourlySchedule.interval",
    values: [-4, 0, 1, 2, 3, 5, 7, 9, 10, 11, 13, 16, 20, 48, 4.5],
    names: "schedule.intervalHours",
    declared: { path: "schedule.intervalHours" },
  },
  {
    rule: "an hourly schedule has an interval and a window, in hours",
    source: REST,
    on: { shape: "V2 hourly" },
    path: "schedulePolicy.hourlySchedule",
    values: [
      undefined,
      {},
      { interval: 4 },
      { scheduleWindowDuration: 12 },
      { interval: "4", scheduleWindowDuration: 12 },
    ],
    names: "schedule",
    declared: { path: "schedule.intervalHours", values: [undefined, null, "4"], names: "schedule.intervalHours" },
  },
  {
    rule: "a window is 4 to 24 hours",
    source: ENHANCED,
    on: { shape: "V2 hourly", intervalHours: 4 },
    path: "schedulePolicy.hourlySchedule.scheduleWindowDuration",
    values: [-4, 0, 1, 3, 25, 28, 48],
    names: "schedule.windowHours",
    declared: { path: "schedule.windowHours", values: [undefined, null, "12", -4, 0, 1, 3, 25, 28, 48] },
  },
  {
    rule: "a window has full hours",
    source: REST,
    on: { shape: "V2 hourly", intervalHours: 4 },
    path: "schedulePolicy.hourlySchedule.scheduleWindowDuration",
    values: [4.5, 8.5],
    names: "schedule.windowHours",
    declared: { path: "schedule.windowHours" },
  },
];

export const POLICY_MUTATIONS: readonly PolicyMutation[] = [
  ...TIMES,
  ...SCHEDULES,
  ...RETENTION_MUTATIONS,
  ...OPTION_MUTATIONS,
];
