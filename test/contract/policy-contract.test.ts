/** The kind BackupPolicy over the embedded Azure: how each change is read back, replacement and deletion. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { ITEM, protection, VAULT } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const daily = { frequency: "Daily", time: "02:00" };
const least = { vault: VAULT, name: "nightly", schedule: daily, retention: { daily: { count: 30 } } };
const hourly = { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 };
const long = {
  daily: { count: 30 },
  weekly: { count: 52, weekdays: ["Sunday", "Wednesday"] },
  monthly: { count: 36, weekdays: ["Sunday"], weeks: ["First", "Last"] },
  yearly: { count: 10, months: ["January", "July"], weekdays: ["Sunday"], weeks: ["Last"] },
};

/** Successive changes of a standard policy. Each must be read back as declared. */
const STANDARD: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["only the required inputs", {}],
  ["another time", { schedule: { ...daily, time: "14:30" } }],
  ["a time zone by its IANA name", { timeZone: "Asia/Tokyo" }],
  ["a time zone by its Windows name", { timeZone: "Pacific Standard Time" }],
  ["longer instant restore", { instantRestoreDays: 5 }],
  ["the default instant restore", {}],
  ["every kind of retention", { retention: long }],
  ["days of the month", { retention: { ...least.retention, monthly: { count: 12, days: [1, 15], lastDay: true } } }],
  ["only the last day of the month", { retention: { ...least.retention, monthly: { count: 12, lastDay: true } } }],
  [
    "days of the month without the last",
    { retention: { ...least.retention, yearly: { count: 2, months: ["May"], days: [3], lastDay: false } } },
  ],
  ["archiving as Azure recommends", { retention: long, archive: { mode: "TierRecommended" } }],
  ["archiving after months", { retention: long, archive: { mode: "TierAfter", duration: 6 } }],
  ["archiving after years", { retention: long, archive: { mode: "TierAfter", duration: 1, durationType: "Years" } }],
  ["no archiving", { retention: long }],
  ["a resource group for snapshots", { instantRestoreResourceGroup: { prefix: "snapshots-", suffix: "-shop" } }],
  ["a resource group for snapshots without a suffix", { instantRestoreResourceGroup: { prefix: "snapshots-" } }],
  [
    "a weekly schedule",
    {
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Wednesday", "Sunday"] },
      retention: { weekly: { count: 52, weekdays: ["Sunday", "Wednesday"] } },
      instantRestoreDays: 5,
    },
  ],
];

const ENHANCED: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["a daily schedule", {}],
  ["an hourly schedule", { schedule: hourly }],
  ["only crash consistency", { schedule: hourly, consistency: "OnlyCrashConsistent" }],
  ["the default consistency", { schedule: hourly }],
  ["instant restore for 30 days", { instantRestoreDays: 30 }],
  [
    "a weekly schedule",
    {
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
      retention: { weekly: { count: 52, weekdays: ["Sunday"] } },
    },
  ],
];

describe("a backup policy over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  for (const [type, changes] of [
    ["V1", STANDARD],
    ["V2", ENHANCED],
  ] as const) {
    it(`of type ${type} is read back as declared after each change of its inputs`, async () => {
      const driven = rehearsal.driven("BackupPolicy");

      for (const [index, [title, inputs]] of changes.entries()) {
        const step = await settle(driven, { ...least, policyType: type, ...inputs }).catch((error: Error) =>
          assert.fail(`${title}: ${error.message}`),
        );
        assert.equal(step, index === 0 ? "create" : "update", title);
      }
    });
  }

  it("is replaced when policyType changes from V1 to V2, and cannot be changed back to V1", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await settle(driven, least);

    assert.equal(await settle(driven, { ...least, policyType: "V2" }), "replace");
    assert.throws(() => driven.preview(least), { message: /policyType: cannot be changed from V2 to V1: / });
  });

  it("is unchanged if its weekdays are declared in another order", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await settle(driven, { ...least, retention: long });
    const retention = { ...long, weekly: { count: 52, weekdays: ["Wednesday", "Sunday"] } };

    assert.equal((await driven.up({ ...least, retention })).step, "same");
  });

  it("is deleted unless it protects a VM, which the error names", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await driven.up(least);
    await rehearsal.azure.call("PUT", ITEM, protection(VAULT, "nightly"));

    await assert.rejects(driven.destroy(), { code: "Refused", message: /because it still protects web\./ });

    await rehearsal.azure.call("PUT", ITEM, protection(VAULT, "DefaultPolicy"));
    await driven.destroy();
    assert.equal((await rehearsal.azure.call("GET", `${VAULT}/backupPolicies/nightly`)).status, 404);
  });

  it("is retained in Azure with onDelete retain", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await driven.up({ ...least, onDelete: "retain" });
    await driven.destroy();

    assert.equal((await rehearsal.azure.call("GET", `${VAULT}/backupPolicies/nightly`)).status, 200);
  });
});
