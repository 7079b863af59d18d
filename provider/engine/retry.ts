/** Refusals that pass by themselves: Azure says "busy" with these codes, and the same call is right a little later. */
import { BackupError } from "../core/errors.js";
import type { Clock } from "../time/clock.js";

/** Source: the recordings, and the reports gathered from users of Azure's other providers. */
const BUSY_CODES: ReadonlySet<string> = new Set([
  "BMSUserErrorObjectLocked",
  "AnotherOperationInProgress",
  "ConflictingConcurrentWriteNotAllowed",
  "CloudConflictingOperation",
  "OperationNotAllowedOnResourceInTransition",
  "RetryableError",
]);

const TRIES = 8;
const LONGEST_PAUSE_MS = 60_000;

/** Whether the same call may succeed later without anyone changing anything. */
export const isBusy = (error: unknown): boolean =>
  error instanceof BackupError && error.azureCode !== undefined && BUSY_CODES.has(error.azureCode);

/** Runs `work` again while Azure says that it is busy, with growing pauses and jitter. */
export async function whileBusy<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tries === TRIES) throw error;
    }
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** tries) * (0.5 + Math.random() / 2));
  }
}
