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

const resultCode = (error: unknown): number => Number((error as { errcode?: unknown }).errcode ?? 0) & 0xff;

/** Whether another connection held the lock. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY || resultCode(error) === LOCKED;

/** The error to report for whatever the store threw. */
export function storeError(file: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  const advice = ADVICE[resultCode(error)] ?? `failed: ${(error as Error).message}`;
  return new BackupError("StoreUnusable", `The store ${file} ${advice}.`, { cause: error });
}
