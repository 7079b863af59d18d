/** Reports long waits for Azure, so a run does not seem to hang. */
import { warn } from "./call.js";
import type { BackupError } from "./errors.js";

const LONG_WAIT_MS = 60_000;

/**
 * Takes Azure's latest refusal and the time waited, including the pause that follows. `limit` is the timeout of the retries,
 * such as `2h (timeouts.create)`; undefined for a request that is retried only a few times.
 */
export type WaitReport = (refusal: BackupError, waitedMs: number, limit: string | undefined) => void;

/** Reports a wait of more than a minute once, at the resource of the current call. */
export function createWaitReport(): WaitReport {
  let isReported = false;
  return (refusal, waitedMs, limit) => {
    if (isReported || waitedMs <= LONG_WAIT_MS) return;
    isReported = true;
    warn(longWaitText(refusal, limit));
  };
}

function longWaitText({ message, azureCode }: BackupError, limit: string | undefined): string {
  const code = azureCode === undefined ? "" : ` (Azure's code: ${azureCode})`;
  const end = limit === undefined ? "a few more times" : `until Azure accepts it, for at most ${limit}`;
  return `Waiting for Azure for more than a minute: ${message.replace(/\.$/, "")}${code}. The request is retried ${end}.`;
}
