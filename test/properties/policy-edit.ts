/** Edits of a policy's body. */
import { isJsonObject, type Json, type JsonObject } from "../../provider/core/json.js";

/** A copy of a value, changed at a path of keys and indices; undefined removes the member. Throws if there is no such path. */
export function withAt(value: Json | undefined, path: readonly string[], put: Json | undefined): Json {
  const [key = "", ...rest] = path;
  const child = (current: Json | undefined) => (rest.length === 0 ? put : withAt(current, rest, put));
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.map((entry, index) => (String(index) === key ? (child(entry) ?? null) : entry));
  }
  if (!isJsonObject(value)) throw new Error(`There is nothing to put ${key} into.`);
  const changed = Object.entries({ ...value, [key]: child(value[key]) });
  return Object.fromEntries(changed.filter(([, member]) => member !== undefined));
}

/** A body with every time of day in it replaced. */
export const withTimes = (body: JsonObject, time: string): JsonObject =>
  JSON.parse(JSON.stringify(body).replaceAll(/T\d\d:\d\d:00/g, `T${time}:00`)) as JsonObject;
