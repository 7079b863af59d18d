/**
 * Records the outcome of the writes of one create. A request whose response was lost may have created the resource; one that
 * Azure refused did not. This decides whether a resource that exists after a failure can belong to this create.
 */
import { asCall } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import type { BackupEngine } from "../engine/engine.js";

export interface WriteWatch {
  /** The watched engine. */
  readonly engine: BackupEngine;
  /** Whether a write may have been sent. */
  isSent(): boolean;
  /** Whether Azure has accepted a write. */
  isAccepted(): boolean;
  /** Whether the outcome of a write is unknown or pending. */
  isUncertain(): boolean;
}

/** The engine's methods that change something in Azure. */
const WRITES: ReadonlySet<string> = new Set([
  "put",
  "patch",
  "patchSettings",
  "protect",
  "stop",
  "undelete",
  "delete",
  "post",
  "backUp",
]);

type Method = (...args: unknown[]) => Promise<unknown>;

/** One call of a writing method, from before its first attempt to its end. */
interface Write {
  sending(): void;
  attempted(status: number | undefined): void;
  succeeded(): void;
  failed(error: unknown): void;
  ended(): void;
}

/** The combined outcome of all writes of a create. */
interface WriteOutcomes {
  sent: boolean;
  accepted: boolean;
  uncertain: boolean;
  /** Writes that were sent and have not ended. */
  pending: number;
}

function recordStatus(outcomes: WriteOutcomes, status: number | undefined): void {
  if (status !== undefined && status < 300) outcomes.accepted = true;
  else if (isLost(status)) outcomes.uncertain = true;
}

function recordError(outcomes: WriteOutcomes, error: unknown): void {
  const isKnown = error instanceof BackupError;
  // A failed job was accepted before.
  if (isKnown && error.code === "JobFailed") outcomes.accepted = true;
  else recordStatus(outcomes, isKnown ? error.status : undefined);
}

function oneWrite(outcomes: WriteOutcomes, beforeFirst: () => void): Write {
  const write = { isSent: false, attempts: 0 };
  return {
    sending: () => {
      if (!outcomes.sent) beforeFirst();
      outcomes.sent = true;
      if (!write.isSent) outcomes.pending++;
      write.isSent = true;
    },
    attempted: (status) => {
      write.attempts++;
      recordStatus(outcomes, status);
    },
    succeeded: () => {
      if (write.isSent) outcomes.accepted = true;
    },
    failed: (error) => {
      if (write.isSent && write.attempts === 0) recordError(outcomes, error);
    },
    ended: () => {
      if (write.isSent) outcomes.pending--;
    },
  };
}

/**
 * Watches the writes of an engine. `beforeFirst` runs before the first write is sent; if it throws, the write is not sent. A
 * write that waits in the queue of a vault does not count as sent.
 */
export function watchWrites(engine: BackupEngine, beforeFirst: () => void): WriteWatch {
  const outcomes: WriteOutcomes = { sent: false, accepted: false, uncertain: false, pending: 0 };
  const watched =
    (method: Method): Method =>
    async (...args) => {
      const { sending, attempted, succeeded, failed, ended } = oneWrite(outcomes, beforeFirst);
      // The engines of unit tests do not report writes: each write counts as sent immediately, and its result is its outcome.
      if (engine.reportsWrites !== true) sending();
      try {
        const result = await asCall({ sending, attempted }, () => method(...args));
        succeeded();
        return result;
      } catch (error) {
        failed(error);
        throw error;
      } finally {
        ended();
      }
    };
  return {
    engine: watchedEngine(engine, watched),
    isSent: () => outcomes.sent,
    isAccepted: () => outcomes.accepted,
    isUncertain: () => outcomes.uncertain || outcomes.pending > 0,
  };
}

/** Whether the outcome is unknown: no response, a timeout, or a server error. */
const isLost = (status: number | undefined): boolean => status === undefined || status === 408 || status >= 500;

function watchedEngine(engine: BackupEngine, watched: (method: Method) => Method): BackupEngine {
  const groupOf = (group: object) =>
    new Proxy(group, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== "function" || !WRITES.has(String(name))) return found;
        return watched((...args) => Reflect.apply(found, target, args) as Promise<unknown>);
      },
    });
  return new Proxy(engine, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      return typeof found === "object" && found !== null ? groupOf(found) : found;
    },
  });
}
