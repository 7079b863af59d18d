/** `$filter` as Azure Backup's clients send it: `name eq 'value'` joined by `and`. */
import { parseInstantMs } from "../../time/instants.js";
import { refusal } from "./route.js";

export type Filter = ReadonlyMap<string, string>;

/** A quoted value, in which `''` is a quote, a word, or a parenthesis. Its alternatives start differently, so it takes linear time. */
const TOKEN = /\s*(?:'((?:[^']|'')*)'|([^\s'()]+)|([()]))/y;

interface Token {
  readonly kind: "quoted" | "word" | "(" | ")";
  readonly text: string;
}

/** The tokens of a filter; undefined where a quote is not closed. */
function tokensOf(filter: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = filter.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const [, quoted, word, parenthesis] = TOKEN.exec(text) ?? [];
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll("''", "'") });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (parenthesis !== undefined) tokens.push({ kind: parenthesis as "(" | ")", text: parenthesis });
    else return undefined;
  }
  return tokens;
}

/** The terms of a filter, names in lower case. Throws 400 for any form but `name eq 'value'`, joined by `and`. */
export function parseFilter(text: string | null): Filter {
  if (text === null || text.trim() === "") return new Map();
  const tokens = tokensOf(text)?.filter(({ kind }) => kind === "quoted" || kind === "word") ?? [];
  const terms = new Map<string, string>();
  for (let at = 0; at < tokens.length || at === 0; at += 4) {
    const [name, operator, value, and] = tokens.slice(at, at + 4);
    const isTerm = name?.kind === "word" && isWord(operator, "eq") && value !== undefined;
    if (!isTerm || (and !== undefined && !isWord(and, "and")) || (and !== undefined && at + 4 >= tokens.length)) {
      throw refusal(400, "BadRequest", `The filter ${JSON.stringify(text)} is not of the form name eq 'value' and ….`);
    }
    terms.set(name.text.toLowerCase(), value.text);
  }
  return terms;
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === "word" && token.text.toLowerCase() === word;

/** Whether a resource has the value that a filter asks for under one name; true where the filter does not contain the name. */
export function meets(filter: Filter, name: string, value: string | undefined): boolean {
  const wanted = filter.get(name.toLowerCase());
  return wanted === undefined || wanted.toLowerCase() === value?.toLowerCase();
}

/** The instant of a date, in milliseconds since 1970. Clients write `2024-05-13 10:18:09 AM` and mean UTC. Throws 400 for a string that is not a date. */
export function instantOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const instant = parseInstantMs(text);
  if (!Number.isNaN(instant)) return instant;
  throw refusal(400, "BadRequest", `${name} is '${text}': expected a date and time.`);
}
