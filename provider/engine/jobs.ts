/** Backup jobs: long work that goes on after its operation has ended. */
import type { ArmClient, Polled } from "../arm/client.js";
import type { Clock } from "../core/clock.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt } from "../core/json.js";
import { BACKUP_API } from "./api-versions.js";
import type { Jobs } from "./engine.js";
import { collect } from "./lists.js";

/** Azure throttles a job's reader at 150 reads an hour; az polls at this pace. */
const POLL_MS = 30_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** Reads in a row that may fail: a job goes on while Azure cannot be asked how it does. */
const LOST_READS = 5;

export const createJobs = (arm: ArmClient, clock: Clock): Jobs => ({
  list: (vaultId, filter) => collect(arm.list(`${vaultId}/backupJobs`, BACKUP_API, filter)),
  settled: (vaultId, jobName) => settled(arm, clock, `${vaultId}/backupJobs/${jobName}`),
});

async function settled(arm: ArmClient, clock: Clock, jobId: string): Promise<JsonObject> {
  const end = clock.now().getTime() + LONGEST_WAIT_MS;
  for (;;) {
    const { body, retryAfterMs } = await readJob(arm, clock, jobId);
    const status = textAt(body, "properties", "status") ?? "";
    if (status === "Completed" || status === "CompletedWithWarnings") return body;
    if (status === "Failed" || status === "Cancelled") throw jobError(jobId, status, body);
    if (clock.now().getTime() > end) throw stillRunning(jobId, status);
    await clock.sleep(retryAfterMs ?? POLL_MS);
  }
}

async function readJob(arm: ArmClient, clock: Clock, jobId: string): Promise<Polled> {
  for (let lost = 1; ; lost++) {
    try {
      return await arm.poll(jobId, BACKUP_API);
    } catch (error) {
      const passes = error instanceof BackupError && /^(Unavailable|Unreachable|Throttled)$/.test(error.code);
      if (!passes || lost > LOST_READS) throw error;
    }
    await clock.sleep(POLL_MS);
  }
}

function jobError(jobId: string, status: string, job: JsonObject): BackupError {
  const details = listAt(job, "properties", "errorDetails").filter(isJsonObject);
  const reasons = details.map((detail) => [detail["errorCode"], detail["errorTitle"], detail["errorString"]].join(" "));
  return new BackupError(
    "JobFailed",
    `The job ${jobId} ended as ${status}${reasons.length === 0 ? "" : `: ${reasons.join("; ")}`}.`,
  );
}

const stillRunning = (jobId: string, status: string): BackupError =>
  new BackupError(
    "TimedOut",
    `The job ${jobId} is still ${status} after 24 hours. It goes on in Azure; run again to wait for it.`,
  );
