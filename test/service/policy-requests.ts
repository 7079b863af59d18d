/** Requests that put policies, and rows of tables of refused policies. */
import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, VAULT } from "../support/service.js";
import type { Request, RuleRow } from "./rule-table.js";

export const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
export const put = (body: JsonObject, name = "daily"): Request => ["PUT", `${VAULT}/backupPolicies/${name}`, body];
export const changed = (properties: JsonObject, days = 30): JsonObject =>
  mergeJson(dailyPolicy("02:00", days), { properties });
/** The daily policy in the first api-version with instant access. */
export const NEWEST = "daily?api-version=2026-10-01";
export const AT = "2024-01-01T08:00:00Z";
export const hourly = (properties: JsonObject, interval = 4, window = 12): JsonObject => ({
  properties: {
    ...objectAt(changed(properties), "properties"),
    policyType: "V2",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Hourly",
      hourlySchedule: { interval, scheduleWindowStartTime: AT, scheduleWindowDuration: window },
    },
    retentionPolicy: retention([AT]),
    ...properties,
  } as JsonObject,
});
export const retention = (times: readonly string[], more: JsonObject = {}): JsonObject => ({
  retentionPolicyType: "LongTermRetentionPolicy",
  dailySchedule: { retentionTimes: times, retentionDuration: { count: 30, durationType: "Days" } },
  ...more,
});
export const MONTHLY = (count: number): JsonObject => ({
  retentionPolicy: {
    monthlySchedule: {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
      retentionTimes: ["2024-01-01T02:00:00Z"],
      retentionDuration: { count, durationType: "Months" },
    },
  },
});
export const LAST_OF_FEBRUARY: JsonObject = {
  retentionPolicy: {
    yearlySchedule: {
      monthsOfYear: ["February"],
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 30, isLast: false }] },
      retentionTimes: ["2024-01-01T02:00:00Z"],
      retentionDuration: { count: 3, durationType: "Years" },
    },
  },
};
export const tiering = (tieringMode: string, duration = 0, durationType = "Invalid"): JsonObject => ({
  tieringPolicy: { ArchivedRP: { tieringMode, duration, durationType } },
});
export const weekly = (days: readonly string[], retainedDays: readonly string[]): JsonObject => ({
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Weekly",
      scheduleRunDays: days,
      scheduleRunTimes: [AT],
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      weeklySchedule: {
        daysOfTheWeek: retainedDays,
        retentionTimes: [AT],
        retentionDuration: { count: 12, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 5,
    timeZone: "UTC",
  },
});
/** A weekly policy for Sundays with a level of retention that names Mondays. */
export const keptOn = (level: string, more: JsonObject): JsonObject =>
  mergeJson(weekly(["Sunday"], ["Sunday"]), {
    properties: {
      retentionPolicy: {
        [level]: {
          retentionScheduleFormatType: "Weekly",
          retentionScheduleWeekly: { daysOfTheWeek: ["Sunday", "Monday"], weeksOfTheMonth: ["First"] },
          retentionTimes: [AT],
          ...more,
        },
      },
    },
  });
export const times = (...scheduleRunTimes: readonly string[]): JsonObject =>
  changed({ schedulePolicy: { scheduleRunTimes: scheduleRunTimes as readonly Json[] } });

export const NOT_IN_FORMAT = { status: 400, code: "BMSUserErrorInvalidPolicyInput" } as const;
export const row = (rule: string, body: JsonObject, message: RegExp): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  ...NOT_IN_FORMAT,
  message,
});
