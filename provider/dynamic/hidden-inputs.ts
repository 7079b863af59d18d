/**
 * The properties that the classes add to the declared inputs, because Pulumi passes a dynamic provider nothing else about
 * the resource. Pulumi hides properties that begin with two underscores. Pure; the classes write them, the dynamic provider
 * reads them.
 *
 * - `__urn`: the URN of the resource.
 * - `__plain`: for each input without secrets in the constructor, a digest of its value: `name:VW8klT vm:KZK0iQ`. A
 *   transformation that runs later may put a secret into an input; its value then has another digest, and no message
 *   quotes it. It is one string because Pulumi copies every member of an object at each step.
 * - `__known`: properties of the resources to which inputs refer, each with the ARM id of its resource.
 * - `__token`: in outputs only; it ends the intent of the create that created the resource.
 * - `__version`: the version of the state, written by the provider (`kinds/migrate.ts`); if it is missing, the version is 1.
 *
 * None of them carries a dependency: an Output that depends on a component waits for all children of the component.
 */
import { createHash } from "node:crypto";
import { at, canonicalText, type Json, type JsonObject, objectAt, textAt } from "../core/json.js";
import { isUnknown } from "../schema/unknown.js";

/** In characters of base64url: another value has the same digest with a probability of about 10^-10. */
const DIGEST_LENGTH = 6;

/** The mark of an input without secrets in `__plain`: its name and a short digest of its value. */
export const plainMark = (input: string, value: Json): string =>
  `${input}:${createHash("sha256").update(canonicalText(value)).digest("base64url").slice(0, DIGEST_LENGTH)}`;

/** `__plain` for these marks; undefined for an input without a mark. */
export const plainText = (marks: readonly (string | undefined)[]): string =>
  marks.filter((mark) => mark !== undefined).join(" ");

/** Whether the input had exactly this value in the constructor, without secrets. */
export const isPlain = (hidden: JsonObject, input: string, value: Json): boolean =>
  (textAt(hidden, "__plain") ?? "").split(" ").includes(plainMark(input, value));

/** The hidden properties among these. */
export const hiddenPart = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key.startsWith("__")));

/** The properties without the hidden ones. */
export const declaredPart = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key, value]) => !key.startsWith("__") && value !== undefined));

/**
 * The known properties of the resources to which inputs refer, without those of a resource to which the input no longer
 * refers: a transformation may have changed the reference.
 */
export function knownIn(properties: JsonObject): Record<string, JsonObject> {
  const entries = Object.entries(objectAt(properties, "__known"));
  const current = entries.filter(([input, known]) => {
    const [from, referenced] = [objectAt({ known }, "known")["id"], referenceIn(properties, input)];
    return from === referenced || (isUnknown(from) && isUnknown(referenced));
  });
  return Object.fromEntries(current.map(([input, known]) => [input, objectAt({ known }, "known")]));
}

/** The reference at a path of inputs. Those of a snapshot's source have also their own names, `disk` and `snapshot`. */
const referenceIn = (properties: JsonObject, path: string): Json | undefined =>
  valueAt(properties, path.split(".")) ?? objectAt(properties, "source")[path];

function valueAt(value: Json | undefined, [key, ...inside]: readonly string[]): Json | undefined {
  if (key === undefined) return value;
  const member = Array.isArray(value) ? (value as readonly Json[])[Number(key)] : at(value, key);
  return valueAt(member, inside);
}

/** Migrations of the hidden properties of a state to the next version, by the version of the state. Pure. */
export const hiddenMigrations: Readonly<Record<number, (properties: JsonObject) => JsonObject>> = {
  1: withIdsOfKnown,
};

/**
 * Version 1 had no ids in `__known`, and `__secrets` (paths of secret inputs) instead of `__plain`. `__secrets` is not
 * converted: a later transformation may have added secrets. Without `__plain`, no message quotes a value.
 */
function withIdsOfKnown({ __secrets: _, ...properties }: JsonObject): JsonObject {
  if (properties["__known"] === undefined) return properties;
  const entries = Object.entries(objectAt(properties, "__known")).map(([input, known]) => {
    const id = referenceIn(properties, input);
    return [input, { ...objectAt({ known }, "known"), ...(id === undefined ? {} : { id }) }];
  });
  return { ...properties, __known: Object.fromEntries(entries) as JsonObject };
}
