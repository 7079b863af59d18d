/** Secrets in messages: Azure's errors and warnings may quote what they were sent. */
import { BackupError } from "./errors.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** What stands in place of a secret. */
export const REDACTED = "[not shown]";

/** A shorter secret is part of many words: it is redacted only where it is a word of its own. */
const LEAST_TELLING = 4;

/** Redacts a text. */
export type Redact = (text: string) => string;

/**
 * Redacts secrets: as they are, in one case, and as JSON, a URI and base64 would write them. The longest goes first, since
 * one may contain another.
 */
export function redactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((left, right) => right.length - left.length);
  return (text) => forms.reduce(withoutForm, text);
}

/** A text with these secrets redacted. */
export const redact = (text: string, secrets: readonly string[]): string => redactor(secrets)(text);

/** Whether a text shows one of these secrets. */
export const showsAny = (secrets: readonly string[], text: string): boolean => redact(text, secrets) !== text;

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
  if (form.length >= LEAST_TELLING) return text.replaceAll(form, REDACTED);
  const literal = form.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu"), REDACTED);
}

/** JSON with its strings redacted, and each number that is a secret; keys stay. */
export function redactedJson(value: Json, redactText: Redact): Json {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "number") return redactText(String(value)) === REDACTED ? REDACTED : value;
  if (Array.isArray(value)) return value.map((entry) => redactedJson(entry as Json, redactText));
  return isJsonObject(value) ? redactedMembers(value, redactText) : value;
}

const redactedMembers = (object: JsonObject, redactText: Redact): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, held]) => [key, redactedJson(held ?? null, redactText)]));

/** The error itself if it shows no secret; else a redacted one without the cause, which may quote secrets too. */
export function redactedError(error: BackupError, redactText: Redact): BackupError {
  const { azureCode, requestId, hint } = error;
  const texts = [error.message, JSON.stringify(error.details), azureCode ?? "", hint ?? ""];
  if (texts.every((text) => redactText(text) === text)) return error;
  return new BackupError(error.code, redactText(error.message), {
    status: error.status,
    details: error.details.map((detail) => redactedMembers(detail, redactText)),
    ...(azureCode === undefined ? {} : { azureCode: redactText(azureCode) }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(hint === undefined ? {} : { hint: redactText(hint) }),
  });
}

/** Every string and number that a value holds, as strings. */
export function leavesOf(value: Json | undefined): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap((held) => leavesOf(held));
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}
