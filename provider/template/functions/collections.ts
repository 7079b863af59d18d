/** Functions of arrays and objects, some of which accept strings too. Source: "Array functions" and "Object functions for ARM templates". */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { keyOf, member } from "../members.js";
import {
  ANY_NUMBER,
  arrayArg,
  type EagerFunction,
  integerArg,
  isList,
  objectArg,
  stringArg,
  typeName,
} from "./arguments.js";

const has = (values: readonly Json[], wanted: Json | undefined): boolean =>
  values.some((value) => sameJson(value, wanted));

function contains(container: Json | undefined, wanted: Json | undefined): boolean {
  if (typeof container === "string") return container.includes(stringArg(wanted));
  if (isList(container)) return has(container, wanted);
  return keyOf(objectArg(container), stringArg(wanted)) !== undefined;
}

function isEmpty(value: Json | undefined): boolean {
  if (value === null || value === undefined) return true;
  return lengthOf(value) === 0;
}

function lengthOf(value: Json | undefined): number {
  if (typeof value === "string" || isList(value)) return value.length;
  return Object.keys(objectArg(value)).length;
}

const sequence = (value: Json | undefined): string | readonly Json[] =>
  typeof value === "string" ? value : arrayArg(value);

function skip(value: Json | undefined, count: number): Json {
  return sequence(value).slice(Math.max(0, count));
}

function take(value: Json | undefined, count: number): Json {
  return sequence(value).slice(0, Math.max(0, count));
}

function edge(value: Json | undefined, index: 0 | -1): Json {
  const of = sequence(value);
  return of.at(index) ?? (typeof of === "string" ? "" : null);
}

/** Strings are searched without case; elements of arrays are compared deeply and with case. */
function indexIn(container: Json | undefined, wanted: Json | undefined, from: "indexOf" | "lastIndexOf"): number {
  if (typeof container === "string") return container.toLowerCase()[from](stringArg(wanted).toLowerCase());
  const values = arrayArg(container);
  return from === "indexOf"
    ? values.findIndex((value) => sameJson(value, wanted))
    : values.findLastIndex((value) => sameJson(value, wanted));
}

const MAX_RANGE_COUNT = 10_000;

function range(start: number, count: number): number[] {
  if (count < 0 || count > MAX_RANGE_COUNT || start + count > 2_147_483_647) {
    throw templateFault(
      `the count must be from 0 to ${MAX_RANGE_COUNT}, and the sum of start and count no more than 2147483647.`,
    );
  }
  return Array.from({ length: count }, (_, index) => start + index);
}

const distinct = (values: readonly Json[]): Json[] =>
  values.filter((value, index) => !has(values.slice(0, index), value));

function union(args: readonly Json[]): Json {
  if (args.every(isList)) return distinct(args.flatMap(arrayArg));
  return args.map(objectArg).reduce(merged);
}

/** Merges objects at every depth; for any other values the later one is used. */
function merged(left: JsonObject, right: JsonObject): JsonObject {
  const members = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const old = members.get(key);
    members.set(key, isJsonObject(old) && isJsonObject(value) ? merged(old, value) : value);
  }
  return Object.fromEntries(members);
}

function intersection(args: readonly Json[]): Json {
  const [first, ...rest] = args;
  if (isList(first)) return distinct(first.filter((value) => rest.every((other) => has(arrayArg(other), value))));
  const common = Object.entries(objectArg(first)).filter(([key, value]) =>
    rest.every((other) => keyOf(objectArg(other), key) !== undefined && sameJson(member(objectArg(other), key), value)),
  );
  return Object.fromEntries(common);
}

function createObject(args: readonly Json[]): JsonObject {
  if (args.length % 2 !== 0) throw templateFault("names and values are expected in pairs.");
  return Object.fromEntries(
    args.flatMap((name, index) => (index % 2 === 0 ? [[stringArg(name), args[index + 1] ?? null] as const] : [])),
  );
}

/** Keys in Azure's order: by name without case, stable otherwise. */
function sortedKeys(of: JsonObject): string[] {
  const byName = (left: string, right: string) => {
    const [first, second] = [left.toLowerCase(), right.toLowerCase()];
    if (first === second) return 0;
    return first < second ? -1 : 1;
  };
  return Object.keys(of).sort(byName);
}

function flatten(values: readonly Json[]): Json[] {
  return values.flatMap((value) => {
    if (isList(value)) return value;
    throw templateFault(`every element must be an array, one is of type '${typeName(value)}'.`);
  });
}

function fromEnd(value: Json | undefined, count: number): Json {
  const values = arrayArg(value);
  const found = count >= 1 ? values.at(-count) : undefined;
  if (found !== undefined) return found;
  throw templateFault(`The language expression property array index '${count}' is out of bounds.`);
}

/** The value at a path of names and indexes, or null if a step is missing. */
function tryGet([container, ...steps]: readonly Json[]): Json {
  let found: Json | undefined = container ?? null;
  for (const step of steps) found = stepInto(found ?? null, step);
  return found ?? null;
}

function stepInto(container: Json, step: Json): Json | undefined {
  if (isList(container)) {
    const at = typeof step === "number" ? step : fromEndStep(step);
    return at === undefined ? undefined : container.at(at);
  }
  return isJsonObject(container) && typeof step === "string" ? member(container, step) : undefined;
}

function fromEndStep(step: Json): number | undefined {
  if (!isJsonObject(step) || step["fromEnd"] !== true) return undefined;
  return -integerArg(step["value"]);
}

export const COLLECTION_FUNCTIONS: readonly EagerFunction[] = [
  { name: "contains", arity: [2, 2], call: ([container, wanted]) => contains(container, wanted) },
  { name: "empty", arity: [1, 1], call: ([value]) => isEmpty(value) },
  { name: "length", arity: [1, 1], call: ([value]) => lengthOf(value) },
  { name: "first", arity: [1, 1], call: ([value]) => edge(value, 0) },
  { name: "last", arity: [1, 1], call: ([value]) => edge(value, -1) },
  { name: "skip", arity: [2, 2], call: ([value, count]) => skip(value, integerArg(count)) },
  { name: "take", arity: [2, 2], call: ([value, count]) => take(value, integerArg(count)) },
  { name: "indexOf", arity: [2, 2], call: ([container, wanted]) => indexIn(container, wanted, "indexOf") },
  { name: "lastIndexOf", arity: [2, 2], call: ([container, wanted]) => indexIn(container, wanted, "lastIndexOf") },
  { name: "array", arity: [1, 1], call: ([value = null]) => (isList(value) ? value : [value]) },
  { name: "createArray", arity: [0, ANY_NUMBER], call: (args) => args },
  { name: "createObject", arity: [0, ANY_NUMBER], call: createObject },
  { name: "distinct", arity: [1, 1], call: ([values]) => distinct(arrayArg(values)) },
  { name: "flatten", arity: [1, 1], call: ([values]) => flatten(arrayArg(values)) },
  { name: "range", arity: [2, 2], call: ([start, count]) => range(integerArg(start), integerArg(count)) },
  { name: "union", arity: [1, ANY_NUMBER], call: union },
  { name: "intersection", arity: [1, ANY_NUMBER], call: intersection },
  { name: "indexFromEnd", arity: [2, 2], call: ([values, count]) => fromEnd(values, integerArg(count)) },
  {
    name: "tryIndexFromEnd",
    arity: [2, 2],
    call: ([values, count]) =>
      isList(values) && integerArg(count) >= 1 ? (values.at(-integerArg(count)) ?? null) : null,
  },
  { name: "tryGet", arity: [2, ANY_NUMBER], call: tryGet },
  {
    name: "items",
    arity: [1, 1],
    call: ([value]) => sortedKeys(objectArg(value)).map((key) => ({ key, value: objectArg(value)[key] ?? null })),
  },
  { name: "objectKeys", arity: [1, 1], call: ([value]) => sortedKeys(objectArg(value)) },
  {
    name: "shallowMerge",
    arity: [1, 1],
    call: ([values]) => Object.fromEntries(arrayArg(values).flatMap((one) => Object.entries(objectArg(one)))),
  },
];
