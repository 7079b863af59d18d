/** `$filter` as Azure Backup's clients send it: `name eq 'value'` joined by `and`. */
import { parseInstantMs } from "../../time/instants.js";
import { refusal } from "./route.js";

/**
 * Azure Resource Manager's 400 for a filter that it cannot read, or that compares what the list does not have. Source:
 * Azure/azure-sdk-for-go 2480 and Azure/azure-sdk-for-net 18748.
 */
export const invalidFilter = (text: string) =>
  refusal(400, "InvalidFilterInQueryString", `Invalid $filter '${text}' specified in the query string.`);

export type Filter = ReadonlyMap<string, string>;

/** A quoted value, in which `''` is a quote, a word, a parenthesis or a comma. The alternatives differ in their first character, so matching takes linear time. */
const TOKEN = /\s*(?:'([^']*(?:''[^']*)*)'|([^\s'(),]+)|([(),]))/y;

export interface Token {
  readonly kind: "quoted" | "word" | "(" | ")" | ",";
  readonly text: string;
}

/** The tokens of a filter; undefined where a quote is not closed. */
export function tokensOf(filter: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = filter.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const [, quoted, word, parenthesis] = TOKEN.exec(text) ?? [];
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll("''", "'") });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (parenthesis !== undefined) tokens.push({ kind: parenthesis as "(" | ")" | ",", text: parenthesis });
    else return undefined;
  }
  return tokens;
}

/**
 * The terms of a filter, names in lower case. Throws 400 for any form but `name eq 'value'`, joined by `and`, in parentheses or
 * not, for a name twice, and for a name that is not one of `names`: what is not read would be ignored.
 */
export function parseFilter(text: string | null | undefined, names?: readonly string[]): Filter {
  if (text === null || text === undefined || text.trim() === "") return new Map();
  const tokens = tokensOf(text);
  const terms = tokens === undefined ? undefined : termsOf(tokens);
  if (terms !== undefined) return withKnownNames(terms, names);
  throw refusal(
    400,
    "BadRequest",
    `Cannot read the filter ${JSON.stringify(text)}: expected name eq 'value', joined by and.`,
  );
}

function withKnownNames(terms: Filter, names: readonly string[] | undefined): Filter {
  const known = new Set(names?.map((name) => name.toLowerCase()));
  for (const name of terms.keys()) {
    if (names === undefined || known.has(name)) continue;
    throw refusal(400, "BadRequest", `Cannot filter by ${JSON.stringify(name)}: expected ${names.join(", ")}.`);
  }
  return terms;
}

/** The terms that the tokens make; undefined where they are not of the form. One pass: nested parentheses only count. */
function termsOf(tokens: readonly Token[]): Filter | undefined {
  const terms = new Map<string, string>();
  let depth = 0;
  for (let at = 0; ; at++) {
    const opened = countOf("(", tokens, at);
    const term = termAt(tokens, at + opened, terms);
    if (term === undefined) return undefined;
    terms.set(...term);
    const closed = countOf(")", tokens, at + opened + 3);
    depth += opened - closed;
    at += opened + 3 + closed;
    if (depth < 0) return undefined;
    if (at === tokens.length) return depth === 0 ? terms : undefined;
    if (!isWord(tokens[at], "and")) return undefined;
  }
}

/** The name and the value of the term that begins here; undefined also for a name that an earlier term has. */
function termAt(tokens: readonly Token[], from: number, earlier: Filter): [string, string] | undefined {
  const [name, operator, value] = tokens.slice(from, from + 3);
  const isTerm = name?.kind === "word" && isWord(operator, "eq") && isValue(value);
  return isTerm && !earlier.has(name.text.toLowerCase()) ? [name.text.toLowerCase(), value.text] : undefined;
}

/** How many tokens of this kind follow one another from here. */
function countOf(kind: "(" | ")", tokens: readonly Token[], from: number): number {
  let end = from;
  while (tokens[end]?.kind === kind) end++;
  return end - from;
}

export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === "word" && token.text.toLowerCase() === word;

export const isValue = (token: Token | undefined): token is Token => token?.kind === "quoted" || token?.kind === "word";

/** Whether a resource has the value that a filter asks for under one name; true where the filter does not contain the name. */
export function matchesFilter(filter: Filter, name: string, value: string | undefined): boolean {
  const required = filter.get(name.toLowerCase());
  return required === undefined || required.toLowerCase() === value?.toLowerCase();
}

/** The instant of a date, in milliseconds since 1970. Clients write `2024-05-13 10:18:09 AM` and mean UTC. Throws 400 for a string that is not a date. */
export function instantOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const instant = parseInstantMs(text);
  if (!Number.isNaN(instant)) return instant;
  throw refusal(400, "BadRequest", `${name} is '${text}': expected a date and a time.`);
}
