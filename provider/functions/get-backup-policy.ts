/** The function `getBackupPolicy`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetBackupPolicyArgs, GetBackupPolicyOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { GetBackupPolicyResult } from "./results/get-backup-policy-result.js";

/**
 * Reads a backup policy for VMs, with the properties of a `BackupPolicy`. Throws a `BackupError` with the code `NotFound` if the
 * policy does not exist; the message lists the existing policies. Throws a `BackupError` with the code `InvalidInput` if the
 * policy is for another workload.
 *
 * @example
 * ```ts
 * const defaultPolicy = await getBackupPolicy({ vault: vaultId, name: "DefaultPolicy" });
 * const { schedule } = defaultPolicy;
 * new BackupPolicy("longer", { vault: vaultId, schedule, retention: { daily: { count: 90 } } });
 * ```
 */
export const getBackupPolicy = (args: GetBackupPolicyArgs): Promise<GetBackupPolicyResult> =>
  ask("getBackupPolicy", args);

/**
 * Reads a backup policy as `getBackupPolicy` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const policy = getBackupPolicyOutput({ vault, name: "EnhancedPolicy" });
 * export const retentionDays = policy.apply(({ retention }) => retention.daily?.count);
 * ```
 */
export const getBackupPolicyOutput = (
  args: GetBackupPolicyOutputArgs,
  options?: AskOptions,
): pulumi.Output<GetBackupPolicyResult> => askOutput("getBackupPolicy", args, options);
