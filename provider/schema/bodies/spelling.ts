/** The spelling of names and values in bodies: Azure compares them without case, and answers in its own spelling. */
import type { Shape } from "./shapes.js";

/** A value of JSON that contains no other. */
export type Scalar = string | number | boolean;

/** What names and values are compared by: their text without case, and without blanks after commas, as in lists of identities. */
const keyOf = (text: string): string => text.toLowerCase().replaceAll(", ", ",");

const spellings = new WeakMap<object, ReadonlyMap<string, string>>();

/** The name of a member in Azure's spelling; undefined if the type has none of that name. */
export function spelledName(properties: NonNullable<Shape["properties"]>, sent: string): string | undefined {
  if (Object.hasOwn(properties, sent)) return sent;
  return spellingsOf(properties, Object.keys(properties)).get(keyOf(sent));
}

function spellingsOf(of: object, names: readonly string[]): ReadonlyMap<string, string> {
  const known = spellings.get(of);
  if (known !== undefined) return known;
  const found = new Map(names.map((name) => [keyOf(name), name]));
  spellings.set(of, found);
  return found;
}

/** A value in Azure's spelling; as it is, if the list does not contain it. */
const spelledValue = (values: readonly string[], sent: string): string =>
  values.includes(sent) ? sent : (spellingsOf(values, values).get(keyOf(sent)) ?? sent);

const INTEGER = /^-?\d{1,15}$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/**
 * A value as Azure reads it: an enum value in Azure's spelling; with `converts`, the number or boolean that a string
 * contains. Compute converts: Microsoft's templates have `"diskSizeGB": "1023"` and `"lun": "1"`. Whether Recovery Services
 * does is unknown.
 */
export function scalarRead(shape: Shape, value: Scalar, converts: boolean): Scalar {
  if (typeof value !== "string") return value;
  if (shape.enum !== undefined) return spelledValue(shape.enum, value);
  return converts ? converted(shape.type, value) : value;
}

function converted(type: Shape["type"], value: string): Scalar {
  if (type === "integer" && INTEGER.test(value)) return Number(value);
  if (type === "number" && NUMBER.test(value)) return Number(value);
  if (type === "boolean" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return value;
}
