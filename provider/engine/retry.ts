/** Retries of requests that Azure refuses temporarily: they had no effect and may succeed later. */
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { createWaitReport } from "../core/long-waits.js";
import { growingPauses, retryUntil } from "../core/retry.js";

/**
 * Azure's codes for "another operation is in progress", mostly with status 409, some with 400. Source: issues of Azure's
 * other providers, and the embedded Azure. `arm/retry-policy.ts` retries 408, 5xx and missing responses.
 */
const BUSY_CODES: ReadonlySet<string> = new Set([
  "BMSUserErrorObjectLocked",
  "BMSUserErrorConflictingProtectionOperation",
  "AnotherOperationInProgress",
  "ConflictingConcurrentWriteNotAllowed",
  "RetryableError",
]);

const ATTEMPTS = 8;
const PAUSES = growingPauses({ firstMs: 2000, longestMs: 60_000, jitter: [0.5, 1] });

/** Whether the same request may succeed later without a change. */
export const isBusy = (error: unknown): error is BackupError =>
  error instanceof BackupError &&
  (error.code === "Throttled" || (error.azureCode !== undefined && BUSY_CODES.has(error.azureCode)));

/**
 * Retries `work` while Azure is busy, with growing pauses and jitter: until the deadline of the call, or eight times
 * without a deadline. So a write also waits for an operation of an earlier run. A wait of more than a minute is reported
 * once at the resource.
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
