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
const keeping = (more: JsonObject) => ({ retention: { daily: { count: 30 }, ...more } });
const FIRST_SUNDAY = { weekdays: ["Sunday"], weeks: ["First"] };
const FIRST_DAY = { date: 1, isLast: false };
const MONTHLY = { count: 24, ...FIRST_SUNDAY };
const YEARLY = { count: 5, months: ["January"], ...FIRST_SUNDAY };
const SCHEDULE = "properties.schedulePolicy";
export const RETENTION = "properties.retentionPolicy";
const NAMES = "properties.instantRPDetails.azureBackupRGName";
const ARCHIVE = "properties.tieringPolicy.ArchivedRP";

/** The days of a month in which monthly or yearly backups are kept: they are told in two ways. */
const daysOf = (level: "monthly" | "yearly", besides: JsonObject): Rows => {
  const at = `${RETENTION}.${level}Schedule`;
  const base = { count: 5, ...besides };
  const beside = (more: JsonObject) => keeping({ [level]: { ...base, ...more } });
  const instead = beside({ days: [1] });
  return {
    [`retention.${level}.weekdays`]: {
      from: ["Sunday"],
      to: ["Monday", "Friday"],
      at: `${at}.retentionScheduleWeekly.daysOfTheWeek`,
      gone: null,
      beside: beside({ weeks: ["First"] }),
      without: instead,
    },
    [`retention.${level}.weeks`]: {
      from: ["First"],
      to: ["Last"],
      at: `${at}.retentionScheduleWeekly.weeksOfTheMonth`,
      gone: null,
      beside: beside({ weekdays: ["Sunday"] }),
      without: instead,
    },
    [`retention.${level}.days`]: {
      from: [1],
      to: [15, 20],
      at: `${at}.retentionScheduleDaily.daysOfTheMonth`,
      was: [FIRST_DAY],
      is: [15, 20].map((date) => ({ date, isLast: false })),
      gone: null,
      beside: beside({}),
      without: beside(FIRST_SUNDAY),
    },
    [`retention.${level}.lastDay`]: {
      from: true,
      to: false,
      at: `${at}.retentionScheduleDaily.daysOfTheMonth`,
      was: [FIRST_DAY, { date: 0, isLast: true }],
      is: [FIRST_DAY],
      gone: [FIRST_DAY],
      beside: instead,
    },
  };
};

const retentionRows: Rows = {
  "retention.daily": {
    from: { count: 30 },
    at: `${RETENTION}.dailySchedule.retentionDuration.count`,
    was: 30,
    gone: null,
    without: weekly("Sunday"),
  },
  "retention.daily.count": { from: 30, to: 45, at: `${RETENTION}.dailySchedule.retentionDuration.count` },
  "retention.weekly": {
    from: { count: 5, weekdays: ["Sunday"] },
    at: `${RETENTION}.weeklySchedule.retentionDuration.count`,
    was: 5,
    gone: null,
    beside: keeping({}),
  },
  "retention.weekly.count": {
    from: 5,
    to: 8,
    at: `${RETENTION}.weeklySchedule.retentionDuration.count`,
    beside: keeping({ weekly: { weekdays: ["Sunday"] } }),
  },
  "retention.weekly.weekdays": {
    from: ["Sunday"],
    to: ["Monday"],
    at: `${RETENTION}.weeklySchedule.daysOfTheWeek`,
    beside: keeping({ weekly: { count: 5 } }),
  },
  "retention.monthly": {
    from: MONTHLY,
    at: `${RETENTION}.monthlySchedule.retentionDuration.count`,
    was: 24,
    gone: null,
    beside: keeping({}),
  },
  "retention.monthly.count": {
    from: 24,
    to: 36,
    at: `${RETENTION}.monthlySchedule.retentionDuration.count`,
    beside: keeping({ monthly: FIRST_SUNDAY }),
  },
  ...daysOf("monthly", {}),
  "retention.yearly": {
    from: YEARLY,
    at: `${RETENTION}.yearlySchedule.retentionDuration.count`,
    was: 5,
    gone: null,
    beside: keeping({}),
  },
  "retention.yearly.count": {
    from: 5,
    to: 7,
    at: `${RETENTION}.yearlySchedule.retentionDuration.count`,
    beside: keeping({ yearly: { months: ["January"], ...FIRST_SUNDAY } }),
  },
  "retention.yearly.months": {
    from: ["January"],
    to: ["March", "June"],
    at: `${RETENTION}.yearlySchedule.monthsOfYear`,
    beside: keeping({ yearly: { count: 5, ...FIRST_SUNDAY } }),
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
    beside: { schedule: { frequency: "Daily" } },
  },
  "schedule.weekdays": {
    of: "",
    from: weekly("Sunday"),
    to: weekly("Monday"),
    at: `${SCHEDULE}.scheduleRunDays`,
    was: ["Sunday"],
    is: ["Monday"],
    gone: null,
    without: DAILY,
  },
  "schedule.intervalHours": {
    from: 4,
    to: 6,
    at: `${SCHEDULE}.hourlySchedule.interval`,
    beside: HOURLY,
    without: { ...HOURLY, schedule: { frequency: "Hourly", time: "08:00", windowHours: 12 } },
    stays: /schedule\.intervalHours/,
  },
  "schedule.windowHours": {
    from: 12,
    to: 16,
    at: `${SCHEDULE}.hourlySchedule.scheduleWindowDuration`,
    beside: HOURLY,
    without: { ...HOURLY, schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4 } },
    stays: /schedule\.windowHours/,
  },
};

const archived = keeping({ monthly: MONTHLY });

export const policyRows: Rows = {
  timeZone: { from: "UTC", to: "W. Europe Standard Time", at: "properties.timeZone", gone: "UTC" },
  ...scheduleRows,
  ...retentionRows,
  instantRestoreDays: { from: 3, to: 4, at: "properties.instantRpRetentionRangeInDays", gone: 2 },
  instantRestoreResourceGroup: {
    from: { prefix: "snaps" },
    at: `${NAMES}Prefix`,
    was: "snaps",
    gone: null,
  },
  "instantRestoreResourceGroup.prefix": { from: "snaps", to: "shots", at: `${NAMES}Prefix` },
  "instantRestoreResourceGroup.suffix": {
    from: "a",
    to: "b",
    at: `${NAMES}Suffix`,
    gone: null,
    beside: { instantRestoreResourceGroup: { prefix: "snaps" } },
  },
  consistency: {
    of: "",
    from: { policyType: "V2" },
    to: { policyType: "V2", consistency: "OnlyCrashConsistent" },
    at: "properties.snapshotConsistencyType",
    was: null,
    is: "OnlyCrashConsistent",
    gone: null,
    without: { policyType: "V2" },
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
    gone: "DoNotTier",
    beside: archived,
    otherwise: /archive/,
  },
  "archive.mode": {
    of: "archive",
    from: { mode: "TierAfter", duration: 4 },
    to: { mode: "TierRecommended" },
    at: `${ARCHIVE}.tieringMode`,
    was: "TierAfter",
    is: "TierRecommended",
    beside: archived,
  },
  "archive.duration": {
    from: 4,
    to: 6,
    at: `${ARCHIVE}.duration`,
    beside: { ...archived, archive: { mode: "TierAfter" } },
    stays: /archive\.duration: is missing/,
  },
  "archive.durationType": {
    of: "archive",
    from: { mode: "TierAfter", duration: 120, durationType: "Days" },
    to: { mode: "TierAfter", duration: 1, durationType: "Years" },
    at: `${ARCHIVE}.durationType`,
    was: "Days",
    is: "Years",
    gone: "Months",
    beside: archived,
    without: { ...archived, archive: { mode: "TierAfter", duration: 4 } },
  },
};
