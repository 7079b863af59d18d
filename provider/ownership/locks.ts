/**
 * One create, update or delete of an ARM id at a time, in all processes that use a home: two runs at once, or the provider
 * of a run whose CLI was killed and that still finishes its requests. A lock is a file made exclusively,
 * `locks/<sha256 of the id in lower case>.lock`; its holder touches it while it lives.
 */
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { idKey } from "../arm/resource-id.js";
import { warn } from "../core/call.js";
import { systemClock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { retryUntil } from "../core/retry.js";
import { idFilesIn } from "./id-files.js";

export interface Locks {
  /** Runs `work` while no other holder of this id runs. Throws `TimedOut` where it did not get its turn within `limitMs`. */
  hold<T>(id: string, limitMs: number, work: () => Promise<T>): Promise<T>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Random: tells this lock from every other. */
  readonly token: string;
}

const newHolder = (): string =>
  JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() } satisfies Holder);

/** Whether the lock is still the one with this content: that of a process which slept may have been taken as stale. */
function isOurs(file: string, content: string): boolean {
  try {
    return readFileSync(file, "utf8") === content;
  } catch {
    return false;
  }
}

const PAUSE_MS = 50;
const HEARTBEAT_MS = 5_000;
/** A holder that has not touched its file for so long is gone, wherever it ran. */
const STALE_MS = 60_000;
/** Removing a stale lock takes a few calls in one turn of a process; a marker this old was left by one that was killed. */
const STALE_REMOVAL_MS = 5_000;
const REPORT_AFTER_MS = 5_000;

/** The locks of a home. `openHome` makes the home where it is missing. */
export function locksIn(home: string, openHome: (home: string) => string): Locks {
  const files = idFilesIn(home, { folder: "locks", ending: "lock" }, openHome);
  return {
    hold: async (id, limitMs, work) => {
      files.open();
      const file = files.fileOf(id);
      const content = newHolder();
      await acquire(id, file, content, limitMs);
      const heartbeat = setInterval(() => touch(file, content), HEARTBEAT_MS).unref();
      try {
        return await work();
      } finally {
        clearInterval(heartbeat);
        if (isOurs(file, content)) rmSync(file, { force: true });
      }
    },
  };
}

async function acquire(id: string, file: string, content: string, limitMs: number): Promise<void> {
  let isReported = false;
  await retryUntil(() => take(file, content), {
    clock: systemClock,
    until: (isTaken) => isTaken,
    pauseMs: () => PAUSE_MS,
    limitMs,
    onPause: (_, elapsedMs) => {
      if (elapsedMs > REPORT_AFTER_MS && !isReported) warn(waiting(id, file));
      isReported ||= elapsedMs > REPORT_AFTER_MS;
      if (isStale(file)) removeStale(file);
    },
    timedOut: () => timedOut(id, file),
  });
}

/** The process that holds a lock, for messages. */
function holderText(file: string): string {
  const holder = holderOf(file);
  return holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}`;
}

const waiting = (id: string, file: string): string =>
  `Waiting: ${holderText(file)} is still changing ${id} (a run of another stack, or an interrupted run whose provider finishes its requests).`;

const timedOut = (id: string, file: string): BackupError =>
  new BackupError(
    "TimedOut",
    `Timed out while ${holderText(file)} was changing ${id}; no request was sent. Wait until that run has ended, then run this one again.`,
  );

/** Makes the file unless it exists. Throws `HomeUnusable` where it cannot be made. */
function take(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new BackupError(
      "HomeUnusable",
      `The lock ${file} could not be made: ${(error as Error).message}. No request was sent; set azure-vm-backup:home to a folder that can be written.`,
      { cause: error },
    );
  }
}

/** Undefined while the holder writes its name, and once the lock was released. */
function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isStale(file: string): boolean {
  const touchedAtMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touchedAtMs === undefined) return false;
  if (Date.now() - touchedAtMs > STALE_MS) return true;
  const holder = holderOf(file);
  return holder !== undefined && holder.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // A process of somebody else's is alive all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A process that was killed and that its parent has not waited for still has a pid. Linux alone shows it here. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Only one process at a time removes a stale lock, and looks again before it does: a lock taken meanwhile is kept. */
function removeStale(file: string): void {
  const marker = `${file}.removing`;
  const markedAtMs = statSync(marker, { throwIfNoEntry: false })?.mtimeMs;
  if (markedAtMs !== undefined && Date.now() - markedAtMs > STALE_REMOVAL_MS) rmSync(marker, { force: true });
  try {
    writeFileSync(marker, "", { flag: "wx", mode: 0o600 });
  } catch {
    return;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(marker, { force: true });
  }
}

function touch(file: string, content: string): void {
  if (!isOurs(file, content)) return;
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The home was removed: there is nothing left to keep.
  }
}

/** Locks of one process, for unit tests. */
export function locksInMemory(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    hold: (id, _, work) => {
      const turn = (last.get(idKey(id)) ?? Promise.resolve()).then(work, work);
      last.set(
        idKey(id),
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}
