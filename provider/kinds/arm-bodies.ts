/**
 * Validates the bodies that a kind sends against Microsoft's published schemas, which `npm run build` compiles to plain
 * code. This finds what the rules of a kind miss, before Azure answers "Parameter NO_PARAM in request is invalid". A body
 * may contain secrets, so no message quotes a value. Source: azure-resource-manager-schemas.
 */
import type { ErrorObject } from "ajv";
import { type Failure, isAboutUnknown, keysOf, propertyPath } from "../schema/failures.js";
import type { ArmBody } from "./kind.js";

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Generated next to this module by `npm run build`; it has no source file. */
const COMPILED = "./arm-bodies.compiled.cjs";

/** The failures of the bodies, without those about values that are not known yet. */
export const bodyFailures = (bodies: readonly ArmBody[]): Failure[] => bodies.flatMap(failuresOfBody);

function failuresOfBody({ type, body }: ArmBody): Failure[] {
  const validators = require(COMPILED) as Readonly<Record<string, Validator>>;
  const validator = validators[type.replaceAll(/\W/g, "_")];
  if (validator === undefined) throw new Error(`no published schema of ${type} is compiled: run npm run build`);
  if (validator(body)) return [];
  const errors = (validator.errors ?? []).filter((error) => !isAboutUnknown(body, error));
  return errors.map((error) => ({ property: propertyPath(keysOf(error)), reason: reasonOf(type, error) }));
}

const reasonOf = (type: string, error: ErrorObject): string =>
  `is not valid in the body of a ${type}: it ${error.message ?? "is not allowed"}${detailOf(error)}`;

function detailOf({ keyword, params }: ErrorObject): string {
  if (keyword === "enum") return `: ${(params["allowedValues"] as unknown[]).join(", ")}`;
  if (keyword === "additionalProperties") return `: ${String(params["additionalProperty"])}`;
  return "";
}
