/** Date functions. Source: "Date functions for ARM templates"; the forms of times are those of .NET in the culture en-US. */
import { MONTHS, WEEKDAYS } from "../../rules/policies/policy-terms.js";
import { twoDigits } from "../../time/durations.js";
import { templateFault } from "../faults.js";
import type { Scope } from "../scope.js";
import { type EagerFunction, text, whole } from "./arguments.js";

const DAY_SECONDS = 86_400;
/** A year has 365 days and a month 30, as in a .NET TimeSpan. */
const SECONDS = [365 * DAY_SECONDS, 30 * DAY_SECONDS, 7 * DAY_SECONDS, DAY_SECONDS, 3600, 60, 1] as const;
const DURATION =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The custom specifiers of .NET that are supported, longest first. */
const SPECIFIERS: readonly (readonly [string, (at: Date) => string])[] = [
  ["yyyy", (at) => String(at.getUTCFullYear()).padStart(4, "0")],
  ["yy", (at) => twoDigits(at.getUTCFullYear() % 100)],
  ["MMMM", (at) => MONTHS[at.getUTCMonth()] ?? ""],
  ["MMM", (at) => (MONTHS[at.getUTCMonth()] ?? "").slice(0, 3)],
  ["MM", (at) => twoDigits(at.getUTCMonth() + 1)],
  ["M", (at) => String(at.getUTCMonth() + 1)],
  ["dddd", (at) => WEEKDAYS[at.getUTCDay()] ?? ""],
  ["ddd", (at) => (WEEKDAYS[at.getUTCDay()] ?? "").slice(0, 3)],
  ["dd", (at) => twoDigits(at.getUTCDate())],
  ["d", (at) => String(at.getUTCDate())],
  ["HH", (at) => twoDigits(at.getUTCHours())],
  ["H", (at) => String(at.getUTCHours())],
  ["hh", (at) => twoDigits(at.getUTCHours() % 12 || 12)],
  ["h", (at) => String(at.getUTCHours() % 12 || 12)],
  ["mm", (at) => twoDigits(at.getUTCMinutes())],
  ["m", (at) => String(at.getUTCMinutes())],
  ["ss", (at) => twoDigits(at.getUTCSeconds())],
  ["s", (at) => String(at.getUTCSeconds())],
  ["fff", (at) => String(at.getUTCMilliseconds()).padStart(3, "0")],
  ["tt", (at) => (at.getUTCHours() < 12 ? "AM" : "PM")],
];

/** Standard formats, each as the custom one that it stands for. */
const STANDARD: ReadonlyMap<string, string> = new Map([
  ["d", "M/d/yyyy"],
  ["D", "dddd, MMMM d, yyyy"],
  ["g", "M/d/yyyy h:mm tt"],
  ["G", "M/d/yyyy h:mm:ss tt"],
  ["s", "yyyy-MM-ddTHH:mm:ss"],
  ["t", "h:mm tt"],
  ["T", "h:mm:ss tt"],
  ["u", "yyyy-MM-dd HH:mm:ssZ"],
  ["R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
]);

/** A time in a format of .NET, standard or custom. Throws `InvalidTemplate` for one that is not supported. */
function formattedTime(at: Date, format: string): string {
  const custom = format.length === 1 ? STANDARD.get(format) : format;
  if (custom === undefined) throw unsupported(format);
  let [rest, written] = [custom, ""];
  while (rest !== "") {
    const quoted = /^'([^']*)'|^\\(.)/s.exec(rest);
    const specifier = SPECIFIERS.find(([name]) => rest.startsWith(name));
    if (quoted !== null) written += quoted[1] ?? quoted[2] ?? "";
    else if (specifier !== undefined) written += specifier[1](at);
    else if (/^[fFgKz%"]/.test(rest)) throw unsupported(format);
    else written += rest[0];
    rest = rest.slice(quoted?.[0].length ?? specifier?.[0].length ?? 1);
  }
  return written;
}

const unsupported = (format: string) =>
  templateFault(`the date format '${format}' is not supported by the embedded Azure.`);

function durationMs(duration: string): number {
  const found = DURATION.exec(duration);
  if (found === null) {
    throw templateFault(`The second parameter '${duration}' is not a valid ISO8601 Duration string.`);
  }
  const seconds = SECONDS.reduce((sum, unit, index) => sum + unit * Number(found[index + 2] ?? 0), 0);
  return (found[1] === undefined ? 1000 : -1000) * seconds;
}

function timeOf(value: string): Date {
  // A time without a zone is one of UTC.
  const at = new Date(value.replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?$/, "$1T$2Z"));
  if (Number.isNaN(at.getTime())) throw templateFault(`'${value}' is not a valid date and time.`);
  return at;
}

/** A base with a T is answered in its own form; one with a blank as .NET writes times in en-US. */
const formLike = (base: string): string => (base.includes("T") ? "yyyy-MM-ddTHH:mm:ssZ" : "G");

const epochText = (seconds: number): string => formattedTime(new Date(seconds * 1000), "yyyy-MM-ddTHH:mm:ssZ");

function fresh({ fresh: allowed }: Scope, name: string) {
  if (allowed !== undefined) return allowed;
  throw templateFault(`The template function '${name}' is not expected at this location.`);
}

export const DATE_FUNCTIONS: readonly EagerFunction[] = [
  {
    name: "utcNow",
    arity: [0, 1],
    call: ([format = "yyyyMMddTHHmmssZ"], scope) => formattedTime(fresh(scope, "utcNow").now, text(format)),
  },
  { name: "newGuid", arity: [0, 0], call: (_, scope) => fresh(scope, "newGuid").newGuid() },
  { name: "dateTimeFromEpoch", arity: [1, 1], call: ([seconds]) => epochText(whole(seconds)) },
  { name: "dateTimeToEpoch", arity: [1, 1], call: ([value]) => Math.floor(timeOf(text(value)).getTime() / 1000) },
  {
    name: "dateTimeAdd",
    arity: [2, 3],
    call: ([base, duration, format]) => {
      const at = new Date(timeOf(text(base)).getTime() + durationMs(text(duration)));
      return formattedTime(at, format === undefined ? formLike(text(base)) : text(format));
    },
  },
];
