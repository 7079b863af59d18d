/** The function `getJobs`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetJobsArgs, GetJobsOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { JobFacts } from "./results/job-facts.js";

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
