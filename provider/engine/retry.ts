/** Refusals that pass by themselves: Azure did nothing, and the same call is right a little later. */
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { createWaitReport } from "../core/long-waits.js";

/**
 * Azure's codes for "another operation is in progress", which says 409 of most and 400 of some. Source: reports gathered
 * from users of Azure's other providers, and the embedded Azure. What is lost on its way (408, 5xx, no answer) is made
 * again below, by `arm/repeat.ts`, where it may be.
 */
const BUSY_CODES: ReadonlySet<string> = new Set([
  "BMSUserErrorObjectLocked",
  "AnotherOperationInProgress",
  "ConflictingConcurrentWriteNotAllowed",
  "RetryableError",
]);

const TRIES = 8;
const LONGEST_PAUSE_MS = 60_000;

/** Whether the same call may succeed later without anyone changing anything. */
export const isBusy = (error: unknown): error is BackupError =>
  error instanceof BackupError &&
  (error.code === "Throttled" || (error.azureCode !== undefined && BUSY_CODES.has(error.azureCode)));

/**
 * Runs `work` again while Azure says that it is busy, with growing pauses and jitter: as long as the call at hand is
 * waited for, and eight times where nobody said how long. So a write that meets the operation of an earlier run waits
 * for that. A wait of more than a minute is reported once at the resource.
 */
export async function whileBusy<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const startMs = clock.now().getTime();
  const report = createWaitReport();
  for (let tries = 1; ; tries++) {
    const pauseMs = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** tries) * (0.5 + Math.random() / 2);
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || isEnough(tries)) throw error;
      report(error, clock.now().getTime() - startMs + pauseMs, currentDeadline()?.limit);
    }
    await clock.sleep(pauseMs);
  }
}

function isEnough(tries: number): boolean {
  const deadline = currentDeadline();
  return deadline === undefined ? tries === TRIES : deadline.signal.aborted;
}
