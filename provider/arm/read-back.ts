/**
 * What was just written may be shown a little later: Azure ends a write in one place and answers reads from another. A
 * resource that this process wrote and has not seen since is looked for a few times more before it is called missing.
 */

import type { Clock } from "../core/clock.js";
import { isNotFound } from "../core/errors.js";
import { idKey } from "./resource-id.js";

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 16_000;

export interface ReadBack {
  /** Says that a write of a resource has ended well. */
  wrote(path: string): void;
  /** Says that a resource is to go, so that its absence is no surprise. */
  removed(path: string): void;
  /** A read, made again while it finds nothing where something was just written: half a minute at most. */
  read<T>(path: string, ask: () => Promise<T>): Promise<T>;
}

/** Remembers what was written and not yet seen, in this process alone. */
export function createReadBack(clock: Clock): ReadBack {
  const unseen = new Set<string>();
  /** The answer; undefined where it should have found something and did not. */
  const tried = async <T>(path: string, ask: () => Promise<T>): Promise<{ found: T } | undefined> => {
    try {
      const found = await ask();
      unseen.delete(idKey(path));
      return { found };
    } catch (error) {
      if (isNotFound(error) && unseen.has(idKey(path))) return undefined;
      throw error;
    }
  };
  return {
    wrote: (path) => void unseen.add(idKey(path)),
    removed: (path) => void unseen.delete(idKey(path)),
    read: async (path, ask) => {
      for (let pauseMs = FIRST_PAUSE_MS; pauseMs <= LONGEST_PAUSE_MS; pauseMs *= 2) {
        const answer = await tried(path, ask);
        if (answer !== undefined) return answer.found;
        await clock.sleep(pauseMs);
      }
      unseen.delete(idKey(path));
      return ask();
    },
  };
}
