/**
 * The words that kinds declare their shapes with: TypeBox objects, which are JSON Schema, with marks that ride along.
 * Types, validators (ajv) and Pulumi's schema.json all fall out of them.
 */
import { type TSchema, Type } from "@sinclair/typebox";
import type { JsonObject } from "../core/json.js";

/** What a property's schema may say beside its shape. */
export interface Marks {
  /** One sentence for the editor and the registry. */
  readonly description?: string;
  /** What is allowed, in words, for a message where a pattern would tell a reader little. */
  readonly expected?: string;
  /** Azure cannot change it in place: a change replaces the resource. */
  readonly replaceOnChanges?: boolean;
  /** Left out, it is as Azure has it: to declare it no longer changes nothing. */
  readonly inherited?: boolean;
  /** Never shown in a message or a log, and encrypted in the state. */
  readonly secret?: boolean;
  /** Compared without case: ids, locations, names. */
  readonly ignoreCase?: boolean;
  /** Compared without spaces: `West Europe` is `westeurope`. */
  readonly ignoreSpaces?: boolean;
  /** How we act rather than what Azure holds: a change of it alone is kept in the state and calls no write. */
  readonly local?: boolean;
  /** What we do once, which Azure does not hold: a change of it is carried out, and never drifts. */
  readonly action?: boolean;
  /** A list whose order means nothing. */
  readonly unordered?: boolean;
}

export const MARKS = [
  "expected",
  "replaceOnChanges",
  "inherited",
  "secret",
  "ignoreCase",
  "ignoreSpaces",
  "local",
  "action",
  "unordered",
] as const;

/** A closed set of texts; written as a JSON `enum`, which both ajv's messages and Pulumi's enum types want. */
export const oneOf = <const T extends readonly string[]>(values: T, marks: Marks & { default?: T[number] } = {}) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...values], ...marks });

/** A name in an id: nothing that would end the path of a URL, or lead out of it. */
const EXCLUDED_CHARACTERS = "/\\s?#%&\\\\<>*:";
export const ID_SEGMENT = `[^${EXCLUDED_CHARACTERS}]*[^.${EXCLUDED_CHARACTERS}]`;

/** The ARM id of a resource of one type, such as `Microsoft.RecoveryServices/vaults/backupPolicies`, in any case. */
export function armId(type: string, marks: Marks = {}) {
  const [namespace = "", ...types] = type.split("/");
  const tail = types.map((part) => `/${anyCase(part)}/${ID_SEGMENT}`).join("");
  const pattern = `^/${anyCase("subscriptions")}/${ID_SEGMENT}/${anyCase("resourceGroups")}/${ID_SEGMENT}/${anyCase("providers")}/${anyCase(namespace)}${tail}$`;
  const sample = types.map((part) => `/${part}/{name}`).join("");
  return Type.String({
    pattern,
    ignoreCase: true,
    expected: `an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/${namespace}${sample}`,
    ...marks,
  });
}

/** A pattern that matches a word in any case, since JSON Schema's patterns carry no flags. */
function anyCase(word: string): string {
  return [...word]
    .map((letter) => {
      if (letter === ".") return "\\.";
      return /[a-z]/i.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter;
    })
    .join("");
}

/** Azure's tags. */
export const tags = (marks: Marks = {}) =>
  Type.Record(Type.String(), Type.String(), { description: "Azure's tags.", ...marks });

/** An object of any shape. */
export const anyJson = (marks: Marks = {}) =>
  Type.Unsafe<JsonObject>({ allOf: [{ type: "object" }], expected: "an object", ...marks });

/** The schema of the property at a path of keys, through objects, records and lists; undefined where there is none. */
export function schemaAt(schema: TSchema, path: readonly string[]): TSchema | undefined {
  let found: TSchema | undefined = schema;
  for (const key of path) found = found === undefined ? undefined : step(found, key);
  return found;
}

function step(schema: TSchema, key: string): TSchema | undefined {
  const isIndex = /^\d+$/.test(key) && schema["items"] !== undefined;
  return isIndex ? (schema["items"] as TSchema) : propertySchema(schema, key);
}

/** The schema of a property of an object or a record; undefined where it has none. */
export function propertySchema(schema: TSchema, key: string): TSchema | undefined {
  const properties = (schema["properties"] ?? {}) as Record<string, TSchema>;
  if (Object.hasOwn(properties, key)) return properties[key];
  const record = (schema["patternProperties"] ?? {}) as Record<string, TSchema>;
  return Object.values(record)[0];
}

/** Whether a mark stands on the property at this path or on one that holds it. */
export function isMarked(schema: TSchema, path: readonly string[], mark: keyof Marks): boolean {
  return path.some((_, depth) => schemaAt(schema, path.slice(0, depth + 1))?.[mark] === true);
}

export { type Static, type TObject, type TSchema, Type } from "@sinclair/typebox";
