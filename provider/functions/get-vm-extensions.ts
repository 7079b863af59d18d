/** The function `getVmExtensions`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Reference } from "../dynamic/arguments.js";
import type { KnownVm } from "../kinds/protected-vm/resource.js";
import type { VmExtensionFacts } from "./answers/vm-extensions.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Whose extensions. */
export interface GetVmExtensionsArgs {
  /** The VM: its ARM id, or what has it. */
  vm: PlainReference;
}

/** Whose extensions. */
export interface GetVmExtensionsOutputArgs {
  /** The VM: its ARM id, or the VM itself. */
  vm: Reference<KnownVm>;
}

/**
 * Reads the extensions of a VM, in the order of their names, and marks the one by which Azure Backup takes snapshots.
 * Their settings stay in Azure. Throws a `BackupError` with the code `NotFound` where there is no such VM.
 *
 * @example
 * ```ts
 * const extensions = await getVmExtensions({ vm: vmId });
 * const snapshots = extensions.find(({ isSnapshotExtension }) => isSnapshotExtension);
 * ```
 */
export const getVmExtensions = (args: GetVmExtensionsArgs): Promise<VmExtensionFacts[]> => ask("getVmExtensions", args);

/**
 * Reads the extensions of a VM as `getVmExtensions` does, once its arguments are known.
 *
 * @example
 * ```ts
 * export const extensions = getVmExtensionsOutput({ vm }).apply((all) => all.map(({ name }) => name));
 * ```
 */
export const getVmExtensionsOutput = (
  args: GetVmExtensionsOutputArgs,
  options?: AskOptions,
): pulumi.Output<VmExtensionFacts[]> => askOutput("getVmExtensions", args, options);
