/**
 * The properties that the classes add to what a program declares, because a dynamic provider is told nothing else of the
 * resource: Pulumi hides those that begin with two underscores. Pure; the classes write them, the dynamic provider reads them.
 *
 * - `__urn`: the URN of the resource.
 * - `__plain`: of each input in which the constructor saw nothing secret, a digest of its value: `name:VW8klT vm:KZK0iQ`.
 *   A transformation that runs later may put a secret into an input; its value then has another digest, and no message
 *   quotes it. It is one string because Pulumi copies every member of an object at each step.
 * - `__known`: what the program knows of the resources that inputs name, each with the ARM id that it was taken from.
 * - `__token`: in outputs only; it ends the intent of the create that made the resource.
 * - `__version`: the version of the state that they are in, written by the provider (`kinds/migrate.ts`); none is version 1.
 *
 * None of them carries a dependency: an Output that depends on a component waits for all children of the component.
 */
import { createHash } from "node:crypto";
import { canonicalText, type Json, type JsonObject, objectAt, textAt } from "../core/json.js";
import { isUnknown } from "../schema/unknown.js";

/** Long enough that another value has this digest once in 10^10. */
const DIGEST_LENGTH = 6;

/** The mark of an input that is not secret, in `__plain`: its name and a short digest of its value. */
export const plainMark = (input: string, value: Json): string =>
  `${input}:${createHash("sha256").update(canonicalText(value)).digest("base64url").slice(0, DIGEST_LENGTH)}`;

/** `__plain` of these marks; undefined stands for an input that has none. */
export const plainText = (marks: readonly (string | undefined)[]): string =>
  marks.filter((mark) => mark !== undefined).join(" ");

/** Whether the constructor saw exactly this value of an input, and nothing secret in it. */
export const isPlain = (hidden: JsonObject, input: string, value: Json): boolean =>
  (textAt(hidden, "__plain") ?? "").split(" ").includes(plainMark(input, value));

/** The hidden properties among these. */
export const hiddenPart = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key.startsWith("__")));

/** The properties without the hidden ones. */
export const declaredPart = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key, value]) => !key.startsWith("__") && value !== undefined));

/**
 * What is known of the resources that inputs name. What was taken from another resource than the input names by now is left
 * out: a transformation may have changed the reference.
 */
export function knownIn(properties: JsonObject): Record<string, JsonObject> {
  const entries = Object.entries(objectAt(properties, "__known"));
  const kept = entries.filter(([input, known]) => {
    const [from, named] = [objectAt({ known }, "known")["id"], referenceIn(properties, input)];
    return from === named || (isUnknown(from) && isUnknown(named));
  });
  return Object.fromEntries(kept.map(([input, known]) => [input, objectAt({ known }, "known")]));
}

/** The value of an input that names another resource; the source of a snapshot is an object of them. */
const referenceIn = (properties: JsonObject, input: string): Json | undefined =>
  properties[input] ?? objectAt(properties, "source")[input];

/** How the hidden properties of a state become those of the next version, by its version. Pure. */
export const hiddenMigrations: Readonly<Record<number, (properties: JsonObject) => JsonObject>> = {
  1: withIdsOfKnown,
};

/**
 * Version 1 had no ids in `__known`, and in `__secrets` paths of secret inputs in place of `__plain`. No `__plain` is made of
 * them: they were found before transformations, which may have added secrets since, and without it no message shows a value.
 */
function withIdsOfKnown({ __secrets: _, ...properties }: JsonObject): JsonObject {
  if (properties["__known"] === undefined) return properties;
  const entries = Object.entries(objectAt(properties, "__known")).map(([input, known]) => {
    const id = referenceIn(properties, input);
    return [input, { ...objectAt({ known }, "known"), ...(id === undefined ? {} : { id }) }];
  });
  return { ...properties, __known: Object.fromEntries(entries) as JsonObject };
}
