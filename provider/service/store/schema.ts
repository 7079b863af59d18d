/**
 * The store is one SQLite file. It has documents (the body that Azure Resource Manager returns, and a hidden part for the
 * service) and a few settings; the rules are in the layers above.
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

/** Written into the file's header; databases of other programs have another: "avmb". */
const APPLICATION_ID = 0x61766d62;
export const FORMAT = 1;

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
  PRAGMA user_version = ${FORMAT};
`;

/** What an opened file is. */
type FileState = "empty" | "ours" | "foreign" | "other-format";

export function stateOf(database: DatabaseSync): FileState {
  const application = number(database, "application_id");
  const format = number(database, "user_version");
  if (application === APPLICATION_ID) return format === FORMAT ? "ours" : "other-format";
  const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.["count"];
  return application === 0 && tables === 0 ? "empty" : "foreign";
}

/** Creates the tables; the caller holds the write lock. */
export const createTables = (database: DatabaseSync): void => database.exec(TABLES);

function number(database: DatabaseSync, pragma: "application_id" | "user_version"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
