/**
 * Builders for the shapes of kinds: TypeBox objects, which are JSON Schema, with additional keywords ("marks"). The
 * TypeScript types, the validators (ajv) and Pulumi's schema.json are derived from them.
 */
import { type TSchema, Type } from "@sinclair/typebox";
import type { JsonObject } from "../core/json.js";

/** The additional keywords of a property's schema. */
export interface Marks {
  /** For editors and the registry. */
  readonly description?: string;
  /** The allowed values in words, for messages, where a pattern is hard to read. */
  readonly expected?: string;
  /** A change replaces the resource, because Azure cannot change it in place. */
  readonly replaceOnChanges?: boolean;
  /** If it is omitted, it keeps the live value: its removal from the program is no change. */
  readonly inherited?: boolean;
  /** Redacted in messages and logs, and encrypted in the state. */
  readonly secret?: boolean;
  /** Compared without case: ids, locations, names. */
  readonly ignoreCase?: boolean;
  /** Compared without spaces: `West Europe` is `westeurope`. */
  readonly ignoreSpaces?: boolean;
  /** A provider setting, not stored in Azure: a change is stored in the state and sends no request. */
  readonly local?: boolean;
  /** Write-only: a change is sent or carried out once, and it never drifts because Azure does not return it. */
  readonly action?: boolean;
  /** An array whose order is irrelevant. */
  readonly unordered?: boolean;
  /** The ARM type of the resource whose id this is; `*` for any type. A program may pass the resource itself. */
  readonly refersTo?: string;
  /** If it is omitted, the class derives it from the resource that another input refers to. */
  readonly derived?: boolean;
  /** The name of this enum or object in generated code. Default: the kind and the path, such as `VaultSoftDelete`. */
  readonly typeName?: string;
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
  "refersTo",
  "derived",
  "typeName",
] as const;

/** An enum of strings; a JSON `enum`, as ajv's messages and Pulumi's enum types require. */
export const oneOf = <const T extends readonly string[]>(values: T, marks: Marks & { default?: T[number] } = {}) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...values], ...marks });

/** A name in an id, without characters that end or change the path of a URL. */
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
    refersTo: type,
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

/** The schema of the property at a path of keys, through objects, records and arrays; undefined without one. */
export function schemaAt(schema: TSchema, path: readonly string[]): TSchema | undefined {
  let found: TSchema | undefined = schema;
  for (const key of path) found = found === undefined ? undefined : step(found, key);
  return found;
}

function step(schema: TSchema, key: string): TSchema | undefined {
  const isIndex = /^\d+$/.test(key) && schema["items"] !== undefined;
  return isIndex ? (schema["items"] as TSchema) : propertySchema(schema, key);
}

/** The schema of a property of an object or a record; undefined without one. */
export function propertySchema(schema: TSchema, key: string): TSchema | undefined {
  const properties = (schema["properties"] ?? {}) as Record<string, TSchema>;
  if (Object.hasOwn(properties, key)) return properties[key];
  const record = (schema["patternProperties"] ?? {}) as Record<string, TSchema>;
  return Object.values(record)[0];
}

/** Whether the property at this path, or one that contains it, has this mark. */
export function isMarked(schema: TSchema, path: readonly string[], mark: keyof Marks): boolean {
  return path.some((_, depth) => schemaAt(schema, path.slice(0, depth + 1))?.[mark] === true);
}

export { type Static, type TObject, type TSchema, Type } from "@sinclair/typebox";
