/**
 * A declaration in Azure's spelling. Azure reads names and enum values in any case, and Compute numbers in strings, so the rules
 * must read a declaration as Azure does. Pure.
 */
import { type JsonObject, withoutUndefined } from "../../core/json.js";
import { bodyShapeOf, canonicalBody } from "../../schema/bodies/index.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** The declaration as Azure reads it, if Microsoft's published schema of its type is known. Unknown values stay. */
export function spelled<I extends Partial<Inputs>>(declared: I): I {
  const { type, properties, body } = declared;
  const shape = type === undefined || isUnknown(type) ? undefined : bodyShapeOf(type);
  if (shape === undefined) return declared;
  const read = (sent: JsonObject): JsonObject => canonicalBody(shape, sent).body;
  return {
    ...declared,
    ...withoutUndefined({ properties: properties && read({ properties })["properties"] }),
    ...(body === undefined || isUnknown(body) ? {} : { body: read(body) }),
  };
}
