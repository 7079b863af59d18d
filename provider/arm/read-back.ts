/**
 * What was just written may be shown a little later: Azure ends a write in one place and answers reads from another. A
 * resource that this process wrote and has not seen since is looked for a few times more before it is called missing.
 */

import type { Clock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { fixedPauses, retryUntil } from "../core/retry.js";
import { idKey } from "./resource-id.js";

const PAUSES_MS = [2000, 4000, 8000, 16_000];

export interface ReadBack {
  /** Says that a write of a resource has ended well. */
  wrote(path: string): void;
  /** Says that a resource is to go, so that its absence is no surprise. */
  removed(path: string): void;
  /** A read, made again while it finds nothing where something was just written: half a minute at most. */
  read<T>(path: string, ask: () => Promise<T>): Promise<T>;
}

/** Remembers what was written and not yet read, in this process only. */
export function createReadBack(clock: Clock): ReadBack {
  const unseen = new Set<string>();
  return {
    wrote: (path) => void unseen.add(idKey(path)),
    removed: (path) => void unseen.delete(idKey(path)),
    read: async (path, ask) => {
      const isAwaited = (error: unknown) => isNotFound(error) && unseen.has(idKey(path));
      const seen = () => void unseen.delete(idKey(path));
      try {
        const found = await retryUntil(ask, { clock, retryOn: isAwaited, pauseMs: fixedPauses(PAUSES_MS) });
        seen();
        return found;
      } catch (error) {
        if (isNotFound(error)) seen();
        throw error;
      }
    },
  };
}
