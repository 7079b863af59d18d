/** Takes the first backup exactly once, also after an interruption: not if a recovery point exists or a job runs. */
import { nameOf } from "../../arm/resource-id.js";
import { warn } from "../../core/call.js";
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { uniqueName } from "./names.js";
import { pointOutputs } from "./points.js";

interface FirstBackup {
  readonly itemId: string;
  readonly vaultId: string;
  readonly vmId: string;
}

/**
 * Takes a first backup where the item has no recovery point, and waits until its job has ended. A job that ended with
 * warnings, or whose data did not reach the vault, is reported at the resource. Throws `JobFailed`.
 */
export async function takeFirstBackup(engine: BackupEngine, backup: FirstBackup): Promise<void> {
  const running = await findJob(engine, backup, "InProgress");
  if (running !== undefined) return settle(engine, backup, running);
  const tiers = (await engine.recoveryPoints.list(backup.itemId)).map((point) => textAt(pointOutputs(point), "tier"));
  if (tiers.length === 0) return settle(engine, backup, await engine.protectedItems.backUp(backup.itemId));
  if (!tiers.every((tier) => tier === "Snapshot")) return;
  // An earlier run ended before the job, so its outcome was not reported.
  const ended = await findJob(engine, backup, "CompletedWithWarnings");
  if (ended !== undefined) await settle(engine, backup, ended);
}

async function settle(engine: BackupEngine, { vaultId, vmId }: FirstBackup, job: string): Promise<void> {
  const ended = await engine.jobs.settled(vaultId, job);
  const hasWarnings = textAt(ended, "properties", "status") === "CompletedWithWarnings";
  const transfer = transferStatus(ended);
  const isInVault = transfer === undefined || transfer === "Completed";
  if (!hasWarnings && isInVault) return;
  warn(outcomeText({ job, ended, isInVault, vm: nameOf(vmId) }));
}

/** The last task of a backup; undefined where the job lists no tasks. Source: recorded jobs. */
function transferStatus(job: JsonObject): string | undefined {
  const tasks = listAt(job, "properties", "extendedInfo", "tasksList").map((task) => objectAt(task));
  return textAt(
    tasks.find((task) => textAt(task, "taskId") === "Transfer data to vault"),
    "status",
  );
}

interface Outcome {
  readonly job: string;
  readonly ended: JsonObject;
  readonly isInVault: boolean;
  readonly vm: string;
}

function outcomeText({ job, ended, isInVault, vm }: Outcome): string {
  const problem = isInVault
    ? "completed with warnings"
    : "did not reach the vault: its recovery point is only a snapshot in the VM's region, which expires with the policy's instant restore";
  const errors = listAt(ended, "properties", "errorDetails").filter(isJsonObject).map(errorText);
  return [
    `The first backup of ${vm} ${problem}.`,
    ...errors,
    `Correct the cause, then start another backup of the VM in Azure. initialBackup does not take a second one, because a recovery point exists. (Job: ${job})`,
  ].join("\n");
}

/** An error of a job with Azure's title, text and recommendations. */
function errorText(error: JsonObject): string {
  const title = [error["errorCode"], textAt(error, "errorTitle")].filter((part) => part !== undefined).join(" ");
  const recommendations = listAt(error, "recommendations").map(String);
  return [`  ${title}: ${textAt(error, "errorString") ?? ""}`, ...recommendations.map((text) => `  ${text}`)].join(
    "\n",
  );
}

/** The name of the VM's newest backup job with this status. */
async function findJob(
  engine: BackupEngine,
  { vaultId, vmId }: FirstBackup,
  status: "InProgress" | "CompletedWithWarnings",
): Promise<string | undefined> {
  const jobs = await engine.jobs.list(vaultId, `operation eq 'Backup' and status eq '${status}'`);
  const container = uniqueName(vmId);
  const jobOfVm = jobs.find((job) => textAt(job, "properties", "containerName")?.toLowerCase() === container);
  return jobOfVm === undefined ? undefined : textAt(jobOfVm, "name");
}
