/**
 * Transactions over the documents of one file, for several processes at once.
 *
 * Writes wait in a queue; the queue is written as one transaction, each entry in a savepoint of its own: an entry that throws
 * rolls back only itself. A caller is answered after the commit, which is durable (synchronous FULL). SQLite itself never waits
 * for the lock, which would block the process: a busy store is retried after a short pause.
 */
import { DatabaseSync } from "node:sqlite";
import { BackupError } from "../../core/errors.js";
import type { Clock } from "../../time/clock.js";
import { type DocumentReader, type DocumentWriter, documentsOf } from "./documents.js";
import { isBusy, storeError } from "./failures.js";
import { createTables, stateOf } from "./schema.js";

export interface Store {
  /** Runs a transaction that only reads. `work` must not await. */
  read<T>(work: (documents: DocumentReader) => T): Promise<T>;
  /** Runs a transaction; resolves once it is durable. `work` must not await, and may run again if the commit finds the store busy. */
  write<T>(work: (documents: DocumentWriter) => T): Promise<T>;
  close(): void;
}

const LOCK_TIMEOUT_MS = 30_000;
const LONGEST_PAUSE_MS = 40;
const LARGEST_IDLE_LOG_BYTES = 16 * 1024 * 1024;

/**
 * Opens the store in a file, which is created if it is missing. Throws `StoreUnusable` for a file that is damaged, foreign or
 * of another format.
 */
export async function openStore(file: string, clock: Clock): Promise<Store> {
  const database = await openDatabase(file, clock);
  const documents = documentsOf(database);
  const queue: Entry[] = [];
  let writing = false;

  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      const entries = queue.splice(0);
      try {
        const settle = await retryWhileBusy(file, clock, () => commit(database, documents, entries));
        for (const answer of settle) answer();
      } catch (error) {
        for (const entry of entries) entry.reject(storeError(file, error));
      }
    }
    writing = false;
  };

  return {
    read: async (work) => retryWhileBusy(file, clock, () => snapshot(database, () => work(documents))),
    write: <T>(work: (documents: DocumentWriter) => T) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        if (writing) return;
        writing = true;
        setImmediate(() => void flush());
      }),
    close: () => database.close(),
  };
}

interface Entry {
  readonly work: (documents: DocumentWriter) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** All reads of `work` see one state, whatever other processes commit meanwhile. */
function snapshot<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN");
  try {
    return work();
  } finally {
    if (database.isTransaction) database.exec("COMMIT");
  }
}

/**
 * One transaction for all entries; returns the functions that answer their callers, to be called once the commit is durable.
 */
function commit(database: DatabaseSync, documents: DocumentWriter, entries: readonly Entry[]): (() => void)[] {
  database.exec("BEGIN IMMEDIATE");
  try {
    const answers = entries.map((entry) => attempt(database, documents, entry));
    database.exec("COMMIT");
    return answers;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function attempt(database: DatabaseSync, documents: DocumentWriter, entry: Entry): () => void {
  database.exec("SAVEPOINT entry");
  try {
    const value = entry.work(documents);
    database.exec("RELEASE entry");
    return () => entry.resolve(value);
  } catch (error) {
    // An error of the store ends the transaction: its entries run again once the lock is free.
    if (isStoreFault(error)) throw error;
    database.exec("ROLLBACK TO entry");
    database.exec("RELEASE entry");
    return () => entry.reject(error);
  }
}

const isStoreFault = (error: unknown): boolean => (error as { code?: unknown }).code === "ERR_SQLITE_ERROR";

async function openDatabase(file: string, clock: Clock): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    const opened = database;
    opened.exec("PRAGMA busy_timeout = 0");
    await retryWhileBusy(file, clock, () => prepareFile(file, opened));
    return opened;
  } catch (error) {
    database?.close();
    throw storeError(file, error);
  }
}

function prepareFile(file: string, database: DatabaseSync): void {
  const state = stateOf(database);
  if (state === "foreign" || state === "other-format") {
    throw new BackupError(
      "StoreUnusable",
      `${file} is ${state === "foreign" ? "a database of another program" : "a store of another version of azure-vm-backup"}. Use another home folder, or move the file away to start with an empty store.`,
    );
  }
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF");
  // The write-ahead log is copied into the file about every 1000 pages; after a burst the log's own file shrinks again.
  database.exec(`PRAGMA journal_size_limit = ${LARGEST_IDLE_LOG_BYTES}`);
  // Deleted values, such as a running deployment's secure parameters, are overwritten in the file.
  database.exec("PRAGMA secure_delete = ON");
  if (state === "ours") return;
  database.exec("BEGIN IMMEDIATE");
  // Another process may have created the tables since the first check.
  if (stateOf(database) === "empty") createTables(database);
  database.exec("COMMIT");
}

/** Runs `work`, and retries with growing pauses while another process holds the lock. */
async function retryWhileBusy<T>(file: string, clock: Clock, work: () => T): Promise<T> {
  const since = clock.now().getTime();
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      const mayRetry = isBusy(error) && clock.now().getTime() - since < LOCK_TIMEOUT_MS;
      if (!mayRetry) throw isStoreFault(error) ? storeError(file, error) : error;
    }
    await clock.sleep(pauseMs * (0.5 + Math.random()));
  }
}
