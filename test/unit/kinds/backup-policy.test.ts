import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { fromArm, toArm } from "../../../provider/kinds/backup-policy/arm.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { check } from "../../support/verbs.js";
import { POLICY, policyInputs, VAULT } from "./examples.js";

/** The example with the type of the kind's inputs. */
const daily: Parameters<typeof toArm>[0] = { ...policyInputs };

const body = {
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: ["2024-01-01T02:00:00Z"],
      scheduleWeeklyFrequency: 0,
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: {
        retentionTimes: ["2024-01-01T02:00:00Z"],
        retentionDuration: { count: 30, durationType: "Days" },
      },
    },
    instantRpRetentionRangeInDays: 2,
    timeZone: "UTC",
    tieringPolicy: { ArchivedRP: { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" } },
    instantRPDetails: {},
  },
};

const live = (inputs = daily) => ({ id: POLICY, name: "daily", ...toArm(inputs) });

/** Policies that Azure Backup accepts: a daily or hourly schedule with daily, weekly and monthly retention. */
const valid = fc
  .record({
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.constantFrom("00", "30"),
    isHourly: fc.boolean(),
    days: fc.integer({ min: 7, max: 9999 }),
    weeks: fc.integer({ min: 1, max: 5163 }),
    months: fc.integer({ min: 1, max: 1188 }),
    monthDays: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1 }),
    weekdays: fc.uniqueArray(fc.constantFrom("Sunday", "Monday", "Friday"), { minLength: 1 }),
    snapshotDays: fc.integer({ min: 1, max: 5 }),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Pacific Standard Time"),
  })
  .map((any): Parameters<typeof toArm>[0] => {
    const time = `${String(any.hour).padStart(2, "0")}:${any.minute}`;
    return {
      ...daily,
      policyType: any.isHourly ? "V2" : "V1",
      timeZone: any.timeZone,
      schedule: any.isHourly
        ? { frequency: "Hourly", time, intervalHours: 4, windowHours: 12 }
        : { frequency: "Daily", time },
      retention: {
        daily: { count: any.days },
        weekly: { count: any.weeks, weekdays: [...any.weekdays] },
        monthly: { count: any.months, days: [...any.monthDays] },
      },
      instantRestoreDays: any.snapshotDays,
    };
  });

describe("the conversion of a policy to and from ARM", () => {
  it("sends the schedule, the retention with the schedule's time, and the time zone", () => {
    assert.deepEqual(toArm(daily), body);
  });

  it("sends the Windows name of the time zone", () => {
    const { properties } = toArm({ ...daily, timeZone: "Europe/Berlin" });

    assert.equal((properties as { timeZone: string }).timeZone, "W. Europe Standard Time");
  });

  it("sends the same body for the same inputs", () => {
    assert.deepEqual(toArm(daily), toArm({ ...daily }));
  });

  it("reads the inputs back", () => {
    assert.deepEqual(fromArm({ id: POLICY, name: "daily", ...body }, {}), {
      vault: VAULT,
      name: "daily",
      policyType: "V1",
      timeZone: "UTC",
      schedule: { frequency: "Daily", time: "02:00" },
      retention: { daily: { count: 30 } },
      instantRestoreDays: 2,
    });
  });

  it("reads the declared name of the time zone back if Azure has the same zone", () => {
    const berlin = live({ ...daily, timeZone: "Europe/Berlin" });

    assert.equal(fromArm(berlin, { timeZone: "Europe/Berlin" })["timeZone"], "Europe/Berlin");
    assert.equal(fromArm(berlin, { timeZone: "Europe/Paris" })["timeZone"], "W. Europe Standard Time");
    assert.equal(fromArm(berlin, {})["timeZone"], "W. Europe Standard Time");
  });

  it("reads a policy for another workload back without schedule and retention", () => {
    const files = { id: POLICY, name: "daily", properties: { backupManagementType: "AzureStorage" } };

    assert.deepEqual(fromArm(files, {}), { vault: VAULT, name: "daily" });
  });

  it("reads back exactly what was declared", () => {
    fc.assert(
      fc.property(valid, (inputs) => {
        const { adopt: _, onDelete: __, ...declared } = inputs;
        assert.deepEqual(check(backupPolicy, inputs).failures, []);
        assert.deepEqual(fromArm(live(inputs), inputs), declared);
      }),
    );
  });

  it("computes the id as soon as vault and name are known", () => {
    assert.equal(backupPolicy.armId(daily), POLICY);
    assert.equal(backupPolicy.armId({ name: "daily" }), undefined);
    assert.equal(backupPolicy.armId({ ...daily, vault: UNKNOWN }), undefined);
  });
});

describe("a policy", () => {
  it("is written with its full body by every create and update", async () => {
    const { armed, engine } = stubEngine();
    const put = sinon.stub(armed.policies, "put").resolves(live());
    const handler = backupPolicy.handler(engine);

    await handler.create(POLICY, daily);
    await handler.update(POLICY, daily, daily);

    assert.deepEqual(put.args, [
      [POLICY, body],
      [POLICY, body],
    ]);
  });

  it("is read, or reported as missing if it does not exist", async () => {
    const { armed, engine } = stubEngine();
    const find = sinon.stub(armed.policies, "find").resolves(live());
    const handler = backupPolicy.handler(engine);

    assert.equal((await handler.read(POLICY, daily))?.inputs["name"], "daily");
    find.resolves(undefined);
    assert.equal(await handler.read(POLICY, daily), undefined);
  });

  it("is deleted by one request", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.policies, "delete").resolves();
    const handler = backupPolicy.handler(engine);

    await handler.delete(POLICY, { onDelete: "delete" });

    assert.deepEqual(writesIn(calls), ["policies.delete"]);
  });
});
