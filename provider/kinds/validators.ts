/** The validators of all kinds, compiled to plain code by `npm run build`: nothing is compiled when a program starts. */
import type { ErrorObject } from "ajv";
import type { JsonObject } from "../core/json.js";
import { type Failure, failuresOf } from "../schema/failures.js";
import type { Kind } from "./kind.js";

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** The generated module stands beside this one; it has no source of its own. */
const COMPILED = "./validators.compiled.cjs";

/** Inputs with defaults filled in, and what the shape of the kind says of them. What is unknown is valid. */
export function validate(kind: Kind, declared: JsonObject): { inputs: JsonObject; failures: Failure[] } {
  const validators = require(COMPILED) as Readonly<Record<string, Validator>>;
  const validator = validators[kind.name];
  if (validator === undefined) throw new Error(`no compiled validator of ${kind.name}: run npm run build`);
  const inputs = structuredClone(declared);
  if (validator(inputs)) return { inputs, failures: [] };
  return { inputs, failures: failuresOf(kind.inputs, inputs, validator.errors ?? []) };
}
