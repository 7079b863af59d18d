/** Compares a live resource with the declared one, as the ownership rules need it. */
import { nameOf } from "../arm/resource-id.js";
import type { JsonObject } from "../core/json.js";
import { sameJson, withoutUndefined } from "../core/json.js";
import { REDACTED } from "../core/redact.js";
import { type Claim, claimOf, type Declaration, nameInUrn, type Ownership } from "../ownership/index.js";
import { isUnknown } from "../schema/unknown.js";
import type { Declared } from "./caller.js";
import { holdsDeclared } from "./comparison.js";
import { inputSchemas, type Kind, type LiveResource } from "./kind.js";
import { hiddenInputs } from "./secrets.js";

/** The kind and the name in Azure, for messages: `Vault backups`. */
export const displayName = (kind: Kind, id: string): string => `${kind.name} ${nameOf(id)}`;

/** Claims an existing resource for this stack. Throws `AlreadyExists` with advice that depends on the records of the home folder and the run. */
export function claimExisting(
  kind: Kind,
  ownership: Ownership,
  id: string,
  of: { declared: Declared; existing: LiveResource },
): Claim {
  const { declared, existing } = of;
  const adopt = String(declared.inputs["adopt"] ?? "never");
  const request = {
    displayName: displayName(kind, id),
    id,
    urn: declared.caller.urn,
    adopt,
    differences: () => differences(kind, declared, existing),
    differencesOfFirstWrite: () => differences(kind, declared, existing, kind.writtenLater),
    equalsRetained: (left: JsonObject) =>
      Object.keys(left).length > 0 && sameJson(left, retainedInputsOf(kind, existing)),
  };
  return claimOf(request, ownership.record(id), ownership.run);
}

/** The live inputs that identify a resource that a delete retained. */
export const retainedInputsOf = (kind: Kind, live: LiveResource): JsonObject =>
  withoutUndefined(Object.fromEntries((kind.retainedInputs ?? []).map((key) => [key, live.inputs[key]])) as JsonObject);

/** One line for each declared input whose live value differs; a value that may be secret, or has any shape, is redacted. */
export function differences(
  kind: Kind,
  declared: Declared,
  existing: LiveResource,
  except: readonly string[] = [],
): string[] {
  const hidden = hiddenInputs(kind, declared);
  return inputSchemas(kind).flatMap(([key, schema]) => {
    const value = declared.inputs[key];
    if (schema.local === true || schema.action === true || value === undefined || except.includes(key)) return [];
    if (holdsDeclared(schema, value, existing.inputs[key])) return [];
    const isHidden = schema["secret"] === true || hidden.includes(key) || schema["type"] === undefined;
    if (isHidden) return [`${key}: differs ${REDACTED}`];
    return [`${key}: declared ${JSON.stringify(value)}, found ${JSON.stringify(existing.inputs[key]) ?? "nothing"}`];
  });
}

/** A declared resource, for the records of the run. */
export function declarationOf(kind: Kind, { inputs, caller }: Declared): Declaration {
  const id = kind.armId(inputs);
  return { urn: caller.urn, kind: kind.name, id, identity: identityOf(kind, { inputs, caller }), inputs };
}

/**
 * Identifies a resource before its ARM id is known: by the inputs that determine the id, with the URN for a referenced
 * resource that is not created yet. Undefined if that is unknown too.
 */
function identityOf(kind: Kind, { inputs, caller }: Declared): string | undefined {
  const parts = kind.idInputs.map((key) => {
    const value = inputs[key] ?? "";
    return isUnknown(value) ? caller.known[key]?.["urn"] : String(value).toLowerCase();
  });
  return parts.some((part) => typeof part !== "string" || isUnknown(part))
    ? undefined
    : [kind.name, ...parts].join("\n");
}

/** The message for two resources of a program with the same ARM id. */
export const declaredTwice = (kind: Kind, declaration: Declaration, other: Declaration): string =>
  `${kind.name} ${nameInUrn(declaration.urn)} is declared twice: ${other.urn} has the same ARM id${declaration.id === undefined ? "" : ` (${declaration.id})`}. Remove one of them, or make them differ in ${kind.idInputs.join(" or ")}.`;
