/**
 * Date functions. Source: "Date functions for ARM templates". Times are those of .NET in the culture en-US: ticks of
 * 100 ns, from year 1 to 9999. A base without a time zone is UTC.
 */
import { isoDurationTicks, SECOND_MS, TICKS_PER_MS } from "../../time/durations.js";
import { formatTicks } from "../../time/formats.js";
import { FIRST_MS, LAST_MS, msOf, parseTicks } from "../../time/instants.js";
import { templateFault } from "../faults.js";
import type { Scope } from "../scope.js";
import { type EagerFunction, integerArg, stringArg } from "./arguments.js";

const ISO = "yyyy-MM-ddTHH:mm:ssZ";

/** An instant in a format of .NET, standard or custom. Throws `InvalidTemplate` for a format that .NET does not have. */
function formatted(ticks: bigint, format: string): string {
  try {
    return formatTicks(ticks, format);
  } catch {
    throw templateFault(`'${format}' is not a valid date and time format.`);
  }
}

function durationTicks(duration: string): bigint {
  const ticks = isoDurationTicks(duration);
  if (ticks !== undefined) return ticks;
  throw templateFault(`The second parameter '${duration}' is not a valid ISO8601 Duration string.`);
}

function ticksOf(value: string): bigint {
  const ticks = parseTicks(value);
  if (ticks !== undefined) return ticks;
  throw templateFault(`'${value}' is not a valid date and time.`);
}

/** Throws `InvalidTemplate` for an instant outside .NET's range; `what` describes it in the message. */
function within(ticks: bigint, what: string): bigint {
  const ms = msOf(ticks);
  if (ms >= FIRST_MS && ms <= LAST_MS) return ticks;
  throw templateFault(`${what} is out of range: expected a date and time in the years 1 to 9999.`);
}

/** The format of a result: ISO 8601 if the base has that format with a T, else the default format of .NET in en-US. */
const formatLike = (base: string): string => (/^\s*\d{4}[-/\d]*T/.test(base) ? ISO : "G");

const epochText = (seconds: number): string =>
  formatted(within(BigInt(seconds) * BigInt(SECOND_MS) * TICKS_PER_MS, `The epoch '${seconds}'`), ISO);

function fresh({ fresh: allowed }: Scope, name: string) {
  if (allowed !== undefined) return allowed;
  throw templateFault(`The template function '${name}' is not expected at this location.`);
}

export const DATE_FUNCTIONS: readonly EagerFunction[] = [
  {
    name: "utcNow",
    arity: [0, 1],
    call: ([format = "yyyyMMddTHHmmssZ"], scope) =>
      formatted(BigInt(fresh(scope, "utcNow").now.getTime()) * TICKS_PER_MS, stringArg(format)),
  },
  { name: "newGuid", arity: [0, 0], call: (_, scope) => fresh(scope, "newGuid").newGuid() },
  { name: "dateTimeFromEpoch", arity: [1, 1], call: ([seconds]) => epochText(integerArg(seconds)) },
  {
    name: "dateTimeToEpoch",
    arity: [1, 1],
    call: ([value]) => Math.floor(msOf(ticksOf(stringArg(value))) / SECOND_MS),
  },
  {
    name: "dateTimeAdd",
    arity: [2, 3],
    call: ([base, duration, format]) => {
      const sum = within(
        ticksOf(stringArg(base)) + durationTicks(stringArg(duration)),
        "The sum of its base and its duration",
      );
      return formatted(sum, format === undefined ? formatLike(stringArg(base)) : stringArg(format));
    },
  },
];
