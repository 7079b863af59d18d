/** The table of updates of a backup policy. */
import type { JsonObject } from "../../../provider/core/json.js";
import type { Rows } from "../../support/kind-table.js";

export const DAILY = { schedule: { frequency: "Daily", time: "02:00" }, retention: { daily: { count: 30 } } };
const weekly = (day: string) => ({
  schedule: { frequency: "Weekly", time: "02:00", weekdays: [day] },
  retention: { weekly: { count: 5, weekdays: [day] } },
});
const HOURLY = {
  policyType: "V2",
  schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 },
  retention: { daily: { count: 30 } },
};
const retaining = (more: JsonObject) => ({ retention: { daily: { count: 30 }, ...more } });
const FIRST_SUNDAY = { weekdays: ["Sunday"], weeks: ["First"] };
const FIRST_DAY = { date: 1, isLast: false };
const MONTHLY = { count: 24, ...FIRST_SUNDAY };
const YEARLY = { count: 5, months: ["January"], ...FIRST_SUNDAY };
const SCHEDULE = "properties.schedulePolicy";
export const RETENTION = "properties.retentionPolicy";
const NAMES = "properties.instantRPDetails.azureBackupRGName";
const ARCHIVE = "properties.tieringPolicy.ArchivedRP";

/** The days of a month whose backups are retained monthly or yearly, declared as weekdays or as days of the month. */
const daysOf = (level: "monthly" | "yearly", months: JsonObject): Rows => {
  const at = `${RETENTION}.${level}Schedule`;
  const base = { count: 5, ...months };
  const retention = (more: JsonObject) => retaining({ [level]: { ...base, ...more } });
  const instead = retention({ days: [1] });
  return {
    [`retention.${level}.weekdays`]: {
      from: ["Sunday"],
      to: ["Monday", "Friday"],
      at: `${at}.retentionScheduleWeekly.daysOfTheWeek`,
      afterRemoval: null,
      otherInputs: retention({ weeks: ["First"] }),
      inputsAfterRemoval: instead,
    },
    [`retention.${level}.weeks`]: {
      from: ["First"],
      to: ["Last"],
      at: `${at}.retentionScheduleWeekly.weeksOfTheMonth`,
      afterRemoval: null,
      otherInputs: retention({ weekdays: ["Sunday"] }),
      inputsAfterRemoval: instead,
    },
    [`retention.${level}.days`]: {
      from: [1],
      to: [15, 20],
      at: `${at}.retentionScheduleDaily.daysOfTheMonth`,
      was: [FIRST_DAY],
      is: [15, 20].map((date) => ({ date, isLast: false })),
      afterRemoval: null,
      otherInputs: retention({}),
      inputsAfterRemoval: retention(FIRST_SUNDAY),
    },
    [`retention.${level}.lastDay`]: {
      from: true,
      to: false,
      at: `${at}.retentionScheduleDaily.daysOfTheMonth`,
      was: [FIRST_DAY, { date: 0, isLast: true }],
      is: [FIRST_DAY],
      afterRemoval: [FIRST_DAY],
      otherInputs: instead,
    },
  };
};

const retentionRows: Rows = {
  "retention.daily": {
    from: { count: 30 },
    at: `${RETENTION}.dailySchedule.retentionDuration.count`,
    was: 30,
    afterRemoval: null,
    inputsAfterRemoval: weekly("Sunday"),
  },
  "retention.daily.count": { from: 30, to: 45, at: `${RETENTION}.dailySchedule.retentionDuration.count` },
  "retention.weekly": {
    from: { count: 5, weekdays: ["Sunday"] },
    at: `${RETENTION}.weeklySchedule.retentionDuration.count`,
    was: 5,
    afterRemoval: null,
    otherInputs: retaining({}),
  },
  "retention.weekly.count": {
    from: 5,
    to: 8,
    at: `${RETENTION}.weeklySchedule.retentionDuration.count`,
    otherInputs: retaining({ weekly: { weekdays: ["Sunday"] } }),
  },
  "retention.weekly.weekdays": {
    from: ["Sunday"],
    to: ["Monday"],
    at: `${RETENTION}.weeklySchedule.daysOfTheWeek`,
    otherInputs: retaining({ weekly: { count: 5 } }),
  },
  "retention.monthly": {
    from: MONTHLY,
    at: `${RETENTION}.monthlySchedule.retentionDuration.count`,
    was: 24,
    afterRemoval: null,
    otherInputs: retaining({}),
  },
  "retention.monthly.count": {
    from: 24,
    to: 36,
    at: `${RETENTION}.monthlySchedule.retentionDuration.count`,
    otherInputs: retaining({ monthly: FIRST_SUNDAY }),
  },
  ...daysOf("monthly", {}),
  "retention.yearly": {
    from: YEARLY,
    at: `${RETENTION}.yearlySchedule.retentionDuration.count`,
    was: 5,
    afterRemoval: null,
    otherInputs: retaining({}),
  },
  "retention.yearly.count": {
    from: 5,
    to: 7,
    at: `${RETENTION}.yearlySchedule.retentionDuration.count`,
    otherInputs: retaining({ yearly: { months: ["January"], ...FIRST_SUNDAY } }),
  },
  "retention.yearly.months": {
    from: ["January"],
    to: ["March", "June"],
    at: `${RETENTION}.yearlySchedule.monthsOfYear`,
    otherInputs: retaining({ yearly: { count: 5, ...FIRST_SUNDAY } }),
  },
  ...daysOf("yearly", { months: ["January"] }),
};

const scheduleRows: Rows = {
  "schedule.frequency": {
    of: "",
    from: DAILY,
    to: weekly("Sunday"),
    at: `${SCHEDULE}.scheduleRunFrequency`,
    was: "Daily",
    is: "Weekly",
  },
  "schedule.time": {
    from: "02:00",
    to: "14:30",
    at: `${SCHEDULE}.scheduleRunTimes.0`,
    was: "2024-01-01T02:00:00Z",
    is: "2024-01-01T14:30:00Z",
    otherInputs: { schedule: { frequency: "Daily" } },
  },
  "schedule.weekdays": {
    of: "",
    from: weekly("Sunday"),
    to: weekly("Monday"),
    at: `${SCHEDULE}.scheduleRunDays`,
    was: ["Sunday"],
    is: ["Monday"],
    afterRemoval: null,
    inputsAfterRemoval: DAILY,
  },
  "schedule.intervalHours": {
    from: 4,
    to: 6,
    at: `${SCHEDULE}.hourlySchedule.interval`,
    otherInputs: HOURLY,
    inputsAfterRemoval: { ...HOURLY, schedule: { frequency: "Hourly", time: "08:00", windowHours: 12 } },
    removalRefused: /schedule\.intervalHours/,
  },
  "schedule.windowHours": {
    from: 12,
    to: 16,
    at: `${SCHEDULE}.hourlySchedule.scheduleWindowDuration`,
    otherInputs: HOURLY,
    inputsAfterRemoval: { ...HOURLY, schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4 } },
    removalRefused: /schedule\.windowHours/,
  },
};

const archived = retaining({ monthly: MONTHLY });

export const policyRows: Rows = {
  timeZone: { from: "UTC", to: "W. Europe Standard Time", at: "properties.timeZone", afterRemoval: "UTC" },
  ...scheduleRows,
  ...retentionRows,
  instantRestoreDays: { from: 3, to: 4, at: "properties.instantRpRetentionRangeInDays", afterRemoval: 2 },
  instantRestoreResourceGroup: {
    from: { prefix: "snaps" },
    at: `${NAMES}Prefix`,
    was: "snaps",
    afterRemoval: null,
  },
  "instantRestoreResourceGroup.prefix": { from: "snaps", to: "shots", at: `${NAMES}Prefix` },
  "instantRestoreResourceGroup.suffix": {
    from: "a",
    to: "b",
    at: `${NAMES}Suffix`,
    afterRemoval: null,
    otherInputs: { instantRestoreResourceGroup: { prefix: "snaps" } },
  },
  consistency: {
    of: "",
    from: { policyType: "V2" },
    to: { policyType: "V2", consistency: "OnlyCrashConsistent" },
    at: "properties.snapshotConsistencyType",
    was: null,
    is: "OnlyCrashConsistent",
    afterRemoval: null,
    inputsAfterRemoval: { policyType: "V2" },
  },
  "consistency#standard": {
    from: {},
    to: { consistency: "OnlyCrashConsistent" },
    refused: /consistency: .*V2/,
  },
  archive: {
    from: { mode: "TierRecommended" },
    at: `${ARCHIVE}.tieringMode`,
    was: "TierRecommended",
    afterRemoval: "DoNotTier",
    otherInputs: archived,
    refusedAlone: /archive/,
  },
  "archive.mode": {
    of: "archive",
    from: { mode: "TierAfter", duration: 4 },
    to: { mode: "TierRecommended" },
    at: `${ARCHIVE}.tieringMode`,
    was: "TierAfter",
    is: "TierRecommended",
    otherInputs: archived,
  },
  "archive.duration": {
    from: 4,
    to: 6,
    at: `${ARCHIVE}.duration`,
    otherInputs: { ...archived, archive: { mode: "TierAfter" } },
    removalRefused: /archive\.duration: is missing/,
  },
  "archive.durationType": {
    of: "archive",
    from: { mode: "TierAfter", duration: 120, durationType: "Days" },
    to: { mode: "TierAfter", duration: 1, durationType: "Years" },
    at: `${ARCHIVE}.durationType`,
    was: "Days",
    is: "Years",
    afterRemoval: "Months",
    otherInputs: archived,
    inputsAfterRemoval: { ...archived, archive: { mode: "TierAfter", duration: 4 } },
  },
};
