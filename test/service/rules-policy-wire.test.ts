import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, VAULT } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const put = (body: JsonObject): Request => ["PUT", `${VAULT}/backupPolicies/daily`, body];
const AT = "2024-01-01T02:00:00Z";
const changed = (properties: JsonObject): JsonObject => mergeJson(dailyPolicy(), { properties });
/** The daily policy with one property replaced, not merged. */
const withProperty = (key: string, value: Json | undefined): JsonObject => ({
  properties: { ...objectAt(dailyPolicy(), "properties"), [key]: value } as JsonObject,
});
const weekly = (days: Json, retainedDays: Json, more: JsonObject = {}, weeks = 12): JsonObject => ({
  properties: {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Weekly",
      weeklySchedule: { scheduleRunDays: days, scheduleRunTimes: [AT] },
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      weeklySchedule: {
        daysOfTheWeek: retainedDays,
        retentionTimes: [AT],
        retentionDuration: { count: weeks, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 5,
    timeZone: "UTC",
    ...more,
  },
});
const monthly = (daysOfTheMonth: Json, count = 60): JsonObject => ({
  retentionPolicy: {
    monthlySchedule: {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth },
      retentionTimes: [AT],
      retentionDuration: { count, durationType: "Months" },
    },
  },
});
const FIRST: Json = [{ date: 1, isLast: false }];
const after = (duration: Json, durationType: Json, months = 60): JsonObject =>
  changed({
    ...monthly(FIRST, months),
    tieringPolicy: { ArchivedRP: { tieringMode: "TierAfter", duration, durationType } },
  });

const row = (rule: string, body: JsonObject, message: RegExp): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  status: 400,
  code: "BMSUserErrorInvalidPolicyInput",
  message,
});
const accepted = (rule: string, body: JsonObject): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  status: 200,
});

const KINDS: readonly RuleRow[] = [
  row("no backupManagementType", { properties: {} }, /backupManagementType is missing: expected AzureIaasVM/),
  row("no properties", {}, /backupManagementType is missing: expected AzureIaasVM/),
  row(
    "an unknown backupManagementType",
    withProperty("backupManagementType", "AzureVM"),
    /backupManagementType is "AzureVM": expected one of AzureIaasVM/,
  ),
  row("an unknown policyType", withProperty("policyType", "V3"), /policyType is "V3": expected one of V1, V2/),
  row("a number as its policyType", withProperty("policyType", 2), /policyType is 2: expected one of V1, V2\./),
];

const TYPES: readonly RuleRow[] = [
  row(
    "a string as its number of snapshot days",
    withProperty("instantRpRetentionRangeInDays", "5"),
    /instantRpRetentionRangeInDays is "5": expected an integer/,
  ),
  row("a number as its time zone", withProperty("timeZone", 1), /timeZone is 1: expected a string/),
  row("an array as its time zone", withProperty("timeZone", ["UTC"]), /timeZone is an array: expected a string/),
  row(
    "a number as its daily retention",
    changed({ retentionPolicy: { dailySchedule: 30 } }),
    /dailySchedule is 30: expected an object/,
  ),
  row(
    "a string as its monthly retention",
    changed({ retentionPolicy: { monthlySchedule: "First" } }),
    /monthlySchedule is "First": expected an object/,
  ),
  row("a string as its weekdays", weekly("Monday", ["Monday"]), /scheduleRunDays is "Monday": expected an array/),
  row("a number as a day of the month", changed(monthly([1])), /daysOfTheMonth\[0\] is 1: expected an object/),
  row(
    "a string as isLast of a day of the month",
    changed(monthly([{ date: 0, isLast: "true" }])),
    /isLast is "true": expected true or false/,
  ),
  row("a string as its tieringPolicy", withProperty("tieringPolicy", "TierAfter"), /tieringPolicy is "TierAfter"/),
  row(
    "a string as its ArchivedRP tiering",
    withProperty("tieringPolicy", { ArchivedRP: "TierAfter" }),
    /tieringPolicy\.ArchivedRP is "Tier/,
  ),
  row(
    "an array as its instantRPDetails",
    withProperty("instantRPDetails", []),
    /instantRPDetails is an array: expected an object/,
  ),
  row(
    "a number as azureBackupRGNamePrefix",
    withProperty("instantRPDetails", { azureBackupRGNamePrefix: 5 }),
    /instantRPDetails\.azureBackupRGNamePrefix is 5: expected a string/,
  ),
];

const DAYS: readonly RuleRow[] = [
  row(
    "the same weekday twice in its schedule",
    weekly(["Monday", "Monday"], ["Monday"]),
    /schedulePolicy\.weeklySchedule\.scheduleRunDays contains Monday twice: list it once/,
  ),
  row(
    "the same weekday twice in its retention",
    weekly(["Monday", "Tuesday"], ["Monday", "Monday"]),
    /retentionPolicy\.weeklySchedule\.daysOfTheWeek contains Monday twice/,
  ),
  row(
    "the same day of the month twice in its retention",
    changed(monthly([...(FIRST as Json[]), { date: 1, isLast: false }])),
    /monthlySchedule\.retentionScheduleDaily\.daysOfTheMonth contains 1 twice/,
  ),
  row(
    "fewer weekdays in its retention than in its schedule",
    weekly(["Monday", "Tuesday"], ["Monday"]),
    /is Monday: expected the days of the schedule, Monday, Tuesday/,
  ),
  row(
    "8 days of snapshot retention and one week of vault retention",
    weekly(["Monday"], ["Monday"], { instantRpRetentionRangeInDays: 8 }, 1),
    /instantRpRetentionRangeInDays is 8: expected at most 7 days/,
  ),
];

const TIERING: readonly RuleRow[] = [
  row(
    "tiering after 40 days",
    after(40, "Days"),
    /tieringPolicy\.ArchivedRP\.duration is 40 Days: expected 3 to 54 months/,
  ),
  row(
    "tiering after 12 weeks",
    after(12, "Weeks"),
    /tieringPolicy\.ArchivedRP\.duration is 12 Weeks: expected 3 to 54/,
  ),
  row(
    "tiering after 5 years and a retention of 5 years",
    after(5, "Years"),
    /tieringPolicy\.ArchivedRP\.duration is 5 Years: expected 3 to 54/,
  ),
  row(
    "tiering after 3.5 months",
    after(3.5, "Months"),
    /tieringPolicy\.ArchivedRP\.duration is 3\.5: expected an integer/,
  ),
  row(
    "tiering after a duration without a unit",
    after(4, "Invalid"),
    /tieringPolicy\.ArchivedRP\.durationType is 'Invalid'/,
  ),
  row(
    "a string as its tiering duration",
    after("4", "Months"),
    /tieringPolicy\.ArchivedRP\.duration is "4": expected an integer/,
  ),
];

const ACCEPTED: readonly RuleRow[] = [
  accepted("tiering after 90 days", after(90, "Days")),
  accepted("tiering after 13 weeks", after(13, "Weeks")),
  accepted("tiering after 4 years and a retention of 5 years", after(4, "Years")),
  accepted(
    "the weekdays of its schedule in another order in its retention",
    weekly(["Monday", "Tuesday"], ["Tuesday", "Monday"]),
  ),
  accepted(
    "7 days of snapshot retention and one week of vault retention",
    weekly(["Monday"], ["Monday"], { instantRpRetentionRangeInDays: 7 }, 1),
  ),
  accepted("null for properties that have a default", changed({ instantRpRetentionRangeInDays: null, timeZone: null })),
];

const IMMUTABLE: Request = [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } } },
];
const weakened = (rule: string, before: JsonObject, after: JsonObject): RuleRow => ({
  rule,
  before: [NEW_VAULT, put(before), IMMUTABLE],
  request: put(after),
  status: 400,
  code: "UserErrorOperationDeniedOnImmutableItem",
});
const WEAKENED: readonly RuleRow[] = [
  weakened("its monthly retention", changed(monthly(FIRST)), dailyPolicy()),
  weakened("a month of its retention", changed(monthly(FIRST, 60)), changed(monthly(FIRST, 59))),
  weakened("a week of its retention", weekly(["Monday"], ["Monday"], {}, 12), weekly(["Monday"], ["Monday"], {}, 11)),
];

testRules("a policy of an immutable vault cannot lose", WEAKENED);
testRules("a policy is refused if it has", [...KINDS, ...TYPES, ...DAYS, ...TIERING]);
testRules("a policy is accepted if it has", ACCEPTED);
