import assert from "node:assert/strict";
import { at, type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import {
  dailyPolicy,
  GROUP,
  ITEM,
  machine,
  openTestAzure,
  propertiesOf,
  protection,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

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

  it("is returned with policyType V1 with the bodies of 2026 if it is standard", async () => {
    await azure.call("PUT", POLICY, dailyPolicy());
    const typeOf = async (path: string) => propertiesOf(await azure.call("GET", path))["policyType"];
    const newest = "?api-version=2026-05-01";
    assert.deepEqual(
      [await typeOf(`${POLICY}?api-version=2024-10-01`), await typeOf(`${POLICY}${newest}`)],
      [undefined, "V1"],
    );
    assert.equal(await typeOf(`${VAULT}/backupPolicies/DefaultPolicy${newest}`), "V1");
    assert.equal(await typeOf(`${VAULT}/backupPolicies/EnhancedPolicy${newest}`), "V2");
    assert.equal(await typeOf(`${VAULT}/backupPolicies/HourlyLogBackup${newest}`), undefined);
  });

  it("counts its items with the bodies of 2026, and has 0 in earlier ones", async () => {
    await azure.call("PUT", VM, machine());
    await azure.call("PUT", POLICY, dailyPolicy());
    await azure.call("PUT", ITEM, protection(VAULT, "daily"));
    const countAt = async (version: string) =>
      propertiesOf(await azure.call("GET", `${POLICY}?api-version=${version}`))["protectedItemsCount"];
    assert.deepEqual([await countAt("2024-04-01"), await countAt("2026-07-01")], [0, 1]);
    await azure.call("PUT", ITEM, STOP);
    assert.equal(await countAt("2026-07-01"), 0);
  });

  it("returns a time with the offset that was sent, without fractions of seconds", async () => {
    const sentAs = async (time: string) => {
      const days = { ...DAYS, retentionTimes: [time] };
      const put = await azure.call(
        "PUT",
        POLICY,
        bare(simple("Daily", { scheduleRunTimes: [time] }), { dailySchedule: days }),
      );
      assert.equal(put.status, 200);
      return at(propertiesOf(await azure.call("GET", POLICY)), "schedulePolicy", "scheduleRunTimes");
    };
    assert.deepEqual(await sentAs("2026-09-09T08:00:00+00:00"), ["2026-09-09T08:00:00+00:00"]);
    assert.deepEqual(await sentAs("2026-09-09T08:00:00.000+05:30"), ["2026-09-09T08:00:00+05:30"]);
    assert.deepEqual(await sentAs("2026-09-09T08:00:00.000Z"), ["2026-09-09T08:00:00Z"]);
  });

  it("has the name of its time zone in Windows' spelling, whatever its case in the request", async () => {
    const zoneOf = async (timeZone: string) => {
      const put = await azure.call("PUT", POLICY, mergeJson(dailyPolicy(), { properties: { timeZone } }));
      assert.equal(put.status, 200);
      return propertiesOf(await azure.call("GET", POLICY))["timeZone"];
    };
    assert.equal(await zoneOf("w. europe standard time"), "W. Europe Standard Time");
    assert.equal(await zoneOf("utc"), "UTC");
    assert.equal(await zoneOf("UTC-02"), "UTC-02");
  });

  it("has instant access since api-version 2026-10-01; earlier ones neither store nor return it", async () => {
    const access = { instantAccessSnapshotEnabled: true, instantAccessDurationMinutes: 120 };
    const sent = { properties: { ...objectAt(dailyPolicy(), "properties"), ...access } };
    const shown = async (version: string) => {
      const properties = propertiesOf(await azure.call("GET", `${POLICY}?api-version=${version}`));
      return [properties["instantAccessSnapshotEnabled"], properties["instantAccessDurationMinutes"]];
    };
    await azure.call("PUT", `${POLICY}?api-version=2026-07-01`, sent);
    assert.deepEqual(await shown("2026-10-01"), [undefined, undefined]);
    await azure.call("PUT", `${POLICY}?api-version=2026-10-01`, sent);
    assert.deepEqual(await shown("2026-10-01"), [true, 120]);
    assert.deepEqual(await shown("2026-07-01"), [undefined, undefined]);
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
