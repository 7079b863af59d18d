/**
 * A body read by its shape: names and enum values in Azure's spelling, without what only Azure writes, and without members
 * that its type does not have; and the values that its type does not allow. Azure compares names and enum values without
 * case (recorded: `AlwaysOn` sent, `AlwaysON` answered; Microsoft's quickstart recovery-services-vault-create sends
 * `StorageModelType`). No validator of JSON Schema reads so, so the one pass that spells a body also checks it.
 */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { BodyShape, Shape } from "./shapes.js";
import { type Scalar, scalarRead, spelledName } from "./spelling.js";

/** A member of a body that its type does not have. */
export interface UnknownMember {
  /** The path of the object with the member; empty for the body itself. */
  readonly path: string;
  readonly name: string;
  /** The published name of the object's type; undefined for the body itself. */
  readonly typeName: string | undefined;
  /** The members that the type has and that may be sent. */
  readonly known: readonly string[];
  /** The first api-version with the member, if it is later than that of the body. */
  readonly since?: string;
}

/** A value that the shape of its place does not allow. */
export interface WrongValue {
  /** Such as `properties.storageProfile.dataDisks[0].lun`. */
  readonly path: string;
  readonly found: Json;
  /** The allowed values, if the place has a list of them. */
  readonly values?: readonly string[];
  /** The type of the place; undefined if it has a list of values. */
  readonly type?: Shape["type"];
}

/** A canonical body, the members that it lost because no version of its type has them, and its wrong values. */
export interface Canonical {
  readonly body: JsonObject;
  /** The first ones, in the order of the body. */
  readonly unknown: readonly UnknownMember[];
  /** The first ones, in the order of the body. */
  readonly wrong: readonly WrongValue[];
}

/** How many unknown members and wrong values of a body are kept: nobody reads more, and a body may have a million. */
const MOST_KEPT = 20;

/**
 * Which members that are null a canonical body has: all, none, or only objects whose members may have any name, such as tags, and
 * the members of these, which a PATCH deletes. Values without a shape, such as the settings of an extension, stay as they were sent.
 */
export type Nulls = "kept" | "dropped" | "of maps";

/** How a body is read. */
interface Reading {
  readonly nulls?: Nulls;
  /** The api-version of the request: it has no later members. Undefined for any version. */
  readonly apiVersion?: string;
}

/** The canonical form of a body. */
export function canonicalBody(
  { type, shape, definitions }: BodyShape,
  body: JsonObject,
  { nulls = "kept", apiVersion = LATEST }: Reading = {},
): Canonical {
  const found = { unknown: [], wrong: [] };
  const converts = type.startsWith("Microsoft.Compute/");
  const place = { shape, typeName: undefined, path: "", definitions, found, converts, nulls, apiVersion };
  return { body: canonicalObject(place, body), ...found };
}

/** Later than every api-version. */
const LATEST = "9";

/** A place in a body. */
interface Place {
  readonly shape: Shape;
  /** The published name of the shape. */
  readonly typeName: string | undefined;
  readonly path: string;
  readonly definitions: Readonly<Record<string, Shape>>;
  /** What was found so far. */
  readonly found: { readonly unknown: UnknownMember[]; readonly wrong: WrongValue[] };
  /** Whether strings become the numbers and booleans that they contain. */
  readonly converts: boolean;
  readonly nulls: Nulls;
  readonly apiVersion: string;
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
  const read =
    Array.isArray(value) || isJsonObject(value) ? value : scalarRead(place.shape, value as Scalar, place.converts);
  if (!isAllowed(place.shape, read)) {
    keepFirst(place.found.wrong, wrongValue(place, value));
    return value;
  }
  if (Array.isArray(read)) return canonicalArray(place, read);
  return isJsonObject(read) ? canonicalObject(place, read) : read;
}

const wrongValue = ({ path, shape }: Place, found: Json): WrongValue => ({
  path,
  found,
  ...(shape.enum === undefined ? { type: shape.tag === undefined ? shape.type : "object" } : { values: shape.enum }),
});

function keepFirst<T>(kept: T[], one: T): void {
  if (kept.length < MOST_KEPT) kept.push(one);
}

/** Whether a value has the type of its place, and if that is a list of values, is one of them. */
function isAllowed(shape: Shape, value: Json): boolean {
  if (shape.enum !== undefined) return typeof value === "string" && shape.enum.includes(value);
  switch (shape.tag === undefined ? shape.type : "object") {
    case undefined:
      return true;
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === shape.type;
  }
}

function canonicalArray(place: Place, value: readonly Json[]): Json {
  const { items } = place.shape;
  if (items === undefined) return value as Json;
  return value.map((entry, at) => canonical(inner(place, items, `${place.path}[${at}]`), entry));
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
  const name = spelledName(properties, sent) ?? sent;
  const shape = Object.hasOwn(properties, name) ? properties[name] : values;
  if (shape === undefined || isLater(place, shape)) {
    const { path, typeName } = place;
    const since = shape?.since === undefined ? {} : { since: shape.since };
    keepFirst(place.found.unknown, { path, name: sent, typeName, known: sendable(properties), ...since });
    return [];
  }
  if (shape.readOnly === true) return [];
  const within = inner(place, shape, memberPath(place, name));
  if (member === null && !keepsNull(within, shape === values)) return [];
  return [[name, member === undefined ? member : canonical(within, member)]];
}

const isLater = ({ apiVersion }: Place, { since }: Shape): boolean => since !== undefined && since > apiVersion;

function keepsNull({ nulls, shape }: Place, isOfMap: boolean): boolean {
  if (nulls !== "of maps") return nulls === "kept";
  return isOfMap || (shape.values !== undefined && shape.properties === undefined);
}

const sendable = (properties: Readonly<Record<string, Shape>>): string[] =>
  Object.keys(properties).filter((name) => properties[name]?.readOnly !== true);

const memberPath = ({ path }: Place, name: string): string => (path === "" ? name : `${path}.${name}`);

/** An object whose tag selects its members. Without a tag, or with that of another workload, all members stay as sent. */
function canonicalTagged(place: Place, tag: string, value: JsonObject): JsonObject {
  const { tagValues = [], branches = {} } = place.shape;
  const sent = Object.keys(value).findLast((name) => name.toLowerCase() === tag.toLowerCase());
  if (sent === undefined) return value;
  const selected = canonical(inner(place, { enum: tagValues }, memberPath(place, tag)), value[sent] ?? null);
  const branch = typeof selected === "string" && Object.hasOwn(branches, selected) ? branches[selected] : undefined;
  if (branch !== undefined) return { ...canonicalObject({ ...place, shape: branch }, value), [tag]: selected };
  const others = Object.entries(value).filter(([name]) => name !== sent);
  return Object.fromEntries([...others, [tag, selected]]);
}
