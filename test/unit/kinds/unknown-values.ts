/** Helpers that find and replace values inside declarations. */
import type { Json, JsonObject } from "../../../provider/core/json.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";

export type Path = readonly string[];

/** The paths of all values inside a value; array entries by their index. */
export function pathsIn(value: Json | undefined): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    [key],
    ...pathsIn(child as Json | undefined).map((path) => [key, ...path]),
  ]);
}

/** The value at a path. */
export const valueAt = (value: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((found, key) => (found as JsonObject | undefined)?.[key], value);

/** A copy of a value with a replacement at a path. */
export function withValueAt(value: Json | undefined, [key, ...rest]: Path, replacement: Json): Json {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((entry: Json, index) => (String(index) === key ? withValueAt(entry, rest, replacement) : entry));
  }
  return { ...(value as JsonObject), [key]: withValueAt((value as JsonObject)[key], rest, replacement) };
}

/** A copy of a value with UNKNOWN at a path. */
export const withUnknownAt = (value: Json | undefined, path: Path): Json => withValueAt(value, path, UNKNOWN);
