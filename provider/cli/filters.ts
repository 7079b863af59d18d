/** Checks the values of options: each must be allowed, or name something that exists. */
import { BackupError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { DAY_MS } from "../time/durations.js";
import { parseInstantMs } from "../time/instants.js";
import { quoted } from "./text.js";

/** Whether Azure takes two names as the same. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether a name passes a filter; every name passes a filter that is not set. */
export const passesName = (name: string, filter: string | undefined): boolean =>
  filter === undefined || isSameName(name, filter);

/** ` Did you mean "Failed"?`, or nothing. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const meant = nearest(name, candidates);
  return meant === undefined ? "" : ` Did you mean ${quoted(meant)}?`;
}

const MOST_NAMES = 8;

/** Names in a message: each once, the first few and the number of the others. */
export function listOfNames(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const more = unique.length - MOST_NAMES;
  const shown = unique.slice(0, MOST_NAMES).map((name) => quoted(name).slice(1, -1));
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** The allowed value that is meant, as Azure spells it. Throws `InvalidInput` for any other; `what` is such as `value`, `of` such as `--status`. */
export function allowedValue(what: string, of: string, value: string, allowed: readonly string[]): string {
  const found = allowed.find((one) => isSameName(one, value));
  if (found !== undefined) return found;
  throw new BackupError(
    "InvalidInput",
    `Unknown ${what} ${quoted(value)} of ${of}.${suggestion(value, allowed)} Allowed values: ${allowed.join(", ")}.`,
  );
}

/** What a filter names, in words, and how its user lists what exists. */
export interface Kind {
  readonly singular: string;
  readonly plural: string;
  readonly howToList: string;
}

/** Throws `NotFound` unless one of the existing names is meant. */
export function requireExisting(kind: Kind, name: string, existing: readonly string[]): void {
  if (existing.some((one) => isSameName(one, name))) return;
  const what =
    existing.length === 0
      ? ` This home contains no ${kind.plural}. Run pulumi up to create one, or select another home with --home.`
      : `${suggestion(name, existing)} Existing ${kind.plural}: ${listOfNames(existing)}. Run ${kind.howToList}.`;
  throw new BackupError("NotFound", `The ${kind.singular} ${quoted(name)} does not exist.${what}`);
}

/** A limit in time, as it was typed. */
export interface TimeLimit {
  readonly text: string;
  readonly ms: number;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The instant from which a `--from` counts. Throws `InvalidInput` for text that is not a date. */
export const parseFrom = (text: string): TimeLimit => ({ text, ms: instantIn(text, "--from") });

/** The last instant of a `--to`: a date without a time includes the whole day. Throws `InvalidInput` for text that is not a date. */
export const parseTo = (text: string): TimeLimit => ({
  text,
  ms: instantIn(text, "--to") + (DATE.test(text) ? DAY_MS - 1 : 0),
});

function instantIn(text: string, option: string): number {
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? parseInstantMs(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw new BackupError(
    "InvalidInput",
    `Invalid date ${quoted(text)} of ${option}. Use ISO 8601, such as 2026-03-01 or 2026-03-01T08:30Z. Times are in UTC unless they have an offset.`,
  );
}

export interface TimeFilter {
  readonly from?: TimeLimit;
  readonly to?: TimeLimit;
}

/** Throws `InvalidInput` if no instant can pass. */
export function requireOrder({ from, to }: TimeFilter): void {
  if (from === undefined || to === undefined || from.ms <= to.ms) return;
  throw new BackupError(
    "InvalidInput",
    `--from ${from.text} is later than --to ${to.text}. Swap the two, or omit one of them.`,
  );
}

/** Whether a time, as Azure writes it, passes. */
export function passesTime(time: string, { from, to }: TimeFilter): boolean {
  const ms = parseInstantMs(time);
  return !(from !== undefined && !(ms >= from.ms)) && !(to !== undefined && !(ms <= to.ms));
}
