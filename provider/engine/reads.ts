/** Reads of what goes on by itself: that Azure cannot be asked for a while says nothing of it. */
import type { ArmClient, Polled } from "../arm/client.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";

/** Reads in a row that may fail. */
const LOST_READS = 5;
const PAUSE_MS = 30_000;

/** One read, made again where Azure could not be asked. Throws what else the read throws, and the last of too many failures. */
export async function readThroughOutages(
  arm: ArmClient,
  clock: Clock,
  path: string,
  apiVersion: string,
): Promise<Polled> {
  for (let lost = 1; ; lost++) {
    try {
      return await arm.poll(path, apiVersion);
    } catch (error) {
      const passes = error instanceof BackupError && /^(Unavailable|Unreachable|Throttled)$/.test(error.code);
      if (!passes || lost > LOST_READS) throw error;
    }
    await clock.sleep(PAUSE_MS);
  }
}

const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 64_000;

/**
 * Waits until Azure shows a resource no more, once the operation that deleted it has ended. Throws `TimedOut` where it is
 * there still after two minutes.
 */
export async function untilGone(arm: ArmClient, clock: Clock, id: string, apiVersion: string): Promise<void> {
  for (let pauseMs = FIRST_LOOK_MS; (await arm.find(id, apiVersion)) !== undefined; pauseMs *= 2) {
    if (pauseMs > LONGEST_LOOK_MS) {
      const message = `Azure ended the deletion of ${id} and shows it still, two minutes later. Run again to look once more.`;
      throw new BackupError("TimedOut", message);
    }
    await clock.sleep(pauseMs);
  }
}
