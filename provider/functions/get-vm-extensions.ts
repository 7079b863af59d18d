/** The function `getVmExtensions`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVm, Reference } from "../dynamic/arguments.js";
import type { VmExtensionFacts } from "./answers/vm-extensions.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** The VM. */
export interface GetVmExtensionsArgs {
  /** The VM: its ARM id, or an object with `id`. */
  vm: PlainReference;
}

/** The VM. */
export interface GetVmExtensionsOutputArgs {
  /** The VM: its ARM id, or the VM itself. */
  vm: Reference<KnownVm>;
}

/**
 * Reads the extensions of a VM, in the order of their names, and marks the one with which Azure Backup takes snapshots.
 * It does not return their settings. Throws a `BackupError` with the code `NotFound` if the VM does not exist.
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
