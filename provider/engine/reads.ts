/** Reads of what goes on by itself: that Azure cannot be asked for a while says nothing of it. */

import type { ArmClient, Polled } from "../arm/client.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { fixedPauses, retryUntil } from "../core/retry.js";

/** Reads in a row that may fail. */
const LOST_READS = 5;
const PAUSE_MS = 30_000;

/** The errors of a moment in which Azure could not be asked. */
const isOutage = (error: unknown): boolean =>
  error instanceof BackupError && /^(Unavailable|Unreachable|Throttled)$/.test(error.code);

/** One read, retried while Azure cannot be reached. Throws every other error, and the last of too many. */
export const readThroughOutages = (arm: ArmClient, clock: Clock, path: string, apiVersion: string): Promise<Polled> =>
  retryUntil(() => arm.poll(path, apiVersion), {
    clock,
    retryOn: isOutage,
    pauseMs: (attempts) => (attempts > LOST_READS ? undefined : PAUSE_MS),
    signal: currentDeadline()?.signal,
  });

const GONE_PAUSES_MS = [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];

/**
 * Waits until Azure returns a resource no more, once the operation that deleted it has ended. Throws `TimedOut` where it
 * still exists after two minutes.
 */
export async function untilGone(arm: ArmClient, clock: Clock, id: string, apiVersion: string): Promise<void> {
  await retryUntil(() => arm.find(id, apiVersion), {
    clock,
    until: (found) => found === undefined,
    pauseMs: fixedPauses(GONE_PAUSES_MS),
    signal: currentDeadline()?.signal,
    timedOut: () =>
      new BackupError(
        "TimedOut",
        `Azure ended the deletion of ${id} and shows it still, two minutes later. Run again to look once more.`,
      ),
  });
}
