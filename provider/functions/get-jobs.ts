/** The function `getJobs`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVault, Reference } from "../dynamic/arguments.js";
import type { KnownVm } from "../kinds/protected-vm/resource.js";
import type { JobFacts } from "./answers/jobs.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Whose jobs, and which. */
export interface GetJobsArgs {
  /** The vault: its ARM id, or what has it. */
  vault: PlainReference;
  /** Only those that work on this VM: its ARM id, or what has it. */
  vm?: PlainReference;
  /** Only those that stand so. */
  status?: JobFacts["status"];
  /** Only those of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: string;
  /** Only those that began then or later: an instant of ISO 8601, or a date, which is its midnight, UTC. */
  from?: string;
  /** Only those that began then or earlier: an instant of ISO 8601, or a date, which is its midnight, UTC. */
  to?: string;
}

/** Whose jobs, and which. */
export interface GetJobsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only those that work on this VM: its ARM id, or the VM itself. */
  vm?: Reference<KnownVm>;
  /** Only those that stand so. */
  status?: pulumi.Input<JobFacts["status"]>;
  /** Only those of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: pulumi.Input<string>;
  /** Only those that began then or later: an instant of ISO 8601, or a date, which is its midnight, UTC. */
  from?: pulumi.Input<string>;
  /** Only those that began then or earlier: an instant of ISO 8601, or a date, which is its midnight, UTC. */
  to?: pulumi.Input<string>;
}

/**
 * Reads the backup jobs of a vault, newest first, with the reasons of those that failed. Azure keeps jobs for some weeks.
 * Throws a `BackupError` with the code `NotFound` where there is no such vault.
 *
 * @example
 * ```ts
 * const failed = await getJobs({ vault: vaultId, status: "Failed", from: "2026-03-01" });
 * for (const { vmName, errors } of failed) pulumi.log.warn(`${vmName}: ${errors.map(({ message }) => message).join(" ")}`);
 * ```
 */
export const getJobs = (args: GetJobsArgs): Promise<JobFacts[]> => ask("getJobs", args);

/**
 * Reads the backup jobs of a vault as `getJobs` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const restores = getJobsOutput({ vault, operation: "Restore" });
 * export const lastRestore = restores.apply(([newest]) => newest?.startedAt);
 * ```
 */
export const getJobsOutput = (args: GetJobsOutputArgs, options?: AskOptions): pulumi.Output<JobFacts[]> =>
  askOutput("getJobs", args, options);
