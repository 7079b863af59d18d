/** The function `getRecoveryPoints`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownItem, KnownVault, KnownVm, OptionalInput } from "../dynamic/arguments.js";
import type { RecoveryPointFacts } from "./answers/recovery-points.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** The VM, by the id of its protection or by its vault and itself, and a period of time. */
export interface GetRecoveryPointsArgs {
  /** The item of the VM in its vault, which is the id of a `ProtectedVm`: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `vm`. */
  vault?: PlainReference | null | undefined;
  /** The VM: its ARM id, or an object with `id`; together with `vault`. */
  vm?: PlainReference | null | undefined;
  /** The earliest time: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | null | undefined;
  /** The latest time: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | null | undefined;
}

/** The VM, by the id of its protection or by its vault and itself, and a period of time. */
export interface GetRecoveryPointsOutputArgs {
  /** The item of the VM in its vault: its ARM id, or the `ProtectedVm` itself. */
  id?: OptionalInput<string | KnownItem>;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: OptionalInput<string | KnownVm>;
  /** The earliest time: an ISO 8601 time, or a date (midnight UTC). */
  from?: OptionalInput<string>;
  /** The latest time: an ISO 8601 time, or a date (midnight UTC). */
  to?: OptionalInput<string>;
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
 * export const points = getRecoveryPointsOutput({ id: item });
 * ```
 */
export const getRecoveryPointsOutput = (
  args: GetRecoveryPointsOutputArgs,
  options?: AskOptions,
): pulumi.Output<RecoveryPointFacts[]> => askOutput("getRecoveryPoints", args, options);
