/**
 * Waiting for the lock of another process. SQLite itself never waits for it, which would freeze the process: `busy_timeout`
 * is 0, and what found the store busy runs again after a pause.
 */
import type { Clock } from "../../core/clock.js";
import { isBusy } from "./failures.js";

const LONGEST_WAIT_MS = 30_000;
const LONGEST_PAUSE_MS = 40;

/** Runs `work`, and again with growing pauses while another process holds the lock. Throws what `work` throws. */
export async function whenFree<T>(clock: Clock, work: () => T): Promise<T> {
  const since = clock.now().getTime();
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || clock.now().getTime() - since >= LONGEST_WAIT_MS) throw error;
    }
    await clock.sleep(pauseMs * (0.5 + Math.random()));
  }
}
