/**
 * JSON as Azure Resource Manager reads it, with Newtonsoft's reader: comments, unquoted keys, single quotes, trailing commas
 * and line breaks in strings. Clients rely on it: azure-cli sends the file of a template as it is, after an unquoted key
 * (`JsonCTemplatePolicy` in its command_modules/resource/custom.py).
 */
import JSON5 from "json5";
import { MAX_BODY_DEPTH, MAX_LENIENT_LENGTH } from "../../core/body-limits.js";
import type { Json } from "../../core/json.js";

/** Why a body that is nested too deep is refused. */
export const tooDeep = `it is nested more than ${MAX_BODY_DEPTH} levels deep`;

const tooLong = `it is longer than ${MAX_LENIENT_LENGTH} characters and not strict JSON, as a shorter body need not be`;

/** The value of a text. Throws a `SyntaxError` that says where the text is not JSON; it quotes at most one character. */
export function parseLenient(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Nearly all bodies are strict JSON, which JSON.parse reads many times faster.
  }
  if (text.length > MAX_LENIENT_LENGTH) throw new SyntaxError(tooLong);
  try {
    return JSON5.parse<Json>(readable(text));
  } catch (error) {
    throw new SyntaxError((error as Error).message.replace(/^JSON5: /, ""));
  }
}

const DEPTH: ReadonlyMap<string, number> = new Map([
  ["[", 1],
  ["{", 1],
  ["]", -1],
  ["}", -1],
]);

function depthAfter(depth: number, character: string): number {
  const after = depth + (DEPTH.get(character) ?? 0);
  if (after > MAX_BODY_DEPTH) throw new SyntaxError(tooDeep);
  return after;
}

type Reading = "text" | '"' | "'" | "line comment" | "block comment";

/**
 * The text with an escape for each line break in a string, which JSON5 does not allow. Throws a `SyntaxError` if it is nested
 * too deep, which JSON5 would read to the end: 4 MB of brackets take it seconds. One pass.
 */
function readable(text: string): string {
  const parts: string[] = [];
  let reading: Reading = "text";
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (reading === "text") depth = depthAfter(depth, character);
    const escaped = escapeOf(reading, character);
    if (escaped !== undefined) {
      parts.push(text.slice(from, at), escaped);
      from = at + 1;
    }
    if (isInString(reading) && character === "\\") at++;
    else reading = next(reading, character, text[at + 1]);
  }
  return parts.join("") + text.slice(from);
}

const isInString = (reading: Reading): boolean => reading === '"' || reading === "'";

function escapeOf(reading: Reading, character: string): string | undefined {
  if (!isInString(reading)) return undefined;
  if (character === "\n") return "\\n";
  return character === "\r" ? "\\r" : undefined;
}

/** What is read after a character that is not escaped. */
function next(reading: Reading, character: string, following: string | undefined): Reading {
  switch (reading) {
    case "text":
      return begun(character, following);
    case "line comment":
      return character === "\n" || character === "\r" ? "text" : reading;
    case "block comment":
      return character === "*" && following === "/" ? "text" : reading;
    default:
      return character === reading ? "text" : reading;
  }
}

/** What begins with a character outside of strings and comments. */
function begun(character: string, following: string | undefined): Reading {
  if (character === '"' || character === "'") return character;
  if (character !== "/") return "text";
  if (following === "/") return "line comment";
  return following === "*" ? "block comment" : "text";
}
