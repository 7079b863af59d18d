/** Plain JSON: the only values that are sent to Azure, to the store and to Pulumi. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own property of an object; `__proto__` is a key like any other. */
const own = (value: JsonObject, key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined);

/** The value at a path of keys, or undefined if the path does not exist. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (!isJsonObject(current)) return undefined;
    current = own(current, key);
  }
  return current;
}

/** The string at a path, or undefined. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** The object at a path, or an empty one. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** The array at a path, or an empty one. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Whether objects and arrays are nested more than `levels` deep. Takes linear time, without recursion. */
export function isDeeperThan(value: Json, levels: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; depth < levels; depth++) {
    level = level.flatMap((member) => {
      if (typeof member !== "object" || member === null) return [];
      return Object.values(member).filter((inner) => typeof inner === "object" && inner !== null) as Json[];
    });
    if (level.length === 0) return false;
  }
  return true;
}

/** Deep equality of plain JSON; a key with the value undefined equals a missing key. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((entry, index) => sameJson(entry, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
    sameJson(own(left, key), own(right, key)),
  );
}

/** `base` merged with `patch`: objects key by key, everything else is replaced, also by null. For a PATCH: `mergePatch`. */
export function mergeJson(base: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const old = merged.get(key);
    merged.set(key, isJsonObject(value) && isJsonObject(old) ? mergeJson(old, value) : value);
  }
  return Object.fromEntries(merged);
}

/** A JSON merge patch (RFC 7396), as ARM's PATCH takes it: as `mergeJson`, but null deletes a key. */
export function mergePatch(target: Json | undefined, patch: JsonObject): JsonObject;
export function mergePatch(target: Json | undefined, patch: Json): Json;
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(Object.entries(isJsonObject(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** A copy without the keys named. */
export const omit = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** A copy of the keys named, as far as the object has them. */
export const pick = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.filter((key) => object[key] !== undefined).map((key) => [key, object[key]]));

/** A copy without undefined, which neither protobuf's Struct nor JSON can represent. */
export const withoutUndefined = <T extends Json>(value: T): T => strip(value) as T;

function strip(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => strip(entry as Json));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, strip(member)] as const],
  );
  return Object.fromEntries(entries);
}

/** A copy without the members that are null, at any depth. */
export const withoutNullMembers = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, member]) => {
      if (member === null) return [];
      return [[key, isJsonObject(member) ? withoutNullMembers(member) : member] as const];
    }),
  );

/** JSON text with sorted keys: equal values give equal texts, which can be hashed. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalText(entry)).join(",")}]`;
  if (!isJsonObject(value)) return scalarText(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] as Json)}`)
    .join(",")}}`;
}

/** A program in JavaScript may pass what is no JSON, such as a function or a bigint, which the check refuses. */
const scalarText = (value: unknown): string =>
  typeof value === "bigint" ? `${value}n` : (JSON.stringify(value) ?? typeof value);
