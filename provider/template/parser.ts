/** Parses template expressions; the grammar is in `expression.ts`. */
import type { Expression } from "./expression.js";
import { templateFault } from "./faults.js";

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const INTEGER = /-?\d+/y;
const STRING = /'((?:[^']|'')*)'/y;
const BLANK = /\s*/y;
/** Deeper than real templates, and safe for the call stack. */
const MAX_DEPTH = 200;

interface Reader {
  readonly source: string;
  position: number;
  depth: number;
}

const parsed = new Map<string, Expression>();
const MAX_CACHED = 10_000;

/** Parses an expression, including its brackets. Throws `InvalidTemplate` with the unexpected character. */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const reader: Reader = { source: text, position: 1, depth: 0 };
  const expression = readExpression(reader);
  if (peek(reader) !== "]" || reader.position !== text.length - 1) throw unexpected(reader);
  if (parsed.size >= MAX_CACHED) parsed.clear();
  parsed.set(text, expression);
  return expression;
}

function readExpression(reader: Reader): Expression {
  reader.depth++;
  if (reader.depth > MAX_DEPTH) throw templateFault(`the expression is nested more than ${MAX_DEPTH} levels deep`);
  let expression = readRoot(reader);
  for (;;) {
    const next = peek(reader);
    if (next === ".") expression = readMember(reader, expression);
    else if (next === "[") expression = readIndex(reader, expression);
    else break;
  }
  reader.depth--;
  return expression;
}

function readRoot(reader: Reader): Expression {
  peek(reader);
  const text = take(reader, STRING);
  if (text !== undefined) return { kind: "string", value: text.slice(1, -1).replaceAll("''", "'") };
  const integer = take(reader, INTEGER);
  if (integer !== undefined) return integerExpression(integer);
  const name = take(reader, NAME);
  if (name === undefined) throw unexpected(reader);
  const member = peek(reader) === "." ? readNamespaced(reader) : undefined;
  if (peek(reader) !== "(") throw unexpected(reader);
  reader.position++;
  return { kind: "call", name: member === undefined ? name : `${name}.${member}`, args: readArguments(reader) };
}

function integerExpression(text: string): Expression {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw templateFault(`the number ${text} is too large`);
  return { kind: "integer", value: value === 0 ? 0 : value };
}

function readNamespaced(reader: Reader): string {
  reader.position++;
  peek(reader);
  const member = take(reader, NAME);
  if (member === undefined) throw unexpected(reader);
  return member;
}

function readArguments(reader: Reader): Expression[] {
  const args: Expression[] = [];
  if (peek(reader) === ")") {
    reader.position++;
    return args;
  }
  for (;;) {
    args.push(readExpression(reader));
    const next = peek(reader);
    if (next !== "," && next !== ")") throw unexpected(reader);
    reader.position++;
    if (next === ")") return args;
  }
}

function readMember(reader: Reader, of: Expression): Expression {
  reader.position++;
  peek(reader);
  const name = take(reader, NAME);
  if (name === undefined) throw unexpected(reader);
  return { kind: "member", of, name };
}

function readIndex(reader: Reader, of: Expression): Expression {
  reader.position++;
  const index = readExpression(reader);
  if (peek(reader) !== "]") throw unexpected(reader);
  reader.position++;
  return { kind: "index", of, index };
}

/** Skips white space and returns the next character. */
function peek(reader: Reader): string | undefined {
  take(reader, BLANK);
  return reader.source[reader.position];
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.position;
  const found = pattern.exec(reader.source)?.[0];
  reader.position += found?.length ?? 0;
  return found;
}

/** Azure's message. */
function unexpected({ source, position }: Reader) {
  const character = source[position] ?? "";
  return templateFault(
    `The language expression '${source.slice(1, -1)}' is not valid: the string character '${character}' at position '${position}' is not expected.`,
  );
}
