/**
 * Parses dates and times from clients and files: the forms of ISO 8601, and those that .NET writes in the culture en-US.
 * A string without a time zone is UTC, whatever the machine's zone. Nothing else in the package parses such strings.
 */
import { MONTHS, WEEKDAYS } from "./calendar.js";
import { fractionTicks, HOUR_MS, MINUTE_MS, SECOND_MS, TICKS_PER_MS } from "./durations.js";

/** The first and the last instant that .NET has, as milliseconds since 1970. */
export const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
export const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

const LONGEST_TEXT = 64;
/** .NET accepts offsets of up to 14 hours. */
const LARGEST_OFFSET_MS = 14 * HOUR_MS;

const DATES = [
  // 2020-04-07, 2020/4/7
  /^(?<year>\d{4})(?<between>[-/])(?<month>\d\d?)\k<between>(?<day>\d\d?)(?<rest>.*)$/,
  // 20200407T145314Z, which `utcNow()` of ARM templates writes
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<basic>\d{6})(?<rest>.*)$/,
  // 4/7/2020
  /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4})(?<rest>.*)$/,
  // Tue, 07 Apr 2020
  /^(?:(?<weekday>[A-Z]{3,9}), ?)?(?<day>\d\d?) (?<name>[A-Z]{3,9}) (?<year>\d{4})(?<rest>.*)$/i,
  // Tuesday, April 7, 2020
  /^(?:(?<weekday>[A-Z]{3,9}), ?)?(?<name>[A-Z]{3,9}) (?<day>\d\d?), ?(?<year>\d{4})(?<rest>.*)$/i,
] as const;

const TIME =
  /^(?:[T ] ?(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d+))?)?(?: ?(?<half>AM|PM))?)?(?: ?(?<zone>Z|GMT|UTC|[+-]\d\d(?::?\d\d)?))?$/i;

type Groups = Readonly<Record<string, string | undefined>>;

/** Ticks of 100 ns since 1970; undefined for a string that is not a date and time. */
export function parseTicks(text: string): bigint | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const trimmed = text.trim();
  const date = DATES.map((form) => form.exec(trimmed)?.groups).find((groups) => groups !== undefined);
  const time = date === undefined ? undefined : TIME.exec(timeIn(date))?.groups;
  if (date === undefined || time === undefined) return undefined;
  const ms = dayMs(date) + timeMs(time) - offsetMs(time["zone"]);
  // NaN fails both comparisons.
  return ms >= FIRST_MS && ms <= LAST_MS
    ? BigInt(ms) * TICKS_PER_MS + fractionTicks(time["fraction"] ?? "")
    : undefined;
}

/** The time after a date, with colons. */
const timeIn = ({ basic, rest = "" }: Groups): string =>
  basic === undefined ? rest : `T${basic.replace(/(\d\d)(\d\d)(\d\d)/, "$1:$2:$3")}${rest}`;

/** The instant, cut to milliseconds; undefined for a string that is not a date and time. */
export function parseInstant(text: string | undefined): Date | undefined {
  const ticks = text === undefined ? undefined : parseTicks(text);
  return ticks === undefined ? undefined : new Date(msOf(ticks));
}

/** As `parseInstant`, in milliseconds since 1970; NaN for undefined and for a string that is not a date and time. */
export const parseInstantMs = (text: string | undefined): number => parseInstant(text)?.getTime() ?? Number.NaN;

/** The milliseconds of ticks, rounded down to an integer. */
export const msOf = (ticks: bigint): number => Number((ticks - remainder(ticks, TICKS_PER_MS)) / TICKS_PER_MS);

/** The remainder of a division that rounds down, so it is never negative. */
export const remainder = (value: bigint, divisor: bigint): bigint => ((value % divisor) + divisor) % divisor;

/** Midnight of a day; NaN for an invalid day, and for a wrong weekday. */
function dayMs({ year, month, day, name, weekday }: Groups): number {
  const monthIndex = name === undefined ? Number(month) - 1 : indexOf(MONTHS, name);
  const date = new Date(0);
  date.setUTCFullYear(Number(year), monthIndex, Number(day));
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== Number(day)) return Number.NaN;
  return weekday === undefined || indexOf(WEEKDAYS, weekday) === date.getUTCDay() ? date.getTime() : Number.NaN;
}

/** The index of a full name or of its first three letters; -1 for any other string. */
const indexOf = (names: readonly string[], text: string): number =>
  names.findIndex((name) => [name, name.slice(0, 3)].some((form) => form.toLowerCase() === text.toLowerCase()));

function timeMs({ hour = "0", minute = "0", second = "0", half }: Groups): number {
  if (Number(minute) > 59 || Number(second) > 59 || Number(hour) > (half === undefined ? 23 : 12)) return Number.NaN;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
  return hours * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS;
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || /^[A-Z]/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", ""))];
  const ms = hours * HOUR_MS + minutes * MINUTE_MS;
  if (minutes > 59 || ms > LARGEST_OFFSET_MS) return Number.NaN;
  return zone.startsWith("-") ? -ms : ms;
}
