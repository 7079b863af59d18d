/** The kind BackupPolicy over the embedded Azure: every property there and back, every change, its end. */
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

/** Changes of a standard policy, one after the other, each of which has to hold. */
const STANDARD: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["the least", {}],
  ["another time", { schedule: { ...daily, time: "14:30" } }],
  ["a zone by its IANA name", { timeZone: "Asia/Tokyo" }],
  ["a zone by its Windows name", { timeZone: "Pacific Standard Time" }],
  ["snapshots for longer", { instantRestoreDays: 5 }],
  ["snapshots as long as Azure has them", {}],
  ["every kind of retention", { retention: long }],
  ["days of the month", { retention: { ...least.retention, monthly: { count: 12, days: [1, 15], lastDay: true } } }],
  ["the last day alone", { retention: { ...least.retention, monthly: { count: 12, lastDay: true } } }],
  [
    "days without the last",
    { retention: { ...least.retention, yearly: { count: 2, months: ["May"], days: [3], lastDay: false } } },
  ],
  ["an archive that Azure decides", { retention: long, archive: { mode: "TierRecommended" } }],
  ["an archive in months", { retention: long, archive: { mode: "TierAfter", duration: 6 } }],
  ["an archive in years", { retention: long, archive: { mode: "TierAfter", duration: 1, durationType: "Years" } }],
  ["no archive", { retention: long }],
  ["a group for its snapshots", { instantRestoreResourceGroup: { prefix: "snapshots-", suffix: "-shop" } }],
  ["a group without a suffix", { instantRestoreResourceGroup: { prefix: "snapshots-" } }],
  [
    "weeks",
    {
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Wednesday", "Sunday"] },
      retention: { weekly: { count: 52, weekdays: ["Sunday", "Wednesday"] } },
      instantRestoreDays: 5,
    },
  ],
];

const ENHANCED: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["days", {}],
  ["hours", { schedule: hourly }],
  ["crash consistency", { schedule: hourly, consistency: "OnlyCrashConsistent" }],
  ["the guest's consistency", { schedule: hourly }],
  ["snapshots for a month", { instantRestoreDays: 30 }],
  [
    "weeks",
    {
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
      retention: { weekly: { count: 52, weekdays: ["Sunday"] } },
    },
  ],
];

describe("a policy over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  for (const [type, changes] of [
    ["V1", STANDARD],
    ["V2", ENHANCED],
  ] as const) {
    it(`of type ${type} holds each change of what it says`, async () => {
      const driven = rehearsal.driven("BackupPolicy");

      for (const [index, [title, inputs]] of changes.entries()) {
        const step = await settle(driven, { ...least, policyType: type, ...inputs }).catch((error: Error) =>
          assert.fail(`${title}: ${error.message}`),
        );
        assert.equal(step, index === 0 ? "create" : "update", title);
      }
    });
  }

  it("is another one where it becomes enhanced, and never a standard one again", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await settle(driven, least);

    assert.equal(await settle(driven, { ...least, policyType: "V2" }), "replace");
    assert.throws(() => driven.preview(least), { message: /policyType: cannot be changed: / });
  });

  it("says the same in any order of days", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await settle(driven, { ...least, retention: long });
    const retention = { ...long, weekly: { count: 52, weekdays: ["Wednesday", "Sunday"] } };

    assert.equal((await driven.up({ ...least, retention })).step, "same");
  });

  it("is deleted while nobody uses it, and names who does", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await driven.up(least);
    await rehearsal.azure.call("PUT", ITEM, protection(VAULT, "nightly"));

    await assert.rejects(driven.destroy(), { code: "Refused", message: /because it still protects web\./ });

    await rehearsal.azure.call("PUT", ITEM, protection(VAULT, "DefaultPolicy"));
    await driven.destroy();
    assert.equal((await rehearsal.azure.call("GET", `${VAULT}/backupPolicies/nightly`)).status, 404);
  });

  it("stays where it is to be retained", async () => {
    const driven = rehearsal.driven("BackupPolicy");
    await driven.up({ ...least, onDelete: "retain" });
    await driven.destroy();

    assert.equal((await rehearsal.azure.call("GET", `${VAULT}/backupPolicies/nightly`)).status, 200);
  });
});
