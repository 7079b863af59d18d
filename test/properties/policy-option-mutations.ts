/** Snapshot retention, archive tiering and other options that Azure Backup refuses in a VM policy, one row per rule. */
import { ARCHIVE, ENHANCED, GROUP, INSTANT, NAMES, type PolicyMutation, REST, TERRAFORM } from "./policy-mutation.js";

const SNAPSHOTS: readonly PolicyMutation[] = (
  [
    ["a standard daily policy keeps snapshots for 1 to 5 days", { shape: "V1 daily" }, [-1, 0, 6, 7, 30, 1.5]],
    ["a standard weekly policy keeps snapshots for 5 days", { shape: "V1 weekly" }, [0, 1, 2, 3, 4, 6, 7, 30]],
    ["an enhanced daily policy keeps snapshots for 1 to 30 days", { shape: "V2 daily" }, [-1, 0, 31, 60, 2.5]],
    ["an enhanced weekly policy keeps snapshots for 1 to 30 days", { shape: "V2 weekly" }, [0, 31, 99]],
    [
      "an hourly policy with six backups a day keeps snapshots for 1 to 11 days",
      { shape: "V2 hourly", intervalHours: 4, windowHours: 24 },
      [0, 12, 17, 30],
    ],
    [
      "an hourly policy with four backups a day keeps snapshots for 1 to 17 days",
      { shape: "V2 hourly", intervalHours: 6, windowHours: 18 },
      [0, 18, 22, 30],
    ],
    [
      "an hourly policy with three backups a day keeps snapshots for 1 to 22 days",
      { shape: "V2 hourly", intervalHours: 8, windowHours: 23 },
      [0, 23, 30],
    ],
    [
      "an hourly policy with an interval of 12 hours keeps snapshots for 1 to 30 days",
      { shape: "V2 hourly", intervalHours: 12 },
      [0, 31],
    ],
  ] as const
).map(([rule, on, values]) => ({
  rule,
  source: on.shape === "V1 daily" || on.shape === "V1 weekly" ? INSTANT : ENHANCED,
  on,
  path: "instantRpRetentionRangeInDays",
  values,
  names: "instantRestoreDays",
  declared: { path: "instantRestoreDays" },
}));

const TIERING: readonly PolicyMutation[] = [
  {
    rule: "points are archived in one of Azure's tiering modes",
    source: REST,
    on: { shape: "V2 daily", monthly: "Daily", tiering: "TierRecommended" },
    path: "tieringPolicy.ArchivedRP.tieringMode",
    values: [undefined, "", "Always", "Invalid", 1],
    names: "tieringPolicy",
    declared: { path: "archive.mode", names: "archive" },
  },
  {
    rule: "points are archived at an age of three months or more",
    source: ARCHIVE,
    on: { shape: "V1 daily", monthly: "Weekly", tiering: "TierAfter" },
    path: "tieringPolicy.ArchivedRP.duration",
    values: [undefined, -1, 0, 1, 2],
    names: "tieringPolicy.duration",
    declared: { path: "archive.duration", names: "archive.duration" },
  },
  {
    rule: "points are archived with six months left or more",
    source: ARCHIVE,
    on: { shape: "V2 weekly", monthly: "Weekly", tiering: "TierAfter" },
    path: "retentionPolicy.monthlySchedule.retentionDuration.count",
    values: [9, 10],
    also: { "tieringPolicy.ArchivedRP.duration": 5, "retentionPolicy.yearlySchedule": null },
    names: "tieringPolicy.duration",
    declared: {
      path: "retention.monthly.count",
      also: { "archive.duration": 5, "retention.yearly": undefined },
      names: "archive.duration",
    },
  },
  {
    rule: "points that are archived are retained for nine months or more",
    source: TERRAFORM,
    on: { shape: "V2 hourly", monthly: "Daily", tiering: "TierRecommended" },
    path: "retentionPolicy.monthlySchedule.retentionDuration.count",
    values: [1, 7, 8],
    also: { "retentionPolicy.yearlySchedule": null },
    names: "tieringPolicy",
    declared: { path: "retention.monthly.count", also: { "retention.yearly": undefined }, names: "archive" },
  },
  {
    rule: "daily points are not archived",
    source: ARCHIVE,
    on: { shape: "V1 daily", monthly: "Daily", tiering: "TierAfter" },
    path: "retentionPolicy.monthlySchedule",
    values: [null],
    also: { "retentionPolicy.yearlySchedule": null },
    names: "tieringPolicy",
    declared: {
      path: "retention.monthly",
      values: [undefined],
      also: { "retention.yearly": undefined },
      names: "archive",
    },
  },
];

const OTHERS: readonly PolicyMutation[] = [
  {
    rule: "snapshots are retained no longer than their recovery points",
    source: ENHANCED,
    on: { shape: "V2 daily", dailyCount: 14 },
    path: "instantRpRetentionRangeInDays",
    values: [15, 20, 30],
    names: "instantRestoreDays",
    declared: { path: "instantRestoreDays" },
  },
  ...(["V1 daily", "V1 weekly"] as const).map((shape) => ({
    rule: `a ${shape} policy cannot set crash consistency`,
    source: TERRAFORM,
    on: { shape },
    path: "snapshotConsistencyType",
    values: ["OnlyCrashConsistent"],
    names: "snapshotConsistencyType",
    declared: { path: "consistency", names: "consistency" },
  })),
  {
    rule: "OnlyCrashConsistent is the only snapshot consistency that can be set",
    source: REST,
    on: { shape: "V2 hourly" },
    path: "snapshotConsistencyType",
    values: ["CrashConsistent", "AppConsistent", 1],
    names: "snapshotConsistencyType",
    declared: { path: "consistency", names: "consistency" },
  },
  {
    rule: "the resource group of restore points has a prefix if it has a suffix, and a name of at most 74 characters",
    source: GROUP,
    on: { shape: "V2 daily" },
    path: "instantRPDetails",
    values: [
      { azureBackupRGNameSuffix: "-kept" },
      { azureBackupRGNamePrefix: "", azureBackupRGNameSuffix: "-kept" },
      { azureBackupRGNamePrefix: "points of ours" },
      { azureBackupRGNamePrefix: "points-", azureBackupRGNameSuffix: "." },
      { azureBackupRGNamePrefix: "p".repeat(74) },
    ],
    names: "instantRPDetails",
    declared: {
      path: "instantRestoreResourceGroup",
      values: [
        { suffix: "-kept" },
        { prefix: "", suffix: "-kept" },
        { prefix: "points of ours" },
        { prefix: "points-", suffix: "." },
        { prefix: "p".repeat(74) },
      ],
      names: "instantRestoreResourceGroup",
    },
  },
  {
    rule: "a time zone is a Windows time zone name",
    source: REST,
    on: { shape: "V1 daily" },
    path: "timeZone",
    values: ["", "Europe/Berlin", "America/New_York", "Mars Standard Time", "GMT+2", "PST"],
    names: "timeZone",
    declared: { path: "timeZone", values: ["", "Mars Standard Time", "GMT+2", "PST", "Europe", 1] },
  },
  {
    rule: "a policy's name has 3 to 150 letters, digits, hyphens, underscores and exclamation marks, and starts with a letter",
    source: NAMES,
    on: { shape: "V1 daily" },
    path: "$name",
    values: ["a", "ab", "1st-policy", "-daily", "_daily", "da.ily", "da ily", "tägl", "p".repeat(151)],
    names: "backup policy name:",
    declared: { path: "name", names: "name" },
  },
];

export const OPTION_MUTATIONS: readonly PolicyMutation[] = [...SNAPSHOTS, ...TIERING, ...OTHERS];
