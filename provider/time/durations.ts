/** Durations as users write them (`90d`) and as Azure Backup writes them (`PT7M58.1012513S`, `13.23:59:42.8656002`). */
import { BackupError } from "../core/errors.js";
import { digits } from "./digits.js";

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["s", SECOND_MS],
  ["m", MINUTE_MS],
  ["h", HOUR_MS],
  ["d", DAY_MS],
  ["w", 7 * DAY_MS],
]);

/** Milliseconds of a duration such as `90d`, `2h30m` or `45s`. Throws `InvalidInput` for any other string. */
export function parseDurationMs(text: string): number {
  if (!/^(?:\d+[smhdw])+$/.test(text)) {
    throw new BackupError(
      "InvalidInput",
      `"${text}" is not a duration: expected numbers with units s, m, h, d or w, such as 90d or 2h30m.`,
    );
  }
  const parts = [...text.matchAll(/(\d+)([smhdw])/g)];
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNIT_MS.get(unit) ?? 0), 0);
}

/** A duration as users write it: 90 seconds are `1m30s`, and less than a second is `0s`. */
export function durationText(ms: number): string {
  const parts = [
    [Math.floor(ms / HOUR_MS), "h"],
    [Math.floor(ms / MINUTE_MS) % 60, "m"],
    [Math.floor(ms / SECOND_MS) % 60, "s"],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join("");
  return text === "" ? "0s" : text;
}

/** ISO 8601 as Azure Backup writes a job's duration: hours, minutes, seconds with trailing zeros trimmed, never days. */
export function isoDuration(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor(ms / MINUTE_MS) % 60;
  const seconds = (ms % MINUTE_MS) / SECOND_MS;
  const text = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`].filter(Boolean).join("");
  return `PT${text === "" ? "0S" : text}`;
}

/** The units of an ISO 8601 duration as .NET reads it into a TimeSpan: a year has 365 days and a month 30. */
const ISO_UNITS_MS = [365 * DAY_MS, 30 * DAY_MS, 7 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS] as const;
const ISO_DURATION =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;
const LONGEST_TEXT = 100;

/** Ticks of 100 ns, of which a millisecond has this many. */
export const TICKS_PER_MS = 10_000n;
export const SECOND_TICKS = 10_000_000n;
const TICK_DIGITS = 7;

/** The ticks of 100 ns that a fraction of a second has, by its digits: `5` is half a second. */
export const fractionTicks = (fraction: string): bigint =>
  BigInt(fraction.slice(0, TICK_DIGITS).padEnd(TICK_DIGITS, "0"));

/** Ticks of 100 ns of an ISO 8601 duration such as `-P1DT2H` or `PT7M58.1012513S`; undefined for any other string. */
export function isoDurationTicks(text: string): bigint | undefined {
  const found = text.length > LONGEST_TEXT ? null : ISO_DURATION.exec(text);
  if (found === null) return undefined;
  const [, sign, ...counts] = found;
  const ms = ISO_UNITS_MS.reduce((sum, unitMs, index) => sum + BigInt(unitMs) * BigInt(counts[index] ?? 0), 0n);
  const ticks = ms * TICKS_PER_MS + fractionTicks(counts[ISO_UNITS_MS.length] ?? "");
  return sign === undefined ? ticks : -ticks;
}

/** Milliseconds of an ISO 8601 duration; undefined for any other string. */
export function isoDurationMs(text: string): number | undefined {
  const ticks = isoDurationTicks(text);
  return ticks === undefined ? undefined : Number(ticks) / Number(TICKS_PER_MS);
}

/**
 * A .NET TimeSpan, `[d.]hh:mm:ss[.fffffff]`, as Azure Backup writes the remaining time of a soft-deleted item: without
 * days and fraction if they are zero.
 */
export function timeSpan(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const time = [Math.floor(ms / HOUR_MS) % 24, Math.floor(ms / MINUTE_MS) % 60, Math.floor(ms / SECOND_MS) % 60];
  const fraction = ms % SECOND_MS;
  const clock = time.map((part) => digits(part)).join(":");
  return `${days === 0 ? "" : `${days}.`}${clock}${fraction === 0 ? "" : `.${digits(fraction, 3)}0000`}`;
}

/** An instant as Azure Backup writes it: UTC, up to seven decimals, trailing zeros trimmed. */
export const azureTime = (instant: Date): string => instant.toISOString().replace(/\.?0+Z$/, "Z");
