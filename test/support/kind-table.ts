/**
 * The table of a kind's updates: a row for every input that can be changed in place, by its path. `gapsIn` finds inputs of
 * the schema without a row.
 */
import { isJsonObject, type Json, type JsonObject, mergeJson } from "../../provider/core/json.js";
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";

/** A change of an input, and the values in Azure after each step. */
export interface Change {
  /** The first value, and the value that it is changed to. */
  readonly from: Json;
  readonly to?: Json;
  /** The path of the input that `from` and `to` are values of, if it is not the row's own but contains it; empty for all inputs. */
  readonly of?: string;
  /** The path of the value in Azure: keys, and indexes of arrays, separated by dots. */
  readonly at: string;
  /** The values in Azure for `from` and `to`, if they differ from the declared ones. */
  readonly was?: Json;
  readonly is?: Json;
  /** The value in Azure after the input was removed; null for none. */
  readonly afterRemoval?: Json;
  /** Why Azure keeps its value after the input was removed. */
  readonly keptReason?: string;
  /** The message of the check that refuses a removal. */
  readonly removalRefused?: RegExp;
  /** The inputs after the removal; default `otherInputs`. */
  readonly inputsAfterRemoval?: JsonObject;
  /** Inputs that must be declared in addition. */
  readonly otherInputs?: JsonObject;
  /** The message of the check if `otherInputs` are not declared, or `aloneInputs` instead of them. */
  readonly refusedAlone?: RegExp;
  readonly aloneInputs?: JsonObject;
  /** The value that is set outside Pulumi; default: the first value. */
  readonly drift?: Json;
  /** Why the value cannot be changed outside Pulumi, or why a refresh cannot see the change. */
  readonly noDriftReason?: string;
}

/** A change that Azure cannot make in place and that is refused, because it does not replace the resource either. */
export interface RefusedChange {
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** The message of the check. */
  readonly refused: RegExp;
}

/** First declared, changed, or removed. */
export type Step = "from" | "to" | "removed";

export type Row = Change | RefusedChange;
/** Rows by the path of their input. Further rows of the same input have a suffix: `protection#suspended`. */
export type Rows = Readonly<Record<string, Row>>;

const pathOf = (key: string): string => key.split("#")[0] ?? key;

export const isChange = (row: Row): row is Change => !("refused" in row);

/** The rows of changes, by their paths. */
export const changesIn = (rows: Rows): [string, Change][] =>
  Object.entries(rows).flatMap(([path, row]) => (isChange(row) ? [[path, row] as [string, Change]] : []));

/** An input of a schema. A leaf can be changed separately, an optional input can be removed. */
interface InputPath {
  readonly path: string;
  readonly isLeaf: boolean;
  readonly isOptional: boolean;
}

/** Every input that does not replace the resource and is stored in Azure, with nested inputs. */
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

/** Inputs without a row, and rows without an input. */
export function gapsIn(schema: TSchema, rows: Rows): string[] {
  const paths = inputPaths(schema);
  const gaps = paths.flatMap(({ path, isLeaf, isOptional }) => {
    const row = rows[path];
    if (row !== undefined && !isChange(row)) return [];
    const changes = isLeaf && row?.to === undefined ? [`no row changes ${path}`] : [];
    const leaves =
      isOptional &&
      row?.afterRemoval === undefined &&
      row?.keptReason === undefined &&
      row?.removalRefused === undefined;
    return [...changes, ...(leaves ? [`no row removes ${path}`] : [])];
  });
  const known = new Set(paths.map(({ path }) => path));
  return [
    ...gaps,
    ...Object.keys(rows).flatMap((path) => (known.has(pathOf(path)) ? [] : [`${path} is not an input`])),
  ];
}

const keysOf = (path: string): string[] => (path === "" ? [] : path.split("."));

/** An object that contains only this value, at a path of keys. */
export const nest = (path: string, value: Json): JsonObject =>
  keysOf(path).reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;

/** The value at a path of keys and array indexes; null for none. */
export function valueAt(value: Json | undefined, path: string): Json {
  let found: Json | undefined = value;
  for (const key of path.split(".")) {
    const step: Json | undefined = Array.isArray(found) ? (found[Number(key)] as Json) : undefined;
    found = isJsonObject(found) ? found[key] : step;
  }
  return found ?? null;
}

/** The inputs of a row at a step. */
export function inputsOf(path: string, row: Change, step: Step): JsonObject {
  const otherInputs = row.otherInputs ?? {};
  if (step === "removed" && (row.afterRemoval !== undefined || row.keptReason !== undefined))
    return row.inputsAfterRemoval ?? otherInputs;
  const value = step === "from" || row.to === undefined ? row.from : row.to;
  return mergeJson(otherInputs, nest(row.of ?? pathOf(path), value));
}

/** The value in Azure at a step of a row. */
export function azureOf(row: Change, step: Step): Json {
  if (step === "removed" && row.afterRemoval !== undefined) return row.afterRemoval;
  const first = row.was === undefined ? row.from : row.was;
  return step === "from" || row.to === undefined ? first : (row.is ?? row.to);
}
