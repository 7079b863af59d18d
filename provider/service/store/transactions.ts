/** Transactions over a database: one that reads, one that writes for several callers, and emptying the write-ahead log. */
import type { DatabaseSync } from "node:sqlite";
import { requireReadable } from "./database.js";
import type { DocumentWriter } from "./documents.js";
import { isOfSqlite } from "./failures.js";
import { STEPS } from "./schema.js";

/** What a caller wants written. */
export interface Entry {
  readonly work: (documents: DocumentWriter) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** An open database. */
export interface Opened {
  readonly database: DatabaseSync;
  /** Throws `StoreUnusable` where a newer version has changed the layout while this process had the file open. */
  requireSameFormat(): void;
}

export function openedFile(file: string, database: DatabaseSync): Opened {
  const format = database.prepare("PRAGMA user_version");
  return {
    database,
    requireSameFormat: () => {
      requireReadable(file, Number(format.get()?.["user_version"]), STEPS.length);
    },
  };
}

/** All that `work` reads is of one instant, whatever other processes commit meanwhile. */
export function snapshot<T>(opened: Opened, work: () => T): T {
  const { database } = opened;
  database.exec("BEGIN");
  try {
    opened.requireSameFormat();
    return work();
  } finally {
    if (database.isTransaction) database.exec("COMMIT");
  }
}

/** One transaction for all entries; returns how to answer each of them, to be called once it is durable. */
export function commit(opened: Opened, documents: DocumentWriter, entries: readonly Entry[]): (() => void)[] {
  const { database } = opened;
  database.exec("BEGIN IMMEDIATE");
  try {
    opened.requireSameFormat();
    const answers = entries.map((entry) => writeEntry(database, documents, entry));
    database.exec("COMMIT");
    return answers;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function writeEntry(database: DatabaseSync, documents: DocumentWriter, entry: Entry): () => void {
  database.exec("SAVEPOINT entry");
  try {
    const value = entry.work(documents);
    database.exec("RELEASE entry");
    return () => entry.resolve(value);
  } catch (error) {
    // SQLite may have ended the whole transaction: the entries run again, together or one by one.
    if (isOfSqlite(error)) throw error;
    database.exec("ROLLBACK TO entry");
    database.exec("RELEASE entry");
    return () => entry.reject(error);
  }
}

/** The write-ahead log, which keeps what was removed from the file until it is emptied. */
export interface WriteAheadLog {
  /** Has it emptied after the commit. */
  emptyAfterCommit(): void;
  /** Empties it if that is due. Another process that reads stops it; then it stays due for the next time. */
  emptyIfDue(): void;
}

/** The log of a database that was just opened: emptying it is due, since the process before may have been killed. */
export function writeAheadLogOf(database: DatabaseSync): WriteAheadLog {
  let isDue = true;
  return {
    emptyAfterCommit: () => {
      isDue = true;
    },
    emptyIfDue: () => {
      if (isDue) isDue = !isEmptied(database);
    },
  };
}

function isEmptied(database: DatabaseSync): boolean {
  try {
    return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"] === 0;
  } catch {
    // The transaction that asked for it is durable; what is wrong with the file fails the next one.
    return false;
  }
}
