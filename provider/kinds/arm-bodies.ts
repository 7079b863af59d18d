/**
 * Checks the bodies that a kind sends by Microsoft's published schemas. This finds what the rules of a kind miss, before
 * Azure answers "Parameter NO_PARAM in request is invalid". A body may contain secrets, so no message quotes a value.
 * Source: azure-resource-manager-schemas.
 */
import {
  bodyShapeOf,
  canonicalBody,
  expectedOf,
  placeOf,
  type UnknownMember,
  type WrongValue,
} from "../schema/bodies/index.js";
import type { Failure } from "../schema/failures.js";
import { withNulls } from "../schema/unknown.js";
import type { ArmBody } from "./kind.js";

/** The failures of the bodies, without those about values that are not known yet. */
export const bodyFailures = (bodies: readonly ArmBody[]): Failure[] => bodies.flatMap(failuresOfBody);

function failuresOfBody({ type, body }: ArmBody): Failure[] {
  const shape = bodyShapeOf(type);
  if (shape === undefined) throw new Error(`no published schema of ${type} is compiled: run npm run build`);
  const { unknown, wrong } = canonicalBody(shape, withNulls(body));
  return [...unknown.map((member) => unknownFailure(type, member)), ...wrong.map((value) => wrongFailure(type, value))];
}

const unknownFailure = (type: string, { path, name, known }: UnknownMember): Failure => ({
  property: placeOf(path, name),
  reason: `is not a property in the body of a ${type}: it has ${known.join(", ")}`,
});

const wrongFailure = (type: string, wrong: WrongValue): Failure => ({
  property: wrong.path,
  reason: `is not valid in the body of a ${type}: expected ${expectedOf(wrong)}`,
});
