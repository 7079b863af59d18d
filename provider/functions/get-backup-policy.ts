/** The function `getBackupPolicy`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, OptionalInput } from "../dynamic/arguments.js";
import type { GetBackupPolicyResult } from "./answers/backup-policy.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyArgs {
  /** The policy: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `name`. */
  vault?: PlainReference | null | undefined;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: string | null | undefined;
}

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyOutputArgs {
  /** The policy: its ARM id, or the policy itself, such as `BackupPolicy.builtIn(…)`. */
  id?: OptionalInput<string | KnownPolicy>;
  /** The vault: its ARM id, or the vault itself; together with `name`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: OptionalInput<string>;
}

/**
 * Reads a backup policy for VMs, with the properties of a `BackupPolicy`. Throws a `BackupError`: `NotFound` if the policy does not
 * exist (the message lists the existing policies), `InvalidInput` if the policy is for another workload.
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
