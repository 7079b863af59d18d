/** The functions `getProtectedVm` and `getProtectedVms`. */
import type * as pulumi from "@pulumi/pulumi";
import type {
  GetProtectedVmArgs,
  GetProtectedVmOutputArgs,
  GetProtectedVmsArgs,
  GetProtectedVmsOutputArgs,
} from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { ProtectedVmFacts } from "./results/protected-vm-facts.js";

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
