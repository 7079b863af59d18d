/** Documents by ARM id, inside one transaction. This module does not depend on what they contain. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { idKey } from "../../arm/resource-id.js";
import type { JsonObject } from "../../core/json.js";
import { asRead, COLUMNS, type Document, toDocument } from "./rows.js";

export type { Document } from "./rows.js";

export interface ListQuery {
  /** The ARM type, in any case. */
  readonly type: string;
  /** The id of the parent resource, group or subscription; default: any. */
  readonly scope?: string;
  /** Highest rank first. */
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly offset?: number;
  /** Only documents whose id is below this one, at any depth. */
  readonly under?: string;
  /** Only documents after this rank in the list's order: where the last page ended. */
  readonly after?: number;
}

/** A part of what is below an id. */
export interface PartBelow {
  /** Only ids with this number of segments. */
  readonly segments: number;
  /** Only documents after this rank. */
  readonly after: number;
  readonly limit: number;
}

export interface NewDocument {
  readonly id: string;
  readonly type: string;
  /** The id of its parent. */
  readonly scope: string;
  readonly body: JsonObject;
  readonly hidden?: JsonObject;
  /** Default: the old rank, or one after all others for a new document. */
  readonly rank?: number;
}

/** The operations of a transaction that only reads. */
export interface DocumentReader {
  get(id: string): Document | undefined;
  /** The type and version of a document, without parsing its contents. */
  stamp(id: string): Pick<Document, "type" | "version"> | undefined;
  list(query: ListQuery): Document[];
  count(query: ListQuery): number;
  /** Every document whose id is below this one, or a part of them, by rank. */
  below(id: string, part?: PartBelow): Document[];
  setting(name: string): string | undefined;
}

/** The additional operations of a transaction that writes. */
export interface DocumentWriter extends DocumentReader {
  /** Creates or replaces a document and returns it. */
  put(document: NewDocument): Document;
  /**
   * Replaces only the hidden part of a document. Its version, and so its etag, does not change, since clients see no change.
   */
  remember(id: string, hidden: JsonObject): void;
  remove(id: string): boolean;
  /** Removes a document and everything below it. */
  removeTree(id: string): void;
  setSetting(name: string, value: string): void;
  /** Runs `work`; if it throws, its writes are rolled back, and only those. */
  attempt<T>(work: () => T): T;
  /** Has the write-ahead log emptied after the commit: for a transaction that removes secrets, which the log still holds. */
  emptyLogAfterCommit(): void;
}

type Prepare = (sql: string) => StatementSync;

/** The documents of a database; the caller opens and ends the transactions, and empties the log where it is asked to. */
export function documentsOf(database: DatabaseSync, emptyLogAfterCommit = (): void => undefined): DocumentWriter {
  const statements = new Map<string, StatementSync>();
  const prepared: Prepare = (sql) => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    ...readsOf(prepared),
    ...writesOf(prepared),
    attempt: (work) => attempted(database, work),
    emptyLogAfterCommit,
  };
}

function readsOf(prepared: Prepare): DocumentReader {
  const rows = (sql: string, ...values: readonly SQLInputValue[]) =>
    prepared(sql)
      .all(...values)
      .map(toDocument);
  return {
    get: (id) => {
      const row = prepared(`SELECT ${COLUMNS} FROM documents WHERE key = ?`).get(idKey(id));
      return row === undefined ? undefined : toDocument(row);
    },
    stamp: (id) =>
      prepared("SELECT type, version FROM documents WHERE key = ?").get(idKey(id)) as
        | Pick<Document, "type" | "version">
        | undefined,
    list: (query) => {
      const { where, values } = condition(query);
      const order = query.newestFirst === true ? "DESC" : "ASC";
      const sql = `SELECT ${COLUMNS} FROM documents WHERE ${where} ORDER BY rank ${order} LIMIT ? OFFSET ?`;
      return rows(sql, ...values, query.limit ?? -1, query.offset ?? 0);
    },
    count: (query) => {
      const { where, values } = condition(query);
      return Number(prepared(`SELECT count(*) AS count FROM documents WHERE ${where}`).get(...values)?.["count"]);
    },
    below: (id, part) => {
      if (part === undefined) return rows(`${BELOW} ORDER BY rank`, ...rangeBelow(id));
      const { segments, after, limit } = part;
      return rows(`${BELOW} ${PART}`, ...rangeBelow(id), segments, after, limit);
    },
    setting: (name) => prepared("SELECT value FROM settings WHERE name = ?").get(name)?.["value"] as string | undefined,
  };
}

const writesOf = (
  prepared: Prepare,
): Pick<DocumentWriter, "put" | "remember" | "remove" | "removeTree" | "setSetting"> => ({
  put: (document) => {
    const written = writtenForm(document);
    const row = prepared(PUT).get(...putValues(document, written)) as Pick<Document, "rank" | "version">;
    return documentAfterPut(document, written, row);
  },
  remember: (id, hidden) => {
    prepared("UPDATE documents SET hidden = ? WHERE key = ?").run(JSON.stringify(hidden), idKey(id));
  },
  remove: (id) => prepared("DELETE FROM documents WHERE key = ?").run(idKey(id)).changes > 0,
  removeTree: (id) => {
    prepared("DELETE FROM documents WHERE key = ? OR (key > ? AND key < ?)").run(idKey(id), ...rangeBelow(id));
  },
  setSetting: (name, value) => {
    prepared("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(
      name,
      value,
    );
  },
});

function attempted<T>(database: DatabaseSync, work: () => T): T {
  database.exec("SAVEPOINT attempt");
  try {
    const value = work();
    database.exec("RELEASE attempt");
    return value;
  } catch (error) {
    // An error of the store may have ended the transaction already.
    if (database.isTransaction) database.exec("ROLLBACK TO attempt; RELEASE attempt");
    throw error;
  }
}

const BELOW = `SELECT ${COLUMNS} FROM documents WHERE key > ? AND key < ?`;
const PART = "AND length(key) - length(replace(key, '/', '')) = ? AND rank > ? ORDER BY rank LIMIT ?";

// Node.js 22.16 cannot bind numbered parameters (?1), so the rank is bound twice.
const PUT = `
  INSERT INTO documents (key, id, type, scope, rank, body, hidden, version)
  VALUES (?, ?, ?, ?, coalesce(?, (SELECT coalesce(max(rowid), 0) + 1 FROM documents)), ?, ?, 1)
  ON CONFLICT (key) DO UPDATE SET
    id = excluded.id, type = excluded.type, scope = excluded.scope, rank = coalesce(?, rank),
    body = excluded.body, hidden = excluded.hidden, version = version + 1
  RETURNING rank, version`;

interface WrittenForm {
  readonly type: string;
  readonly scope: string;
  readonly body: string;
  readonly hidden: string;
}

const writtenForm = ({ type, scope, body, hidden = {} }: NewDocument): WrittenForm => ({
  type: type.toLowerCase(),
  scope: idKey(scope),
  body: JSON.stringify(body),
  hidden: JSON.stringify(hidden),
});

const putValues = ({ id, rank }: NewDocument, { type, scope, body, hidden }: WrittenForm): SQLInputValue[] => [
  idKey(id),
  id,
  type,
  scope,
  rank ?? null,
  body,
  hidden,
  rank ?? null,
];

/** The document that a read would find, without the read. */
const documentAfterPut = (
  { id, body, hidden = {} }: NewDocument,
  written: WrittenForm,
  { rank, version }: Pick<Document, "rank" | "version">,
): Document => ({
  id,
  type: written.type,
  scope: written.scope,
  rank,
  version,
  body: asRead(body, written.body),
  hidden: asRead(hidden, written.hidden),
});

/** "0" is the character after "/": every key below an id sorts between the two. */
const rangeBelow = (id: string): [string, string] => [`${idKey(id)}/`, `${idKey(id)}0`];

function condition(query: ListQuery): { where: string; values: SQLInputValue[] } {
  const terms: [string, ...SQLInputValue[]][] = [["type = ?", query.type.toLowerCase()]];
  if (query.scope !== undefined) terms.push(["scope = ?", idKey(query.scope)]);
  if (query.under !== undefined) terms.push(["key > ? AND key < ?", ...rangeBelow(query.under)]);
  if (query.after !== undefined) terms.push([query.newestFirst === true ? "rank < ?" : "rank > ?", query.after]);
  return { where: terms.map(([term]) => term).join(" AND "), values: terms.flatMap(([, ...values]) => values) };
}
