/** The functions `getProtectedVm` and `getProtectedVms`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownItem, KnownPolicy, KnownVault, KnownVm, OptionalInput, Reference } from "../dynamic/arguments.js";
import type { ProtectedVmFacts } from "./answers/item-facts.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmArgs {
  /** The item of the VM in its vault, which is the id of a `ProtectedVm`: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `vm`. */
  vault?: PlainReference | null | undefined;
  /** The VM: its ARM id, or an object with `id`; together with `vault`. */
  vm?: PlainReference | null | undefined;
}

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmOutputArgs {
  /** The item of the VM in its vault: its ARM id, or the `ProtectedVm` itself. */
  id?: OptionalInput<string | KnownItem>;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: OptionalInput<string | KnownVm>;
}

/**
 * Reads how a VM is protected: its health, its last backup and recovery point, the time of the next backup, and when
 * Azure purges its soft-deleted backups. The next backup is calculated from the schedule of the policy, in standard time,
 * because Azure Backup ignores daylight saving time. Throws a `BackupError` with the
 * code `NotFound` if the vault does not protect the VM; the message names the vault that protects it.
 *
 * @example
 * ```ts
 * const item = await getProtectedVm({ vault: vaultId, vm: vmId });
 * if (item.health !== "Passed") pulumi.log.warn(item.healthDetails.map(({ message }) => message).join(" "));
 * ```
 */
export const getProtectedVm = (args: GetProtectedVmArgs): Promise<ProtectedVmFacts> => ask("getProtectedVm", args);

/**
 * Reads how a VM is protected as `getProtectedVm` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const item = new ProtectedVm("web", { vault, policy, vm });
 * export const nextBackup = getProtectedVmOutput({ id: item }).nextRun;
 * ```
 */
export const getProtectedVmOutput = (
  args: GetProtectedVmOutputArgs,
  options?: AskOptions,
): pulumi.Output<ProtectedVmFacts> => askOutput("getProtectedVm", args, options);

/** Which protected VMs. */
export interface GetProtectedVmsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only VMs with this policy: its ARM id, or an object with `id`. */
  policy?: PlainReference | null | undefined;
  /** Only VMs with this protection. */
  protection?: "protected" | "stopped" | "suspended" | null | undefined;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: "exclude" | "include" | "only" | null | undefined;
}

/** Which protected VMs. */
export interface GetProtectedVmsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only VMs with this policy: its ARM id, or the policy itself. */
  policy?: OptionalInput<string | KnownPolicy>;
  /** Only VMs with this protection. */
  protection?: OptionalInput<"protected" | "stopped" | "suspended">;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: OptionalInput<"exclude" | "include" | "only">;
}

/**
 * Reads how each VM of a vault is protected, in the order of their names. Throws a `BackupError` with the code `NotFound`
 * if the vault does not exist.
 *
 * @example
 * ```ts
 * const items = await getProtectedVms({ vault: vaultId, protection: "protected" });
 * const late = items.filter(({ lastBackup }) => lastBackup?.status !== "Completed");
 * ```
 */
export const getProtectedVms = (args: GetProtectedVmsArgs): Promise<ProtectedVmFacts[]> => ask("getProtectedVms", args);

/**
 * Reads how each VM of a vault is protected as `getProtectedVms` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const items = getProtectedVmsOutput({ vault, policy }, { dependsOn: [web, db] });
 * export const nextBackups = items.apply((all) => all.map(({ name, nextRun }) => ({ name, nextRun })));
 * ```
 */
export const getProtectedVmsOutput = (
  args: GetProtectedVmsOutputArgs,
  options?: AskOptions,
): pulumi.Output<ProtectedVmFacts[]> => askOutput("getProtectedVms", args, options);
