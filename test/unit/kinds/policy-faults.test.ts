/** What check says of a policy that no schema can: its rules, irreversible changes and warnings, what is not known yet. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { full, policyInputs } from "./examples.js";

const monthly = { daily: { count: 30 }, monthly: { count: 12, days: [1] } };
const archived = (archive: JsonObject) => ({ retention: monthly, archive });

/** The reasons that check gives for the example with these inputs. */
const refusals = (more: JsonObject, olds: JsonObject = {}): string[] =>
  check(backupPolicy, { ...policyInputs, ...more }, olds).failures.map(
    ({ property, found, reason }) => `${property}: ${found === undefined ? "" : `${found} `}${reason}`,
  );

const warned = (more: JsonObject): readonly string[] => check(backupPolicy, { ...policyInputs, ...more }).warnings;

/** Each row: what is wrong, in which inputs, and how it is told. */
const WRONG: readonly (readonly [title: string, inputs: JsonObject, told: string])[] = [
  [
    "a zone that is none",
    { timeZone: "Middle Earth" },
    'timeZone: "Middle Earth" is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
  ],
  [
    "an archive at an age that is not told",
    archived({ mode: "TierAfter" }),
    "archive.duration: is missing: TierAfter needs the age at which to archive, at least three months",
  ],
  [
    "an age of an archive that Azure decides",
    archived({ mode: "TierRecommended", duration: 3 }),
    "archive.duration: is set, but with archive.mode TierRecommended Azure decides the age: remove it",
  ],
  [
    "a unit of an archive that Azure decides",
    archived({ mode: "TierRecommended", durationType: "Months" }),
    "archive.durationType: is set, but with archive.mode TierRecommended Azure decides the age: remove it",
  ],
  [
    "an archive of backups that are not kept for long",
    { archive: { mode: "TierRecommended" } },
    "archive: is TierRecommended: expected monthly retention of at least 9 months, or yearly retention.",
  ],
  [
    "an archive too early",
    archived({ mode: "TierAfter", duration: 2 }),
    "archive.duration: is 2 Months: expected 3 to 6 months, of 30 days each.",
  ],
  [
    "crash consistency of a standard policy",
    { consistency: "OnlyCrashConsistent" },
    "consistency: is OnlyCrashConsistent, which only an enhanced policy (V2) supports.",
  ],
  [
    "a name of the snapshots' group that no group has",
    { instantRestoreResourceGroup: { prefix: "snap shots" } },
    "instantRestoreResourceGroup: results in the name 'snap shots1': expected letters, digits, underscores, hyphens, dots and parentheses, no dot at the end.",
  ],
];

/** Inputs that are allowed though they look like the wrong ones. */
const RIGHT: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["an archive in months, which need not be said", archived({ mode: "TierAfter", duration: 6 })],
  ["an archive that Azure decides", archived({ mode: "TierRecommended" })],
  ["crash consistency of an enhanced policy", { policyType: "V2", consistency: "OnlyCrashConsistent" }],
  ["a zone by its IANA name", { timeZone: "Asia/Tokyo" }],
  ["a zone that is not known yet", { timeZone: UNKNOWN }],
  ["a schedule that is not known yet", { schedule: UNKNOWN }],
  ["a time of day that is not known yet", { schedule: { frequency: "Daily", time: UNKNOWN } }],
  ["a retention that is not known yet", { retention: { daily: { count: UNKNOWN } } }],
  ["a type that is not known yet", { policyType: UNKNOWN }],
  ["days of snapshots that are not known yet", { instantRestoreDays: UNKNOWN }],
  ["an archive that is not known yet", { archive: UNKNOWN }],
  ["an age of an archive that is not known yet", { archive: { mode: "TierAfter", duration: UNKNOWN } }],
  ["a consistency that is not known yet", { consistency: UNKNOWN }],
  ["a group that is not known yet", { instantRestoreResourceGroup: { prefix: UNKNOWN } }],
  ["a vault that is not known yet", { vault: UNKNOWN }],
];

describe("a policy is refused for", () => {
  for (const [title, inputs, told] of WRONG) {
    it(title, () => assert.deepEqual(refusals(inputs), [told]));
  }

  it("every rule that it breaks, at once", () => {
    assert.deepEqual(
      refusals({ instantRestoreDays: 7, schedule: { frequency: "Hourly", time: "02:00" } }).map(
        (told) => told.split(":")[0],
      ),
      ["policyType", "schedule.intervalHours", "schedule.windowHours", "instantRestoreDays"],
    );
  });

  it("what is wrong with what is known, while its zone is not", () => {
    assert.equal(refusals({ timeZone: UNKNOWN, instantRestoreDays: 7 }).length, 1);
  });
});

describe("a policy is not refused for", () => {
  for (const [title, inputs] of RIGHT) {
    it(title, () => assert.deepEqual(refusals(inputs), []));
  }

  it("anything that the examples have", () => {
    for (const example of full["BackupPolicy"] ?? []) assert.deepEqual(check(backupPolicy, example).failures, []);
  });
});

describe("the way of a policy between its types", () => {
  const WALL =
    "policyType: cannot be changed from V2 to V1: Azure changes neither an enhanced policy (V2) nor the VMs that it protects back to standard (V1). Create another policy with another name, for other VMs";

  it("is barred back to a standard one", () => {
    assert.deepEqual(refusals({ policyType: "V1" }, { ...policyInputs, policyType: "V2" }), [WALL]);
  });

  it("is open to an enhanced one, to the same, and to what is not known yet", () => {
    assert.deepEqual(refusals({ policyType: "V2" }, { ...policyInputs, policyType: "V1" }), []);
    assert.deepEqual(refusals({ policyType: "V2" }, { ...policyInputs, policyType: "V2" }), []);
    assert.deepEqual(refusals({ policyType: UNKNOWN }, { ...policyInputs, policyType: "V2" }), []);
  });

  it("is open to another policy", () => {
    assert.deepEqual(refusals({ name: "other" }, { ...policyInputs, policyType: "V2" }), []);
    assert.deepEqual(refusals({ vault: `${policyInputs.vault}2` }, { ...policyInputs, policyType: "V2" }), []);
  });
});

describe("the warnings of a policy", () => {
  it("tell that its schedule does not follow the clocks of its zone, by whatever name", () => {
    for (const timeZone of ["Europe/Berlin", "W. Europe Standard Time"]) {
      assert.deepEqual(warned({ timeZone }), [
        `Azure Backup ignores daylight saving time: a schedule in ${timeZone} keeps its standard offset from UTC all year. Change the policy when the clocks change.`,
      ]);
    }
  });

  it("are none where the clocks stay as they are, or the zone is not known yet", () => {
    for (const timeZone of ["UTC", "Asia/Tokyo", UNKNOWN]) assert.deepEqual(warned({ timeZone }), []);
  });
});
