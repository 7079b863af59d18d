/**
 * Warnings about properties and values that Microsoft's published schema of the declared type does not have. Azure may be newer
 * than the schema in this package, so they are no failures. No value is quoted: it may be secret. Pure.
 */
import type { JsonObject } from "../../core/json.js";
import {
  bodyShapeOf,
  canonicalBody,
  expectedOf,
  ignoredWarning,
  meantValue,
  memberHint,
  placeOf,
  type UnknownMember,
  type WrongValue,
} from "../../schema/bodies/index.js";
import { isUnknown, withNulls } from "../../schema/unknown.js";

interface Declared {
  readonly type: string;
  readonly apiVersion: string;
}

/** The warnings about the body that a declaration of a type sends. Unknown values cause none. */
export function publishedWarnings({ type, apiVersion }: Declared, body: JsonObject): string[] {
  const shape = isUnknown(type) ? undefined : bodyShapeOf(type);
  if (shape === undefined) return [];
  const { unknown, wrong } = canonicalBody(shape, withNulls(body), isUnknown(apiVersion) ? {} : { apiVersion });
  return [
    ...unknown.map((member) => unknownWarning(shape.type, member)),
    ...wrong.map((value) => wrongWarning(shape.type, value)),
  ];
}

function unknownWarning(type: string, member: UnknownMember): string {
  if (!type.startsWith("Microsoft.Compute/")) return ignoredWarning(member);
  const place = placeOf(member.path, member.name);
  return `${place}: Microsoft's schema of ${type} has no such property, and Azure refuses unknown ones.${memberHint(member)}`;
}

const wrongWarning = (type: string, wrong: WrongValue): string =>
  `${wrong.path}: the value is not in Microsoft's schema of ${type}: expected ${expectedOf(wrong)}.${meantValue(wrong)}`;
