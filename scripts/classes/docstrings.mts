/** The docstrings of generated code, from the descriptions and the marks of schemas. */
import { allowed } from "../../provider/schema/failures.js";
import { code, listed } from "../docs/markdown.mjs";
import { isEnum, isMap, type NamedType, type Property, type Schema } from "./shapes.mjs";

const WIDTH = 120;

/** A docstring at an indentation; on one line if it fits. */
export function docstring(text: string, indent = ""): string {
  const oneLine = `${indent}/** ${text} */\n`;
  if (!text.includes("\n") && oneLine.length <= WIDTH) return oneLine;
  const lines = text
    .split("\n")
    .flatMap((line) => (isCode(line, text) ? [line] : wrapped(line, WIDTH - indent.length - 3)));
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** Whether a line belongs to the example of a docstring. */
const isCode = (line: string, text: string): boolean =>
  text.indexOf(line) >= (text.indexOf("@example") + 1 || Infinity);

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

/** The text about an input: what it means, what it allows, and its default. */
export function inputText({ schema, place: { path } }: Property): string {
  const parts = [described(schema, path), referenceText(schema), allowedText(schema), defaultText(schema)];
  return parts.filter((part) => part !== "").join(" ");
}

/** The text about an output. */
export const outputText = ({ schema, place: { path } }: Property): string => described(schema, path);

/** The text about a named type: the description of its properties, or where it is used. */
export function typeText({ schema, description, paths }: NamedType): string {
  if (description !== undefined) return description;
  const named = paths.slice(0, 3);
  const all = paths.length > 3 ? `${named.map(code).join(", ")} and other properties` : listed(named);
  return `${isEnum(schema) ? "The values" : "The type"} of ${all}.`;
}

function described({ description }: Schema, path: string): string {
  if (description === undefined) throw new Error(`${path} has no description`);
  return description;
}

const referenceText = ({ refersTo }: Schema): string => (refersTo === undefined ? "" : "Or the resource itself.");

/** The allowed values that the type does not show. */
function allowedText(schema: Schema): string {
  const isShown =
    schema.refersTo !== undefined ||
    isEnum(schema) ||
    isMap(schema) ||
    /boolean|array|object|undefined/.test(String(schema["type"]));
  const text = isShown ? "" : allowed(schema);
  return /^(|a string|a string with at least 1 character|an integer|a number)$/.test(text) ? "" : `Allowed: ${text}.`;
}

function defaultText(schema: Schema): string {
  const value: unknown = schema["default"];
  return value === undefined || /Default: /.test(schema.description ?? "") ? "" : `Default: \`${String(value)}\`.`;
}
