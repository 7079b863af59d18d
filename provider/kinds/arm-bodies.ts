/**
 * The bodies that a kind sends, held against Microsoft's published schemas, which `npm run build` compiles to plain code.
 * What the rules of a kind let through and the schema does not is found here, before Azure would say "Parameter NO_PARAM
 * in request is invalid". A body may hold secrets, so that no value is shown. Source: azure-resource-manager-schemas.
 */
import type { ErrorObject } from "ajv";
import { type Failure, isAboutUnknown, keysOf, propertyPath } from "../schema/failures.js";
import type { ArmBody } from "./kind.js";

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** The generated module stands beside this one; it has no source of its own. */
const COMPILED = "./arm-bodies.compiled.cjs";

/** What Microsoft's schema says of the bodies; nothing of what is not known yet. */
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
  `is not what Azure takes in a ${type}: it ${error.message ?? "is not allowed"}${detailOf(error)}`;

function detailOf({ keyword, params }: ErrorObject): string {
  if (keyword === "enum") return `: ${(params["allowedValues"] as unknown[]).join(", ")}`;
  if (keyword === "additionalProperties") return `: ${String(params["additionalProperty"])}`;
  return "";
}
