/** The function `getVmExtensions`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetVmExtensionsArgs, GetVmExtensionsOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { VmExtensionFacts } from "./results/vm-extension-facts.js";

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
