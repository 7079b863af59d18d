/** Reads of long work in Azure: a failed read does not mean that the work has failed. */
import type { ArmClient, Polled } from "../arm/client.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { fixedPauses, retryUntil } from "../core/retry.js";

/** Consecutive reads that may fail. */
const FAILED_READS = 5;
const PAUSE_MS = 30_000;

/** Whether Azure was unavailable or throttled the read. */
const isOutage = (error: unknown): boolean =>
  error instanceof BackupError && /^(Unavailable|Unreachable|Throttled)$/.test(error.code);

/** One read, retried while Azure is unavailable. Throws any other error at once, and an outage after five retries. */
export const readThroughOutages = (arm: ArmClient, clock: Clock, path: string, apiVersion: string): Promise<Polled> =>
  retryUntil(() => arm.poll(path, apiVersion), {
    clock,
    retryOn: isOutage,
    pauseMs: (attempts) => (attempts > FAILED_READS ? undefined : PAUSE_MS),
    signal: currentDeadline()?.signal,
  });

const GONE_PAUSES_MS = [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];

/** Waits until reads no longer return a deleted resource. Throws `TimedOut` if it still exists after two minutes. */
export async function untilGone(arm: ArmClient, clock: Clock, id: string, apiVersion: string): Promise<void> {
  await retryUntil(() => arm.find(id, apiVersion), {
    clock,
    until: (found) => found === undefined,
    pauseMs: fixedPauses(GONE_PAUSES_MS),
    signal: currentDeadline()?.signal,
    timedOut: () =>
      new BackupError(
        "TimedOut",
        `Azure reported ${id} as deleted, but still returns it two minutes later. Run again to check it again.`,
      ),
  });
}
