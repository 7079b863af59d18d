/** Times and lengths of time as people read them. */
import { DAY_MS, HOUR_MS, isoDurationMs, MINUTE_MS, SECOND_MS } from "../time/durations.js";
import { parseInstant } from "../time/instants.js";

const UNITS = [
  ["d", DAY_MS],
  ["h", HOUR_MS],
  ["min", MINUTE_MS],
  ["s", SECOND_MS],
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

/** Azure's `PT7M58.1012513S` as `7 min 58 s`; a text that is no ISO 8601 duration stays as it is. */
export function isoInWords(duration: string): string {
  const ms = isoDurationMs(duration);
  return ms === undefined ? duration : lengthInWords(ms);
}

/** Azure's `2024-04-28T06:41:54.0788714Z` as `2024-04-28 06:41 UTC`; a text that is no time stays as it is. */
export function timeInWords(time: string): string {
  const instant = parseInstant(time);
  return instant === undefined ? time : `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
