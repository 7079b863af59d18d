/** Seeded mutations of a valid request: of its body, the text of its body, its path, query, method and headers. */
import type { JsonObject } from "../../provider/core/json.js";
import { BODY_CHANGES, otherId } from "./body-mutations.js";
import type { Valid } from "./corpus.js";
import type { Random } from "./random.js";

/** A request as it is sent. */
export interface Mutated {
  method: string;
  /** Decoded, unless it has a percent sign. */
  path: string;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  /** The names of its mutations. */
  readonly mutations: string[];
}

interface Draft {
  readonly json: JsonObject | undefined;
  readonly sent: Mutated;
}

type Mutation = (draft: Draft, random: Random) => void;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = ({ body }: Mutated): string => new TextDecoder().decode(body ?? new Uint8Array());

/** Members that a body repeats, in text: a JSON object cannot. */
const duplicated = (text: string): string => text.replace(/"(\w+)":("[^"]*"|\d+|true|false)/, '"$1":$2,"$1":$2');

/** Changes of the text of a body. */
const TEXTS: Readonly<Record<string, (text: string, random: Random) => string>> = {
  truncated: (text, random) => text.slice(0, random.integer(text.length)),
  duplicate: duplicated,
  trailing: (text) => `${text}]`,
  comments: (text) => `/* a */ ${text} // b`,
  quotes: (text) => text.replaceAll('"', "'"),
  unquoted: (text) => text.replaceAll(/"(\w+)":/g, "$1:"),
  commas: (text) => text.replaceAll("}", ",}"),
  mark: (text) => `\ufeff${text}`,
  root: (text, random) =>
    random.pick([`[${text}]`, `"${text.length}"`, "null", "1", "", " ", "{", "[".repeat(100_000)]),
  surrogate: (text) => text.replace('"', '"\\ud800'),
  spaces: (text) => text.replace("{", `{${" ".repeat(20_000)}`),
};

/** Rare: each costs as much as hundreds of others. */
const LARGE: readonly ((text: string) => string)[] = [
  (text) => text.replace(/}$/, `,"long":"${"a".repeat(3_900_000)}"}`),
  (text) => text.replace(/}$/, `,"many":[${"1,".repeat(1_900_000)}1]}`),
  (text) => text.replace(/}$/, `,"more":{${Array.from({ length: 150_000 }, (_, n) => `"m${n}":${n}`).join(",")}}}`),
  (text) => text.replace(/}$/, `,'loose':[${"1,".repeat(1_900_000)}1]}`),
  (text) => text.replace(/}$/, `,loose:${"[".repeat(3_900_000)}`),
  (text) => text.replace(/}$/, `,"over":"${"a".repeat(4_300_000)}"}`),
];

const OPTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    "$filter",
    ["", "a", "name eq 'a'", "backupManagementType eq 'AzureIaasVM'", "(((((", "a eq 'b' and", "x".repeat(9000)],
  ],
  [
    "$filter",
    ["operation eq 'Backup'", "startTime eq '2024-01-01 00:00:00 AM'", "resourceType eq 'Microsoft.Compute/disks'"],
  ],
  ["$top", ["0", "1", "-1", "abc", "1e9", "99999999999999999999", "1.5", ""]],
  ["$skipToken", ["abc", "", "MTA=", "x".repeat(5000), "-1"]],
  ["$expand", ["instanceView", "a", "", "createdTime,changedTime"]],
  ["forceDeletion", ["true", "false", "maybe"]],
  ["monitor", ["true"]],
  ["__proto__", ["1"]],
];

const VERSIONS: readonly string[] = [
  ...["", "2024", "1999-01-01", "2099-01-01", "2024-02-30", "abc", "2024-04-01-preview", "2024-04-01 "],
  ...["2016-06-01", "2018-12-20", "2020-10-01", "2021-12-01", "2026-07-01", "2026-10-01", "x".repeat(500)],
];

const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ["if-match", ["*", '"1"', "abc", "W/\"datetime'2024'\"", "", '"a", "b"', "x".repeat(5000)]],
  ["if-none-match", ["*", '"1"', "abc"]],
  ["content-type", ["text/plain", "application/json; charset=utf-16", "multipart/form-data", ""]],
  ["content-encoding", ["gzip", "identity", "a, b"]],
  ["x-ms-client-request-id", ["", "x".repeat(8000), "not-a-guid"]],
  ["x-ms-authorization-auxiliary", ["Bearer a"]],
  ["accept", ["text/html", "*/*"]],
  ["accept-language", ["de-DE"]],
  ["content-length", ["5", "99999999999", "-1"]],
];

const METHODS: readonly string[] = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "PURGE", "QUERY"];

/** The changes other than those of one place in the body, by name; a name that occurs in several shares its weight. */
const OTHERS: Readonly<Record<string, Mutation>> = {
  path: ({ sent }, random) => {
    sent.path = otherId(sent.path, random);
  },
  pathCase: ({ sent }, random) => {
    sent.path = random.pick([sent.path.toLowerCase(), sent.path.toUpperCase()]);
  },
  pathForm: ({ sent }, random) => {
    sent.path = random.pick([
      ...[`${sent.path}/`, sent.path.replaceAll("/", "//"), `${sent.path}%00`, `${sent.path}%ZZ`, `${sent.path}%FF`],
      ...[`${sent.path}/other`, `${sent.path}/a/b/c/d/e/f`, `${sent.path}${"/a".repeat(2000)}`, `${sent.path};`],
    ]);
  },
  option: ({ sent }, random) => {
    const [name, values] = random.pick(OPTIONS);
    sent.query.push([name, random.pick(values)]);
    if (random.chance(0.1)) sent.query.push([name, random.pick(values)]);
  },
  version: ({ sent }, random) => {
    const others = sent.query.filter(([name]) => name !== "api-version");
    sent.query = random.chance(0.1) ? others : [...others, ["api-version", random.pick(VERSIONS)]];
  },
  twoVersions: ({ sent }, random) => {
    sent.query.push(["api-version", random.pick(VERSIONS)]);
  },
  method: ({ sent }, random) => {
    sent.method = random.pick(METHODS);
  },
  header: ({ sent }, random) => {
    const [name, values] = random.pick(HEADERS);
    sent.headers[name] = random.pick(values);
  },
  bodyText: ({ sent }, random) => {
    const name = random.pick(Object.keys(TEXTS));
    sent.body = bytes(TEXTS[name]?.(textOf(sent), random) ?? "");
    sent.mutations.push(name);
  },
  invalidUtf8: ({ sent }, random) => {
    const body = sent.body ?? bytes("{}");
    const index = random.integer(body.length);
    const wrong = random.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80]]);
    sent.body = Buffer.concat([body.slice(0, index), Buffer.from(wrong), body.slice(index)]);
  },
  otherBody: ({ sent }, random) => {
    sent.body = bytes(random.pick(["{}", '{"properties":{}}', '{"properties":null}', '{"location":"westeurope"}']));
  },
};

/** How often each mutation is chosen, in proportion; large bodies are chosen apart. */
const WEIGHTED: readonly string[] = [
  ...Object.keys(BODY_CHANGES).flatMap((name) => Array.from({ length: 3 }, () => name)),
  ...Object.keys(OTHERS).flatMap((name) => Array.from({ length: 2 }, () => name)),
];

const LARGE_SHARE = 1 / 400;

/** A mutated form of a request. */
export function mutated(valid: Valid, random: Random): Mutated {
  const json = valid.body === undefined ? undefined : (structuredClone(valid.body) as JsonObject);
  const sent = sentOf(valid);
  const names = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => random.pick(WEIGHTED));
  for (const name of names) if (json !== undefined && name in BODY_CHANGES) BODY_CHANGES[name]?.(json, random);
  if (json !== undefined) sent.body = bytes(JSON.stringify(json));
  // A request without a body gets a mutation of something else in place of that of the body.
  for (const name of names)
    applyOther(json === undefined && name in BODY_CHANGES ? "option" : name, { json, sent }, random);
  if (json !== undefined && random.chance(LARGE_SHARE)) {
    sent.body = bytes(random.pick(LARGE)(JSON.stringify(json)));
    sent.mutations.push("large");
  }
  return sent;
}

function applyOther(name: string, draft: Draft, random: Random): void {
  draft.sent.mutations.push(name);
  OTHERS[name]?.(draft, random);
}

/** The request as it is. */
export const sentOf = ({ method, path, apiVersion, body }: Valid): Mutated => ({
  method,
  path,
  query: [["api-version", apiVersion]],
  headers: { "content-type": "application/json" },
  body: body === undefined ? undefined : bytes(JSON.stringify(body)),
  mutations: [],
});
