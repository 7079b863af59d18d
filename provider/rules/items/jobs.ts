/**
 * The status of a backup job by its two phases, the snapshot and the transfer to the vault, and which jobs can be cancelled.
 * Source: the table of job statuses in "Back up an Azure virtual machine", Azure Backup documentation.
 */
import { type RuleFault, refused } from "../shared/fault.js";

export type PhaseStatus = "NotStarted" | "InProgress" | "Completed" | "Failed" | "Skipped" | "Cancelled";
/** Source: Azure Backup REST API, `AzureIaaSVMJob.status`. */
export type JobStatus = "InProgress" | "Completed" | "CompletedWithWarnings" | "Failed" | "Cancelling" | "Cancelled";

/** The status of a backup job. */
export function backupJobStatus(snapshot: PhaseStatus, transfer: PhaseStatus): JobStatus {
  if (snapshot === "Cancelled" || transfer === "Cancelled") return "Cancelled";
  if (snapshot === "Failed") return "Failed";
  if (snapshot !== "Completed") return "InProgress";
  if (transfer === "Failed") return "CompletedWithWarnings";
  return transfer === "Completed" || transfer === "Skipped" ? "Completed" : "InProgress";
}

/** The status of the transfer after the snapshot: only one transfer runs per VM, and a later job does not wait for it. */
export function transferAfter(
  snapshot: "Completed" | "Failed",
  otherTransferRuns: boolean,
): "InProgress" | "Skipped" | "Failed" {
  if (snapshot === "Failed") return "Failed";
  return otherTransferRuns ? "Skipped" : "InProgress";
}

/** Whether a job's status is final. */
export const isTerminal = (status: JobStatus): boolean => status !== "InProgress" && status !== "Cancelling";

/** The values of a job's `operation`. */
export const JOB_OPERATIONS = [
  "ConfigureBackup",
  "DisableBackup",
  "DeleteBackupData",
  "Undelete",
  "Backup",
  "Restore",
] as const;
export type JobOperation = (typeof JOB_OPERATIONS)[number];

/** The two tasks of a backup job, as Azure names them. */
export const SNAPSHOT_TASK = "Take Snapshot";
export const TRANSFER_TASK = "Transfer data to vault";

/** The tasks of a restore job, as Azure names them. */
export const RESTORE_TASK = {
  move: "Transfer data from vault",
  update: "Update the virtual machine",
  create: "Create the restored virtual machine",
} as const;

/** The operations whose jobs can be cancelled. */
export const isCancellable = (operation: string): boolean => operation === "Backup" || operation === "Restore";

interface CancelFacts {
  readonly operation: string;
  readonly status: JobStatus;
  /** The status of a backup's snapshot. */
  readonly snapshot: PhaseStatus;
}

/**
 * Refuses to cancel a job other than a running restore, or a running backup whose snapshot is not complete ("Azure VM backup
 * FAQ"). The code is ours.
 */
export function cancelFault({ operation, status, snapshot }: CancelFacts): RuleFault | undefined {
  const refusedCancel = (message: string) => refused("BMSUserErrorJobNotCancellable", message);
  if (!isCancellable(operation)) return refusedCancel(`A ${operation} job cannot be cancelled.`);
  if (isTerminal(status) || status === "Cancelling")
    return refusedCancel(`The job is ${status} and cannot be cancelled.`);
  if (operation === "Restore" || snapshot !== "Completed") return undefined;
  return refusedCancel(
    "The snapshot is complete and its data is being transferred to the vault: the job can no longer be cancelled.",
  );
}
