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

/** A policy with only the required properties. */
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

describe("a backup policy", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VAULT, NEW_VAULT);
  });

  afterEach(() => azure.close());

  const putAndGet = async (body: JsonObject): Promise<JsonObject> => {
    const put = await azure.call("PUT", POLICY, body);
    assert.equal(put.status, 200);
    return propertiesOf(await azure.call("GET", POLICY));
  };

  it("is returned without policyType if it is standard, and with Azure's own protectedItemsCount", async () => {
    const sent = { ...objectAt(dailyPolicy(), "properties"), policyType: "V1", protectedItemsCount: 9 };
    const properties = await putAndGet({ properties: sent });
    assert.deepEqual(["policyType" in properties, properties["protectedItemsCount"]], [false, 0]);
  });

  it("keeps its tiering policy when a PUT omits it, until a PUT changes it", async () => {
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
    await putAndGet(tiered({ tieringPolicy: { ArchivedRP: after } }));
    assert.deepEqual((await putAndGet(tiered({})))["tieringPolicy"], { ArchivedRP: after });
    assert.deepEqual((await putAndGet(tiered({ tieringPolicy: {} })))["tieringPolicy"], { ArchivedRP: after });
    assert.equal((await azure.call("PUT", POLICY, dailyPolicy())).status, 400);
    const off = await putAndGet(tiered({ tieringPolicy: { ArchivedRP: never } }));
    assert.deepEqual(off["tieringPolicy"], { ArchivedRP: never });
  });

  it("has 2 days of snapshot retention and the time zone UTC by default if it is daily", async () => {
    const properties = await putAndGet(bare(simple("Daily", { scheduleRunTimes: [AT] }), { dailySchedule: DAYS }));
    assert.deepEqual([properties["instantRpRetentionRangeInDays"], properties["timeZone"]], [2, "UTC"]);
  });

  it("has 5 days of snapshot retention by default if it is weekly", async () => {
    const properties = await putAndGet(bare(simple("Weekly", SUNDAYS), { weeklySchedule: WEEKS }));
    assert.equal(properties["instantRpRetentionRangeInDays"], 5);
  });

  it("has 7 days of snapshot retention by default if it is enhanced, and is returned with policyType", async () => {
    const schedule = {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Weekly",
      weeklySchedule: SUNDAYS,
    };
    const properties = await putAndGet(bare(schedule, { weeklySchedule: WEEKS }, { policyType: "V2" }));
    assert.deepEqual([properties["instantRpRetentionRangeInDays"], properties["policyType"]], [7, "V2"]);
  });

  it("has an id that begins with /Subscriptions for api-version 2020-10-01, and with /subscriptions for later versions", async () => {
    await putAndGet(dailyPolicy());
    const idOf = async (version: string): Promise<Json | undefined> => {
      const url = `https://management.azure.com${POLICY}?api-version=${version}`;
      return at((await (await azure.azure.fetch(new Request(url))).json()) as JsonObject, "id");
    };
    assert.equal(await idOf("2020-10-01"), POLICY.replace("/subscriptions/", "/Subscriptions/"));
    assert.equal(await idOf("2022-06-01-preview"), POLICY);
  });
});

describe("the reply to the PUT of a vault", () => {
  it("omits the properties that Azure computes later", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const created = objectAt((await azure.call("PUT", VAULT, NEW_VAULT)).body, "properties");
    const read = objectAt((await azure.call("GET", VAULT)).body, "properties");
    await azure.close();
    const later = ["securitySettings", "backupStorageVersion"];
    assert.deepEqual(
      later.map((key) => [key in created, key in read]),
      [
        [false, true],
        [false, true],
      ],
    );
  });
});
