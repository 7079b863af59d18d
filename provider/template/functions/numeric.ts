/** Numeric functions. Integers are JavaScript's safe integers; Azure has 64 bits. A result beyond is refused, not rounded. */
import type { Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { ANY_NUMBER, type EagerFunction, integerArg, isList, stringArg, typeName } from "./arguments.js";

const binary = (name: string, compute: (left: number, right: number) => number): EagerFunction => ({
  name,
  arity: [2, 2],
  call: ([left, right]) => exact(name, compute(integerArg(left), integerArg(right)), [left, right]),
});

function exact(name: string, result: number, [left, right]: readonly (Json | undefined)[]): number {
  if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  throw templateFault(`'${name}' overflowed with the operants '${String(left)}' and '${String(right)}'.`);
}

function divisor(value: number): number {
  if (value === 0) throw templateFault("the second parameter must not be zero.");
  return value;
}

/** The integers that are passed as separate arguments or as one array. */
function numbers(args: readonly Json[]): number[] {
  const values = args.length === 1 && isList(args[0]) ? args[0] : args;
  if (values.length === 0) throw templateFault("at least one number is expected.");
  return values.map(integerArg);
}

function toInteger(value: Json | undefined): number {
  if (typeof value === "number") return exact("int", Math.trunc(value), [value]);
  const text = stringArg(value);
  const parsed = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(parsed)) throw templateFault(`cannot convert provided value '${text}' to integer value.`);
  return parsed;
}

function toFloat(value: Json | undefined): number {
  const parsed = typeof value === "number" ? value : Number(stringArg(value).trim() || Number.NaN);
  if (Number.isFinite(parsed)) return parsed;
  throw templateFault(`cannot convert the provided value of type '${typeName(value)}' to a number.`);
}

export const NUMERIC_FUNCTIONS: readonly EagerFunction[] = [
  binary("add", (left, right) => left + right),
  binary("sub", (left, right) => left - right),
  binary("mul", (left, right) => left * right),
  binary("div", (left, right) => Math.trunc(left / divisor(right))),
  binary("mod", (left, right) => left % divisor(right)),
  { name: "int", arity: [1, 1], call: ([value]) => toInteger(value) },
  { name: "float", arity: [1, 1], call: ([value]) => toFloat(value) },
  { name: "min", arity: [1, ANY_NUMBER], call: (args) => numbers(args).reduce((least, next) => Math.min(least, next)) },
  { name: "max", arity: [1, ANY_NUMBER], call: (args) => numbers(args).reduce((most, next) => Math.max(most, next)) },
];
