/** Arbitrary values that a schema allows, for property tests over all declarations. */
import fc from "fast-check";
import { type Json, type JsonObject, sameJson } from "../../../provider/core/json.js";
import type { TSchema } from "../../../provider/schema/vocabulary.js";

const MAX_ENTRIES = 5;

/** Any value that a schema allows. */
export function valuesOf(schema: TSchema): fc.Arbitrary<Json> {
  if (Array.isArray(schema["enum"])) return fc.constantFrom<Json>(...(schema["enum"] as string[]));
  if (schema["type"] === "string") return stringsOf(schema);
  if (schema["type"] === "integer")
    return fc.integer({ min: Number(schema["minimum"]), max: Number(schema["maximum"]) });
  if (schema["type"] === "boolean") return fc.boolean();
  if (schema["type"] === "array") return listsOf(schema);
  if (schema["properties"] !== undefined) return objectsOf(schema);
  if (schema["type"] === "object") return fc.dictionary(fc.string(), fc.string(), { maxKeys: MAX_ENTRIES });
  return fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: MAX_ENTRIES });
}

function stringsOf(schema: TSchema): fc.Arbitrary<string> {
  const pattern = schema["pattern"];
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: Number(schema["minLength"] ?? 0), maxLength: 20 });
}

function listsOf(schema: TSchema): fc.Arbitrary<Json[]> {
  const minLength = Number(schema["minItems"] ?? 0);
  return fc.uniqueArray(valuesOf(schema["items"] as TSchema), {
    minLength,
    maxLength: MAX_ENTRIES,
    comparator: sameJson,
  });
}

/** Any object that an object's schema allows, with or without each optional property. */
export function objectsOf(schema: TSchema): fc.Arbitrary<JsonObject> {
  const properties = Object.entries(schema["properties"] as Record<string, TSchema>);
  const required = (schema["required"] ?? []) as string[];
  const values = Object.fromEntries(properties.map(([key, property]) => [key, valuesOf(property)]));
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}
