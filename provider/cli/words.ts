/** Times and lengths of time as people read them. */
import { DAY_MS } from "../time/durations.js";

const UNITS = [
  ["d", DAY_MS],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** `90 d 2 h`, `7 min 58 s`; parts of a second are rounded away. */
export function lengthInWords(ms: number): string {
  let rest = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const [name, unitMs] of UNITS) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}

const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

/** Azure's `PT7M58.1012513S` as `7 min 58 s`; a text that is no ISO 8601 duration stays as it is. */
export function isoInWords(duration: string): string {
  const found = ISO_DURATION.exec(duration);
  if (found === null) return duration;
  const counts = found.slice(1).map((count) => Number(count ?? 0));
  return lengthInWords(UNITS.reduce((sum, [, unitMs], index) => sum + (counts[index] ?? 0) * unitMs, 0));
}

/** Azure's `2024-04-28T06:41:54.0788714Z` as `2024-04-28 06:41 UTC`; a text that is no time stays as it is. */
export function timeInWords(time: string): string {
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) return time;
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
