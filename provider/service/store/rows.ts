/** Rows of the table of documents, as documents. */
import { isJsonObject, type JsonObject } from "../../core/json.js";
import { DamagedDocument } from "./failures.js";

export interface Document {
  /** The ARM id as Azure writes it. */
  readonly id: string;
  /** The ARM type, in lower case. */
  readonly type: string;
  /** The key of what holds it. */
  readonly scope: string;
  /** What clients see. */
  readonly body: JsonObject;
  /** What only the service remembers. */
  readonly hidden: JsonObject;
  /** The place in a list. */
  readonly rank: number;
  /** Rises with each write. */
  readonly version: number;
}

export const COLUMNS = "id, type, scope, body, hidden, rank, version";

interface Row {
  readonly id: string;
  readonly type: string;
  readonly scope: string;
  readonly body: string;
  readonly hidden: string;
  readonly rank: number;
  readonly version: number;
}

/** The document in a row. Throws `DamagedDocument`. */
export function toDocument(row: unknown): Document {
  const { id, type, scope, body, hidden, rank, version } = row as Row;
  return { id, type, scope, rank, version, body: objectIn(id, "body", body), hidden: objectIn(id, "hidden", hidden) };
}

function objectIn(id: string, column: "body" | "hidden", text: string): JsonObject {
  if (text === "{}") return {};
  const value = parsed(text);
  if (isJsonObject(value)) return value;
  throw new DamagedDocument(id, column);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value that a later read finds for `value`, which was written as `text`: without its undefined members. */
export const asRead = (value: JsonObject, text: string): JsonObject =>
  holdsUndefined(value) ? (JSON.parse(text) as JsonObject) : value;

function holdsUndefined(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsUndefined);
}
