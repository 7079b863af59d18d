/** Waits on Azure that last so long that the run would seem to hang. */
import { warn } from "./call.js";
import type { BackupError } from "./errors.js";

const LONG_WAIT_MS = 60_000;

/**
 * Takes Azure's latest refusal and how long the wait lasts with the pause that follows. `limit` says until when the request
 * is retried, such as `2h (timeouts.create)`; undefined for one that is retried a few times only.
 */
export type WaitReport = (refusal: BackupError, waitedMs: number, limit: string | undefined) => void;

/** Reports one wait at the resource of the call at hand: once, when it lasts longer than a minute. */
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
  return `Azure keeps this waiting for more than a minute: ${message.replace(/\.$/, "")}${code}. The request is retried ${end}.`;
}
