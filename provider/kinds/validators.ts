/** The validators of all kinds, which `npm run build` compiles to plain code, so a program starts faster. */
import type { ErrorObject } from "ajv";
import type { JsonObject } from "../core/json.js";
import { type Failure, failuresOf } from "../schema/failures.js";
import type { Kind } from "./kind.js";

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Generated next to this module by `npm run build`; it has no source file. */
const COMPILED = "./validators.compiled.cjs";

/** Adds defaults to the inputs and validates their shape. Unknown values are valid. */
export function validate(kind: Kind, declared: JsonObject): { inputs: JsonObject; failures: Failure[] } {
  const validators = require(COMPILED) as Readonly<Record<string, Validator>>;
  const validator = validators[kind.name];
  if (validator === undefined) throw new Error(`no compiled validator of ${kind.name}: run npm run build`);
  const inputs = structuredClone(declared);
  if (validator(inputs)) return { inputs, failures: [] };
  return { inputs, failures: failuresOf(kind.inputs, inputs, validator.errors ?? []) };
}
