/** Converts an ARM body of `policy-bodies.ts` to the inputs of a BackupPolicy. */
import { type JsonObject, listAt, objectAt, textAt, withoutUndefined } from "../../provider/core/json.js";

const LEVELS = ["daily", "weekly", "monthly", "yearly"] as const;

/** The inputs that declare the policy of a body, in a vault and under a name. */
export function declaredPolicy(body: JsonObject, place: { readonly vault: string; readonly name: string }): JsonObject {
  const properties = objectAt(body, "properties");
  const archived = objectAt(properties, "tieringPolicy", "ArchivedRP");
  const group = objectAt(properties, "instantRPDetails");
  return withoutUndefined({
    ...place,
    policyType: properties["policyType"],
    timeZone: properties["timeZone"],
    schedule: schedule(objectAt(properties, "schedulePolicy")),
    retention: retention(objectAt(properties, "retentionPolicy")),
    instantRestoreDays: properties["instantRpRetentionRangeInDays"],
    consistency: properties["snapshotConsistencyType"],
    archive: archive(archived),
    instantRestoreResourceGroup:
      group["azureBackupRGNamePrefix"] === undefined
        ? undefined
        : withoutUndefined({
            prefix: group["azureBackupRGNamePrefix"],
            suffix: group["azureBackupRGNameSuffix"],
          }),
  });
}

const timeIn = (value: unknown): string => /T(\d\d:\d\d)/.exec(JSON.stringify(value))?.[1] ?? "";

function schedule(policy: JsonObject): JsonObject {
  const frequency = textAt(policy, "scheduleRunFrequency");
  const hourly = objectAt(policy, "hourlySchedule");
  const weekly = objectAt(policy, "weeklySchedule");
  return withoutUndefined({
    frequency,
    time: timeIn(policy),
    weekdays: policy["scheduleRunDays"] ?? weekly["scheduleRunDays"],
    intervalHours: hourly["interval"],
    windowHours: hourly["scheduleWindowDuration"],
  });
}

const retention = (policy: JsonObject): JsonObject =>
  Object.fromEntries(
    LEVELS.filter((level) => policy[`${level}Schedule`] !== undefined).map((level) => [
      level,
      retentionLevel(objectAt(policy, `${level}Schedule`)),
    ]),
  );

function retentionLevel(level: JsonObject): JsonObject {
  const dates = listAt(level, "retentionScheduleDaily", "daysOfTheMonth").map((day) => objectAt(day));
  const weekly = objectAt(level, "retentionScheduleWeekly");
  const days = dates.filter(({ isLast }) => isLast !== true).map(({ date }) => date);
  return withoutUndefined({
    count: objectAt(level, "retentionDuration")["count"],
    months: level["monthsOfYear"],
    weekdays: level["daysOfTheWeek"] ?? weekly["daysOfTheWeek"],
    weeks: weekly["weeksOfTheMonth"],
    days: days.length === 0 ? undefined : (days as number[]),
    lastDay: dates.some(({ isLast }) => isLast === true) ? true : undefined,
  });
}

function archive({ tieringMode, duration, durationType }: JsonObject): JsonObject | undefined {
  if (tieringMode === undefined || tieringMode === "DoNotTier") return undefined;
  return tieringMode === "TierAfter" ? { mode: "TierAfter", duration, durationType } : { mode: tieringMode };
}
