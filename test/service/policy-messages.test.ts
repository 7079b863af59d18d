/** What the refusal of a policy says: the paths of its body, what was found there, and times that do not exist. */
import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, VAULT } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const AT = "2024-01-01T02:00:00Z";
const changed = (properties: JsonObject): JsonObject => mergeJson(dailyPolicy(), { properties });
const schedule = (schedulePolicy: JsonObject) => changed({ schedulePolicy });
const daily = (dailySchedule: JsonObject) => changed({ retentionPolicy: { dailySchedule } });
const level = (name: string, body: Json) => changed({ retentionPolicy: { [name]: body } });
const without = (name: string): JsonObject => ({
  properties: { ...objectAt(dailyPolicy(), "properties"), [name]: undefined } as JsonObject,
});
const enhanced = (schedulePolicy: JsonObject): JsonObject => ({
  properties: {
    ...objectAt(dailyPolicy(), "properties"),
    policyType: "V2",
    schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicyV2", ...schedulePolicy },
  },
});
const hourly = (hourlySchedule: JsonObject) => enhanced({ scheduleRunFrequency: "Hourly", hourlySchedule });
const MONTHLY = {
  retentionScheduleFormatType: "Daily",
  retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
  retentionTimes: [AT],
  retentionDuration: { count: 12, durationType: "Months" },
};

const PREFIX =
  "Input for create or update policy is not in proper format\r\nPlease check format of parameters like schedule time, schedule days, retention time and retention days. ";
const exactly = (text: string) => new RegExp(`^${`${PREFIX}${text}`.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
const row = (rule: string, body: JsonObject, text: string): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: ["PUT", `${VAULT}/backupPolicies/daily`, body],
  status: 400,
  code: "BMSUserErrorInvalidPolicyInput",
  message: exactly(text),
});

const S = "properties.schedulePolicy";
const R = "properties.retentionPolicy";

testRules("the refusal of a policy names the path in its body for", [
  row(
    "a time of a standard schedule",
    schedule({ scheduleRunTimes: ["2024-01-01T02:15:00Z"] }),
    `${R}.dailySchedule.retentionTimes is "02:00": expected the time of the schedule, 02:15.`,
  ),
  row(
    "two times of a standard schedule",
    schedule({ scheduleRunTimes: [AT, AT] }),
    `${S}.scheduleRunTimes has 2 times: expected exactly one.`,
  ),
  row(
    "a missing frequency",
    schedule({ scheduleRunFrequency: null }),
    `${S}.scheduleRunFrequency is missing: expected Hourly, Daily, Weekly.`,
  ),
  row(
    "a missing schedule",
    without("schedulePolicy"),
    `${S}.schedulePolicyType is missing: expected SimpleSchedulePolicy for a V1 policy.`,
  ),
  row(
    "a missing retention",
    without("retentionPolicy"),
    `${R}.retentionPolicyType is missing: expected LongTermRetentionPolicy.`,
  ),
  row(
    "a missing workload",
    without("backupManagementType"),
    "properties.backupManagementType is missing: expected AzureIaasVM",
  ),
  row(
    "missing times of an enhanced schedule",
    enhanced({ scheduleRunFrequency: "Daily" }),
    `${S}.dailySchedule.scheduleRunTimes has 0 times: expected exactly one.`,
  ),
  row(
    "a missing start of an hourly schedule",
    hourly({ interval: 4, scheduleWindowDuration: 12 }),
    `${S}.hourlySchedule.scheduleWindowStartTime is missing: expected an instant on a full minute`,
  ),
  row(
    "an interval",
    hourly({ interval: 5, scheduleWindowDuration: 12, scheduleWindowStartTime: AT }),
    `${S}.hourlySchedule.interval is 5: expected one of 4, 6, 8, 12, 24.`,
  ),
  row(
    "a window",
    hourly({ interval: 4, scheduleWindowDuration: 3, scheduleWindowStartTime: AT }),
    `${S}.hourlySchedule.scheduleWindowDuration is 3: expected 4 to 24 hours.`,
  ),
  row(
    "an hourly schedule without an interval",
    hourly({ scheduleWindowDuration: 12, scheduleWindowStartTime: AT }),
    `${S}.hourlySchedule is Hourly without an interval and a window: set both, in hours.`,
  ),
  row(
    "weekdays of a standard schedule",
    schedule({ scheduleRunFrequency: "Weekly", scheduleRunDays: [] }),
    `${S}.scheduleRunDays is missing or empty`,
  ),
  row(
    "a daily retention of a weekly schedule",
    schedule({ scheduleRunFrequency: "Weekly", scheduleRunDays: ["Monday"] }),
    `${R}.dailySchedule is set, but the schedule is Weekly: use ${R}.weeklySchedule instead. ${R}.weeklySchedule is missing`,
  ),
  row(
    "weekdays of an enhanced schedule",
    enhanced({ scheduleRunFrequency: "Weekly", weeklySchedule: { scheduleRunTimes: [AT] } }),
    `${S}.weeklySchedule.scheduleRunDays is missing or empty`,
  ),
  row(
    "a count of another unit",
    daily({ retentionDuration: { count: 30, durationType: "Weeks" } }),
    `${R}.dailySchedule.retentionDuration.durationType is "Weeks": expected Days.`,
  ),
  row(
    "a missing count",
    daily({ retentionDuration: { count: null } }),
    `${R}.dailySchedule.retentionDuration.count is missing: expected a number of Days.`,
  ),
  row(
    "a missing unit",
    daily({ retentionDuration: { durationType: null } }),
    `${R}.dailySchedule.retentionDuration.durationType is missing: expected Days.`,
  ),
  row(
    "a small count",
    daily({ retentionDuration: { count: 6 } }),
    `${R}.dailySchedule.retentionDuration.count is 6: expected 7 to 9999 days.`,
  ),
  row(
    "a missing format of the days of a month",
    level("monthlySchedule", { ...MONTHLY, retentionScheduleFormatType: null }),
    `${R}.monthlySchedule.retentionScheduleFormatType is missing: expected Daily or Weekly.`,
  ),
  row(
    "a day of a month",
    level("monthlySchedule", { ...MONTHLY, retentionScheduleDaily: { daysOfTheMonth: [{ date: 32 }] } }),
    `${R}.monthlySchedule.retentionScheduleDaily.daysOfTheMonth contains 32`,
  ),
  row(
    "months of a year",
    level("yearlySchedule", {
      ...MONTHLY,
      retentionDuration: { count: 1, durationType: "Years" },
      monthsOfYear: [],
    }),
    `${R}.yearlySchedule.monthsOfYear is empty`,
  ),
  row(
    "days of instant restore",
    changed({ instantRpRetentionRangeInDays: 9 }),
    "properties.instantRpRetentionRangeInDays is 9: expected 1 to 5 days",
  ),
  row(
    "tiering",
    changed({ tieringPolicy: { ArchivedRP: { tieringMode: "TierRecommended" } } }),
    "properties.tieringPolicy.ArchivedRP is TierRecommended",
  ),
  row("a time zone", changed({ timeZone: "Europe/Berlin" }), 'properties.timeZone is "Europe/Berlin"'),
  row(
    "a long value, of which it quotes the beginning",
    changed({ timeZone: "z".repeat(100_000) }),
    `properties.timeZone is "${"z".repeat(100)}…": expected the Windows name`,
  ),
]);

const ABSENT = [
  "2026-13-45T02:00:00Z",
  "2026-02-30T02:00:00Z",
  "0000-00-00T02:00:00Z",
  "2026-01-01T02:00:00+99:00",
  "soonT02:00:00Z",
];
const time = (sent: string, path: string, body: JsonObject): RuleRow =>
  row(`${sent} at ${path}`, body, `${path} is "${sent}": expected an instant on a full minute that exists`);

testRules(
  "a policy is refused for the time",
  ABSENT.flatMap((sent) => [
    time(sent, `${S}.scheduleRunTimes`, schedule({ scheduleRunTimes: [sent] })),
    time(
      sent,
      `${S}.weeklySchedule.scheduleRunTimes`,
      enhanced({ scheduleRunFrequency: "Weekly", weeklySchedule: { scheduleRunTimes: [sent] } }),
    ),
    time(
      sent,
      `${S}.hourlySchedule.scheduleWindowStartTime`,
      hourly({ interval: 4, scheduleWindowDuration: 12, scheduleWindowStartTime: sent }),
    ),
    time(sent, `${R}.dailySchedule.retentionTimes`, daily({ retentionTimes: [sent] })),
    time(sent, `${R}.monthlySchedule.retentionTimes`, level("monthlySchedule", { ...MONTHLY, retentionTimes: [sent] })),
  ]),
);
