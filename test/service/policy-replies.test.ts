import assert from "node:assert/strict";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, GROUP, openTestAzure, propertiesOf, type TestAzure, VAULT } from "../support/service.js";

const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const POLICY = `${VAULT}/backupPolicies/daily`;
const AT = "2024-01-01T02:00:00Z";
const DAYS = { retentionTimes: [AT], retentionDuration: { count: 30, durationType: "Days" } };
const WEEKS = {
  daysOfTheWeek: ["Sunday"],
  retentionTimes: [AT],
  retentionDuration: { count: 12, durationType: "Weeks" },
};
const SUNDAYS = { scheduleRunDays: ["Sunday"], scheduleRunTimes: [AT] };

/** A policy that says no more than it must. */
const bare = (schedule: JsonObject, retention: JsonObject, more: JsonObject = {}): JsonObject => ({
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: schedule,
    retentionPolicy: { retentionPolicyType: "LongTermRetentionPolicy", ...retention },
    ...more,
  },
});
const simple = (frequency: string, more: JsonObject): JsonObject => ({
  schedulePolicyType: "SimpleSchedulePolicy",
  scheduleRunFrequency: frequency,
  ...more,
});

describe("the reply to a policy", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VAULT, NEW_VAULT);
  });

  afterEach(() => azure.close());

  const kept = async (body: JsonObject): Promise<JsonObject> => {
    const put = await azure.call("PUT", POLICY, body);
    assert.equal(put.status, 200);
    return propertiesOf(await azure.call("GET", POLICY));
  };

  it("says nothing of a standard policy's type, and counts no items that the caller counted", async () => {
    const sent = { ...objectAt(dailyPolicy(), "properties"), policyType: "V1", protectedItemsCount: 9 };
    const properties = await kept({ properties: sent });
    assert.deepEqual(["policyType" in properties, properties["protectedItemsCount"]], [false, 0]);
  });

  it("keeps the tiering of which nothing is said, until it is said", async () => {
    const MONTHS = {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
      retentionTimes: [AT],
      retentionDuration: { count: 12, durationType: "Months" },
    };
    const tiered = (more: JsonObject): JsonObject =>
      bare(simple("Daily", { scheduleRunTimes: [AT] }), { dailySchedule: DAYS, monthlySchedule: MONTHS }, more);
    const after = { tieringMode: "TierAfter", duration: 4, durationType: "Months" };
    const never = { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" };
    await kept(tiered({ tieringPolicy: { ArchivedRP: after } }));
    assert.deepEqual((await kept(tiered({})))["tieringPolicy"], { ArchivedRP: after });
    assert.deepEqual((await kept(tiered({ tieringPolicy: {} })))["tieringPolicy"], { ArchivedRP: after });
    assert.equal((await azure.call("PUT", POLICY, dailyPolicy())).status, 400);
    const off = await kept(tiered({ tieringPolicy: { ArchivedRP: never } }));
    assert.deepEqual(off["tieringPolicy"], { ArchivedRP: never });
  });

  it("has 2 days of snapshots for a daily policy that names none, and the zone UTC", async () => {
    const properties = await kept(bare(simple("Daily", { scheduleRunTimes: [AT] }), { dailySchedule: DAYS }));
    assert.deepEqual([properties["instantRpRetentionRangeInDays"], properties["timeZone"]], [2, "UTC"]);
  });

  it("has 5 days of snapshots for a weekly policy that names none", async () => {
    const properties = await kept(bare(simple("Weekly", SUNDAYS), { weeklySchedule: WEEKS }));
    assert.equal(properties["instantRpRetentionRangeInDays"], 5);
  });

  it("has 7 days of snapshots for an enhanced policy that names none, and its type", async () => {
    const schedule = {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Weekly",
      weeklySchedule: SUNDAYS,
    };
    const properties = await kept(bare(schedule, { weeklySchedule: WEEKS }, { policyType: "V2" }));
    assert.deepEqual([properties["instantRpRetentionRangeInDays"], properties["policyType"]], [7, "V2"]);
  });

  it("names it below /Subscriptions to a client of 2020, and below /subscriptions since", async () => {
    await kept(dailyPolicy());
    const idOf = async (version: string): Promise<Json | undefined> => {
      const url = `https://management.azure.com${POLICY}?api-version=${version}`;
      return at((await (await azure.azure.fetch(new Request(url))).json()) as JsonObject, "id");
    };
    assert.equal(await idOf("2020-10-01"), POLICY.replace("/subscriptions/", "/Subscriptions/"));
    assert.equal(await idOf("2022-06-01-preview"), POLICY);
  });
});

describe("the reply to the PUT of a vault", () => {
  it("leaves out what Azure works out later", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const made = objectAt((await azure.call("PUT", VAULT, NEW_VAULT)).body, "properties");
    const read = objectAt((await azure.call("GET", VAULT)).body, "properties");
    await azure.close();
    const later = ["securitySettings", "backupStorageVersion"];
    assert.deepEqual(
      later.map((key) => [key in made, key in read]),
      [
        [false, true],
        [false, true],
      ],
    );
  });
});
