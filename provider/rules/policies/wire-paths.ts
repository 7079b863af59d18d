/**
 * The faults of a policy in the words of its ARM body. The rules name the properties that programs declare, such as
 * `schedule.time`; a client of the REST API knows only the paths of the body, such as
 * `properties.schedulePolicy.scheduleRunTimes`.
 */

import { type JsonObject, textAt } from "../../core/json.js";
import { shortened } from "../../core/shorten.js";
import type { Failure } from "../../schema/failures.js";

const SCHEDULE = "schedulePolicy";
const RETENTION = "retentionPolicy";

/** The paths that do not depend on the policy. What is not here has the same name in the body. */
const PATHS: Readonly<Record<string, string>> = {
  schedule: SCHEDULE,
  "schedule.type": `${SCHEDULE}.schedulePolicyType`,
  "schedule.frequency": `${SCHEDULE}.scheduleRunFrequency`,
  "schedule.hourly": `${SCHEDULE}.hourlySchedule`,
  "schedule.intervalHours": `${SCHEDULE}.hourlySchedule.interval`,
  "schedule.windowHours": `${SCHEDULE}.hourlySchedule.scheduleWindowDuration`,
  retention: RETENTION,
  "retention.type": `${RETENTION}.retentionPolicyType`,
  "retention.weekly.weekdays": `${RETENTION}.weeklySchedule.daysOfTheWeek`,
  "retention.yearly.months": `${RETENTION}.yearlySchedule.monthsOfYear`,
  ...Object.assign({}, ...["daily", "weekly", "monthly", "yearly"].map(levelPaths)),
  ...Object.assign({}, ...["monthly", "yearly"].map(monthPaths)),
  instantRestoreDays: "instantRpRetentionRangeInDays",
  tieringPolicy: "tieringPolicy.ArchivedRP",
  "tieringPolicy.duration": "tieringPolicy.ArchivedRP.duration",
  "tieringPolicy.durationType": "tieringPolicy.ArchivedRP.durationType",
};

function levelPaths(level: string): Readonly<Record<string, string>> {
  const path = `${RETENTION}.${level}Schedule`;
  return {
    [`retention.${level}`]: path,
    [`retention.${level}.times`]: `${path}.retentionTimes`,
    [`retention.${level}.count`]: `${path}.retentionDuration.count`,
    [`retention.${level}.unit`]: `${path}.retentionDuration.durationType`,
  };
}

function monthPaths(level: string): Readonly<Record<string, string>> {
  const path = `${RETENTION}.${level}Schedule`;
  return {
    [`retention.${level}.format`]: `${path}.retentionScheduleFormatType`,
    [`retention.${level}.weekdays`]: `${path}.retentionScheduleWeekly.daysOfTheWeek`,
    [`retention.${level}.weeks`]: `${path}.retentionScheduleWeekly.weeksOfTheMonth`,
    [`retention.${level}.days`]: `${path}.retentionScheduleDaily.daysOfTheMonth`,
  };
}

/** The paths of the times and days of a schedule, which an enhanced policy has in an object for each frequency. */
function schedulePaths(properties: JsonObject): Readonly<Record<string, string>> {
  const frequency = textAt(properties, SCHEDULE, "scheduleRunFrequency") ?? "Daily";
  const isEnhanced = textAt(properties, "policyType") === "V2";
  if (isEnhanced && frequency === "Hourly") {
    return { "schedule.time": `${SCHEDULE}.hourlySchedule.scheduleWindowStartTime` };
  }
  const days = isEnhanced ? `${SCHEDULE}.${frequency.toLowerCase()}Schedule` : SCHEDULE;
  return { "schedule.time": `${days}.scheduleRunTimes`, "schedule.weekdays": `${days}.scheduleRunDays` };
}

/** A path of a rule in a sentence. Names without a dot are words too, so they are translated only as the path of a fault. */
const IN_TEXT = /\b(?:schedule|retention)(?:\.[a-z]+)+/gi;
/** The values of a request that a reason quotes. */
const QUOTED = /("(?:[^"\\]|\\.)*"|'[^']*')/;

/** The fault as a sentence about the body of the policy with these properties. */
export function wireText({ property, reason }: Failure, properties: JsonObject): string {
  const paths = { ...PATHS, ...schedulePaths(properties) };
  const pathOf = (name: string): string => `properties.${paths[name] ?? name}`;
  const translated = reason
    .split(QUOTED)
    .map((part, index) =>
      index % 2 === 1
        ? shortenedInQuotes(part)
        : part.replaceAll(IN_TEXT, (name) => (name in paths ? pathOf(name) : name)),
    )
    .join("");
  return `${pathOf(property)} ${translated}`;
}

/** A quoted value: not more than its beginning, in its quotes. */
const shortenedInQuotes = (quoted: string): string =>
  `${quoted.slice(0, 1)}${shortened(quoted.slice(1, -1))}${quoted.slice(-1)}`;
