/** Redacts secrets in messages: Azure's errors and warnings may quote values of the request. */
import { BackupError } from "./errors.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** The replacement for a secret. */
export const REDACTED = "[not shown]";

/** A shorter secret is part of many words, so it is redacted only where it is a complete word. In characters. */
const LEAST_SUBSTRING_LENGTH = 4;

/** Returns the text with secrets redacted. */
export type Redact = (text: string) => string;

/**
 * Redacts secrets verbatim, in lower and upper case, and encoded as JSON, URI component and base64. The longest form goes
 * first, since one may contain another.
 */
export function redactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((left, right) => right.length - left.length);
  return (text) => forms.reduce(withoutForm, text);
}

/** The text with these secrets redacted. */
export const redact = (text: string, secrets: readonly string[]): string => redactor(secrets)(text);

/** Whether a text contains one of these secrets. */
export const containsAny = (secrets: readonly string[], text: string): boolean => redact(text, secrets) !== text;

function formsOf(secret: string): string[] {
  const texts = [secret, ...signatureIn(secret)].filter((text) => text !== "");
  return texts.flatMap((text) => {
    const written = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())];
    const encoded = text.length < LEAST_SUBSTRING_LENGTH ? [] : [Buffer.from(text, "utf8").toString("base64")];
    return [
      ...written,
      ...written.map((form) => form.toLowerCase()),
      ...written.map((form) => form.toUpperCase()),
      ...encoded,
    ];
  });
}

/** The signature of a SAS URI is a secret by itself: it grants access to the blob. */
const signatureIn = (secret: string): string[] => /[?&]sig=([^&\s]+)/i.exec(secret)?.slice(1) ?? [];

function withoutForm(text: string, form: string): string {
  if (!text.includes(form)) return text;
  if (form.length >= LEAST_SUBSTRING_LENGTH) return text.replaceAll(form, REDACTED);
  const literal = form.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu"), REDACTED);
}

/** JSON with redacted strings and numbers; keys are unchanged. */
export function redactedJson(value: Json, redactText: Redact): Json {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "number") return redactText(String(value)) === REDACTED ? REDACTED : value;
  if (Array.isArray(value)) return value.map((entry) => redactedJson(entry as Json, redactText));
  return isJsonObject(value) ? redactedMembers(value, redactText) : value;
}

const redactedMembers = (object: JsonObject, redactText: Redact): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, redactedJson(value ?? null, redactText)]));

/** The error itself if it contains no secret; else a redacted copy without the cause, which may quote secrets too. */
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

/** Every string and number that a value contains, as strings. */
export function leavesOf(value: Json | undefined): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap((member) => leavesOf(member));
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}
