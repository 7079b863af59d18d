/** Rules of a policy that no schema can express, its one-way change, its warnings, and unknown values. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, diff } from "../../support/verbs.js";
import { full, policyInputs } from "./examples.js";

const monthly = { daily: { count: 30 }, monthly: { count: 12, days: [1] } };
const archived = (archive: JsonObject) => ({ retention: monthly, archive });

/** The reasons that check gives for the example with these inputs. */
const failuresOf = (more: JsonObject, olds: JsonObject = {}): string[] =>
  check(backupPolicy, { ...policyInputs, ...more }, olds).failures.map(
    ({ property, found, reason }) => `${property}: ${found === undefined ? "" : `${found} `}${reason}`,
  );

const warningsOf = (more: JsonObject): readonly string[] => check(backupPolicy, { ...policyInputs, ...more }).warnings;

/** Each row: the mistake, its inputs, and the message. */
const REFUSED: readonly (readonly [title: string, inputs: JsonObject, message: string])[] = [
  [
    "a time zone that does not exist",
    { timeZone: "Middle Earth" },
    'timeZone: "Middle Earth" is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
  ],
  [
    "an archive with TierAfter and no duration",
    archived({ mode: "TierAfter" }),
    "archive.duration: is missing: TierAfter needs the age at which to archive, at least three months",
  ],
  [
    "an archive with TierRecommended and a duration",
    archived({ mode: "TierRecommended", duration: 3 }),
    "archive.duration: is set, but with archive.mode TierRecommended Azure decides the age: remove it",
  ],
  [
    "an archive with TierRecommended and a durationType",
    archived({ mode: "TierRecommended", durationType: "Months" }),
    "archive.durationType: is set, but with archive.mode TierRecommended Azure decides the age: remove it",
  ],
  [
    "an archive without long retention",
    { archive: { mode: "TierRecommended" } },
    "archive: is TierRecommended: expected monthly retention of at least 9 months, or yearly retention.",
  ],
  [
    "an archive with a duration below the minimum",
    archived({ mode: "TierAfter", duration: 2 }),
    "archive.duration: is 2 Months: expected 3 to 6 months, of 30 days each.",
  ],
  [
    "OnlyCrashConsistent with a standard policy",
    { consistency: "OnlyCrashConsistent" },
    "consistency: is OnlyCrashConsistent, which only an enhanced policy (V2) supports.",
  ],
  [
    "an invalid name of the snapshots' resource group",
    { instantRestoreResourceGroup: { prefix: "snap shots" } },
    "instantRestoreResourceGroup: results in the name 'snap shots1': expected letters, digits, underscores, hyphens, dots and parentheses, not ending with a dot.",
  ],
];

/** Inputs that look similar and are allowed. */
const ACCEPTED: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["an archive with a duration and no durationType", archived({ mode: "TierAfter", duration: 6 })],
  ["an archive with TierRecommended", archived({ mode: "TierRecommended" })],
  ["OnlyCrashConsistent with an enhanced policy", { policyType: "V2", consistency: "OnlyCrashConsistent" }],
  ["an IANA time zone", { timeZone: "Asia/Tokyo" }],
  ["a time zone that is not known yet", { timeZone: UNKNOWN }],
  ["a schedule that is not known yet", { schedule: UNKNOWN }],
  ["a time of day that is not known yet", { schedule: { frequency: "Daily", time: UNKNOWN } }],
  ["a retention that is not known yet", { retention: { daily: { count: UNKNOWN } } }],
  ["a policy type that is not known yet", { policyType: UNKNOWN }],
  ["instant restore days that are not known yet", { instantRestoreDays: UNKNOWN }],
  ["an archive that is not known yet", { archive: UNKNOWN }],
  ["an archive duration that is not known yet", { archive: { mode: "TierAfter", duration: UNKNOWN } }],
  ["a consistency that is not known yet", { consistency: UNKNOWN }],
  ["a snapshots' resource group that is not known yet", { instantRestoreResourceGroup: { prefix: UNKNOWN } }],
  ["a vault that is not known yet", { vault: UNKNOWN }],
];

describe("a policy is refused for", () => {
  for (const [title, inputs, message] of REFUSED) {
    it(title, () => assert.deepEqual(failuresOf(inputs), [message]));
  }

  it("every rule that it breaks, at once", () => {
    assert.deepEqual(
      failuresOf({ instantRestoreDays: 7, schedule: { frequency: "Hourly", time: "02:00" } }).map(
        (message) => message.split(":")[0],
      ),
      ["policyType", "schedule.intervalHours", "schedule.windowHours", "instantRestoreDays"],
    );
  });

  it("a mistake in known inputs while its time zone is not known yet", () => {
    assert.equal(failuresOf({ timeZone: UNKNOWN, instantRestoreDays: 7 }).length, 1);
  });
});

describe("a policy is not refused for", () => {
  for (const [title, inputs] of ACCEPTED) {
    it(title, () => assert.deepEqual(failuresOf(inputs), []));
  }

  it("any of the example declarations", () => {
    for (const example of full["BackupPolicy"] ?? []) assert.deepEqual(check(backupPolicy, example).failures, []);
  });
});

describe("changing the type of a policy", () => {
  const REFUSAL =
    "policyType: cannot be changed from V2 to V1: Azure changes neither an enhanced policy (V2) nor the VMs that it protects back to standard (V1). Create another policy with another name, for other VMs";

  it("is refused from enhanced to standard", () => {
    assert.deepEqual(failuresOf({ policyType: "V1" }, { ...policyInputs, policyType: "V2" }), [REFUSAL]);
  });

  it("is allowed to enhanced, to the same type, and to a type that is not known yet", () => {
    assert.deepEqual(failuresOf({ policyType: "V2" }, { ...policyInputs, policyType: "V1" }), []);
    assert.deepEqual(failuresOf({ policyType: "V2" }, { ...policyInputs, policyType: "V2" }), []);
    assert.deepEqual(failuresOf({ policyType: UNKNOWN }, { ...policyInputs, policyType: "V2" }), []);
  });

  it("is allowed for a policy with another name or vault", () => {
    assert.deepEqual(failuresOf({ name: "other" }, { ...policyInputs, policyType: "V2" }), []);
    assert.deepEqual(failuresOf({ vault: `${policyInputs.vault}2` }, { ...policyInputs, policyType: "V2" }), []);
  });
});

describe("the warnings of a policy", () => {
  it("state that a changed type deletes the policy first, and that a changed name too creates the new one first", () => {
    const before = { ...policyInputs, policyType: "V1" };
    const changed = (more: JsonObject) => check(backupPolicy, { ...policyInputs, ...more }, before).warnings;

    assert.match(
      changed({ policyType: "V2" }).join(),
      /^policyType: .* \(BMSUserErrorPolicyObjectInUse\): if it does, change name too/,
    );
    assert.deepEqual(changed({ policyType: "V1", tags: {} }), []);
    const renamed = { ...policyInputs, policyType: "V2", name: "enhanced" };
    assert.doesNotMatch(check(backupPolicy, renamed, before).warnings.join(), /policyType/);
    assert.equal(diff(backupPolicy, before, renamed).deleteBeforeReplace, false);
  });

  it("state that its schedule ignores daylight saving time, for IANA and Windows time zones", () => {
    for (const timeZone of ["Europe/Berlin", "W. Europe Standard Time"]) {
      assert.deepEqual(warningsOf({ timeZone }), [
        `Azure Backup ignores daylight saving time: a schedule in W. Europe Standard Time keeps its standard offset from UTC all year. Change the policy when the clocks change.`,
      ]);
    }
  });

  it("name a character of its name that Azure's documentation does not allow, though such policies exist", () => {
    assert.deepEqual(warningsOf({ name: "Hourly_backup_policy_1" }), [
      'name: "Hourly_backup_policy_1" contains "_". Policies with such names exist, but the documentation of Azure Backup allows only letters, digits and hyphens, so Azure may refuse to create one.',
    ]);
    for (const name of ["nightly-1", UNKNOWN]) assert.deepEqual(warningsOf({ name }), []);
  });

  it("name the dates of its retention that do not exist, unless it retains the last day too", () => {
    const yearly = { count: 3, months: ["January", "February", "April"], days: [29, 31] };
    const warned = (retention: JsonObject) => warningsOf({ retention: { daily: { count: 30 }, ...retention } });
    assert.deepEqual(warned({ yearly }), [
      "retention.yearly.days: no backup is retained for February 29 (except in leap years), February 31, April 31, since there is no such day. Use lastDay for the last day of a month.",
    ]);
    assert.deepEqual(warned({ monthly: { count: 12, days: [30] } }), [
      "retention.monthly.days: no backup is retained for February 30, since there is no such day. Use lastDay for the last day of a month.",
    ]);
    assert.deepEqual(warned({ yearly: { ...yearly, lastDay: true } }), []);
    assert.deepEqual(warned({ yearly: { ...yearly, days: [28] } }), []);
    assert.deepEqual(warned({ yearly: { ...yearly, days: UNKNOWN } }), []);
  });

  it("are empty if its time zone has no daylight saving time or is not known yet", () => {
    for (const timeZone of ["UTC", "Asia/Tokyo", UNKNOWN]) assert.deepEqual(warningsOf({ timeZone }), []);
  });
});
