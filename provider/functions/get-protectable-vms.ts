/** The function `getProtectableVms`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetProtectableVmsArgs, GetProtectableVmsOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { GetProtectableVmsResult } from "./results/get-protectable-vms-result.js";

/**
 * Finds the VMs that a vault can protect: those of its region and subscription that no vault protects yet. For each other
 * VM of the subscription it returns the reason why the vault cannot protect it. Azure discovers VMs first, which takes about
 * twelve seconds. Throws a `BackupError` with the code `NotFound` if the vault does not exist.
 *
 * @example
 * ```ts
 * const { protectable, others } = await getProtectableVms({ vault: vaultId });
 * for (const { vm, name } of protectable) new ProtectedVm(name, { vault: vaultId, policy, vm });
 * for (const { name, reason } of others) pulumi.log.info(`${name} cannot be protected. ${reason}`);
 * ```
 */
export const getProtectableVms = (args: GetProtectableVmsArgs): Promise<GetProtectableVmsResult> =>
  ask("getProtectableVms", args);

/**
 * Finds the VMs that a vault can protect as `getProtectableVms` does, once its arguments are known.
 *
 * @example
 * ```ts
 * export const unprotected = getProtectableVmsOutput({ vault }).protectable.apply((vms) => vms.map(({ name }) => name));
 * ```
 */
export const getProtectableVmsOutput = (
  args: GetProtectableVmsOutputArgs,
  options?: AskOptions,
): pulumi.Output<GetProtectableVmsResult> => askOutput("getProtectableVms", args, options);
