/** The function `getJobs`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVault, KnownVm, OptionalInput, Reference } from "../dynamic/arguments.js";
import type { JobFacts } from "./answers/jobs.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** The vault, and filters for its jobs. */
export interface GetJobsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only jobs of this VM: its ARM id, or an object with `id`. */
  vm?: PlainReference | null | undefined;
  /** Only jobs with this status. */
  status?: JobFacts["status"] | null | undefined;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: string | null | undefined;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | null | undefined;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | null | undefined;
}

/** The vault, and filters for its jobs. */
export interface GetJobsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only jobs of this VM: its ARM id, or the VM itself. */
  vm?: OptionalInput<string | KnownVm>;
  /** Only jobs with this status. */
  status?: OptionalInput<JobFacts["status"]>;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: OptionalInput<string>;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: OptionalInput<string>;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: OptionalInput<string>;
}

/**
 * Reads the backup jobs of a vault, newest first, with the errors of failed jobs. Azure keeps jobs for some weeks.
 * Throws a `BackupError` with the code `NotFound` if the vault does not exist.
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
