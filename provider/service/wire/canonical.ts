/**
 * The canonical form of a body: names and enum values in Azure's spelling, without what only Azure writes, and without members that its type does not have. Azure compares names and enum
 * values without case (recorded: `AlwaysOn` sent, `AlwaysON` answered; Microsoft's quickstart recovery-services-vault-create
 * sends `StorageModelType`).
 */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { BodyShape, Shape } from "./shapes.js";

/** A member of a body that its type does not have. */
export interface UnknownMember {
  /** The path of the object with the member; empty for the body itself. */
  readonly path: string;
  readonly name: string;
  /** The published name of the object's type; undefined for the body itself. */
  readonly typeName: string | undefined;
  /** The members that the type has and that may be sent. */
  readonly known: readonly string[];
}

/** A canonical body, and the members that it lost because no version of its type has them. */
export interface Canonical {
  readonly body: JsonObject;
  readonly unknown: readonly UnknownMember[];
}

/** The canonical form of a body. */
export function canonicalBody({ type, shape, definitions }: BodyShape, body: JsonObject): Canonical {
  const unknown: UnknownMember[] = [];
  const converts = type.startsWith("Microsoft.Compute/");
  return {
    body: canonicalObject({ shape, typeName: undefined, path: "", definitions, unknown, converts }, body),
    unknown,
  };
}

/** A place in a body. */
interface Place {
  readonly shape: Shape;
  /** The published name of the shape. */
  readonly typeName: string | undefined;
  readonly path: string;
  readonly definitions: Readonly<Record<string, Shape>>;
  /** The unknown members that were found so far. */
  readonly unknown: UnknownMember[];
  /** Whether strings become the numbers and booleans that they contain. */
  readonly converts: boolean;
}

/** A place inside another one. */
function inner(place: Place, shape: Shape, path: string): Place {
  const { $ref } = shape;
  return $ref === undefined
    ? { ...place, shape, typeName: undefined, path }
    : { ...place, shape: place.definitions[$ref] ?? {}, typeName: $ref, path };
}

function canonical(place: Place, value: Json): Json {
  if (value === null) return value;
  if (Array.isArray(value)) {
    const { items } = place.shape;
    if (items === undefined) return value;
    return value.map((entry, at) => canonical(inner(place, items, `${place.path}[${at}]`), entry as Json));
  }
  if (isJsonObject(value)) return canonicalObject(place, value);
  return canonicalScalar(place, value as string | number | boolean);
}

function canonicalObject(place: Place, value: JsonObject): JsonObject {
  const { tag, properties, values } = place.shape;
  if (tag !== undefined) return canonicalTagged(place, tag, value);
  if (properties === undefined && values === undefined) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([sent, member]) => canonicalMember(place, sent, member)));
}

/** A member of an object, in no entry or one. */
function canonicalMember(place: Place, sent: string, member: Json | undefined): [string, Json | undefined][] {
  const { properties = {}, values } = place.shape;
  const name = spelled(properties, sent) ?? sent;
  const shape = Object.hasOwn(properties, name) ? properties[name] : values;
  if (shape === undefined) {
    const { path, typeName } = place;
    place.unknown.push({ path, name: sent, typeName, known: sendable(properties) });
    return [];
  }
  if (shape.readOnly === true) return [];
  const path = place.path === "" ? name : `${place.path}.${name}`;
  return [[name, member === undefined ? member : canonical(inner(place, shape, path), member)]];
}

const sendable = (properties: Readonly<Record<string, Shape>>): string[] =>
  Object.keys(properties).filter((name) => properties[name]?.readOnly !== true);

/** An object whose tag selects its members. Without a tag, or with that of another workload, all members stay as sent. */
function canonicalTagged(place: Place, tag: string, value: JsonObject): JsonObject {
  const { tagValues = [], branches = {} } = place.shape;
  const sent = Object.keys(value).findLast((name) => name.toLowerCase() === tag.toLowerCase());
  if (sent === undefined) return value;
  const selected = spelledValue(tagValues, value[sent]);
  const branch = typeof selected === "string" && Object.hasOwn(branches, selected) ? branches[selected] : undefined;
  if (branch !== undefined) return { ...canonicalObject({ ...place, shape: branch }, value), [tag]: selected };
  const others = Object.entries(value).filter(([name]) => name !== sent);
  return Object.fromEntries([...others, [tag, selected]]);
}

/** What names and values are compared by: their text without case, and without blanks after commas, as in lists of identities. */
const keyOf = (text: string): string => text.toLowerCase().replaceAll(", ", ",");

const spellings = new WeakMap<object, ReadonlyMap<string, string>>();

/** The name of a member in Azure's spelling; undefined if the type has none of that name. */
function spelled(properties: Readonly<Record<string, Shape>>, sent: string): string | undefined {
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
function spelledValue(values: readonly string[], sent: Json | undefined): Json | undefined {
  if (typeof sent !== "string" || values.includes(sent)) return sent;
  return spellingsOf(values, values).get(keyOf(sent)) ?? sent;
}

const INTEGER = /^-?\d{1,15}$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/**
 * A scalar with an enum value in Azure's spelling. Compute converts strings to numbers and booleans: Microsoft's templates have
 * `"diskSizeGB": "1023"` and `"lun": "1"`. Whether Recovery Services does is unknown.
 */
function canonicalScalar({ shape, converts }: Place, value: string | number | boolean): Json {
  if (shape.enum !== undefined) return spelledValue(shape.enum, value) ?? value;
  if (!converts || typeof value !== "string") return value;
  if (shape.type === "integer" && INTEGER.test(value)) return Number(value);
  if (shape.type === "number" && NUMBER.test(value)) return Number(value);
  if (shape.type === "boolean" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return value;
}
