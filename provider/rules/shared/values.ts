/** Values in request bodies: the failures of their readers, and properties that Azure never returns. Pure. */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";

/** Thrown by the readers of a body, and caught by `collectFailures` or by the function that reads the whole body. */
export class InvalidValue extends Error {
  readonly failure: Failure;

  constructor(property: string, reason: string) {
    super(`${property} ${reason}`);
    this.failure = { property, reason };
  }
}

/** The failures that `read` returns, or the one that it throws. */
export function collectFailures(read: () => Failure[]): Failure[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValue) return [error.failure];
    throw error;
  }
}

/** A value as a message quotes it: JSON, or that it is missing. A null is no value. */
export const foundText = (value: Json | undefined): string =>
  value === undefined || value === null ? "missing" : JSON.stringify(value);

/** A value of a body, and the property that a failure names. */
interface NamedValue {
  readonly value: Json | undefined;
  readonly property: string;
}

/** ARM treats null as missing. */
function optional<T extends Json>(
  { value, property }: NamedValue,
  isExpected: (found: Json) => found is T,
  expected: string,
): T | undefined {
  if (value === undefined || value === null) return undefined;
  if (isExpected(value)) return value;
  throw new InvalidValue(property, `is ${JSON.stringify(value)}: expected ${expected}.`);
}

/** A number, or undefined where it is missing. Throws `InvalidValue` for any other value. */
export const optionalNumber = (value: NamedValue): number | undefined =>
  optional(value, (found): found is number => typeof found === "number", "a number");

/** A string, or undefined where it is missing. Throws `InvalidValue` for any other value. */
export const optionalString = (value: NamedValue): string | undefined =>
  optional(value, (found): found is string => typeof found === "string", "a string");

/** An object, or undefined where it is missing. Throws `InvalidValue` for any other value. */
export const optionalObject = (value: NamedValue): JsonObject | undefined => optional(value, isJsonObject, "an object");

/** An array, empty where it is missing. Throws `InvalidValue` for any other value. */
export const optionalArray = (value: NamedValue): readonly Json[] =>
  optional(value, (found): found is readonly Json[] => Array.isArray(found), "an array") ?? [];

/** The values of an enum array, each once. Azure documents no meaning of a repeated value, so it is refused. */
export function enumArray<T extends string>(value: NamedValue, allowed: readonly T[]): T[] {
  const entries = optionalArray(value).map((entry) => {
    const found = allowed.find((name) => name === entry);
    if (found !== undefined) return found;
    throw new InvalidValue(value.property, `contains ${JSON.stringify(entry)}: expected ${allowed.join(", ")}.`);
  });
  return requireUnique(entries, value.property);
}

/** The same array. Throws `InvalidValue` where it contains a value twice. */
export function requireUnique<T extends Json>(entries: T[], property: string): T[] {
  const repeated = entries.find((entry, index) => entries.indexOf(entry) < index);
  if (repeated === undefined) return entries;
  throw new InvalidValue(property, `contains ${repeated} twice: list it once.`);
}

/**
 * Names, in lower case, of properties that Azure accepts and never returns, in any resource. The embedded Azure needs none of
 * them, so it does not store them; a declared one that a reply lacks is not drift.
 * Source: what Azure's REST specifications mark with `x-ms-secret`, and recorded replies of Microsoft.Compute.
 */
const WRITE_ONLY_NAMES = new Set([
  "administratorloginpassword",
  "adminpassword",
  "clientsecret",
  "customdata",
  "password",
  "protectedsettings",
  "securevalue",
  "sharedkey",
  "storageaccountkey",
]);

/** Whether Azure never returns a property of this name. */
export const isWriteOnly = (name: string): boolean => WRITE_ONLY_NAMES.has(name.toLowerCase());

/** Whether Azure may not return a property of this name: a wider test than `isWriteOnly`, for a declared property that a reply lacks. */
export const mayBeWriteOnly = (name: string): boolean => isWriteOnly(name) || /password|secret/i.test(name);

/** A body as Azure returns it: without write-only properties, at any depth. */
export function withoutWriteOnly(body: JsonObject): JsonObject {
  const returned = Object.entries(body).flatMap(([key, value]) =>
    value === undefined || isWriteOnly(key) ? [] : [[key, returnedValue(value)] as const],
  );
  return Object.fromEntries(returned);
}

function returnedValue(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => returnedValue(entry as Json));
  return isJsonObject(value) ? withoutWriteOnly(value) : value;
}
