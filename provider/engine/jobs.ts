/** Backup jobs, which continue after the operation that started them has ended. */
import type { ArmClient, Polled } from "../arm/client.js";
import { currentDeadline } from "../core/call.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt } from "../core/json.js";
import { retryUntil } from "../core/retry.js";
import { DAY_MS } from "../time/durations.js";
import { BACKUP_API } from "./api-versions.js";
import type { Jobs } from "./engine.js";
import { collect } from "./lists.js";
import { readThroughOutages } from "./reads.js";

/** Azure throttles reads of jobs at 150 per hour; az polls at the same interval. */
const POLL_MS = 30_000;
const LONGEST_WAIT_MS = DAY_MS;

export const createJobs = (arm: ArmClient, clock: Clock): Jobs => ({
  list: (vaultId, filter) => collect(arm.list(`${vaultId}/backupJobs`, BACKUP_API, filter)),
  settled: (vaultId, jobName) => settled(arm, clock, `${vaultId}/backupJobs/${jobName}`),
});

async function settled(arm: ArmClient, clock: Clock, jobId: string): Promise<JsonObject> {
  const { body } = await retryUntil(() => readThroughOutages(arm, clock, jobId, BACKUP_API), {
    clock,
    until: (read) => ENDS.has(statusOf(read)),
    pauseMs: (_, last) => ("value" in last ? last.value.retryAfterMs : undefined) ?? POLL_MS,
    limitMs: LONGEST_WAIT_MS,
    signal: currentDeadline()?.signal,
    timedOut: (last) => stillRunning(jobId, statusOf(last)),
  });
  const status = statusOf({ body });
  if (status === "Completed" || status === "CompletedWithWarnings") return body;
  throw jobError(jobId, status, body);
}

const ENDS: ReadonlySet<string> = new Set(["Completed", "CompletedWithWarnings", "Failed", "Cancelled"]);

const statusOf = ({ body }: Pick<Polled, "body">): string => textAt(body, "properties", "status") ?? "";

function jobError(jobId: string, status: string, job: JsonObject): BackupError {
  const details = listAt(job, "properties", "errorDetails").filter(isJsonObject);
  const reasons = details.map((detail) => [detail["errorCode"], detail["errorTitle"], detail["errorString"]].join(" "));
  return new BackupError(
    "JobFailed",
    `The job ${jobId} ended with status ${status}${reasons.length === 0 ? "" : `: ${reasons.join("; ")}`}. Correct the cause, then run again.`,
  );
}

const stillRunning = (jobId: string, status: string): BackupError =>
  new BackupError(
    "TimedOut",
    `The job ${jobId} is still ${status} after 24 hours. It continues in Azure; run again to wait for it.`,
  );
