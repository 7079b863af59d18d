/**
 * `$filter` of resource lists: comparisons and functions, joined by `and` and `or`, in parentheses or not. Source: Resources and
 * Resource Groups of the Azure Resource Manager REST API, 2021-04-01. Values are compared without case, as Azure compares names and types.
 */
import { invalidFilter, isValue, isWord, type Token, tokensOf } from "./filter.js";

/** A comparison (`eq`, `ne`) or a function (`substringof`, `startswith`) of a property, names in lower case. */
export interface Comparison {
  readonly operator: "eq" | "ne" | "substringof" | "startswith";
  readonly property: string;
  /** In lower case. */
  readonly value: string;
}

export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "comparison"; readonly comparison: Comparison };

/** The operators that each property of a list can have, by its name in lower case. */
export type Operators = ReadonlyMap<string, readonly Comparison["operator"][]>;

/** Bounds the recursion: no client sends more parentheses. */
const MAX_DEPTH = 32;

/** The expression of a filter; undefined if there is none. Throws Azure's 400. */
export function parseExpression(text: string | undefined, operators: Operators): Expression | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const tokens = tokensOf(text);
  const read = tokens === undefined ? undefined : either({ tokens, operators }, 0, 0);
  if (read === undefined || read.end !== tokens?.length) throw invalidFilter(text);
  return read.expression;
}

interface Source {
  readonly tokens: readonly Token[];
  readonly operators: Operators;
}

interface Read {
  readonly expression: Expression;
  /** The index of the token after the expression. */
  readonly end: number;
}

type Reader = (source: Source, at: number, depth: number) => Read | undefined;

/** Reads expressions that a word joins. */
const joined =
  (kind: "and" | "or", next: Reader): Reader =>
  (source, at, depth) => {
    const parts: Expression[] = [];
    let end = at - 1;
    do {
      const part = next(source, end + 1, depth);
      if (part === undefined) return undefined;
      parts.push(part.expression);
      end = part.end;
    } while (isWord(source.tokens[end], kind));
    return { expression: oneOf(kind, parts), end };
  };

const oneOf = (kind: "and" | "or", parts: readonly Expression[]): Expression =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind, parts };

const single: Reader = (source, at, depth) => {
  if (source.tokens[at]?.kind !== "(") return functionAt(source, at) ?? comparisonAt(source, at);
  const inner = depth < MAX_DEPTH ? either(source, at + 1, depth + 1) : undefined;
  return inner !== undefined && source.tokens[inner.end]?.kind === ")" ? { ...inner, end: inner.end + 1 } : undefined;
};

const both = joined("and", single);
const either: Reader = joined("or", both);

function comparisonAt({ tokens, operators }: Source, at: number): Read | undefined {
  const [name, word, value] = tokens.slice(at, at + 3);
  const operator = ["eq", "ne"].find((known) => isWord(word, known)) as "eq" | "ne" | undefined;
  if (name?.kind !== "word" || operator === undefined || !isValue(value)) return undefined;
  return allowed({ operator, property: name.text, value: value.text }, operators, at + 3);
}

/** `substringof('value', name)` or `startswith(name, 'value')`. */
function functionAt({ tokens, operators }: Source, at: number): Read | undefined {
  const [word, open, first, comma, second, close] = tokens.slice(at, at + 6);
  if (open?.kind !== "(" || comma?.kind !== "," || close?.kind !== ")") return undefined;
  if (isWord(word, "substringof") && first?.kind === "quoted" && second?.kind === "word") {
    return allowed({ operator: "substringof", property: second.text, value: first.text }, operators, at + 6);
  }
  if (isWord(word, "startswith") && first?.kind === "word" && second?.kind === "quoted") {
    return allowed({ operator: "startswith", property: first.text, value: second.text }, operators, at + 6);
  }
  return undefined;
}

function allowed({ operator, property, value }: Comparison, operators: Operators, end: number): Read | undefined {
  const comparison = { operator, property: property.toLowerCase(), value: value.toLowerCase() };
  if (operators.get(comparison.property)?.includes(operator) !== true) return undefined;
  return { expression: { kind: "comparison", comparison }, end };
}

/** The properties that an expression compares. */
export function propertiesIn(expression: Expression): string[] {
  if (expression.kind === "comparison") return [expression.comparison.property];
  return expression.parts.flatMap(propertiesIn);
}

/** Whether an expression is true; `memberOf` returns the value of a property in any case, undefined for one that is missing. */
export function isTrue(expression: Expression, memberOf: (property: string) => string | undefined): boolean {
  if (expression.kind !== "comparison") {
    const { kind, parts } = expression;
    return kind === "and"
      ? parts.every((part) => isTrue(part, memberOf))
      : parts.some((part) => isTrue(part, memberOf));
  }
  const { operator, property, value } = expression.comparison;
  const found = memberOf(property)?.toLowerCase();
  if (operator === "eq") return found === value;
  if (operator === "ne") return found !== value;
  return operator === "startswith" ? found?.startsWith(value) === true : found?.includes(value) === true;
}
