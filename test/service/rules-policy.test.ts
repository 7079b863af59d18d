import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, ITEM, machine, protection, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const put = (body: JsonObject, name = "daily"): Request => ["PUT", `${VAULT}/backupPolicies/${name}`, body];
const changed = (properties: JsonObject, days = 30): JsonObject =>
  mergeJson(dailyPolicy("02:00", days), { properties });
const AT = "2024-01-01T08:00:00Z";
const hourly = (properties: JsonObject, interval = 4, window = 12): JsonObject => ({
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
const retention = (times: readonly string[], more: JsonObject = {}): JsonObject => ({
  retentionPolicyType: "LongTermRetentionPolicy",
  dailySchedule: { retentionTimes: times, retentionDuration: { count: 30, durationType: "Days" } },
  ...more,
});
const MONTHLY = (count: number): JsonObject => ({
  retentionPolicy: {
    monthlySchedule: {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
      retentionTimes: ["2024-01-01T02:00:00Z"],
      retentionDuration: { count, durationType: "Months" },
    },
  },
});
const tiering = (tieringMode: string, duration = 0, durationType = "Invalid"): JsonObject => ({
  tieringPolicy: { ArchivedRP: { tieringMode, duration, durationType } },
});
const weekly = (days: readonly string[], kept: readonly string[]): JsonObject => ({
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
        daysOfTheWeek: kept,
        retentionTimes: [AT],
        retentionDuration: { count: 12, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 5,
    timeZone: "UTC",
  },
});
const times = (...scheduleRunTimes: readonly string[]): JsonObject =>
  changed({ schedulePolicy: { scheduleRunTimes: scheduleRunTimes as readonly Json[] } });

const NOT_IN_FORMAT = { status: 400, code: "BMSUserErrorInvalidPolicyInput" } as const;
const row = (rule: string, body: JsonObject, says: RegExp): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  ...NOT_IN_FORMAT,
  says,
});

const SHAPES: readonly RuleRow[] = [
  row("two schedule times", times(AT, "2024-01-01T20:00:00Z"), /has 2 times: expected exactly one/),
  row("a time off the half hour", dailyPolicy("02:15"), /is "02:15"/),
  row(
    "a retention time that is not the schedule's",
    times("2024-01-01T03:00:00Z"),
    /expected the time of the schedule, 03:00/,
  ),
  row("daily retention of 6 days", dailyPolicy("02:00", 6), /is 6: expected 7 to 9999 days/),
  row("daily retention of 10000 days", dailyPolicy("02:00", 10_000), /is 10000: expected 7 to 9999 days/),
  row("monthly retention of 1189 months", changed(MONTHLY(1189)), /is 1189: expected 1 to 1188 months/),
  row("snapshots of 6 days in a standard policy", changed({ instantRpRetentionRangeInDays: 6 }), /expected 1 to 5/),
  row(
    "snapshots of 18 days every four hours",
    hourly({ instantRpRetentionRangeInDays: 18 }),
    /is 18: expected 1 to 17 days/,
  ),
  row(
    "snapshots for longer than the vault keeps a point",
    hourly({ instantRpRetentionRangeInDays: 31 }),
    /at most 30 days/,
  ),
  row("an interval of five hours", hourly({}, 5, 15), /is 5: expected one of 4, 6, 8, 12, 24/),
  row("a window that is no multiple of the interval", hourly({}, 4, 10), /is 10: expected 4 to 24 hours, a multiple/),
  row("a standard policy with an enhanced schedule", hourly({ policyType: "V1" }), /expected SimpleSchedulePolicy /),
  row("a weekly retention of other days", weekly(["Sunday"], ["Monday"]), /expected the days of the schedule, Sunday/),
  row("a weekly schedule without days", weekly([], []), /schedule\.weekdays is missing or empty/),
  row("a zone by no name of Windows", changed({ timeZone: "Europe/Berlin" }), /expected the Windows name/),
  row(
    "consistency by a word that Azure does not have",
    hourly({ snapshotConsistencyType: "Application" }),
    /"Application"/,
  ),
  row("crash consistency in a standard policy", changed({ snapshotConsistencyType: "OnlyCrashConsistent" }), /\(V2\)/),
  row("tiering of a mode that Azure does not have", changed(tiering("Soon")), /has tieringMode 'Soon'/),
  row("tiering without long retention", changed(tiering("TierRecommended")), /at least 9 months/),
  row(
    "tiering after two months",
    changed({ ...MONTHLY(60), ...tiering("TierAfter", 2, "Months") }),
    /is 2 Months: expected 3 to 54 months/,
  ),
  row(
    "a suffix of the restore points' group alone",
    changed({ instantRPDetails: { azureBackupRGNameSuffix: "x" } }),
    /set the prefix too/,
  ),
  row(
    "a name of the restore points' group that is too long",
    changed({ instantRPDetails: { azureBackupRGNamePrefix: "p".repeat(74) } }),
    /of 75 characters: expected at most 74/,
  ),
];

const ITEMS: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, put(dailyPolicy("02:00", 30))];
const IMMUTABLE: Request = [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } } },
];
const USED: Request = ["PUT", ITEM, protection(VAULT, "daily")];

const CHANGES: readonly RuleRow[] = [
  {
    rule: "a name of two letters",
    before: [NEW_VAULT],
    request: put(dailyPolicy(), "ab"),
    status: 400,
    code: "BMSUserErrorInvalidPolicyName",
  },
  {
    rule: "to become standard",
    before: [NEW_VAULT, put(hourly({}))],
    request: put(dailyPolicy()),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "to become enhanced in place",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put(hourly({})),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "to be deleted while an item uses it",
    before: [...ITEMS, USED],
    request: ["DELETE", `${VAULT}/backupPolicies/daily`],
    status: 400,
    code: "BMSUserErrorPolicyObjectInUse",
  },
  {
    rule: "shorter retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 29)),
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "nothing of longer retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 31)),
    status: 200,
  },
  {
    rule: "nothing of another schedule in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("04:00", 30)),
    status: 200,
  },
  {
    rule: "to become one for something else than machines",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put({ properties: { backupManagementType: "AzureWorkload", workLoadType: "SQLDataBase" } }),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "a weaker policy for an item of an immutable vault",
    before: [...ITEMS, put(dailyPolicy("02:00", 7), "short"), USED, IMMUTABLE],
    request: ["PUT", ITEM, protection(VAULT, "short")],
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "an item that goes back from enhanced to standard",
    before: [...ITEMS, ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")]],
    request: USED,
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "nothing of an item that goes from standard to enhanced",
    before: [...ITEMS, USED],
    request: ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")],
    status: 202,
  },
  {
    rule: "nothing of a zone that shifts its clocks, but warns",
    before: [NEW_VAULT],
    request: put(changed({ timeZone: "Pacific Standard Time" })),
    status: 200,
    says: /ignores daylight saving time: a schedule in Pacific Standard Time/,
  },
];

testRules("a policy in proper format does not have", SHAPES);
testRules("a policy refuses", CHANGES);
