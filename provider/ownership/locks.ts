/**
 * Allows one create, update or delete of an ARM id at a time, over all processes that use a home: two parallel runs, or the
 * provider of a run whose CLI was killed and that still finishes its requests. A lock is a file that is created exclusively,
 * `locks/<sha256 of the id in lower case>.lock`; its holder touches it as a heartbeat.
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
  /** Runs `work` while it holds the lock of the id. Throws `TimedOut` if it does not get the lock within `limitMs`. */
  hold<T>(id: string, limitMs: number, work: () => Promise<T>): Promise<T>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Random; distinguishes this lock from all others. */
  readonly token: string;
}

const newHolder = (): string =>
  JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() } satisfies Holder);

/** Whether the lock still has this content: while a process was suspended, another may have removed its lock as stale. */
function isHeld(file: string, content: string): boolean {
  try {
    return readFileSync(file, "utf8") === content;
  } catch {
    return false;
  }
}

const PAUSE_MS = 50;
const HEARTBEAT_MS = 5_000;
/** The age without a heartbeat after which a lock is stale, also if its holder ran on another host. */
const STALE_MS = 60_000;
/** Removing a stale lock takes far less time; an older marker is from a process that was killed. */
const STALE_REMOVAL_MS = 5_000;
const REPORT_AFTER_MS = 5_000;

/** The locks of a home. `openHome` creates a missing home. */
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
        if (isHeld(file, content)) rmSync(file, { force: true });
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

/** Creates the file unless it exists. Throws `HomeUnusable` if it cannot be created. */
function take(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new BackupError(
      "HomeUnusable",
      `Cannot create the lock ${file}: ${(error as Error).message}. No request was sent. Set azure-vm-backup:home to a writable folder.`,
      { cause: error },
    );
  }
}

/** Undefined while the holder writes the file, and after the lock was released. */
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
    // The process exists but belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A killed process keeps its pid until its parent waits for it. Only Linux has this file. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Only one process at a time removes a stale lock, and checks it again first, since a new lock may have replaced it. */
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
  if (!isHeld(file, content)) return;
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The home was removed.
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
