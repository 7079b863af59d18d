/** Members of objects in templates, whose names are compared without case. */
import type { Json, JsonObject } from "../core/json.js";
import { isJsonObject } from "../core/json.js";

/** The key of an object with this name, compared without case; an exact match takes precedence. */
export function keyOf(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** The member with this name, compared without case. */
export function member(object: JsonObject, name: string): Json | undefined {
  const key = keyOf(object, name);
  return key === undefined ? undefined : object[key];
}

/** The member if it is an object, or an empty one. */
export function objectMember(object: JsonObject, name: string): JsonObject {
  const found = member(object, name);
  return isJsonObject(found) ? found : {};
}

/** The member if it is a string, or undefined. */
export function textMember(object: JsonObject, name: string): string | undefined {
  const found = member(object, name);
  return typeof found === "string" ? found : undefined;
}
