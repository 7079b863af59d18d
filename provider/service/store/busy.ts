/**
 * Waiting for the lock of another process. SQLite itself never waits for it, which would freeze the process: `busy_timeout`
 * is 0, and work that found the store busy runs again after a pause.
 */
import type { Clock } from "../../core/clock.js";
import { growingPauses, retryUntil } from "../../core/retry.js";
import { isBusy } from "./failures.js";

const RETRY = {
  retryOn: isBusy,
  limitMs: 30_000,
  pauseMs: growingPauses({ firstMs: 1, longestMs: 40, jitter: [0.5, 1.5] }),
};

/** Runs `work`, and again with growing pauses while another process holds the lock. Throws what `work` throws. */
export const retryWhileLocked = <T>(clock: Clock, work: () => T): Promise<T> => retryUntil(work, { ...RETRY, clock });
