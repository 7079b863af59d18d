/** Lengths of time as people type them (`90d`) and as Azure Backup writes them (`PT7M58.1012513S`, `13.23:59:42.8656002`). */
import { BackupError } from "../core/errors.js";

export const DAY_MS = 86_400_000;
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", DAY_MS],
  ["w", 7 * DAY_MS],
]);

/** Milliseconds of a duration such as `90d`, `2h30m` or `45s`. Throws `InvalidInput` for any other text. */
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

/** A length of time as people type it: `90s` is `1m30s`, and less than a second is `0s`. */
export function durationText(ms: number): string {
  const parts = [
    [Math.floor(ms / 3_600_000), "h"],
    [Math.floor(ms / 60_000) % 60, "m"],
    [Math.floor(ms / 1000) % 60, "s"],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join("");
  return text === "" ? "0s" : text;
}

/** ISO 8601 as Azure Backup writes a job's duration: hours, minutes, seconds with trailing zeros trimmed, never days. */
export function isoDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1000;
  const text = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`].filter(Boolean).join("");
  return `PT${text === "" ? "0S" : text}`;
}

/** The whole part of a number with two digits at least, as times and dates are written. */
export const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, "0");

/** A .NET TimeSpan, `d.hh:mm:ss`, as Azure Backup writes the time that is left to a soft-deleted item. */
export function timeSpan(ms: number): string {
  const rest = ms % DAY_MS;
  return `${Math.floor(ms / DAY_MS)}.${twoDigits(rest / 3_600_000)}:${twoDigits((rest / 60_000) % 60)}:${twoDigits((rest / 1000) % 60)}`;
}

/** An instant as Azure Backup writes it: UTC, up to seven decimals, trailing zeros trimmed. */
export const azureTime = (instant: Date): string => instant.toISOString().replace(/\.?0+Z$/, "Z");
