/** The options of a policy, to Azure and back. */
import assert from "node:assert/strict";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { fromArm, termsOf, toArm } from "../../../provider/kinds/backup-policy/arm.js";
import { POLICY, policyInputs } from "./examples.js";

type Inputs = Parameters<typeof toArm>[0];

const declared = (more: Partial<Inputs>): Inputs => ({ ...policyInputs, ...more });
const sent = (more: Partial<Inputs>): JsonObject => objectAt(toArm(declared(more)), "properties");
const live = (properties: JsonObject): JsonObject => ({
  id: POLICY,
  name: "daily",
  properties: { ...sent({}), ...properties },
});
const archived = (ArchivedRP: JsonObject): JsonObject => live({ tieringPolicy: { ArchivedRP } });

describe("the archive of a policy", () => {
  for (const [archive, wire] of [
    [undefined, { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" }],
    [{ mode: "TierRecommended" }, { tieringMode: "TierRecommended", duration: 0, durationType: "Invalid" }],
    [
      { mode: "TierAfter", duration: 3 },
      { tieringMode: "TierAfter", duration: 3, durationType: "Months" },
    ],
    [
      { mode: "TierAfter", duration: 1, durationType: "Years" },
      { tieringMode: "TierAfter", duration: 1, durationType: "Years" },
    ],
  ] as const) {
    it(`is ${wire.tieringMode} ${wire.duration} ${wire.durationType} in Azure, and comes back as it was declared`, () => {
      const given = declared(archive === undefined ? {} : { archive });

      assert.deepEqual(objectAt(toArm(given), "properties", "tieringPolicy"), { ArchivedRP: wire });
      assert.deepEqual(fromArm(archived(wire), given)["archive"], archive);
    });
  }

  it("tells its unit where it is declared, or another than months", () => {
    const months = archived({ tieringMode: "TierAfter", duration: 6, durationType: "Months" });
    const years = archived({ tieringMode: "TierAfter", duration: 2, durationType: "Years" });
    const told = { mode: "TierAfter", duration: 6, durationType: "Months" } as const;

    assert.deepEqual(fromArm(months, {})["archive"], { mode: "TierAfter", duration: 6 });
    assert.deepEqual(fromArm(months, { archive: told })["archive"], told);
    assert.deepEqual(fromArm(years, {})["archive"], { mode: "TierAfter", duration: 2, durationType: "Years" });
  });

  it("is none where Azure tells of none", () => {
    assert.equal(fromArm(archived({ tieringMode: "Invalid" }), {})["archive"], undefined);
    assert.equal(fromArm(live({ tieringPolicy: {} }), {})["archive"], undefined);
  });
});

describe("the other options of a policy", () => {
  it("are its consistency", () => {
    const consistency = "OnlyCrashConsistent";

    assert.equal(sent({ policyType: "V2", consistency })["snapshotConsistencyType"], consistency);
    assert.equal(fromArm(live({ snapshotConsistencyType: consistency }), {})["consistency"], consistency);
    assert.equal(fromArm(live({ snapshotConsistencyType: "" }), {})["consistency"], undefined);
  });

  it("are the group of its snapshots, with a suffix or without", () => {
    for (const group of [{ prefix: "snap-" }, { prefix: "snap-", suffix: "-shop" }]) {
      const { instantRPDetails } = sent({ instantRestoreResourceGroup: group });

      assert.deepEqual(instantRPDetails, {
        azureBackupRGNamePrefix: "snap-",
        ...("suffix" in group ? { azureBackupRGNameSuffix: "-shop" } : {}),
      });
      assert.deepEqual(
        fromArm(live({ ...sent({}), ...{ instantRPDetails } }), {})["instantRestoreResourceGroup"],
        group,
      );
    }
  });

  it("are Azure's own again where they are declared no longer, since a PUT replaces the policy", () => {
    const { instantRPDetails, tieringPolicy, snapshotConsistencyType } = sent({});

    assert.deepEqual(instantRPDetails, {});
    assert.deepEqual(tieringPolicy, { ArchivedRP: { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" } });
    assert.equal(snapshotConsistencyType, undefined);
  });

  it("are the consent of a resource guard", () => {
    const { resourceGuardOperationRequests } = sent({ resourceGuardRequests: ["/requests/1"] });

    assert.deepEqual(resourceGuardOperationRequests, ["/requests/1"]);
  });
});

describe("the days of a month that a policy keeps", () => {
  const keeping = (lastDay: boolean) => ({
    ...{ daily: { count: 30 }, monthly: { count: 12, days: [1], lastDay } },
    yearly: { count: 2, months: ["May" as const], days: [3], lastDay },
  });

  it("come back without the last one as they were declared", () => {
    for (const lastDay of [true, false]) {
      const given = declared({ retention: keeping(lastDay) });
      const shown = { id: POLICY, name: "daily", ...toArm(given) };

      assert.deepEqual(fromArm(shown, given)["retention"], keeping(lastDay));
    }
  });

  it("tell of the last one where it is kept and was not to be", () => {
    const shown = { id: POLICY, name: "daily", ...toArm(declared({ retention: keeping(true) })) };

    assert.deepEqual(fromArm(shown, { retention: keeping(false) })["retention"], keeping(true));
  });
});

describe("the days of a policy's snapshots", () => {
  const weekly = { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] } satisfies Inputs["schedule"];

  for (const [title, given, days] of [
    ["two with a standard policy", {}, 2],
    [
      "five with a standard policy by the week",
      { schedule: weekly, retention: { weekly: { count: 4, weekdays: ["Sunday"] } } },
      5,
    ],
    ["seven with an enhanced policy", { policyType: "V2" }, 7],
    ["as many as are declared", { instantRestoreDays: 4 }, 4],
  ] as const) {
    it(`are ${title}`, () => {
      const { instantRestoreDays: _, ...rest } = policyInputs;

      assert.equal(termsOf({ ...rest, ...(given as Partial<Inputs>) }).instantRestoreDays, days);
    });
  }
});
