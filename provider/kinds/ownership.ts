/**
 * Whose is a resource that exists already when it is to be created? Ours, where this very declaration began it in a run
 * that ended before Pulumi could know. Otherwise it is the user's decision, by `adopt`.
 */
import { createHash } from "node:crypto";
import { parseResourceId, resourceName } from "../arm/resource-id.js";
import { BackupError } from "../core/errors.js";
import { canonicalText, type JsonObject, textAt } from "../core/json.js";
import type { BackupEngine, Intent } from "../engine/engine.js";
import { holdsDeclared } from "./comparison.js";
import { inputSchemas, type Kind, type Seen } from "./kind.js";
import { declaredPart } from "./lifecycle.js";
import { secretInputs } from "./secrets.js";

/** `new`: nothing is there. `ours`: go on where we stopped. `adopted`: somebody else's, taken over as `adopt` says. */
export type Claim = "new" | "ours" | "adopted";

/** What this declaration is about to make. */
export const intentOf = (kind: Kind, id: string, given: JsonObject): Intent => ({
  id,
  inputsHash: hashOf(kind, declaredPart(given)),
  owner: textAt(given, "__urn") ?? "",
});

/** The hash of what is declared of the resource itself, not of how we act. */
function hashOf(kind: Kind, inputs: JsonObject): string {
  const declared = inputSchemas(kind).flatMap(([key, { local }]) => (local === true ? [] : [[key, inputs[key]]]));
  return createHash("sha256")
    .update(canonicalText(Object.fromEntries(declared)))
    .digest("hex");
}

/** Whose the resource is. Throws `AlreadyExists`, which says how to adopt, alias or import it. */
export function claim(
  kind: Kind,
  engine: BackupEngine,
  intent: Intent,
  at: { given: JsonObject; existing: Seen | undefined },
): Claim {
  const { given, existing } = at;
  if (existing === undefined) return "new";
  const begun = engine.intents.find(intent.id);
  if (begun?.inputsHash === intent.inputsHash && begun.owner === intent.owner) return "ours";
  if (given["adopt"] === "always") return "adopted";
  if (given["adopt"] !== "ifIdentical") throw alreadyExists(kind, intent.id, HOW_TO_OWN);
  const differences = differing(kind, given, existing);
  if (differences.length === 0) return "adopted";
  const listed = differences.map((line) => `\n  ${line}`).join("");
  throw alreadyExists(
    kind,
    intent.id,
    `adopt is "ifIdentical", but it differs from what is declared:${listed}\nDeclare what is there, or set adopt: "always" to change it.`,
  );
}

const HOW_TO_OWN =
  'If this program should own it, set adopt: "ifIdentical" or "always"; if it was renamed in the program, give the resource an alias with its old name; if another stack owns it, read it there.';

function alreadyExists(kind: Kind, id: string, advice: string): BackupError {
  const name = resourceName(parseResourceId(id));
  return new BackupError(
    "AlreadyExists",
    `${kind.name} ${name} exists already and is not in this stack's state (${id}). ${advice}`,
  );
}

/** The declared inputs that Azure holds otherwise, a line each; a secret or open value is not shown. */
function differing(kind: Kind, given: JsonObject, existing: Seen): string[] {
  const secrets = secretInputs(given);
  return inputSchemas(kind).flatMap(([key, schema]) => {
    if (schema.local === true || schema.action === true || given[key] === undefined) return [];
    if (holdsDeclared(schema, given[key], existing.inputs[key])) return [];
    const hidden = schema["secret"] === true || secrets.includes(key) || schema["type"] === undefined;
    if (hidden) return [`${key}: not as declared`];
    return [
      `${key}: declared ${JSON.stringify(given[key])}, found ${JSON.stringify(existing.inputs[key]) ?? "nothing"}`,
    ];
  });
}
