/** Names in templates are compared without case. */
import type { Json, JsonObject } from "../core/json.js";
import { isJsonObject } from "../core/json.js";

/** The key of an object that has this name, in whatever case; the exact one first. */
export function keyOf(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** The member of that name, in whatever case. */
export function member(object: JsonObject, name: string): Json | undefined {
  const key = keyOf(object, name);
  return key === undefined ? undefined : object[key];
}

/** The object that a member is, or an empty one. */
export function objectMember(object: JsonObject, name: string): JsonObject {
  const found = member(object, name);
  return isJsonObject(found) ? found : {};
}

/** The text that a member is, if it is one. */
export function textMember(object: JsonObject, name: string): string | undefined {
  const found = member(object, name);
  return typeof found === "string" ? found : undefined;
}
