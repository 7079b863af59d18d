/** Validates arguments of functions. Throws `InvalidTemplate` with the expected and the actual type, never with a value. */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { Expression } from "../expression.js";
import { templateFault } from "../faults.js";
import type { Evaluate, Scope } from "../scope.js";

/** A function that takes evaluated arguments. */
export interface EagerFunction {
  readonly name: string;
  /** The minimum and maximum number of arguments. */
  readonly arity: readonly [least: number, most: number];
  readonly call: (args: readonly Json[], scope: Scope) => Json;
}

/** A function that evaluates its arguments itself. */
export interface LazyFunction {
  readonly name: string;
  readonly arity: readonly [least: number, most: number];
  readonly lazy: (args: readonly Expression[], scope: Scope, evaluate: Evaluate) => Json;
}

export type TemplateFunction = EagerFunction | LazyFunction;

export const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** The name of a value's type in Azure's messages. */
export function typeName(value: Json | undefined): string {
  if (value === undefined || value === null) return "Null";
  if (Array.isArray(value)) return "Array";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Float";
  return "Object";
}

const wrongType = (expected: string, value: Json | undefined) =>
  templateFault(`a parameter of type '${expected}' is expected, the provided value is of type '${typeName(value)}'`);

export function stringArg(value: Json | undefined): string {
  if (typeof value !== "string") throw wrongType("String", value);
  return value;
}

export function integerArg(value: Json | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrongType("Integer", value);
  return value;
}

export function booleanArg(value: Json | undefined): boolean {
  if (typeof value !== "boolean") throw wrongType("Boolean", value);
  return value;
}

export function arrayArg(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw wrongType("Array", value);
  return value as readonly Json[];
}

export function objectArg(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw wrongType("Object", value);
  return value;
}

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Converts a value to a string: booleans as .NET writes them (True, False), objects and arrays as compact JSON. */
export function stringOf(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : JSON.stringify(value);
}
