/** The function `getVault`. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetVaultArgs, GetVaultOutputArgs } from "./arguments.js";
import { ask, askOutput } from "./ask.js";
import type { AskOptions } from "./ask-options.js";
import type { GetVaultResult } from "./results/get-vault-result.js";

/**
 * Reads the current state of a vault: the properties that a `Vault` declares, and others such as its security score. Throws a `BackupError` with the code `NotFound` if the vault does not exist.
 *
 * @example
 * ```ts
 * const vault = await getVault({ resourceGroup: groupId, name: "backups" });
 * if (vault.softDelete.state === "Disabled") pulumi.log.warn(`${vault.name} does not retain deleted backups.`);
 * ```
 */
export const getVault = (args: GetVaultArgs): Promise<GetVaultResult> => ask("getVault", args);

/**
 * Reads a vault as `getVault` does, once its arguments are known.
 *
 * @example
 * ```ts
 * const vault = new Vault("backups", { resourceGroup: groupId, location: "westeurope" });
 * export const score = getVaultOutput({ id: vault }).secureScore;
 * ```
 */
export const getVaultOutput = (args: GetVaultOutputArgs, options?: AskOptions): pulumi.Output<GetVaultResult> =>
  askOutput("getVault", args, options);
