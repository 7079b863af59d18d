/** The placeholder that Pulumi sends in a preview for an unknown value, at any depth (`pulumi.runtime.unknownValue`). */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** Whether a value is unknown or contains an unknown one. */
export function hasUnknown(value: Json | undefined): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some((entry) => hasUnknown(entry));
  return isJsonObject(value) && Object.values(value).some((entry) => hasUnknown(entry));
}

/** A body with null, which is no value, in place of each value that is not known yet. */
export const withNulls = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).map(([key, member]) => [key, nulled(member ?? null)]));

function nulled(value: Json): Json {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(nulled);
  return isJsonObject(value) ? withNulls(value) : value;
}
