/**
 * What Azure answers may quote what it was sent. No failure and no warning of a resource goes on with a secret of its
 * inputs in it, whether the program or the kind calls it one, nor with an access signature.
 */
import { asCall, currentWarn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, listAt, objectAt } from "../core/json.js";
import { withoutSignatures } from "../rules/sas-uri.js";
import type { Marks, TSchema } from "../schema/vocabulary.js";
import { type Handler, inputSchemas, type Kind } from "./kind.js";

const HIDDEN = "[secret]";

/** A shorter text stands in any sentence by accident: it is crossed out only where it is a word of its own. */
const LEAST_TELLING = 4;

/** Where the program keeps something secret in the inputs: paths of keys, such as `["tags", "note"]`. */
const secretPaths = (given: JsonObject): string[][] =>
  listAt(given, "__secrets").map((path) => String(path).split("/").map(unescaped));

const unescaped = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");

/** The inputs that are secret for the program, or hold a secret. */
export const secretInputs = (given: JsonObject): string[] => secretPaths(given).map(([top = ""]) => top);

/** The texts and numbers in inputs that the program keeps secret, and what is known besides of a resource whose id it keeps so. */
export const programSecrets = (given: JsonObject): string[] => {
  const known = objectAt(given, "__known");
  return secretPaths(given).flatMap((path) => [...leavesOf(valueAt(given, path)), ...leavesOf(valueAt(known, path))]);
};

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let found = value;
  for (const key of path) found = (found as JsonObject | undefined | null)?.[key];
  return found;
}

/** Those, and what the kind itself marks as secret. */
export const secretsIn = (kind: Kind, given: JsonObject): string[] => [
  ...programSecrets(given),
  ...inputSchemas(kind).flatMap(([key, schema]) => markedLeaves(schema, given[key])),
];

function markedLeaves(schema: TSchema & Marks, value: Json | undefined): string[] {
  if (schema.secret === true) return leavesOf(value);
  const properties = schema["properties"] as Readonly<Record<string, TSchema & Marks>> | undefined;
  if (properties === undefined || !isJsonObject(value)) return [];
  return Object.entries(properties).flatMap(([key, inner]) => markedLeaves(inner, value[key]));
}

/**
 * Properties whose secrets are blacked out, for a state that keeps what is declared no longer: Pulumi encrypts what is secret
 * in the new inputs, and would write an old one in the open.
 */
export function blackedOut(kind: Kind, held: JsonObject): JsonObject {
  const marked = inputSchemas(kind).filter(([, schema]) => schema.secret === true);
  const paths = [...secretPaths(held), ...marked.map(([key]) => [key])];
  return paths.reduce<JsonObject>((left, path) => objectAt({ left: blackAt(left, path) }, "left"), held);
}

function blackAt(value: Json, path: readonly string[]): Json {
  const [key, ...rest] = path;
  if (typeof value !== "object" || value === null) return HIDDEN;
  const inner = Object.entries(value).map(
    ([name, held]) => [name, key === undefined || key === name ? blackAt(held as Json, rest) : (held as Json)] as const,
  );
  return Array.isArray(value) ? inner.map(([, held]) => held) : Object.fromEntries(inner);
}

/** Every text and number that a value holds, as text. */
export function leavesOf(value: Json | undefined): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap((held) => leavesOf(held));
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

/** Whether a text shows one of these secrets. */
export const showsAny = (secrets: readonly string[], text: string): boolean => crossedOut(secrets, text) !== text;

/** A text without these secrets: as they are, in one case, and as JSON, a URI and base64 would write them. */
export const crossedOut = (secrets: readonly string[], text: string): string =>
  [...new Set(secrets.flatMap(formsOf))]
    // One may hold another.
    .sort((left, right) => right.length - left.length)
    .reduce(withoutForm, text);

function formsOf(secret: string): string[] {
  const texts = [secret, ...signatureIn(secret)].filter((text) => text !== "");
  return texts.flatMap((text) => {
    const written = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())];
    const encoded = text.length < LEAST_TELLING ? [] : [Buffer.from(text, "utf8").toString("base64")];
    return [
      ...written,
      ...written.map((form) => form.toLowerCase()),
      ...written.map((form) => form.toUpperCase()),
      ...encoded,
    ];
  });
}

/** The signature of a SAS URI opens the blob without the rest of it. */
const signatureIn = (secret: string): string[] => /[?&]sig=([^&\s]+)/i.exec(secret)?.slice(1) ?? [];

function withoutForm(text: string, form: string): string {
  if (!text.includes(form)) return text;
  if (form.length >= LEAST_TELLING) return text.replaceAll(form, HIDDEN);
  const literal = form.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu"), HIDDEN);
}

/** The secrets of a resource that is written, read or deleted. */
export interface Hidden {
  readonly id: string;
  readonly secrets: () => readonly string[];
}

/** Runs a verb of a resource; neither its failure nor its warnings show a secret. What stands in the resource's id is none. */
export async function withoutShowing<T>({ id, secrets }: Hidden, verb: () => Promise<T>): Promise<T> {
  const clean = (text: string) => {
    const shown = id.toLowerCase();
    const hidden = secrets().filter((secret) => !shown.includes(secret.toLowerCase()));
    return withoutSignatures(crossedOut(hidden, text));
  };
  const warn = currentWarn();
  try {
    return await asCall(warn === undefined ? {} : { warn: (text) => warn(clean(text)) }, verb);
  } catch (error) {
    throw error instanceof BackupError ? cleaned(error, clean) : error;
  }
}

/** The failure itself where it shows nothing; else another one, which leaves the cause behind: it may quote too. */
function cleaned(error: BackupError, clean: (text: string) => string): BackupError {
  const { azureCode, requestId, hint } = error;
  const said = [error.message, JSON.stringify(error.details), azureCode ?? "", hint ?? ""];
  if (said.every((text) => clean(text) === text)) return error;
  return new BackupError(error.code, clean(error.message), {
    status: error.status,
    details: error.details.map((detail) => cleanedMembers(detail, clean)),
    ...(azureCode === undefined ? {} : { azureCode: clean(azureCode) }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(hint === undefined ? {} : { hint: clean(hint) }),
  });
}

const cleanedMembers = (object: JsonObject, clean: (text: string) => string): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, held]) => [key, cleanedValue(held ?? null, clean)]));

function cleanedValue(value: Json, clean: (text: string) => string): Json {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((entry) => cleanedValue(entry as Json, clean));
  return isJsonObject(value) ? cleanedMembers(value, clean) : value;
}

/** A handler whose failures and warnings show none of the secrets in these properties of the resource. */
export function discreet(kind: Kind, handler: Handler, ...properties: readonly JsonObject[]): Handler {
  const secrets = () => properties.flatMap((held) => secretsIn(kind, held));
  return {
    create: (id, inputs) => withoutShowing({ id, secrets }, () => handler.create(id, inputs)),
    read: async (id, inputs) => {
      const seen = await withoutShowing({ id, secrets }, () => handler.read(id, inputs));
      return seen && { inputs: seen.inputs, outputs: () => withoutShowing({ id, secrets }, () => seen.outputs()) };
    },
    update: (id, inputs, previous) => withoutShowing({ id, secrets }, () => handler.update(id, inputs, previous)),
    delete: (id, inputs) => withoutShowing({ id, secrets }, () => handler.delete(id, inputs)),
  };
}
