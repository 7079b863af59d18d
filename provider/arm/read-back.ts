/**
 * Read after write: Azure's reads are eventually consistent, so a new resource may be missing in them for some seconds. A
 * resource that this process wrote and has not read since is read several times before it counts as missing.
 */
import type { Clock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { fixedPauses, retryUntil } from "../core/retry.js";
import { idKey } from "./resource-id.js";

const PAUSES_MS = [2000, 4000, 8000, 16_000];

export interface ReadBack {
  /** Records that a write of a resource has succeeded. */
  wrote(path: string): void;
  /** Records that a resource is to be deleted: reads of it are no longer retried. */
  removed(path: string): void;
  /** Runs a read; retries it for up to 30 seconds while a resource that was just written is missing. */
  read<T>(path: string, send: () => Promise<T>): Promise<T>;
}

/** Keeps the ids of written resources in memory until they are read. */
export function createReadBack(clock: Clock): ReadBack {
  const unread = new Set<string>();
  return {
    wrote: (path) => void unread.add(idKey(path)),
    removed: (path) => void unread.delete(idKey(path)),
    read: async (path, send) => {
      const isDelayed = (error: unknown) => isNotFound(error) && unread.has(idKey(path));
      try {
        const found = await retryUntil(send, { clock, retryOn: isDelayed, pauseMs: fixedPauses(PAUSES_MS) });
        unread.delete(idKey(path));
        return found;
      } catch (error) {
        if (isNotFound(error)) unread.delete(idKey(path));
        throw error;
      }
    },
  };
}
