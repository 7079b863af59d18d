/** Enum values: Azure compares them without case and answers its own spelling. Pure. */
import { isJsonObject, type JsonObject } from "../../core/json.js";

/** A value of a body that is one of a list: its path of keys, and the values as Azure spells them. */
export interface EnumValue {
  readonly path: readonly string[];
  readonly values: readonly string[];
}

/** The listed value that a text is in any case; a text that is not listed stays as it is, for a rule to refuse. */
export function canonicalValue(values: readonly string[], text: string): string {
  const key = text.toLowerCase();
  return values.find((value) => value.toLowerCase() === key) ?? text;
}

/** The body with each listed value in Azure's spelling; everything else is as it was. */
export const withCanonicalValues = (body: JsonObject, enums: readonly EnumValue[]): JsonObject =>
  enums.reduce((changed, { path, values }) => canonicalAt(changed, path, values), body);

function canonicalAt(body: JsonObject, [key = "", ...rest]: readonly string[], values: readonly string[]): JsonObject {
  const held = body[key];
  if (rest.length > 0) return isJsonObject(held) ? { ...body, [key]: canonicalAt(held, rest, values) } : body;
  return typeof held === "string" ? { ...body, [key]: canonicalValue(values, held) } : body;
}
