import assert from "node:assert/strict";
import fc from "fast-check";
import { type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { policyFaults } from "../../provider/rules/policies/rules.js";
import { MONTHS, type PolicyTerms, WEEKDAYS, WEEKS_OF_MONTH } from "../../provider/rules/policies/terms.js";
import { policyOfTerms, termsOfPolicy } from "../../provider/rules/policies/wire.js";
import { dailyPolicy, propertiesOf } from "../support/service.js";

const TODAY = new Date("2024-05-13T10:25:28Z");

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "30"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const byWeekday = fc.record({ weekdays: some(WEEKDAYS), weeks: some(WEEKS_OF_MONTH) });
const byDay = fc.oneof(
  fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1 }) }),
  fc.constant({ lastDay: true }),
);
const count = (max: number) => fc.integer({ min: 7, max });

const dailyTerms: fc.Arbitrary<PolicyTerms> = fc
  .record({
    policyType: fc.constantFrom("V1", "V2"),
    at: time,
    dailyCount: count(9999),
    weekly: fc.option(fc.record({ count: count(5163), weekdays: some(WEEKDAYS) }), { nil: undefined }),
    monthly: fc.option(fc.tuple(count(1188), fc.oneof(byWeekday, byDay)), { nil: undefined }),
    yearly: fc.option(fc.tuple(count(99), some(MONTHS), fc.oneof(byWeekday, byDay)), { nil: undefined }),
    instantRestoreDays: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ policyType, at, dailyCount, weekly, monthly, yearly, instantRestoreDays }) => ({
    policyType: policyType as "V1" | "V2",
    timeZone: "Pacific Standard Time",
    schedule: { frequency: "Daily", time: at },
    retention: {
      daily: { count: dailyCount },
      ...(weekly === undefined ? {} : { weekly: { ...weekly } }),
      ...(monthly === undefined ? {} : { monthly: { count: monthly[0], ...monthly[1] } }),
      ...(yearly === undefined ? {} : { yearly: { count: yearly[0], months: yearly[1], ...yearly[2] } }),
    },
    instantRestoreDays,
  }));

const weeklyTerms: fc.Arbitrary<PolicyTerms> = fc
  .record({ policyType: fc.constantFrom("V1", "V2"), at: time, weekdays: some(WEEKDAYS), weeks: count(5163) })
  .map(({ policyType, at, weekdays, weeks }) => ({
    policyType: policyType as "V1" | "V2",
    timeZone: "UTC",
    schedule: { frequency: "Weekly", time: at, weekdays },
    retention: { weekly: { count: weeks, weekdays } },
    instantRestoreDays: 5,
  }));

const hourlyTerms: fc.Arbitrary<PolicyTerms> = fc
  .record({ at: time, intervalHours: fc.constantFrom(4, 6, 8, 12), days: count(9999) })
  .map(({ at, intervalHours, days }) => ({
    policyType: "V2",
    timeZone: "UTC",
    schedule: { frequency: "Hourly", time: at, intervalHours, windowHours: 24 },
    retention: { daily: { count: days } },
    instantRestoreDays: 7,
  }));

const anyTerms = fc.oneof(dailyTerms, weeklyTerms, hourlyTerms);

describe("the ARM body of a policy", () => {
  it("is parsed to the terms from which it was generated", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        assert.deepEqual(termsOfPolicy(policyOfTerms(terms, TODAY)), { terms });
      }),
    );
  });

  it("breaks no rule if its terms are within Azure's limits", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        assert.deepEqual(policyFaults(terms), []);
      }),
    );
  });

  it("has the schedule's time in every retention", () => {
    const terms: PolicyTerms = {
      policyType: "V1",
      timeZone: "UTC",
      schedule: { frequency: "Daily", time: "14:30" },
      retention: { daily: { count: 30 } },
      instantRestoreDays: 2,
    };
    assert.deepEqual(policyOfTerms(terms, TODAY), {
      backupManagementType: "AzureIaasVM",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicy",
        scheduleRunFrequency: "Daily",
        scheduleRunTimes: ["2024-05-13T14:30:00Z"],
        scheduleWeeklyFrequency: 0,
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: {
          retentionTimes: ["2024-05-13T14:30:00Z"],
          retentionDuration: { count: 30, durationType: "Days" },
        },
      },
      instantRpRetentionRangeInDays: 2,
      timeZone: "UTC",
    });
  });

  it("has no terms if it is not for VMs", () => {
    assert.equal(termsOfPolicy({ backupManagementType: "AzureWorkload" }), undefined);
  });

  it("is invalid if a retention has another time than the schedule", () => {
    const [text] = [
      JSON.stringify(dailyPolicy()).replace(
        '"retentionTimes":["2024-01-01T02:00',
        '"retentionTimes":["2024-01-01T03:00',
      ),
    ];
    const reading = termsOfPolicy(propertiesOf({ status: 200, headers: new Headers(), body: JSON.parse(text ?? "") }));
    assert.deepEqual(reading?.faults, [
      { property: "retention.daily.times", reason: 'is "03:00": expected the time of the schedule, 02:00.' },
    ]);
  });

  it("is invalid with two schedule times", () => {
    const text = JSON.stringify(dailyPolicy()).replace(
      '"scheduleRunTimes":["2024-01-01T02:00:00.000Z"]',
      '"scheduleRunTimes":["2024-01-01T02:00:00Z","2024-01-01T03:00:00Z"]',
    );
    const reading = termsOfPolicy(JSON.parse(text).properties);
    assert.deepEqual(reading?.faults, [{ property: "schedule.time", reason: "has 2 times: expected exactly one." }]);
  });

  it("is invalid with a value of another type, and the fault names the expected type", () => {
    const faultsOf = (change: JsonObject) =>
      termsOfPolicy(mergeJson(objectAt(dailyPolicy(), "properties"), change))?.faults;
    assert.deepEqual(faultsOf({ instantRpRetentionRangeInDays: "2" }), [
      { property: "instantRestoreDays", reason: 'is "2": expected a number.' },
    ]);
    assert.deepEqual(faultsOf({ timeZone: {} }), [{ property: "timeZone", reason: "is {}: expected a string." }]);
    assert.deepEqual(faultsOf({ policyType: "V0" }), [
      { property: "policyType", reason: 'is "V0": expected V1 or V2.' },
    ]);
    assert.deepEqual(faultsOf({ retentionPolicy: { weeklySchedule: [] } }), [
      { property: "retention.weekly", reason: "is []: expected an object." },
    ]);
  });

  it("treats null as an omitted property", () => {
    const properties = mergeJson(objectAt(dailyPolicy(), "properties"), {
      timeZone: null,
      instantRpRetentionRangeInDays: null,
    });
    const terms = termsOfPolicy({ ...properties, policyType: null })?.terms;
    assert.deepEqual([terms?.timeZone, terms?.instantRestoreDays, terms?.policyType], ["UTC", 2, "V1"]);
  });
});
