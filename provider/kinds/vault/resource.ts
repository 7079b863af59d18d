/** The resource class `Vault`. */
import type * as pulumi from "@pulumi/pulumi";
import { BackupResource, type Timeouts } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

export interface VaultArgs {
  /** The vault's name in Azure, 2 to 50 letters, digits and hyphens. Left out: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The ARM id of the resource group that holds the vault. */
  resourceGroup: pulumi.Input<string>;
  /** The Azure region; a vault protects the VMs of its own region only. */
  location: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** How many copies Azure keeps, and where; locked once the first VM is protected. Left out: Azure's default, `GeoRedundant`. */
  redundancy?: pulumi.Input<"GeoRedundant" | "LocallyRedundant" | "ZoneRedundant">;
  /** Whether the vault may be reached from public networks. Default `Enabled`. */
  publicNetworkAccess?: pulumi.Input<"Enabled" | "Disabled">;
  /** Whether, and for how many days (14 to 180), deleted recovery points are kept. Left out: Azure's default, enabled for 14 days. */
  softDelete?: pulumi.Input<{ state: pulumi.Input<"Enabled" | "Disabled">; retentionDays?: pulumi.Input<number> }>;
  /** What a destroy does: `refuse` deletes the vault, and is an error while VMs are protected in it; `retain` leaves it. Left out: `refuse` for what was created, `retain` for what was adopted. */
  onDelete?: pulumi.Input<"refuse" | "retain">;
  /** What to do with a vault that exists already and is not ours. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A Recovery Services vault: what keeps the recovery points of the VMs that are protected in it.
 *
 * @example
 * ```ts
 * const vault = new Vault("backups", { resourceGroup: group.id, location: "westeurope" });
 * ```
 */
export class Vault extends BackupResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly resourceGroup: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly redundancy: pulumi.Output<string | undefined>;
  declare readonly publicNetworkAccess: pulumi.Output<string>;
  declare readonly softDelete: pulumi.Output<{ state: string; retentionDays?: number } | undefined>;

  constructor(name: string, args: VaultArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["tags", "redundancy", "publicNetworkAccess", "softDelete"];
    super({ provider, kind: "Vault", outputs, named: true }, name, args, options);
  }
}
