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
const weekly = (days: readonly string[], retainedDays: readonly string[]): JsonObject => ({
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
const times = (...scheduleRunTimes: readonly string[]): JsonObject =>
  changed({ schedulePolicy: { scheduleRunTimes: scheduleRunTimes as readonly Json[] } });

const NOT_IN_FORMAT = { status: 400, code: "BMSUserErrorInvalidPolicyInput" } as const;
const row = (rule: string, body: JsonObject, message: RegExp): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  ...NOT_IN_FORMAT,
  message,
});

const SHAPES: readonly RuleRow[] = [
  row("two schedule times", times(AT, "2024-01-01T20:00:00Z"), /has 2 times: expected exactly one/),
  row("a schedule time that is not on the hour or half hour", dailyPolicy("02:15"), /is "02:15"/),
  row(
    "a retention time that differs from its schedule time",
    times("2024-01-01T03:00:00Z"),
    /expected the time of the schedule, 03:00/,
  ),
  row("daily retention of 6 days", dailyPolicy("02:00", 6), /is 6: expected 7 to 9999 days/),
  row("daily retention of 10000 days", dailyPolicy("02:00", 10_000), /is 10000: expected 7 to 9999 days/),
  row("monthly retention of 1189 months", changed(MONTHLY(1189)), /is 1189: expected 1 to 1188 months/),
  row(
    "6 days of snapshot retention in a standard policy",
    changed({ instantRpRetentionRangeInDays: 6 }),
    /expected 1 to 5/,
  ),
  row(
    "18 days of snapshot retention with an interval of four hours",
    hourly({ instantRpRetentionRangeInDays: 18 }),
    /is 18: expected 1 to 17 days/,
  ),
  row(
    "snapshot retention that is longer than its vault retention",
    hourly({ instantRpRetentionRangeInDays: 31 }),
    /at most 30 days/,
  ),
  row("an interval of five hours", hourly({}, 5, 15), /is 5: expected one of 4, 6, 8, 12, 24/),
  row(
    "a window that is not a multiple of its interval",
    hourly({}, 4, 10),
    /is 10: expected 4 to 24 hours, a multiple/,
  ),
  row("an enhanced schedule in a standard policy", hourly({ policyType: "V1" }), /expected SimpleSchedulePolicy /),
  row(
    "weekly retention on other weekdays than its schedule",
    weekly(["Sunday"], ["Monday"]),
    /expected the days of the schedule, Sunday/,
  ),
  row("a weekly schedule without days", weekly([], []), /schedule\.weekdays is missing or empty/),
  row(
    "a time zone that is not a Windows time zone name",
    changed({ timeZone: "Europe/Berlin" }),
    /expected the Windows name/,
  ),
  row("an unknown snapshotConsistencyType", hourly({ snapshotConsistencyType: "Application" }), /"Application"/),
  row("crash consistency in a standard policy", changed({ snapshotConsistencyType: "OnlyCrashConsistent" }), /\(V2\)/),
  row(
    "an unknown tieringMode",
    changed(tiering("Soon")),
    /tieringMode is "Soon": expected one of TierRecommended, TierAfter, DoNotTier/,
  ),
  row("tiering without long-term retention", changed(tiering("TierRecommended")), /at least 9 months/),
  row(
    "tiering after two months",
    changed({ ...MONTHLY(60), ...tiering("TierAfter", 2, "Months") }),
    /is 2 Months: expected 3 to 54 months/,
  ),
  row(
    "a suffix without a prefix for the name of the restore point group",
    changed({ instantRPDetails: { azureBackupRGNameSuffix: "x" } }),
    /set the prefix too/,
  ),
  row(
    "a name of the restore point group that is too long",
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
    rule: "refuses a name of two letters",
    before: [NEW_VAULT],
    request: put(dailyPolicy(), "ab"),
    status: 400,
    code: "BMSUserErrorInvalidPolicyName",
  },
  {
    rule: "cannot become standard if it is enhanced",
    before: [NEW_VAULT, put(hourly({}))],
    request: put(dailyPolicy()),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "cannot become enhanced if it is standard",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put(hourly({})),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "cannot be deleted while an item uses it",
    before: [...ITEMS, USED],
    request: ["DELETE", `${VAULT}/backupPolicies/daily`],
    status: 400,
    code: "BMSUserErrorPolicyObjectInUse",
  },
  {
    rule: "refuses shorter retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 29)),
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "accepts longer retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 31)),
    status: 200,
  },
  {
    rule: "accepts another schedule in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("04:00", 30)),
    status: 200,
  },
  {
    rule: "cannot change its backupManagementType",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put({ properties: { backupManagementType: "AzureWorkload", workLoadType: "SQLDataBase" } }),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "with shorter retention is refused for an item of an immutable vault",
    before: [...ITEMS, put(dailyPolicy("02:00", 7), "short"), USED, IMMUTABLE],
    request: ["PUT", ITEM, protection(VAULT, "short")],
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "that is standard is refused for an item with an enhanced policy",
    before: [...ITEMS, ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")]],
    request: USED,
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "that is enhanced is accepted for an item with a standard policy",
    before: [...ITEMS, USED],
    request: ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")],
    status: 202,
  },
  {
    rule: "is accepted with a warning if its time zone has daylight saving time",
    before: [NEW_VAULT],
    request: put(changed({ timeZone: "Pacific Standard Time" })),
    status: 200,
    message: /ignores daylight saving time: a schedule in Pacific Standard Time/,
  },
];

testRules("a policy is refused if it has", SHAPES);
testRules("a policy", CHANGES);
