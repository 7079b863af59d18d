/**
 * VM policies as clients send them: ARM bodies within all limits of Azure's documentation. Written only from that
 * documentation ("Enhanced policy", the support matrix of Azure Backup, the REST reference of 2024-04-01), so a mistake
 * in the provider's rules is not repeated here.
 */
import fc from "fast-check";
import type { Json, JsonObject } from "../../provider/core/json.js";

export const SHAPES = ["V1 daily", "V1 weekly", "V2 hourly", "V2 daily", "V2 weekly"] as const;
export type Shape = (typeof SHAPES)[number];
/** How the retained points of a month are selected: by days of the month, or by weekdays of its weeks. */
export type MonthFormat = "Daily" | "Weekly";

/** What a body must have; everything else is random. */
export interface Wanted {
  readonly shape: Shape;
  readonly weekly?: true;
  readonly monthly?: MonthFormat;
  readonly yearly?: MonthFormat;
  /** Hours between two backups of an hourly schedule. */
  readonly intervalHours?: 4 | 6 | 8 | 12;
  /** Length of the window of an hourly schedule, in hours. */
  readonly windowHours?: number;
  readonly tiering?: "TierAfter" | "TierRecommended";
  /** `HH:MM` of the schedule. */
  readonly time?: string;
  /** The days of a weekly schedule. */
  readonly scheduled?: readonly string[];
  /** Retention of daily points, in days. */
  readonly dailyCount?: number;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKS = ["First", "Second", "Third", "Fourth", "Last"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const ZONES = [
  "UTC",
  "Pacific Standard Time",
  "W. Europe Standard Time",
  "India Standard Time",
  "AUS Eastern Standard Time",
];
/** The longest snapshot retention of an hourly policy in days, by its interval in hours, if its window is the whole day. */
const HOURLY_SNAPSHOT_DAYS: Readonly<Record<number, number>> = { 4: 11, 6: 17, 8: 22, 12: 30 };

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const perhaps = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const among = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
/** A part of a body: required if wanted, else optional. */
const part = <T>(wanted: unknown, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  wanted === undefined ? perhaps(value) : value;

const clock = fc
  .tuple(among(0, 23), fc.constantFrom("00", "30"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
/** Azure ignores the date of a time of day and accepts both formats of seconds. */
const instantAt = (time: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom("2016-03-01", "2024-02-29", "2025-12-31"), fc.constantFrom(":00Z", ":00.000Z"))
    .map(([date, seconds]) => `${date}T${time}${seconds}`);

/** The terms on which several parts of one body must agree. */
interface Terms {
  readonly time: string;
  readonly scheduled: readonly string[];
  readonly dailyCount: number;
  readonly weeklyCount: number;
  readonly intervalHours: number;
  readonly windowHours: number;
}

function termsOf(wanted: Wanted): fc.Arbitrary<Terms> {
  const interval =
    wanted.intervalHours === undefined ? fc.constantFrom(4, 6, 8, 12) : fc.constant(wanted.intervalHours);
  const window = wanted.windowHours === undefined ? among(4, 24) : fc.constant(wanted.windowHours);
  const hours = fc.record({ intervalHours: interval, windowHours: window });
  const time = wanted.time === undefined ? clock : fc.constant(wanted.time);
  const scheduled = wanted.scheduled === undefined ? some(WEEKDAYS) : fc.constant([...wanted.scheduled]);
  const rest = fc.record({
    time,
    scheduled,
    dailyCount: wanted.dailyCount === undefined ? among(7, 9999) : fc.constant(wanted.dailyCount),
    weeklyCount: among(1, 5163),
  });
  return fc.tuple(rest, hours).map(([terms, hourly]) => ({ ...terms, ...hourly }));
}

const isWeekly = (shape: Shape): boolean => shape.endsWith("weekly");

function schedule(shape: Shape, terms: Terms, at: string): JsonObject {
  if (shape === "V1 daily") {
    return { schedulePolicyType: "SimpleSchedulePolicy", scheduleRunFrequency: "Daily", scheduleRunTimes: [at] };
  }
  const days = { scheduleRunDays: terms.scheduled, scheduleRunTimes: [at] };
  if (shape === "V1 weekly") {
    return { schedulePolicyType: "SimpleSchedulePolicy", scheduleRunFrequency: "Weekly", ...days };
  }
  const type = "SimpleSchedulePolicyV2";
  if (shape === "V2 weekly") return { schedulePolicyType: type, scheduleRunFrequency: "Weekly", weeklySchedule: days };
  if (shape === "V2 daily") {
    return { schedulePolicyType: type, scheduleRunFrequency: "Daily", dailySchedule: { scheduleRunTimes: [at] } };
  }
  const hourlySchedule = {
    interval: terms.intervalHours,
    scheduleWindowStartTime: at,
    scheduleWindowDuration: terms.windowHours,
  };
  return { schedulePolicyType: type, scheduleRunFrequency: "Hourly", hourlySchedule };
}

const retentionOf = (at: string, count: number, durationType: string): JsonObject => ({
  retentionTimes: [at],
  retentionDuration: { count, durationType },
});

/** By weekdays of weeks; a weekly schedule can retain only points of its own days. */
const byWeekday = (days: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record({ daysOfTheWeek: some(days), weeksOfTheMonth: some(WEEKS) }).map((retentionScheduleWeekly) => ({
    retentionScheduleFormatType: "Weekly",
    retentionScheduleWeekly,
  }));

const byDate: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.uniqueArray(among(1, 31), { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([dates, last]) => ({
    retentionScheduleFormatType: "Daily",
    retentionScheduleDaily: {
      daysOfTheMonth: [...dates.map((date) => ({ date, isLast: false })), ...(last ? [{ date: 0, isLast: true }] : [])],
    },
  }));

function monthDays(format: MonthFormat | undefined, shape: Shape, terms: Terms): fc.Arbitrary<JsonObject> {
  if (isWeekly(shape)) return byWeekday(terms.scheduled);
  if (format === undefined) return fc.oneof(byDate, byWeekday(WEEKDAYS));
  return format === "Daily" ? byDate : byWeekday(WEEKDAYS);
}

interface Months {
  readonly monthly: number | undefined;
  readonly yearly: number | undefined;
}

function retention(wanted: Wanted, terms: Terms, months: Months): fc.Arbitrary<JsonObject> {
  const { shape } = wanted;
  const at = instantAt(terms.time);
  const weekdays = isWeekly(shape) ? fc.constant(terms.scheduled) : some(WEEKDAYS);
  const weekly = fc.tuple(weekdays, at).map(([daysOfTheWeek, time]) => ({
    daysOfTheWeek,
    ...retentionOf(time, terms.weeklyCount, "Weeks"),
  }));
  const monthly = fc
    .tuple(monthDays(wanted.monthly, shape, terms), at)
    .map(([days, time]) => ({ ...days, ...retentionOf(time, months.monthly ?? 0, "Months") }));
  const yearly = fc
    .tuple(some(MONTHS), monthDays(wanted.yearly, shape, terms), at)
    .map(([monthsOfYear, days, time]) => ({
      monthsOfYear,
      ...days,
      ...retentionOf(time, months.yearly ?? 0, "Years"),
    }));
  const none = fc.constant(undefined);
  return fc
    .record({
      retentionPolicyType: fc.constant("LongTermRetentionPolicy"),
      dailySchedule: isWeekly(shape) ? none : at.map((time) => retentionOf(time, terms.dailyCount, "Days")),
      weeklySchedule: isWeekly(shape) ? weekly : part(wanted.weekly, weekly),
      monthlySchedule: months.monthly === undefined ? none : monthly,
      yearlySchedule: months.yearly === undefined ? none : yearly,
    })
    .map(withoutAbsent);
}

/** Snapshots are retained no longer than their recovery points. */
function snapshotDays({ shape }: Wanted, terms: Terms): fc.Arbitrary<number | undefined> {
  if (shape === "V1 weekly") return fc.constantFrom(5, undefined);
  if (shape === "V1 daily") return perhaps(among(1, 5));
  const retentionDays = isWeekly(shape) ? terms.weeklyCount * 7 : terms.dailyCount;
  const cap = shape === "V2 hourly" ? (HOURLY_SNAPSHOT_DAYS[terms.intervalHours] ?? 1) : 30;
  return perhaps(among(1, Math.min(cap, retentionDays)));
}

/** Points are archived at an age of three months or more, with at least six months left, or not at all. */
function tiering({ tiering: mode }: Wanted, { monthly, yearly }: Months): fc.Arbitrary<JsonObject | undefined> {
  const months = Math.min(monthly ?? Number.POSITIVE_INFINITY, 12 * (yearly ?? Number.POSITIVE_INFINITY));
  const plain = (tieringMode: string) => fc.constant({ tieringMode, duration: 0, durationType: "Invalid" });
  if (!Number.isFinite(months) || months < 9) return fc.constant(undefined);
  const after = among(3, months - 6).map((duration) => ({
    tieringMode: "TierAfter",
    duration,
    durationType: "Months",
  }));
  const modes: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
    TierAfter: after,
    TierRecommended: plain("TierRecommended"),
  };
  const chosen = mode === undefined ? undefined : modes[mode];
  const archive = chosen ?? fc.oneof(after, plain("TierRecommended"), plain("DoNotTier"));
  return part(
    mode,
    archive.map((ArchivedRP) => ({ ArchivedRP })),
  );
}

/** The bodies of PUTs that Azure Backup accepts. */
export function policyBodies(wanted: Wanted): fc.Arbitrary<JsonObject> {
  const least = wanted.tiering === undefined ? 1 : 9;
  const counts = fc.record({
    monthly: part(wanted.monthly, among(least, 1188)),
    yearly: part(wanted.yearly, among(1, 99)),
  });
  return fc.tuple(termsOf(wanted), counts).chain(([terms, months]) => propertiesOf(wanted, terms, months));
}

function propertiesOf(wanted: Wanted, terms: Terms, months: Months): fc.Arbitrary<JsonObject> {
  const { shape } = wanted;
  const isEnhanced = shape.startsWith("V2");
  const consistency = isEnhanced ? perhaps(fc.constant("OnlyCrashConsistent")) : fc.constant(undefined);
  return fc
    .record<Record<string, Json | undefined>>({
      backupManagementType: fc.constant("AzureIaasVM"),
      policyType: isEnhanced ? fc.constant("V2") : fc.constantFrom("V1", undefined),
      snapshotConsistencyType: consistency,
      schedulePolicy: instantAt(terms.time).map((at) => schedule(shape, terms, at)),
      retentionPolicy: retention(wanted, terms, months),
      instantRpRetentionRangeInDays: snapshotDays(wanted, terms),
      instantRPDetails: perhaps(fc.constant({ azureBackupRGNamePrefix: "points-", azureBackupRGNameSuffix: "-kept" })),
      tieringPolicy: tiering(wanted, months),
      timeZone: fc.constantFrom(...ZONES),
      protectedItemsCount: perhaps(among(0, 9)),
    })
    .map((properties) => ({ properties: withoutAbsent(properties) }));
}

const withoutAbsent = (value: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
