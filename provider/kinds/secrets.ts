/**
 * What Azure answers may quote what it was sent. No failure and no warning of a resource goes on with a secret of its
 * inputs in it, whether the program or the kind calls it one, nor with an access signature.
 */

import { asCall, currentWarn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, sameJson, withoutUndefined } from "../core/json.js";
import { withoutSignatures } from "../rules/extensions/settings.js";
import { isUnknown } from "../schema/unknown.js";
import type { Marks, TSchema } from "../schema/vocabulary.js";
import type { Caller, Declared } from "./caller.js";
import { type Handler, inputSchemas, type Kind } from "./kind.js";

const HIDDEN = "[not shown]";

/** A shorter text stands in any sentence by accident: it is crossed out only where it is a word of its own. */
const LEAST_TELLING = 4;

/** Whether messages may show a value of an input; a default of the kind is nobody's secret. */
export const mayQuote = (schema: TSchema, caller: Caller, key: string, value: Json | undefined): boolean =>
  value === undefined ||
  isUnknown(value) ||
  caller.mayQuote(key, value) ||
  sameJson(value, schema["default"] as Json | undefined);

/** The inputs whose values no message may show. */
export const hiddenInputs = (kind: Kind, { inputs, caller }: Declared): string[] =>
  inputSchemas(kind)
    .filter(([key, schema]) => !mayQuote(schema, caller, key, inputs[key]))
    .map(([key]) => key);

/** The strings and numbers in hidden inputs. */
export const programSecrets = (kind: Kind, declared: Declared): string[] => {
  const hidden = hiddenInputs(kind, declared);
  return inputSchemas(kind).flatMap(([key, schema]) =>
    hidden.includes(key) ? privateLeaves(schema, declared.inputs[key]) : [],
  );
};

/** The leaves of a value without the words that its schema lists, such as "delete": redacting these would tear sentences apart. */
function privateLeaves(schema: TSchema | undefined, value: Json | undefined): string[] {
  const listed: unknown = schema?.["enum"];
  if (Array.isArray(listed) && listed.includes(value)) return [];
  const properties = schema?.["properties"] as Readonly<Record<string, TSchema>> | undefined;
  if (properties === undefined || !isJsonObject(value)) return leavesOf(value);
  return Object.entries(value).flatMap(([key, held]) => privateLeaves(properties[key], held));
}

/** Those, and what the kind itself marks as secret. */
export const secretsIn = (kind: Kind, declared: Declared): string[] => [
  ...programSecrets(kind, declared),
  ...inputSchemas(kind).flatMap(([key, schema]) => markedLeaves(schema, declared.inputs[key])),
];

function markedLeaves(schema: TSchema & Marks, value: Json | undefined): string[] {
  if (schema.secret === true) return leavesOf(value);
  const properties = schema["properties"] as Readonly<Record<string, TSchema & Marks>> | undefined;
  if (properties === undefined || !isJsonObject(value)) return [];
  return Object.entries(properties).flatMap(([key, inner]) => markedLeaves(inner, value[key]));
}

/**
 * Inputs with what may be secret redacted, for a state that keeps what is declared no longer: Pulumi encrypts what is
 * secret in the new inputs, and would write an old one in the open.
 */
export function redactedInputs(kind: Kind, declared: Declared): JsonObject {
  const hidden = hiddenInputs(kind, declared);
  const entries = inputSchemas(kind).map(([key, schema]) => {
    const value = declared.inputs[key];
    return [key, value !== undefined && (schema.secret === true || hidden.includes(key)) ? redacted(value) : value];
  });
  return withoutUndefined(Object.fromEntries(entries) as JsonObject);
}

function redacted(value: Json): Json {
  if (Array.isArray(value)) return value.map((entry) => redacted(entry as Json));
  if (!isJsonObject(value)) return HIDDEN;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, redacted(held ?? null)]));
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

/** A handler whose failures and warnings show none of the secrets in these inputs of the resource. */
export function redactingHandler(kind: Kind, handler: Handler, ...declared: readonly Declared[]): Handler {
  const secrets = () => declared.flatMap((held) => secretsIn(kind, held));
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
