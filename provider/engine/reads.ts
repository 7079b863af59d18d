/** Reads of what goes on by itself: that Azure cannot be asked for a while says nothing of it. */
import type { ArmClient, Polled } from "../arm/client.js";
import { BackupError } from "../core/errors.js";
import type { Clock } from "../time/clock.js";

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
