/** The function `getBackupPolicy`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference } from "../dynamic/arguments.js";
import type { GetBackupPolicyResult } from "./answers/backup-policy.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyArgs {
  /** The policy: its ARM id, or an object with `id`. */
  id?: PlainReference;
  /** The vault: its ARM id, or an object with `id`; together with `name`. */
  vault?: PlainReference;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: string;
}

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyOutputArgs {
  /** The policy: its ARM id, or the policy itself, such as `BackupPolicy.builtIn(…)`. */
  id?: Reference<KnownPolicy>;
  /** The vault: its ARM id, or the vault itself; together with `name`. */
  vault?: Reference<KnownVault>;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: pulumi.Input<string>;
}

/**
 * Reads a backup policy for VMs, with the properties of a `BackupPolicy`. Throws a `BackupError` with the code
 * `NotFound` if it does not exist (the message names the existing policies), and `InvalidInput` for the policy of another workload.
 *
 * @example
 * ```ts
 * const usual = await getBackupPolicy({ vault: vaultId, name: "DefaultPolicy" });
 * new BackupPolicy("longer", { vault: vaultId, schedule: usual.schedule, retention: { daily: { count: 90 } } });
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
 * export const keptDays = policy.apply(({ retention }) => retention.daily?.count);
 * ```
 */
export const getBackupPolicyOutput = (
  args: GetBackupPolicyOutputArgs,
  options?: AskOptions,
): pulumi.Output<GetBackupPolicyResult> => askOutput("getBackupPolicy", args, options);
