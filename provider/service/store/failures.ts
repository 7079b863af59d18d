/** What SQLite's result codes mean for the user, and what to do. */
import { BackupError } from "../../core/errors.js";

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

const ADVICE: Readonly<Record<number, string>> = {
  [BUSY]:
    "has been locked by another process for more than 30 seconds. Find the process that holds it, or wait, and try again",
  [LOCKED]:
    "has been locked by another process for more than 30 seconds. Find the process that holds it, or wait, and try again",
  [READ_ONLY]: "is not writable. Check the permissions of the file and its folder",
  [IO_ERROR]:
    "could not be read or written: the disk reports an error or is full. This call stored nothing; free space or check the disk, and try again",
  [CORRUPT]:
    "is damaged. Nothing was changed; restore the file from a copy, or move it away to start with an empty store",
  [FULL]: "could not grow: the disk is full. This call stored nothing; free some space and try again",
  [CANNOT_OPEN]: "cannot be opened. Check that its folder exists and is writable",
  [NOT_A_DATABASE]:
    "is damaged or is not a database. Nothing was changed; restore the file from a copy, or move it away to start with an empty store",
};

/** Errors of the whole file or disk, which no other entry of a batch would escape. */
const OF_THE_FILE: readonly number[] = [READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE];

/** A row that is no document: a disk or a tool changed what the store wrote. */
export class DamagedDocument extends Error {
  constructor(id: string, column: "body" | "hidden") {
    super(`the ${column} of the document ${id} is not a JSON object`);
  }
}

const resultCode = (error: unknown): number => Number((error as { errcode?: unknown }).errcode ?? 0) & 0xff;

/** Whether another connection held the lock. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY || resultCode(error) === LOCKED;

/** Whether SQLite raised it. */
export const isOfSqlite = (error: unknown): boolean => (error as { code?: unknown }).code === "ERR_SQLITE_ERROR";

/** Whether SQLite raised it for what one entry of a batch did: the others may succeed without it. */
export const isOfOneEntry = (error: unknown): boolean =>
  isOfSqlite(error) && !isBusy(error) && !OF_THE_FILE.includes(resultCode(error));

/** The error to show for whatever the store threw. */
export function storeError(file: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  return new BackupError("StoreUnusable", `The store ${file} ${whatHappened(error)}.`, { cause: error });
}

/** The error to show for what the store threw, or what a transaction threw itself. */
export const shownError = (file: string, error: unknown): unknown =>
  isOfSqlite(error) || error instanceof DamagedDocument ? storeError(file, error) : error;

function whatHappened(error: unknown): string {
  if (error instanceof DamagedDocument) {
    return `is damaged: ${error.message}. Nothing was changed; restore the file from a copy, or move it away to start with an empty store`;
  }
  return ADVICE[resultCode(error)] ?? `failed: ${(error as Error).message}`;
}
