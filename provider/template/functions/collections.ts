/** Functions of arrays and objects, and those that take a text as well. Source: "Array functions" and "Object functions for ARM templates". */
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { keyOf, member } from "../members.js";
import { ANY_NUMBER, type EagerFunction, isList, list, object, text, typeName, whole } from "./arguments.js";

const has = (values: readonly Json[], wanted: Json | undefined): boolean =>
  values.some((value) => sameJson(value, wanted));

function contains(container: Json | undefined, wanted: Json | undefined): boolean {
  if (typeof container === "string") return container.includes(text(wanted));
  if (isList(container)) return has(container, wanted);
  return keyOf(object(container), text(wanted)) !== undefined;
}

function isEmpty(value: Json | undefined): boolean {
  if (value === null || value === undefined) return true;
  return lengthOf(value) === 0;
}

function lengthOf(value: Json | undefined): number {
  if (typeof value === "string" || isList(value)) return value.length;
  return Object.keys(object(value)).length;
}

const sequence = (value: Json | undefined): string | readonly Json[] =>
  typeof value === "string" ? value : list(value);

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

/** Texts are searched without case; arrays with, and deep. */
function indexIn(container: Json | undefined, wanted: Json | undefined, from: "indexOf" | "lastIndexOf"): number {
  if (typeof container === "string") return container.toLowerCase()[from](text(wanted).toLowerCase());
  const values = list(container);
  return from === "indexOf"
    ? values.findIndex((value) => sameJson(value, wanted))
    : values.findLastIndex((value) => sameJson(value, wanted));
}

const MOST_IN_RANGE = 10_000;

function range(start: number, count: number): number[] {
  if (count < 0 || count > MOST_IN_RANGE || start + count > 2_147_483_647) {
    throw templateFault(
      `the count must be from 0 to ${MOST_IN_RANGE}, and the sum of start and count no more than 2147483647.`,
    );
  }
  return Array.from({ length: count }, (_, index) => start + index);
}

const distinct = (values: readonly Json[]): Json[] =>
  values.filter((value, index) => !has(values.slice(0, index), value));

function union(args: readonly Json[]): Json {
  if (args.every(isList)) return distinct(args.flatMap(list));
  return args.map(object).reduce(merged);
}

/** Objects are merged at every depth; of anything else the later one stands. */
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
  if (isList(first)) return distinct(first.filter((value) => rest.every((other) => has(list(other), value))));
  const common = Object.entries(object(first)).filter(([key, value]) =>
    rest.every((other) => keyOf(object(other), key) !== undefined && sameJson(member(object(other), key), value)),
  );
  return Object.fromEntries(common);
}

function createObject(args: readonly Json[]): JsonObject {
  if (args.length % 2 !== 0) throw templateFault("names and values are expected in pairs.");
  return Object.fromEntries(
    args.flatMap((name, index) => (index % 2 === 0 ? [[text(name), args[index + 1] ?? null] as const] : [])),
  );
}

/** Keys in Azure's order: by name without case; of equal names the first stays first. */
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
  const values = list(value);
  const found = count >= 1 ? values.at(-count) : undefined;
  if (found !== undefined) return found;
  throw templateFault(`The language expression property array index '${count}' is out of bounds.`);
}

/** The value at a path of names and places, or null where a step is missing. */
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
  return -whole(step["value"]);
}

export const COLLECTION_FUNCTIONS: readonly EagerFunction[] = [
  { name: "contains", arity: [2, 2], call: ([container, wanted]) => contains(container, wanted) },
  { name: "empty", arity: [1, 1], call: ([value]) => isEmpty(value) },
  { name: "length", arity: [1, 1], call: ([value]) => lengthOf(value) },
  { name: "first", arity: [1, 1], call: ([value]) => edge(value, 0) },
  { name: "last", arity: [1, 1], call: ([value]) => edge(value, -1) },
  { name: "skip", arity: [2, 2], call: ([value, count]) => skip(value, whole(count)) },
  { name: "take", arity: [2, 2], call: ([value, count]) => take(value, whole(count)) },
  { name: "indexOf", arity: [2, 2], call: ([container, wanted]) => indexIn(container, wanted, "indexOf") },
  { name: "lastIndexOf", arity: [2, 2], call: ([container, wanted]) => indexIn(container, wanted, "lastIndexOf") },
  { name: "array", arity: [1, 1], call: ([value = null]) => (isList(value) ? value : [value]) },
  { name: "createArray", arity: [0, ANY_NUMBER], call: (args) => args },
  { name: "createObject", arity: [0, ANY_NUMBER], call: createObject },
  { name: "distinct", arity: [1, 1], call: ([values]) => distinct(list(values)) },
  { name: "flatten", arity: [1, 1], call: ([values]) => flatten(list(values)) },
  { name: "range", arity: [2, 2], call: ([start, count]) => range(whole(start), whole(count)) },
  { name: "union", arity: [1, ANY_NUMBER], call: union },
  { name: "intersection", arity: [1, ANY_NUMBER], call: intersection },
  { name: "indexFromEnd", arity: [2, 2], call: ([values, count]) => fromEnd(values, whole(count)) },
  {
    name: "tryIndexFromEnd",
    arity: [2, 2],
    call: ([values, count]) => (isList(values) && whole(count) >= 1 ? (values.at(-whole(count)) ?? null) : null),
  },
  { name: "tryGet", arity: [2, ANY_NUMBER], call: tryGet },
  {
    name: "items",
    arity: [1, 1],
    call: ([value]) => sortedKeys(object(value)).map((key) => ({ key, value: object(value)[key] ?? null })),
  },
  { name: "objectKeys", arity: [1, 1], call: ([value]) => sortedKeys(object(value)) },
  {
    name: "shallowMerge",
    arity: [1, 1],
    call: ([values]) => Object.fromEntries(list(values).flatMap((one) => Object.entries(object(one)))),
  },
];
