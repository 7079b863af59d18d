/** The functions `getProtectedVm` and `getProtectedVms`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference } from "../dynamic/arguments.js";
import type { KnownVm } from "../kinds/protected-vm/resource.js";
import type { ProtectedVmFacts } from "./answers/item-facts.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmArgs {
  /** The item of the VM in its vault, which is the id of a `ProtectedVm`: its ARM id, or what has it. */
  id?: PlainReference;
  /** The vault: its ARM id, or what has it; together with `vm`. */
  vault?: PlainReference;
  /** The VM: its ARM id, or what has it; together with `vault`. */
  vm?: PlainReference;
}

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmOutputArgs {
  /** The item of the VM in its vault: its ARM id, or the `ProtectedVm` itself. */
  id?: Reference<{ id: pulumi.Input<string> }>;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: Reference<KnownVault>;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: Reference<KnownVm>;
}

/**
 * Reads how a VM is protected: its health, its last backup and recovery point, when the next backup is due, and for how
 * long its backups are still there where they are in soft delete. The next backup is worked out of the policy's schedule,
 * at the standard time of its zone, since Azure Backup does not follow daylight saving. Throws a `BackupError` with the
 * code `NotFound` where the vault does not protect the VM, which names the vault that does.
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
  /** The vault: its ARM id, or what has it. */
  vault: PlainReference;
  /** Only those that follow this policy: its ARM id, or what has it. */
  policy?: PlainReference;
  /** Only those whose protection stands so. */
  protection?: "protected" | "stopped" | "suspended";
  /** What to do with those in soft delete. Default: `exclude`. */
  softDeleted?: "exclude" | "include" | "only";
}

/** Which protected VMs. */
export interface GetProtectedVmsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only those that follow this policy: its ARM id, or the policy itself. */
  policy?: Reference<KnownPolicy>;
  /** Only those whose protection stands so. */
  protection?: pulumi.Input<"protected" | "stopped" | "suspended">;
  /** What to do with those in soft delete. Default: `exclude`. */
  softDeleted?: pulumi.Input<"exclude" | "include" | "only">;
}

/**
 * Reads how each VM of a vault is protected, in the order of their names. Throws a `BackupError` with the code `NotFound`
 * where there is no such vault.
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
