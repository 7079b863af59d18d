/** Inputs that refer to a resource of another ARM type. In a preview the id may be unknown, but the type is known. */
import { type JsonObject, textAt } from "../core/json.js";
import { nameInUrn } from "../ownership/urns.js";
import { type Failure, propertyPath } from "../schema/failures.js";
import { schemaAt } from "../schema/vocabulary.js";
import type { Known } from "./caller.js";
import type { Kind } from "./kind.js";

/** A failure for each reference to a resource of another type than its schema names. Pure. */
export const referenceFaults = (kind: Kind, known: Known): Failure[] =>
  Object.entries(known).flatMap(([input, resource]) => {
    const path = input.split(".");
    const expected = schemaAt(kind.inputs, path)?.["refersTo"] as string | undefined;
    const type = textAt(resource, "type");
    if (type === undefined || expected === undefined || expected === "*") return [];
    return type.toLowerCase() === expected.toLowerCase()
      ? []
      : [wrongType(propertyPath(path), resource, { type, expected })];
  });

function wrongType(
  property: string,
  resource: JsonObject | undefined,
  { type, expected }: Readonly<Record<"type" | "expected", string>>,
): Failure {
  const name = nameInUrn(textAt(resource, "urn") ?? "");
  const found = name === "" ? `a ${type}` : `${name}, which is a ${type}`;
  return { property, reason: `refers to ${found}: expected a ${expected}, or its ARM id` };
}
