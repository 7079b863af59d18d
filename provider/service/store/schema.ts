/**
 * The layout of the store's file, as the steps that lead to it from an empty file: a file of format n has taken the first n.
 * The store is one SQLite file. It keeps documents (what Azure Resource Manager returns for a resource, and facts that
 * only the service needs) and a few settings; it contains no rules.
 *
 *   documents  key      the ARM id in lower case
 *              id       the ARM id as Azure writes it
 *              type     the ARM type, in lower case: microsoft.recoveryservices/vaults
 *              scope    the key of its parent resource, else its resource group, else its subscription
 *              rank     the order of a list, ascending; newest-first lists read it backwards
 *              body     JSON that clients see
 *              hidden   JSON that only the service sees
 *              version  increases by one with each write; the etag is derived from it
 *   settings   name, value: the clock's offset and the like
 */
import type { DatabaseSync } from "node:sqlite";

/** Written into the file's header, so a database of another program is recognized as foreign: "avmb". */
export const APPLICATION_ID = 0x61766d62;

/**
 * A step from one format to the next, in a transaction of its own. A step that was released never changes, because homes
 * that it has migrated exist: a new layout is a new step at the end.
 */
export type Step = (database: DatabaseSync) => void;

const TABLES = `
  CREATE TABLE documents (
    key TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    scope TEXT NOT NULL,
    rank INTEGER NOT NULL,
    body TEXT NOT NULL,
    hidden TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX documents_by_scope ON documents (scope, type, rank);
  CREATE INDEX documents_by_type ON documents (type, rank);
  CREATE TABLE settings (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
`;

export const STEPS: readonly Step[] = [(database) => database.exec(TABLES)];

/** The format of a file: 0 for an empty one, "foreign" for the database of another program. */
export function formatOf(database: DatabaseSync): number | "foreign" {
  const application = number(database, "application_id");
  if (application === APPLICATION_ID) return number(database, "user_version");
  const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.["count"];
  return application === 0 && tables === 0 ? 0 : "foreign";
}

/** Records that the file has a format; the caller holds the write lock. */
export const setFormat = (database: DatabaseSync, format: number): void =>
  database.exec(`PRAGMA user_version = ${format}`);

function number(database: DatabaseSync, pragma: "application_id" | "user_version"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
