import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, VAULT } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const put = (body: JsonObject): Request => ["PUT", `${VAULT}/backupPolicies/daily`, body];
const AT = "2024-01-01T02:00:00Z";
const changed = (properties: JsonObject): JsonObject => mergeJson(dailyPolicy(), { properties });
/** The daily policy with one of its properties replaced whole. */
const withProperty = (key: string, value: Json | undefined): JsonObject => ({
  properties: { ...objectAt(dailyPolicy(), "properties"), [key]: value } as JsonObject,
});
const weekly = (days: Json, kept: Json, more: JsonObject = {}, weeks = 12): JsonObject => ({
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
        daysOfTheWeek: kept,
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

const row = (rule: string, body: JsonObject, says: RegExp): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  status: 400,
  code: "BMSUserErrorInvalidPolicyInput",
  says,
});
const taken = (rule: string, body: JsonObject): RuleRow => ({
  rule,
  before: [NEW_VAULT],
  request: put(body),
  status: 200,
});

const KINDS: readonly RuleRow[] = [
  row("no word on what it is for", { properties: {} }, /backupManagementType is null: expected AzureIaasVM/),
  row("no properties at all", {}, /backupManagementType is null: expected AzureIaasVM/),
  row(
    "a word on what it is for that Azure does not have",
    withProperty("backupManagementType", "AzureVM"),
    /backupManagementType is "AzureVM": expected AzureIaasVM/,
  ),
  row("a type of its own", withProperty("policyType", "V3"), /policyType is "V3": expected V1 or V2/),
  row("a number for its type", withProperty("policyType", 2), /policyType is 2: expected a string/),
];

const TYPES: readonly RuleRow[] = [
  row(
    "a string for the days of its snapshots",
    withProperty("instantRpRetentionRangeInDays", "5"),
    /instantRestoreDays is "5": expected a number/,
  ),
  row("a number for its time zone", withProperty("timeZone", 1), /timeZone is 1: expected a string/),
  row("an array for its time zone", withProperty("timeZone", ["UTC"]), /timeZone is \["UTC"\]: expected a string/),
  row(
    "a number for its daily retention",
    changed({ retentionPolicy: { dailySchedule: 30 } }),
    /retention\.daily is 30: expected an object/,
  ),
  row(
    "a string for its monthly retention",
    changed({ retentionPolicy: { monthlySchedule: "First" } }),
    /retention\.monthly is "First": expected an object/,
  ),
  row("a string for its days", weekly("Monday", ["Monday"]), /schedule\.weekdays is "Monday": expected an array/),
  row("a number for a day of the month", changed(monthly([1])), /retention\.monthly\.days is 1: expected an object/),
  row(
    "a string for the last day of the month",
    changed(monthly([{ date: 0, isLast: "true" }])),
    /retention\.monthly\.days contains .*: expected a date, or isLast true/,
  ),
  row("a string for its tiering", withProperty("tieringPolicy", "TierAfter"), /tieringPolicy is "TierAfter"/),
  row("a string for its archive", withProperty("tieringPolicy", { ArchivedRP: "TierAfter" }), /tieringPolicy is "Tier/),
  row("an array for the group of its restore points", withProperty("instantRPDetails", []), /instantRPDetails is \[\]/),
  row(
    "a number in the name of the group of its restore points",
    withProperty("instantRPDetails", { azureBackupRGNamePrefix: 5 }),
    /instantRPDetails is 5: expected a string/,
  ),
];

const DAYS: readonly RuleRow[] = [
  row(
    "a day of its schedule twice",
    weekly(["Monday", "Monday"], ["Monday"]),
    /schedule\.weekdays contains Monday twice: list it once/,
  ),
  row(
    "a day of its retention twice",
    weekly(["Monday", "Tuesday"], ["Monday", "Monday"]),
    /retention\.weekly\.weekdays contains Monday twice/,
  ),
  row(
    "a day of the month twice",
    changed(monthly([...(FIRST as Json[]), { date: 1, isLast: false }])),
    /retention\.monthly\.days contains 1 twice/,
  ),
  row(
    "fewer days kept than backed up",
    weekly(["Monday", "Tuesday"], ["Monday"]),
    /is Monday: expected the days of the schedule, Monday, Tuesday/,
  ),
  row(
    "snapshots of 8 days where the vault keeps one week",
    weekly(["Monday"], ["Monday"], { instantRpRetentionRangeInDays: 8 }, 1),
    /instantRestoreDays is 8: expected at most 7 days/,
  ),
];

const TIERING: readonly RuleRow[] = [
  row("tiering after 40 days", after(40, "Days"), /tieringPolicy\.duration is 40 Days: expected 3 to 54 months/),
  row("tiering after 12 weeks", after(12, "Weeks"), /tieringPolicy\.duration is 12 Weeks: expected 3 to 54/),
  row("tiering after 5 years of five", after(5, "Years"), /tieringPolicy\.duration is 5 Years: expected 3 to 54/),
  row("tiering after a part of a month", after(3.5, "Months"), /tieringPolicy\.duration is 3\.5 Months/),
  row("tiering after a time without unit", after(4, "Invalid"), /tieringPolicy\.durationType is 'Invalid'/),
  row("tiering after a string", after("4", "Months"), /tieringPolicy\.duration is "4": expected a number/),
];

const TAKEN: readonly RuleRow[] = [
  taken("tiering after 90 days", after(90, "Days")),
  taken("tiering after 13 weeks", after(13, "Weeks")),
  taken("tiering after four years of five", after(4, "Years")),
  taken("days kept in another order than backed up", weekly(["Monday", "Tuesday"], ["Tuesday", "Monday"])),
  taken(
    "snapshots of 7 days where the vault keeps one week",
    weekly(["Monday"], ["Monday"], { instantRpRetentionRangeInDays: 7 }, 1),
  ),
  taken("nulls for what has a default", changed({ instantRpRetentionRangeInDays: null, timeZone: null })),
];

const IMMUTABLE: Request = [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } } },
];
const held = (rule: string, before: JsonObject, after: JsonObject): RuleRow => ({
  rule,
  before: [NEW_VAULT, put(before), IMMUTABLE],
  request: put(after),
  status: 400,
  code: "UserErrorOperationDeniedOnImmutableItem",
});
const KEPT: readonly RuleRow[] = [
  held("its monthly retention", changed(monthly(FIRST)), dailyPolicy()),
  held("a month of its retention", changed(monthly(FIRST, 60)), changed(monthly(FIRST, 59))),
  held("a week of its retention", weekly(["Monday"], ["Monday"], {}, 12), weekly(["Monday"], ["Monday"], {}, 11)),
];

testRules("a policy of an immutable vault does not lose", KEPT);
testRules("a policy does not have", [...KINDS, ...TYPES, ...DAYS, ...TIERING]);
testRules("a policy may have", TAKEN);
