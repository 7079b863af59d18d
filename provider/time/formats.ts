/** Instants in the standard and custom formats of .NET, in the culture en-US. Source: "Standard (Custom) date and time format strings". */
import { BackupError } from "../core/errors.js";
import { MONTHS, WEEKDAYS } from "./calendar.js";
import { digits } from "./digits.js";
import { SECOND_TICKS, TICKS_PER_MS } from "./durations.js";
import { msOf, remainder } from "./instants.js";

const TICK_DIGITS = 7;

/** Standard formats and their equivalent custom formats. */
const STANDARD: ReadonlyMap<string, string> = new Map([
  ["d", "M/d/yyyy"],
  ["D", "dddd, MMMM d, yyyy"],
  ["f", "dddd, MMMM d, yyyy h:mm tt"],
  ["F", "dddd, MMMM d, yyyy h:mm:ss tt"],
  ["g", "M/d/yyyy h:mm tt"],
  ["G", "M/d/yyyy h:mm:ss tt"],
  ["m", "MMMM d"],
  ["M", "MMMM d"],
  ["o", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["O", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["s", "yyyy-MM-ddTHH:mm:ss"],
  ["t", "h:mm tt"],
  ["T", "h:mm:ss tt"],
  ["u", "yyyy-MM-dd HH:mm:ssZ"],
  ["U", "dddd, MMMM d, yyyy h:mm:ss tt"],
  ["y", "MMMM yyyy"],
  ["Y", "MMMM yyyy"],
]);

interface Moment {
  readonly at: Date;
  /** Seven digits: the ticks of the second. */
  readonly fraction: string;
}

/** The text of a specifier for a number of repetitions of its letter; undefined if .NET does not allow this number. */
type Writer = (moment: Moment, count: number) => string | undefined;

/** One digit, or two. */
const shortest = (value: number, count: number): string => digits(value, Math.min(count, 2));

/** A name, abbreviated to three letters if the specifier has three letters. */
const named = (name = "", count = 0): string => (count === 3 ? name.slice(0, 3) : name);

const SPECIFIERS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ["y", ({ at }, count) => year(at.getUTCFullYear(), count)],
  [
    "M",
    ({ at }, count) => (count < 3 ? shortest(at.getUTCMonth() + 1, count) : named(MONTHS[at.getUTCMonth()], count)),
  ],
  ["d", ({ at }, count) => (count < 3 ? shortest(at.getUTCDate(), count) : named(WEEKDAYS[at.getUTCDay()], count))],
  ["H", ({ at }, count) => shortest(at.getUTCHours(), count)],
  ["h", ({ at }, count) => shortest(at.getUTCHours() % 12 || 12, count)],
  ["m", ({ at }, count) => shortest(at.getUTCMinutes(), count)],
  ["s", ({ at }, count) => shortest(at.getUTCSeconds(), count)],
  ["t", ({ at }, count) => (at.getUTCHours() < 12 ? "AM" : "PM").slice(0, count)],
  ["f", ({ fraction }, count) => (count > TICK_DIGITS ? undefined : fraction.slice(0, count))],
  ["F", ({ fraction }, count) => (count > TICK_DIGITS ? undefined : fraction.slice(0, count).replace(/0+$/, ""))],
  ["g", () => "A.D."],
  ["K", () => "Z"],
  ["z", (_, count) => ["+0", "+00"][count - 1] ?? "+00:00"],
]);

const year = (value: number, count: number): string => (count < 3 ? digits(value % 100, count) : digits(value, count));

/** An instant, in ticks of 100 ns since 1970, in a format of .NET. Throws `InvalidInput` for a format that .NET does not have. */
export function formatTicks(ticks: bigint, format: string): string {
  const at = new Date(msOf(ticks));
  const moment = { at, fraction: String(remainder(ticks, SECOND_TICKS)).padStart(TICK_DIGITS, "0") };
  const custom = format.length < 2 ? STANDARD.get(format === "" ? "G" : format) : format;
  if (custom === undefined) throw malformed(format);
  let written = "";
  for (let rest = custom; rest !== ""; ) {
    const [length, text] = nextPart(rest, moment) ?? [];
    if (length === undefined || text === undefined) throw malformed(format);
    // .NET omits the decimal point before a fraction of zero.
    written = rest[0] === "F" && text === "" ? written.replace(/\.$/, "") : written + text;
    rest = rest.slice(length);
  }
  return written;
}

/** An instant in a format of .NET. Throws `InvalidInput` for a format that .NET does not have. */
export const formatInstant = (instant: Date, format: string): string =>
  formatTicks(BigInt(instant.getTime()) * TICKS_PER_MS, format);

/** The length of the next part of a format, and its text; undefined for a part that .NET refuses. */
function nextPart(rest: string, moment: Moment): readonly [length: number, text: string | undefined] | undefined {
  const first = rest.charAt(0);
  if (first === "'" || first === '"') return quoted(rest, first);
  if (first === "\\") return rest.length < 2 ? undefined : [2, rest.charAt(1)];
  if (first === "%") return single(rest.charAt(1), moment);
  const write = SPECIFIERS.get(first);
  if (write === undefined) return [1, first];
  let count = 1;
  while (first !== "K" && rest[count] === first) count += 1;
  return [count, write(moment, count)];
}

/** The specifier after a percent sign, which has one character. */
function single(specifier: string, moment: Moment): readonly [2, string | undefined] | undefined {
  const [, text] = (/^[^%]$/s.test(specifier) && nextPart(specifier, moment)) || [];
  return text === undefined ? undefined : [2, text];
}

/** A literal in quotes, in which a backslash escapes a character. */
function quoted(rest: string, quote: string): readonly [number, string] | undefined {
  const found = (quote === "'" ? /^'((?:[^'\\]|\\.)*)'/s : /^"((?:[^"\\]|\\.)*)"/s).exec(rest);
  return found === null ? undefined : [found[0].length, (found[1] ?? "").replace(/\\(.)/gs, "$1")];
}

const malformed = (format: string): BackupError =>
  new BackupError("InvalidInput", `"${format}" is not a date and time format of .NET.`);
