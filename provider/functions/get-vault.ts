/** The function `getVault`. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownGroup, KnownVault, OptionalInput } from "../dynamic/arguments.js";
import type { GetVaultResult } from "./answers/vault.js";
import { type AskOptions, ask, askOutput, type PlainReference } from "./ask.js";

/** Which vault: its id, or its resource group and name. */
export interface GetVaultArgs {
  /** The vault: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The resource group of the vault: its ARM id, or an object with `id`; together with `name`. */
  resourceGroup?: PlainReference | null | undefined;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: string | null | undefined;
}

/** Which vault: its id, or its resource group and name. */
export interface GetVaultOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  id?: OptionalInput<string | KnownVault>;
  /** The resource group of the vault: its ARM id, or the group itself; together with `name`. */
  resourceGroup?: OptionalInput<string | KnownGroup>;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: OptionalInput<string>;
}

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
