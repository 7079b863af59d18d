/** Values with an unknown one somewhere inside. */
import type { Json, JsonObject } from "../../../provider/core/json.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";

export type Path = readonly string[];

/** The paths of all values inside a value, lists by their places. */
export function pathsIn(value: Json | undefined): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) => [
    [key],
    ...pathsIn(held as Json | undefined).map((path) => [key, ...path]),
  ]);
}

/** The value at a path. */
export const valueAt = (value: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((found, key) => (found as JsonObject | undefined)?.[key], value);

/** A copy of a value with another one put at a path. */
export function withValueAt(value: Json | undefined, [key, ...rest]: Path, put: Json): Json {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((entry: Json, index) => (String(index) === key ? withValueAt(entry, rest, put) : entry));
  }
  return { ...(value as JsonObject), [key]: withValueAt((value as JsonObject)[key], rest, put) };
}

/** A copy of a value with the unknown put at a path. */
export const withUnknownAt = (value: Json | undefined, path: Path): Json => withValueAt(value, path, UNKNOWN);
