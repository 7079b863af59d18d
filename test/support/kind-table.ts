/**
 * The table of a kind's updates: a row for every input that can be changed in place, by its path. What the schema says can
 * be changed or left out, and the table says nothing of, is missing.
 */
import { isJsonObject, type Json, type JsonObject, mergeJson } from "../../provider/core/json.js";
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";

/** How an input changes, and what Azure has then. */
export interface Change {
  /** The value first, and, where there is one, the value that it is changed to. */
  readonly from: Json;
  readonly to?: Json;
  /** The path of the input that has these values, where they are those of an input that holds this one; empty for all inputs. */
  readonly of?: string;
  /** Where Azure has it: keys with dots between them, numbers in lists. */
  readonly at: string;
  /** What Azure has, where that is not the declared value itself. */
  readonly was?: Json;
  readonly is?: Json;
  /** What Azure has once the input is left out; null for nothing. */
  readonly gone?: Json;
  /** Why Azure keeps what it has once the input is left out. */
  readonly keeps?: string;
  /** What a check says where it is left out, so that it never is. */
  readonly stays?: RegExp;
  /** What is declared in place of it then, where that is not what stands beside it. */
  readonly without?: JsonObject;
  /** What has to be declared beside it. */
  readonly beside?: JsonObject;
  /** What a check says where it is not, or where this stands in its place. */
  readonly otherwise?: RegExp;
  readonly alone?: JsonObject;
  /** What somebody sets it to outside of Pulumi, where that is not the first value again. */
  readonly drift?: Json;
  /** Why nobody can change it outside, or why that cannot be seen. */
  readonly unseen?: string;
}

/** An input that Azure never changes in place, though nothing replaces the resource for it. */
export interface Wall {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** What a check says. */
  readonly refused: RegExp;
}

export type Row = Change | Wall;
/** Rows by the path of their input; a second row of the same input has a word of its own behind it: `protection#suspended`. */
export type Rows = Readonly<Record<string, Row>>;

const pathOf = (key: string): string => key.split("#")[0] ?? key;

export const isChange = (row: Row): row is Change => !("refused" in row);

/** The rows of changes, by their paths. */
export const changesIn = (rows: Rows): [string, Change][] =>
  Object.entries(rows).flatMap(([path, row]) => (isChange(row) ? [[path, row] as [string, Change]] : []));

/** An input of a schema: a leaf can be changed by itself, one that is optional can be left out. */
interface InputPath {
  readonly path: string;
  readonly isLeaf: boolean;
  readonly isOptional: boolean;
}

/** Every input that is neither replaced for nor ours alone, with those inside of it. */
export function inputPaths(schema: TSchema, prefix = ""): InputPath[] {
  const properties = (schema["properties"] ?? {}) as Record<string, TSchema & Marks>;
  const required = new Set(schema["required"] as readonly string[] | undefined);
  return Object.entries(properties).flatMap(([key, property]) => {
    if (property.replaceOnChanges === true || property.local === true) return [];
    const inner = (property["items"] as TSchema | undefined) ?? property;
    const path = `${prefix}${key}`;
    const isOptional = !required.has(key) || property["default"] !== undefined;
    if (inner["properties"] === undefined) return [{ path, isLeaf: true, isOptional }];
    return [{ path, isLeaf: false, isOptional }, ...inputPaths(inner, `${path}${inner === property ? "." : "[]."}`)];
  });
}

/** What the table says nothing of, and what it says of inputs that there are not. */
export function gapsIn(schema: TSchema, rows: Rows): string[] {
  const paths = inputPaths(schema);
  const gaps = paths.flatMap(({ path, isLeaf, isOptional }) => {
    const row = rows[path];
    if (row !== undefined && !isChange(row)) return [];
    const changes = isLeaf && row?.to === undefined ? [`${path} is changed by no row`] : [];
    const leaves = isOptional && row?.gone === undefined && row?.keeps === undefined && row?.stays === undefined;
    return [...changes, ...(leaves ? [`${path} is left out by no row`] : [])];
  });
  const known = new Set(paths.map(({ path }) => path));
  return [
    ...gaps,
    ...Object.keys(rows).flatMap((path) => (known.has(pathOf(path)) ? [] : [`${path} is no such input`])),
  ];
}

const keysOf = (path: string): string[] => (path === "" ? [] : path.split("."));

/** A value at a path of keys. */
export const nest = (path: string, value: Json): JsonObject =>
  keysOf(path).reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;

/** The value at a path of keys, and of numbers in lists; null for nothing. */
export function valueAt(value: Json | undefined, path: string): Json {
  let found: Json | undefined = value;
  for (const key of path.split(".")) {
    const step: Json | undefined = Array.isArray(found) ? (found[Number(key)] as Json) : undefined;
    found = isJsonObject(found) ? found[key] : step;
  }
  return found ?? null;
}

/** The inputs of a row at one of its moments. */
export function inputsOf(path: string, row: Change, moment: "from" | "to" | "gone"): JsonObject {
  const beside = row.beside ?? {};
  if (moment === "gone" && (row.gone !== undefined || row.keeps !== undefined)) return row.without ?? beside;
  const value = moment === "from" || row.to === undefined ? row.from : row.to;
  return mergeJson(beside, nest(row.of ?? pathOf(path), value));
}

/** What Azure has at a moment of a row. */
export function azureOf(row: Change, moment: "from" | "to" | "gone"): Json {
  if (moment === "gone" && row.gone !== undefined) return row.gone;
  const first = row.was === undefined ? row.from : row.was;
  return moment === "from" || row.to === undefined ? first : (row.is ?? row.to);
}
