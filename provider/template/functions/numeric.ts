/** Numeric functions. Integers are those that JSON keeps exactly, where Azure's have 64 bits: what goes beyond is refused, not rounded. */
import type { Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { ANY_NUMBER, type EagerFunction, isList, text, typeName, whole } from "./arguments.js";

const binary = (name: string, compute: (left: number, right: number) => number): EagerFunction => ({
  name,
  arity: [2, 2],
  call: ([left, right]) => exact(name, compute(whole(left), whole(right)), [left, right]),
});

function exact(name: string, result: number, [left, right]: readonly (Json | undefined)[]): number {
  if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  throw templateFault(`'${name}' overflowed with the operants '${String(left)}' and '${String(right)}'.`);
}

function divisor(value: number): number {
  if (value === 0) throw templateFault("the second parameter must not be zero.");
  return value;
}

/** The whole numbers that are given one by one or as one array. */
function numbers(args: readonly Json[]): number[] {
  const given = args.length === 1 && isList(args[0]) ? args[0] : args;
  if (given.length === 0) throw templateFault("at least one number is expected.");
  return given.map(whole);
}

function toWhole(value: Json | undefined): number {
  if (typeof value === "number") return exact("int", Math.trunc(value), [value]);
  const given = text(value);
  const parsed = /^\s*[+-]?\d+\s*$/.test(given) ? Number(given) : Number.NaN;
  if (!Number.isSafeInteger(parsed)) throw templateFault(`cannot convert provided value '${given}' to integer value.`);
  return parsed;
}

function toFloat(value: Json | undefined): number {
  const parsed = typeof value === "number" ? value : Number(text(value).trim() || Number.NaN);
  if (Number.isFinite(parsed)) return parsed;
  throw templateFault(`cannot convert the provided value of type '${typeName(value)}' to a number.`);
}

export const NUMERIC_FUNCTIONS: readonly EagerFunction[] = [
  binary("add", (left, right) => left + right),
  binary("sub", (left, right) => left - right),
  binary("mul", (left, right) => left * right),
  binary("div", (left, right) => Math.trunc(left / divisor(right))),
  binary("mod", (left, right) => left % divisor(right)),
  { name: "int", arity: [1, 1], call: ([value]) => toWhole(value) },
  { name: "float", arity: [1, 1], call: ([value]) => toFloat(value) },
  { name: "min", arity: [1, ANY_NUMBER], call: (args) => numbers(args).reduce((least, next) => Math.min(least, next)) },
  { name: "max", arity: [1, ANY_NUMBER], call: (args) => numbers(args).reduce((most, next) => Math.max(most, next)) },
];
