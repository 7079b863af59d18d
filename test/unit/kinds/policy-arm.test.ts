/** The conversion of a policy's options to ARM and back. */
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
    it(`is sent as ${wire.tieringMode} ${wire.duration} ${wire.durationType} and read back as declared`, () => {
      const inputs = declared(archive === undefined ? {} : { archive });

      assert.deepEqual(objectAt(toArm(inputs), "properties", "tieringPolicy"), { ArchivedRP: wire });
      assert.deepEqual(fromArm(archived(wire), inputs)["archive"], archive);
    });
  }

  it("is read back with its unit if the unit was declared or is not months", () => {
    const months = archived({ tieringMode: "TierAfter", duration: 6, durationType: "Months" });
    const years = archived({ tieringMode: "TierAfter", duration: 2, durationType: "Years" });
    const withUnit = { mode: "TierAfter", duration: 6, durationType: "Months" } as const;

    assert.deepEqual(fromArm(months, {})["archive"], { mode: "TierAfter", duration: 6 });
    assert.deepEqual(fromArm(months, { archive: withUnit })["archive"], withUnit);
    assert.deepEqual(fromArm(years, {})["archive"], { mode: "TierAfter", duration: 2, durationType: "Years" });
  });

  it("is read back as undefined if Azure returns none", () => {
    assert.equal(fromArm(archived({ tieringMode: "Invalid" }), {})["archive"], undefined);
    assert.equal(fromArm(live({ tieringPolicy: {} }), {})["archive"], undefined);
  });
});

describe("the options of a policy", () => {
  it("include the snapshot consistency", () => {
    const consistency = "OnlyCrashConsistent";

    assert.equal(sent({ policyType: "V2", consistency })["snapshotConsistencyType"], consistency);
    assert.equal(fromArm(live({ snapshotConsistencyType: consistency }), {})["consistency"], consistency);
    assert.equal(fromArm(live({ snapshotConsistencyType: "" }), {})["consistency"], undefined);
  });

  it("include the resource group of its snapshots, with or without a suffix", () => {
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

  it("return to Azure's defaults if they are no longer declared, because a PUT replaces the policy", () => {
    const { instantRPDetails, tieringPolicy, snapshotConsistencyType } = sent({});

    assert.deepEqual(instantRPDetails, {});
    assert.deepEqual(tieringPolicy, { ArchivedRP: { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" } });
    assert.equal(snapshotConsistencyType, undefined);
  });

  it("include the resource guard requests", () => {
    const { resourceGuardOperationRequests } = sent({ resourceGuardRequests: ["/requests/1"] });

    assert.deepEqual(resourceGuardOperationRequests, ["/requests/1"]);
  });
});

describe("the retained days of a month in a policy", () => {
  const retentionWith = (lastDay: boolean) => ({
    ...{ daily: { count: 30 }, monthly: { count: 12, days: [1], lastDay } },
    yearly: { count: 2, months: ["May" as const], days: [3], lastDay },
  });

  it("are read back with lastDay as it was declared", () => {
    for (const lastDay of [true, false]) {
      const inputs = declared({ retention: retentionWith(lastDay) });
      const policyBody = { id: POLICY, name: "daily", ...toArm(inputs) };

      assert.deepEqual(fromArm(policyBody, inputs)["retention"], retentionWith(lastDay));
    }
  });

  it("are read back with lastDay: true if Azure retains the last day but false was declared", () => {
    const policyBody = { id: POLICY, name: "daily", ...toArm(declared({ retention: retentionWith(true) })) };

    assert.deepEqual(fromArm(policyBody, { retention: retentionWith(false) })["retention"], retentionWith(true));
  });
});

describe("the instant restore days of a policy", () => {
  const weekly = { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] } satisfies Inputs["schedule"];

  for (const [title, inputs, days] of [
    ["two with a standard policy", {}, 2],
    [
      "five with a standard weekly policy",
      { schedule: weekly, retention: { weekly: { count: 4, weekdays: ["Sunday"] } } },
      5,
    ],
    ["seven with an enhanced policy", { policyType: "V2" }, 7],
    ["as many as declared", { instantRestoreDays: 4 }, 4],
  ] as const) {
    it(`are ${title}`, () => {
      const { instantRestoreDays: _, ...rest } = policyInputs;

      assert.equal(termsOf({ ...rest, ...(inputs as Partial<Inputs>) }).instantRestoreDays, days);
    });
  }
});
