/** The function `getRecoveryPoints`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetRecoveryPointsArgs, GetRecoveryPointsOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { RecoveryPointFacts } from "./results/recovery-point-facts.js";

/**
 * Reads the recovery points of a VM, newest first, with their tier, consistency and expiry. Throws a
 * `BackupError` with the code `NotFound` if the vault does not protect the VM; the message names the vault that protects it.
 *
 * @example
 * ```ts
 * const [newest] = await getRecoveryPoints({ vault: vaultId, vm: vmId, from: "2026-03-01" });
 * if (newest?.consistency === "CrashConsistent") pulumi.log.warn("The last backup is only crash-consistent.");
 * ```
 */
export const getRecoveryPoints = (args: GetRecoveryPointsArgs): Promise<RecoveryPointFacts[]> =>
  ask("getRecoveryPoints", args);

/**
 * Reads the recovery points of a VM as `getRecoveryPoints` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const item = new ProtectedVm("web", { vault, policy, vm, initialBackup: true });
 * export const points = getRecoveryPointsOutput({ id: item });
 * ```
 */
export const getRecoveryPointsOutput = (
  args: GetRecoveryPointsOutputArgs,
  options?: AskOptions,
): pulumi.Output<RecoveryPointFacts[]> => askOutput("getRecoveryPoints", args, options);
