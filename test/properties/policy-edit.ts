/** Touches a policy's body in one place. */
import { isJsonObject, type Json, type JsonObject } from "../../provider/core/json.js";

/** A value with something put at a path of keys and indices; undefined takes away what is there. Throws where the path leads nowhere. */
export function withAt(value: Json | undefined, path: readonly string[], put: Json | undefined): Json {
  const [key = "", ...rest] = path;
  const child = (held: Json | undefined) => (rest.length === 0 ? put : withAt(held, rest, put));
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.map((entry, index) => (String(index) === key ? (child(entry) ?? null) : entry));
  }
  if (!isJsonObject(value)) throw new Error(`There is nothing to put ${key} into.`);
  const changed = Object.entries({ ...value, [key]: child(value[key]) });
  return Object.fromEntries(changed.filter(([, held]) => held !== undefined));
}

/** A body with every time of day in it replaced. */
export const withTimes = (body: JsonObject, time: string): JsonObject =>
  JSON.parse(JSON.stringify(body).replaceAll(/T\d\d:\d\d:00/g, `T${time}:00`)) as JsonObject;
