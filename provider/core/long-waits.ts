/** Waits on Azure that last so long that without a word the run looks as if it hangs. */
import { currentDeadline, warn } from "./call.js";
import type { BackupError } from "./errors.js";

const LONG_WAIT_MS = 60_000;

/** Takes Azure's latest refusal and how long the wait lasts with the pause that follows. */
export type WaitReport = (refusal: BackupError, waitedMs: number) => void;

/** Reports one wait at the resource of the call at hand: once, when it lasts longer than a minute. */
export function createWaitReport(): WaitReport {
  let isReported = false;
  return (refusal, waitedMs) => {
    if (isReported || waitedMs <= LONG_WAIT_MS) return;
    isReported = true;
    warn(longWaitText(refusal));
  };
}

function longWaitText({ message, azureCode }: BackupError): string {
  const code = azureCode === undefined ? "" : ` (Azure's code: ${azureCode})`;
  const limit = currentDeadline()?.limit;
  const end = limit === undefined ? "a few more times" : `until Azure accepts it, for at most ${limit}`;
  return `Azure keeps this waiting for more than a minute: ${message.replace(/\.$/, "")}${code}. The request is retried ${end}.`;
}
