/** The function `getRecoveryPoints`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVault, Reference } from "../dynamic/arguments.js";
import type { KnownVm } from "../kinds/protected-vm/resource.js";
import type { RecoveryPointFacts } from "./answers/recovery-points.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** The VM, and a period of time. */
export interface GetRecoveryPointsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** The VM: its ARM id, or an object with `id`. */
  vm: PlainReference;
  /** The earliest time: an ISO 8601 time, or a date (midnight UTC). */
  from?: string;
  /** The latest time: an ISO 8601 time, or a date (midnight UTC). */
  to?: string;
}

/** The VM, and a period of time. */
export interface GetRecoveryPointsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** The VM: its ARM id, or the VM itself. */
  vm: Reference<KnownVm>;
  /** The earliest time: an ISO 8601 time, or a date (midnight UTC). */
  from?: pulumi.Input<string>;
  /** The latest time: an ISO 8601 time, or a date (midnight UTC). */
  to?: pulumi.Input<string>;
}

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
 * export const points = getRecoveryPointsOutput({ vault, vm }, { dependsOn: item });
 * ```
 */
export const getRecoveryPointsOutput = (
  args: GetRecoveryPointsOutputArgs,
  options?: AskOptions,
): pulumi.Output<RecoveryPointFacts[]> => askOutput("getRecoveryPoints", args, options);
