/** The body of a request: bytes, then text, then a JSON object, each within its limit. */

import { MAX_BODY_BYTES, MAX_BODY_DEPTH } from "../../core/body-limits.js";
import { isDeeperThan, isJsonObject, type Json, type JsonObject } from "../../core/json.js";
import { shortened } from "../../core/shorten.js";
import { propertyPath } from "../../schema/failures.js";
import { refusal } from "../azure/route.js";
import { parseLenient, tooDeep } from "./json.js";

/** The body of a request; an empty object if it has none. Throws Azure's 400, 413 or 415. */
export async function readBody(request: Request): Promise<JsonObject> {
  const value = await readJson(request);
  if (value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw invalidContent("expected a JSON object");
}

/** The text of a request's body; empty if it has none. Throws Azure's 400, 413 or 415. */
export const readText = async (request: Request): Promise<string> =>
  request.body === null ? "" : textOf(await bytesOf(request));

async function readJson(request: Request): Promise<Json | undefined> {
  const text = await readText(request);
  if (text.trim() === "") return undefined;
  const value = parsed(text);
  if (isDeeperThan(value, MAX_BODY_DEPTH)) throw invalidContent(tooDeep);
  if (SURROGATE_ESCAPE.test(text) && !isUnicode(value)) throw invalidContent("a string has half of a surrogate pair");
  if (LARGE_NUMBER.test(text)) requireNumbers(value);
  return value;
}

/** What is in every text with a number that JavaScript reads as Infinity, which it would store as null, and in some others. */
const LARGE_NUMBER = /\d[eE]\+?\d\d|(?<!\d)\d{300}|Infinity|NaN/;

/** Throws if a number is not one that a reply could contain. */
function requireNumbers(value: Json): void {
  const keys = keysOfNoNumber(value);
  if (keys === undefined) return;
  throw invalidContent(`the number at ${shortened(propertyPath(keys))} is too large, or no number`);
}

/** The path of the first number that is not finite; its keys are collected on the way back, since a body may have a million numbers. */
function keysOfNoNumber(value: Json): string[] | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : [];
  if (typeof value !== "object" || value === null) return undefined;
  const members: readonly Json[] = Array.isArray(value) ? value : (Object.values(value) as Json[]);
  for (const [at, member] of members.entries()) {
    const below = keysOfNoNumber(member);
    if (below !== undefined) return [Object.keys(value)[at] ?? "", ...below];
  }
  return undefined;
}

/** Bytes are valid UTF-8, so only an escape can be half of a surrogate pair, which no URL and no UTF-8 reply can contain. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

function isUnicode(value: Json): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (Array.isArray(value)) return value.every((entry) => isUnicode(entry as Json));
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(([name, member]) => name.isWellFormed() && isUnicode(member ?? null));
}

async function bytesOf(request: Request): Promise<ArrayBuffer> {
  requireNoEncoding(request.headers.get("content-encoding"));
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) throw tooLarge();
  return bytes;
}

/** Source of the code and the text: transcripts of deployments, such as Azure/Azure-Landing-Zones 2644. */
const tooLarge = () =>
  refusal(413, "RequestContentTooLarge", "The request content size exceeds the maximum size of 4 MB.");

/** RFC 9110, section 8.4: an encoding that a server does not support is 415. */
function requireNoEncoding(encoding: string | null): void {
  if (encoding === null || /^\s*(identity)?\s*$/i.test(encoding)) return;
  throw refusal(
    415,
    "UnsupportedMediaType",
    `The content encoding '${encoding}' is not supported. Send the body without a content-encoding.`,
  );
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function textOf(bytes: ArrayBuffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw invalidContent("it is not valid UTF-8");
  }
}

function parsed(text: string): Json {
  try {
    return parseLenient(text);
  } catch (error) {
    throw invalidContent((error as Error).message);
  }
}

const invalidContent = (reason: string) =>
  refusal(400, "InvalidRequestContent", `The request content was invalid and could not be deserialized: '${reason}'.`);
