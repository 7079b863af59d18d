/** What functions ask of their arguments. Each throws `InvalidTemplate` saying what was expected and what type was found, never a value. */
import { isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import type { Expression } from "../expression.js";
import { templateFault } from "../faults.js";
import type { Evaluate, Scope } from "../scope.js";

/** A function that is given its arguments evaluated. */
export interface EagerFunction {
  readonly name: string;
  /** The least and the most arguments. */
  readonly arity: readonly [least: number, most: number];
  readonly call: (args: readonly Json[], scope: Scope) => Json;
}

/** A function that decides itself which of its arguments are evaluated. */
export interface LazyFunction {
  readonly name: string;
  readonly arity: readonly [least: number, most: number];
  readonly lazy: (args: readonly Expression[], scope: Scope, evaluate: Evaluate) => Json;
}

export type TemplateFunction = EagerFunction | LazyFunction;

export const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** The name of a value's type, as Azure's messages write it. */
export function typeName(value: Json | undefined): string {
  if (value === undefined || value === null) return "Null";
  if (Array.isArray(value)) return "Array";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Float";
  return "Object";
}

const unfit = (expected: string, value: Json | undefined) =>
  templateFault(`a parameter of type '${expected}' is expected, the provided value is of type '${typeName(value)}'`);

export function text(value: Json | undefined): string {
  if (typeof value !== "string") throw unfit("String", value);
  return value;
}

export function whole(value: Json | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw unfit("Integer", value);
  return value;
}

export function truth(value: Json | undefined): boolean {
  if (typeof value !== "boolean") throw unfit("Boolean", value);
  return value;
}

export function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw unfit("Array", value);
  return value as readonly Json[];
}

export function object(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw unfit("Object", value);
  return value;
}

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** What any value is as text: texts as they are, True and False as .NET writes them, objects and arrays as compact JSON. */
export function plainText(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : JSON.stringify(value);
}
