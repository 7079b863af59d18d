/** The first backup is taken once, whatever interrupts it: a point that is there, or a job that runs, is not doubled. */
import { textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { uniqueName } from "./names.js";

export interface FirstBackup {
  readonly itemId: string;
  readonly vaultId: string;
  readonly vmId: string;
}

/** Takes a first backup where the item has no recovery point, and waits until its job has ended. Throws `JobFailed`. */
export async function takeFirstBackup(engine: BackupEngine, { itemId, vaultId, vmId }: FirstBackup): Promise<void> {
  const running = await runningBackup(engine, vaultId, vmId);
  if (running === undefined && (await engine.recoveryPoints.list(itemId)).length > 0) return;
  const job = running ?? (await engine.protectedItems.backUp(itemId));
  await engine.jobs.settled(vaultId, job);
}

async function runningBackup(engine: BackupEngine, vaultId: string, vmId: string): Promise<string | undefined> {
  const jobs = await engine.jobs.list(vaultId, "operation eq 'Backup' and status eq 'InProgress'");
  const mine = jobs.find((job) => sameText(textAt(job, "properties", "containerName"), uniqueName(vmId)));
  return mine === undefined ? undefined : textAt(mine, "name");
}

const sameText = (left: string | undefined, right: string): boolean => left?.toLowerCase() === right;
