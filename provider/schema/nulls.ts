/**
 * In JSON, tfvars and configurations null is how "no value" is written, so in inputs a null means omitted. Values of any
 * shape keep their nulls, because Azure may give them a meaning.
 */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { propertySchema, type TSchema } from "./vocabulary.js";

/** The object without the nulls of its known properties, at any depth. Nulls in arrays and in unknown properties are retained. */
export const withoutNulls = (schema: TSchema, value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const property = propertySchema(schema, key);
      if (property === undefined) return [[key, member]];
      return member === null ? [] : [[key, member === undefined ? member : cleaned(property, member)]];
    }),
  );

function cleaned(schema: TSchema, value: Json): Json {
  const items = schema["items"] as TSchema | undefined;
  if (Array.isArray(value)) return items === undefined ? value : value.map((entry) => cleaned(items, entry as Json));
  return isJsonObject(value) ? withoutNulls(schema, value) : value;
}
