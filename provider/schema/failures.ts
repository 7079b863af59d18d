/**
 * Messages for the errors of ajv: the property, the value unless it is secret, and what is allowed. An unknown value is
 * valid: a preview must not fail on a value that is not known yet.
 */
import type { ErrorObject } from "ajv";
import { isJsonObject, type Json } from "../core/json.js";
import { nearest } from "../core/nearest.js";
import { REDACTED } from "../core/redact.js";
import { hasUnknown, isUnknown, UNKNOWN } from "./unknown.js";
import { isMarked, schemaAt, type TSchema } from "./vocabulary.js";

/** A failure of an input. `property` is its path, such as `retention.daily.count`. */
export interface Failure {
  readonly property: string;
  /** The value as JSON; undefined if it is missing or secret. */
  readonly found?: string;
  /** What is allowed, and what to do. */
  readonly reason: string;
  /** The value that was most likely meant. It is similar to the value found, so it is as secret as that. */
  readonly meant?: string;
  /** Whether the reason was written by a rule over several inputs and may quote any of them. */
  readonly mayQuote?: boolean;
}

/** `a.b[0].c` of the keys a, b, 0, c. */
export const propertyPath = (keys: readonly string[]): string =>
  keys.reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}${path === "" ? "" : "."}${key}`), "");

/** The failures for errors of ajv, each once, without those that an unknown value causes. */
export function failuresOf(schema: TSchema, value: Json, errors: readonly ErrorObject[]): Failure[] {
  const failures = errors
    .filter((error) => !isAboutUnknown(value, error))
    .map((error) => failureOf(schema, value, error));
  // An enum breaks `type` and `enum` with one value.
  return [...new Map(failures.map((failure) => [`${failure.property}\n${failure.reason}`, failure])).values()];
}

/**
 * Whether an error of ajv is about a value that is not known yet. An array that contains an unknown value is
 * known to be an array; only a keyword that compares its entries, or tries shapes for them, may change its result later.
 */
export function isAboutUnknown(value: Json, error: ErrorObject): boolean {
  const found = valueAt(value, keysOf(error));
  if (isUnknown(found) || isUnknown(error.params["tagValue"])) return true;
  return OVER_ENTRIES.has(error.keyword) && Array.isArray(found) && hasUnknown(found);
}

const OVER_ENTRIES: ReadonlySet<string> = new Set(["uniqueItems", "contains", "anyOf", "oneOf"]);

/** The path of the value that an error of ajv is about. */
export const keysOf = (error: ErrorObject): string[] =>
  error.instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = found[Number(key)] as Json | undefined;
    else found = isJsonObject(found) ? found[key] : undefined;
  }
  return found;
}

function failureOf(schema: TSchema, value: Json, error: ErrorObject): Failure {
  const keys = keysOf(error);
  if (error.keyword === "required") {
    const missing = [...keys, String(error.params["missingProperty"])];
    return { property: propertyPath(missing), reason: `is missing: expected ${allowed(schemaAt(schema, missing))}` };
  }
  if (error.keyword === "additionalProperties") return unknownKey(schema, keys, error);
  const reason = `is not allowed: expected ${expectedText(error, schemaAt(schema, keys))}`;
  const property = propertyPath(keys);
  if (isMarked(schema, keys, "secret")) return { property, reason };
  const found = valueAt(value, keys);
  return { property, found: shorten(found), reason, ...meantValue(schemaAt(schema, keys), found) };
}

/** In characters. Such a value is a code, such as LRS and ZRS: similar ones mean different things. */
const LONGEST_CODE = 4;

/** The value of an enum that was most likely meant by a value that is not allowed. */
function meantValue(schema: TSchema | undefined, found: Json | undefined): Pick<Failure, "meant"> {
  const allowedValues: unknown = schema?.["enum"];
  if (!Array.isArray(allowedValues) || typeof found !== "string") return {};
  const typed = found.trim().toLowerCase();
  const values = allowedValues.map(String);
  const meant =
    typed.length > LONGEST_CODE ? nearest(typed, values) : values.find((value) => value.toLowerCase() === typed);
  return meant === undefined ? {} : { meant };
}

/** What is allowed at the place of an error. */
const expectedText = (error: ErrorObject, schema: TSchema | undefined): string =>
  error.keyword === "uniqueItems" && schema?.["expected"] === undefined ? "no duplicate entries" : allowed(schema);

/** A failure as one line; `hidden` redacts its value. */
export function failureText(failure: Failure, hidden: boolean): string {
  const value = hidden ? REDACTED : failure.found;
  const found = failure.found === undefined ? "" : `${value} `;
  const question = failure.meant === undefined || hidden ? "" : `. Did you mean ${JSON.stringify(failure.meant)}?`;
  return `${failure.property}: ${found}${failure.reason}${question}`;
}

function unknownKey(schema: TSchema, keys: readonly string[], error: ErrorObject): Failure {
  const known = Object.keys((schemaAt(schema, keys) ?? schema)["properties"] ?? {});
  const name = String(error.params["additionalProperty"]);
  const suggestion = nearest(name, known) ?? beginningOf(name, known);
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  return {
    property: propertyPath([...keys, name]),
    reason: `unknown property.${hint} Expected one of ${known.join(", ")}`,
  };
}

/** In characters: shorter names begin many others. */
const SHORTEST_BEGINNING = 5;

/** `resourceGroup` for `resourceGroupName`: other tools add what a value is to the name of its property. */
const beginningOf = (name: string, known: readonly string[]): string | undefined =>
  known
    .filter((key) => key.length >= SHORTEST_BEGINNING && name.toLowerCase().startsWith(key.toLowerCase()))
    .sort((left, right) => right.length - left.length)[0];

/** In characters: an ARM id is shown completely. */
const LONGEST_SHOWN = 200;

function shorten(value: Json | undefined): string {
  const text = (JSON.stringify(value) ?? "undefined").replaceAll(JSON.stringify(UNKNOWN), "<unknown>");
  const length = typeof value === "string" ? value.length : text.length;
  return length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The values that a schema allows, in words. */
export function allowed(schema: TSchema | undefined): string {
  if (schema === undefined) return "a value";
  if (typeof schema["expected"] === "string") return schema["expected"];
  if (Array.isArray(schema["enum"])) return `one of ${schema["enum"].map((value) => JSON.stringify(value)).join(", ")}`;
  const kind = schema["type"] === undefined ? "a value" : (TYPE_NAMES.get(String(schema["type"])) ?? "a value");
  return `${kind}${range(schema["minimum"], schema["maximum"])}${lengthRange(schema)}`;
}

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ["string", "a string"],
  ["integer", "an integer"],
  ["number", "a number"],
  ["boolean", "a boolean"],
  ["array", "an array"],
  ["object", "an object"],
]);

function range(min: unknown, max: unknown): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}

function lengthRange(schema: TSchema): string {
  const items = countRange("entry", schema["minItems"], schema["maxItems"]);
  return items === "" ? countRange("character", schema["minLength"], schema["maxLength"]) : items;
}

/** ` with 1 to 7 entries`, ` with at least 1 entry`. */
function countRange(unit: "entry" | "character", min: unknown, max: unknown): string {
  const units = (count: unknown) => `${count} ${count === 1 ? unit : PLURALS[unit]}`;
  if (min !== undefined && max !== undefined) return ` with ${min} to ${units(max)}`;
  if (min !== undefined) return ` with at least ${units(min)}`;
  return max === undefined ? "" : ` with at most ${units(max)}`;
}

const PLURALS = { entry: "entries", character: "characters" } as const;
