/** String functions. Source: Azure Resource Manager documentation, "String functions for ARM templates". */
import { MAX_BODY_DEPTH } from "../../core/body-limits.js";
import { isDeeperThan, type Json } from "../../core/json.js";
import { templateFault } from "../faults.js";
import {
  ANY_NUMBER,
  arrayArg,
  type EagerFunction,
  integerArg,
  isList,
  stringArg,
  stringOf,
  typeName,
} from "./arguments.js";
import { formatted } from "./format.js";
import { guidOf, uniqueString } from "./hash.js";

/** Concatenates arrays to an array, and all other arguments to a string. */
function concat(args: readonly Json[]): Json {
  if (args.length > 0 && args.every(isList)) return args.flatMap(arrayArg);
  return args.map(scalarText).join("");
}

function scalarText(value: Json): string {
  if (typeof value === "object") throw templateFault(`the type '${typeName(value)}' cannot be concatenated.`);
  return stringOf(value);
}

function split(value: string, delimiters: readonly string[]): string[] {
  return delimiters.reduce<string[]>(
    (parts, delimiter) => (delimiter === "" ? parts : parts.flatMap((part) => part.split(delimiter))),
    [value],
  );
}

function substring(value: string, start: number, length: number): string {
  if (start >= 0 && length >= 0 && start + length <= value.length) return value.slice(start, start + length);
  throw templateFault(
    `The index and length parameters must refer to a location within the string. The index parameter: '${start}', the length parameter: '${length}', the length of the string parameter: '${value.length}'.`,
  );
}

const MAX_PADDED_LENGTH = 131_072;

function padLeft(value: Json | undefined, width: number, fill: string): string {
  if (fill.length !== 1) throw templateFault("the padding must be one character.");
  if (width > MAX_PADDED_LENGTH) throw templateFault(`the length must be at most '${MAX_PADDED_LENGTH}'.`);
  return stringOf(value ?? "").padStart(width, fill);
}

/** Decodes base64 as UTF-8. Throws for an invalid string. */
function fromBase64(value: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) {
    throw templateFault("the provided value is not a base64 string.");
  }
  return Buffer.from(value, "base64").toString("utf8");
}

function parsedJson(value: string): Json {
  const parsed = jsonOf(value);
  if (isDeeperThan(parsed, MAX_BODY_DEPTH)) {
    throw templateFault(`the provided value is nested more than ${MAX_BODY_DEPTH} levels deep.`);
  }
  return parsed;
}

function jsonOf(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw templateFault("the provided value is not valid JSON.");
  }
}

function fromDataUri(value: string): string {
  const found = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(value);
  if (found === null) throw templateFault("the provided value is not a data URI.");
  return found[2] === undefined ? decoded(found[3] ?? "") : fromBase64(found[3] ?? "");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw templateFault("the provided value is not an escaped URI component.");
  }
}

const escaped = (value: string): string =>
  encodeURIComponent(value).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function joinedUri(base: string, relative: string): string {
  if (!URL.canParse(base))
    throw templateFault(`expects its first argument to be a uri string. The provided value is '${base}'.`);
  return new URL(relative, base).href;
}

/** Matches a pattern without case; `*` matches any string. Each part can be matched at its first occurrence. */
function isLike(value: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.toLowerCase().split("*");
  const wanted = value.toLowerCase();
  const end = rest.pop();
  if (end === undefined) return wanted === start;
  if (!wanted.startsWith(start) || wanted.length < start.length + end.length || !wanted.endsWith(end)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = wanted.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= wanted.length - end.length;
}

const delimitersOf = (value: Json | undefined): string[] => (isList(value) ? value.map(stringArg) : [stringArg(value)]);

/** A function of one string. */
const ofString = (name: string, call: (value: string) => Json): EagerFunction => ({
  name,
  arity: [1, 1],
  call: ([value]) => call(stringArg(value)),
});

export const STRING_FUNCTIONS: readonly EagerFunction[] = [
  { name: "concat", arity: [0, ANY_NUMBER], call: concat },
  { name: "format", arity: [1, ANY_NUMBER], call: ([format, ...values]) => formatted(stringArg(format), values) },
  { name: "string", arity: [1, 1], call: ([value]) => stringOf(value ?? null) },
  {
    name: "substring",
    arity: [1, 3],
    call: ([value, start = 0, length]) => {
      const [string, from] = [stringArg(value), integerArg(start)];
      return substring(string, from, length === undefined ? string.length - from : integerArg(length));
    },
  },
  {
    name: "padLeft",
    arity: [2, 3],
    call: ([value, width, fill = " "]) => padLeft(value, integerArg(width), stringArg(fill)),
  },
  {
    name: "replace",
    arity: [3, 3],
    call: ([value, old, replacement]) => stringArg(value).replaceAll(stringArg(old), () => stringArg(replacement)),
  },
  { name: "split", arity: [2, 2], call: ([value, delimiter]) => split(stringArg(value), delimitersOf(delimiter)) },
  {
    name: "join",
    arity: [2, 2],
    call: ([values, delimiter]) => arrayArg(values).map(scalarText).join(stringArg(delimiter)),
  },
  {
    name: "startsWith",
    arity: [2, 2],
    call: ([value, start]) => stringArg(value).toLowerCase().startsWith(stringArg(start).toLowerCase()),
  },
  {
    name: "endsWith",
    arity: [2, 2],
    call: ([value, end]) => stringArg(value).toLowerCase().endsWith(stringArg(end).toLowerCase()),
  },
  { name: "like", arity: [2, 2], call: ([value, pattern]) => isLike(stringArg(value), stringArg(pattern)) },
  { name: "uniqueString", arity: [1, ANY_NUMBER], call: (args) => uniqueString(args.map(stringArg)) },
  { name: "guid", arity: [1, ANY_NUMBER], call: (args) => guidOf(args.map(stringArg)) },
  { name: "uri", arity: [2, 2], call: ([base, relative]) => joinedUri(stringArg(base), stringArg(relative)) },
  ofString("toLower", (value) => value.toLowerCase()),
  ofString("toUpper", (value) => value.toUpperCase()),
  ofString("trim", (value) => value.trim()),
  ofString("base64", (value) => Buffer.from(value, "utf8").toString("base64")),
  ofString("base64ToString", fromBase64),
  ofString("base64ToJson", (value) => parsedJson(fromBase64(value))),
  ofString("json", parsedJson),
  ofString(
    "dataUri",
    (value) => `data:text/plain;charset=utf-8;base64,${Buffer.from(value, "utf8").toString("base64")}`,
  ),
  ofString("dataUriToString", fromDataUri),
  ofString("uriComponent", escaped),
  ofString("uriComponentToString", decoded),
];
