/**
 * What became of the writes of one create. A request whose answer was lost may have made the resource; one that Azure
 * refused did not. Only that tells whether a resource that exists after a failure can be ours.
 */
import { asCall } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import type { BackupEngine } from "../engine/engine.js";

export interface WriteWatch {
  /** The engine, whose writes are watched. */
  readonly engine: BackupEngine;
  /** Whether a write may have been sent. */
  isSent(): boolean;
  /** Whether Azure has accepted a write. */
  isAccepted(): boolean;
  /** Whether the end of a write is unknown, or has not come yet. */
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
  "backUp",
]);

type Method = (...args: unknown[]) => Promise<unknown>;

/** Watches the writes over an engine; `beforeFirst` runs before the first one is sent, which is not sent where it throws. */
export function watchWrites(engine: BackupEngine, beforeFirst: () => void): WriteWatch {
  const state = { sent: false, accepted: false, uncertain: false, pending: 0 };
  const take = (status: number | undefined) => {
    if (status !== undefined && status < 400) state.accepted = true;
    else if (isLost(status)) state.uncertain = true;
  };
  const takeError = (error: unknown) => {
    const isKnown = error instanceof BackupError;
    // A job that failed was accepted before.
    if (isKnown && error.code === "JobFailed") state.accepted = true;
    else take(isKnown ? error.status : undefined);
  };
  const watched =
    (method: Method): Method =>
    async (...args) => {
      if (!state.sent) beforeFirst();
      state.sent = true;
      state.pending++;
      let attempts = 0;
      const attempted = (status: number | undefined) => {
        attempts++;
        take(status);
      };
      try {
        const result = await asCall({ attempted }, () => method(...args));
        state.accepted = true;
        return result;
      } catch (error) {
        // An engine that reports no attempts, as in unit tests: its error alone tells.
        if (attempts === 0) takeError(error);
        throw error;
      } finally {
        state.pending--;
      }
    };
  return {
    engine: watchedEngine(engine, watched),
    isSent: () => state.sent,
    isAccepted: () => state.accepted,
    isUncertain: () => state.uncertain || state.pending > 0,
  };
}

/** Whether a status leaves open what happened: no answer, a timeout, or an error of the server. */
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
