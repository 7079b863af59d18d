/**
 * Compares two values of a property by the marks of its schema: ids, locations and names without case, unordered arrays as
 * sets. In an object of any shape only the declared members are compared, because Azure adds its own.
 */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../core/json.js";
import { mayBeWriteOnly } from "../rules/shared/values.js";
import { isUnknown } from "../schema/unknown.js";
import { propertySchema, type TSchema } from "../schema/vocabulary.js";

/** Whether two inputs are equal. An unknown value equals nothing, not even itself. */
export function sameValue(schema: TSchema | undefined, left: Json | undefined, right: Json | undefined): boolean {
  if (isUnknown(left) || isUnknown(right)) return false;
  if (schema === undefined) return sameJson(left, right);
  if (typeof left === "string" && typeof right === "string") return sameText(schema, left, right);
  if (Array.isArray(left) && Array.isArray(right)) return sameList(schema, left as Json[], right as Json[]);
  if (isJsonObject(left) && isJsonObject(right)) return sameObject(schema, left, right);
  return left === right;
}

const sameText = (schema: TSchema, left: string, right: string): boolean =>
  folded(schema, left) === folded(schema, right);

/** Azure may return ids, names and regions in a different case, and regions with other spaces. */
function folded(schema: TSchema, text: string): string {
  const spaced = schema["ignoreSpaces"] === true ? text.replaceAll(" ", "") : text;
  return schema["ignoreCase"] === true ? spaced.toLowerCase() : spaced;
}

function sameList(schema: TSchema, left: readonly Json[], right: readonly Json[]): boolean {
  if (left.length !== right.length) return false;
  const items = schema["items"] as TSchema | undefined;
  if (schema["unordered"] !== true) return left.every((entry, index) => sameValue(items, entry, right[index]));
  const contains = (list: readonly Json[], entry: Json) => list.some((other) => sameValue(items, entry, other));
  return left.every((entry) => contains(right, entry)) && right.every((entry) => contains(left, entry));
}

function sameObject(schema: TSchema, left: JsonObject, right: JsonObject): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameValue(propertySchema(schema, key), left[key], right[key]));
}

/** Whether the live value has everything that is declared and, in a closed shape, nothing else. */
export function holdsDeclared(schema: TSchema, declared: Json | undefined, live: Json | undefined): boolean {
  return isOpen(schema) ? covers(declared, live) : sameValue(schema, declared, live);
}

/** Azure may add members to a property of any shape. */
const isOpen = (schema: TSchema): boolean => schema["type"] === undefined;

/** Whether `live` has everything in `declared`. Strings are compared without case, because Azure returns ids and enums in any case. */
function covers(declared: Json | undefined, live: Json | undefined): boolean {
  if (isUnknown(declared)) return false;
  if (isJsonObject(declared)) {
    if (!isJsonObject(live)) return Object.keys(declared).length === 0;
    return Object.entries(declared).every(
      ([key, value]) =>
        value === undefined || (live[key] === undefined && mayBeWriteOnly(key)) || covers(value, live[key]),
    );
  }
  if (Array.isArray(declared)) {
    return (
      Array.isArray(live) &&
      declared.length === live.length &&
      declared.every((entry, index) => covers(entry as Json, live[index] as Json))
    );
  }
  if (typeof declared === "string" && typeof live === "string") return declared.toLowerCase() === live.toLowerCase();
  return declared === live;
}
