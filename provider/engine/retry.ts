/** Refusals that pass by themselves: Azure did nothing, and the same call is right a little later. */

import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { createWaitReport } from "../core/long-waits.js";
import { growingPauses, retryUntil } from "../core/retry.js";

/**
 * Azure's codes for "another operation is in progress", which says 409 of most and 400 of some. Source: reports gathered
 * from users of Azure's other providers, and the embedded Azure. What is lost on its way (408, 5xx, no response) is retried
 * by `arm/retry-policy.ts`.
 */
const BUSY_CODES: ReadonlySet<string> = new Set([
  "BMSUserErrorObjectLocked",
  "AnotherOperationInProgress",
  "ConflictingConcurrentWriteNotAllowed",
  "RetryableError",
]);

const ATTEMPTS = 8;
const PAUSES = growingPauses({ firstMs: 2000, longestMs: 60_000, jitter: [0.5, 1] });

/** Whether the same call may succeed later without anyone changing anything. */
export const isBusy = (error: unknown): error is BackupError =>
  error instanceof BackupError &&
  (error.code === "Throttled" || (error.azureCode !== undefined && BUSY_CODES.has(error.azureCode)));

/**
 * Retries `work` while Azure answers that it is busy, with growing pauses and jitter: until the deadline of the call, or
 * eight times where it has none. So a write that meets the operation of an earlier run waits for that. A wait of more than
 * a minute is reported once at the resource.
 */
export async function whileBusy<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const deadline = currentDeadline();
  const report = createWaitReport();
  return retryUntil(work, {
    clock,
    retryOn: isBusy,
    pauseMs: (attempts) => (deadline === undefined && attempts >= ATTEMPTS ? undefined : PAUSES(attempts)),
    signal: deadline?.signal,
    onPause: ({ error }, elapsedMs) => isBusy(error) && report(error, elapsedMs, deadline?.limit),
  });
}
