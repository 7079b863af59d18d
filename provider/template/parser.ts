/** Reads template expressions (the grammar stands in `expression.ts`). */
import type { Expression } from "./expression.js";
import { templateFault } from "./faults.js";

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const WHOLE = /-?\d+/y;
const TEXT = /'((?:[^']|'')*)'/y;
const BLANK = /\s*/y;
/** Deeper than any template that people write, and far from the end of the stack. */
const DEEPEST = 200;

interface Reader {
  readonly source: string;
  position: number;
  depth: number;
}

const parsed = new Map<string, Expression>();
const MOST_KEPT = 10_000;

/** The expression of a template's text, brackets included. Throws `InvalidTemplate` naming the character that was not expected. */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const reader: Reader = { source: text, position: 1, depth: 0 };
  const expression = readExpression(reader);
  if (peek(reader) !== "]" || reader.position !== text.length - 1) throw unexpected(reader);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, expression);
  return expression;
}

function readExpression(reader: Reader): Expression {
  reader.depth++;
  if (reader.depth > DEEPEST) throw templateFault(`the expression is nested more than ${DEEPEST} times`);
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
  const text = take(reader, TEXT);
  if (text !== undefined) return { kind: "text", value: text.slice(1, -1).replaceAll("''", "'") };
  const whole = take(reader, WHOLE);
  if (whole !== undefined) return wholeNumber(whole);
  const name = take(reader, NAME);
  if (name === undefined) throw unexpected(reader);
  const member = peek(reader) === "." ? readNamespaced(reader) : undefined;
  if (peek(reader) !== "(") throw unexpected(reader);
  reader.position++;
  return { kind: "call", name: member === undefined ? name : `${name}.${member}`, args: readArguments(reader) };
}

function wholeNumber(text: string): Expression {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw templateFault(`the number ${text} is too large`);
  return { kind: "whole", value: value === 0 ? 0 : value };
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

/** Steps over blanks; the character that stands next. */
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

/** The words are Azure's own. */
function unexpected({ source, position }: Reader) {
  const character = source[position] ?? "";
  return templateFault(
    `The language expression '${source.slice(1, -1)}' is not valid: the string character '${character}' at position '${position}' is not expected.`,
  );
}
