/**
 * Transactions over the documents of one file, for several processes at once.
 *
 * Writes wait in a queue. A transaction writes up to 64 of them, each in its own savepoint: a write that throws is rolled back
 * without the others. `write` resolves after the commit, which is durable (synchronous FULL) unless the store was opened with
 * less durability.
 */
import type { Clock } from "../../core/clock.js";
import { BackupError } from "../../core/errors.js";
import { readerOf } from "./access.js";
import { retryWhileLocked } from "./busy.js";
import { type Durability, openDatabase } from "./database.js";
import { type DocumentReader, type DocumentWriter, documentsOf } from "./documents.js";
import { isOfOneEntry, shownError } from "./failures.js";
import { commit, type Entry, openedFile, snapshot, writeAheadLogOf } from "./transactions.js";

export type { Durability } from "./database.js";

export interface Store {
  /** Runs a transaction that only reads. `work` must not await. */
  read<T>(work: (documents: DocumentReader) => T): Promise<T>;
  /** Runs a transaction; resolves once it is durable. `work` must not await, and may run again if the transaction fails for another entry or finds the store busy. */
  write<T>(work: (documents: DocumentWriter) => T): Promise<T>;
  /** Closes the file once all reads and writes that began before have ended; later ones are refused. */
  close(): Promise<void>;
}

/** Between two transactions other work of the process has its turn. */
const MOST_ENTRIES = 64;

/** Opens the store in a file, making it where it is missing. Throws `StoreUnusable` for a file that is damaged, foreign or of a newer format. */
export async function openStore(file: string, clock: Clock, durability: Durability = "full"): Promise<Store> {
  const database = await openDatabase({ file, clock, durability });
  const opened = openedFile(file, database);
  const log = writeAheadLogOf(database);
  const documents = documentsOf(database, log.emptyAfterCommit);
  const reader = readerOf(documents);
  const { run, whenEnded } = callsOf(file);
  log.emptyIfDue();

  const read = async <T>(work: (documents: DocumentReader) => T): Promise<T> => {
    const value = await retryWhileLocked(clock, () => snapshot(opened, () => work(reader)));
    log.emptyIfDue();
    return value;
  };
  const write = queued(async (entries) => {
    const answers = await retryWhileLocked(clock, () => commit(opened, documents, entries));
    log.emptyIfDue();
    return answers;
  });
  const close = once(async () => {
    await whenEnded();
    log.emptyIfDue();
    database.close();
  });
  return { read: (work) => run(() => read(work)), write: (work) => run(() => write(work)), close };
}

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let result: Promise<void> | undefined;
  return () => {
    result ??= work();
    return result;
  };
};

interface Calls {
  /** Runs a call, and shows what it throws as an error of the file. Refused after `whenEnded`. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Takes no more calls; resolves when those that began have ended. */
  whenEnded(): Promise<void>;
}

function callsOf(file: string): Calls {
  const running = new Set<Promise<unknown>>();
  let isEnding = false;
  const rethrow = (error: unknown): never => {
    throw shownError(file, error);
  };
  return {
    run: (call) => {
      if (isEnding) return Promise.reject(new BackupError("StoreUnusable", `The store ${file} is closed.`));
      const result = call().catch(rethrow);
      running.add(result);
      const end = () => running.delete(result);
      result.then(end, end);
      return result;
    },
    whenEnded: async () => {
      isEnding = true;
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** Writes some entries in one transaction; returns how to answer each. */
type Commit = (entries: readonly Entry[]) => Promise<(() => void)[]>;

/** Writes and answers some entries. Where one of them fails the transaction, each is written by itself. */
async function writeAll(commitAll: Commit, entries: readonly Entry[]): Promise<void> {
  try {
    for (const answer of await commitAll(entries)) answer();
  } catch (error) {
    if (entries.length > 1 && isOfOneEntry(error)) {
      for (const entry of entries) await writeAll(commitAll, [entry]);
      return;
    }
    for (const { reject } of entries) reject(error);
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A queue of writes. */
function queued(commitAll: Commit): Store["write"] {
  const queue: Entry[] = [];
  let isWriting = false;
  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      // What is asked in this turn is written together.
      await nextTurn();
      await writeAll(commitAll, queue.splice(0, MOST_ENTRIES));
    }
    isWriting = false;
  };
  return <T>(work: (documents: DocumentWriter) => T) =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (isWriting) return;
      isWriting = true;
      void flush();
    });
}
