/** The validators of all functions' arguments, which `npm run build` compiles to plain code. */
import type { ErrorObject } from "ajv";
import { BackupError } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { failuresOf, failureText } from "../../schema/failures.js";
import { withoutNulls } from "../../schema/nulls.js";
import type { Question } from "./question.js";

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Generated next to this module by `npm run build`; it has no source file. */
const COMPILED = "./validators.compiled.cjs";

/** Adds defaults to the arguments; null means omitted. Throws `InvalidInput` with all failures. */
export function checkArgs(question: Question, values: JsonObject): JsonObject {
  const validators = require(COMPILED) as Readonly<Record<string, Validator>>;
  const validator = validators[question.name];
  if (validator === undefined) throw new Error(`no compiled validator of ${question.name}: run npm run build`);
  const args = structuredClone(withoutNulls(question.args, values));
  const failures = validator(args)
    ? (question.faults?.(args) ?? [])
    : failuresOf(question.args, args, validator.errors ?? []);
  if (failures.length === 0) return args;
  throw new BackupError("InvalidInput", failures.map((failure) => failureText(failure, false)).join("\n"));
}
