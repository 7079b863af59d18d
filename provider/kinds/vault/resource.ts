/** The resource class `Vault`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

type Switch = "Enabled" | "Disabled";

/** The managed identity of a vault, which reads keys of your own. */
export interface VaultIdentity {
  /** Whether the vault has an identity of its own, identities that you assign, or both. */
  type: pulumi.Input<"SystemAssigned" | "UserAssigned" | "SystemAssigned, UserAssigned">;
  /** The ARM ids of the identities that you assign; with a type that holds `UserAssigned`. */
  userAssignedIdentities?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What happens to deleted recovery points. */
export interface VaultSoftDelete {
  /** Whether deleted recovery points are kept for a while. Azure keeps it `AlwaysON` in new vaults and refuses `Disabled` there. */
  state: pulumi.Input<Switch | "AlwaysON">;
  /** For how many days, 14 to 180. */
  retentionDays?: pulumi.Input<number>;
}

/** Whether backups can be deleted before their time. */
export interface VaultImmutability {
  /** `Unlocked` keeps backups from being deleted early and can be taken back; `Locked` does so for ever. */
  state: pulumi.Input<"Disabled" | "Unlocked" | "Locked">;
  /** `Locked` can never be taken back, not by anybody: it is done only with this set to true. */
  confirmLocked?: pulumi.Input<boolean>;
}

/** Encryption by a key of your own. Once on, it can be rotated and never be switched off. */
export interface VaultEncryption {
  /** The key, by its URI in a key vault or managed HSM; without a version its newest one is followed. */
  keyUri: pulumi.Input<string>;
  /** The identity that reads the key; one of the vault's own. Left out: the system-assigned one. */
  userAssignedIdentity?: pulumi.Input<string>;
  /** Whether to encrypt a second time, below; chosen once and for all. Default `Disabled`. */
  infrastructureEncryption?: pulumi.Input<Switch>;
}

/** Which alerts are raised; each one that is left out is enabled. */
export interface VaultMonitoring {
  /** Azure Monitor's alerts for failed jobs. */
  alertsForAllJobFailures?: pulumi.Input<Switch>;
  /** Azure Monitor's alerts for issues of replication. */
  alertsForAllReplicationIssues?: pulumi.Input<Switch>;
  /** Azure Monitor's alerts for issues of failover. */
  alertsForAllFailoverIssues?: pulumi.Input<Switch>;
  /** Classic alerts for critical operations. */
  alertsForCriticalOperations?: pulumi.Input<Switch>;
  /** Classic e-mail of Site Recovery. */
  emailNotificationsForSiteRecovery?: pulumi.Input<Switch>;
}

/** The inputs of `Vault`, as a program declares them. Source: Microsoft.RecoveryServices/vaults. */
export interface VaultArgs {
  /** The vault's name in Azure, 2 to 50 letters, digits and hyphens. Left out: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The ARM id of the resource group that holds the vault. */
  resourceGroup: pulumi.Input<string>;
  /** The Azure region; a vault protects the VMs of its own region only. */
  location: pulumi.Input<string>;
  /** Pricing tier. `RS0` is an alias of `Standard`. Default `Standard`. */
  sku?: pulumi.Input<"Standard" | "RS0">;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The vault's managed identity. Left out: none. */
  identity?: pulumi.Input<VaultIdentity>;
  /** Whether the vault may be reached from public networks. Default `Enabled`. */
  publicNetworkAccess?: pulumi.Input<Switch>;
  /** How many copies Azure keeps, and where; locked once the first VM is protected. Left out: Azure's default, `GeoRedundant`. */
  redundancy?: pulumi.Input<"GeoRedundant" | "LocallyRedundant" | "ZoneRedundant">;
  /** Whether backups can be restored in the paired region; with GeoRedundant alone, and never off again. Left out: `Disabled`. */
  crossRegionRestore?: pulumi.Input<Switch>;
  /** Whether backups can be restored into another subscription; `PermanentlyDisabled` can never be taken back. Left out: `Enabled`. */
  crossSubscriptionRestore?: pulumi.Input<Switch | "PermanentlyDisabled">;
  /** Whether, and for how many days, deleted recovery points are kept. Left out: Azure's default, always on for 14 days. */
  softDelete?: pulumi.Input<VaultSoftDelete>;
  /** Whether backups can be deleted before their time. Left out: they can. */
  immutability?: pulumi.Input<VaultImmutability>;
  /** Encryption by a key of your own. Left out: by Azure's. */
  encryption?: pulumi.Input<VaultEncryption>;
  /** Which alerts are raised. Left out: Azure's default. */
  monitoring?: pulumi.Input<VaultMonitoring>;
  /** The requests of a resource guard that grant a critical change; sent along with every write. */
  resourceGuardRequests?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What a destroy does: `refuse` deletes the vault, with soft-deleted backups in it too, and is one error that names each
   * thing in its way and how to clear it; `stopRetain` stops the protection of every VM, keeps the backups and leaves the
   * vault in Azure; `delete` deletes the backups first, into soft delete where it is on; `deleteAndPurge` deletes
   * soft-deleted backups too, and is refused where soft delete is on; `retain` leaves all as it is. Left out: `refuse` for
   * what was created, `retain` for what was adopted.
   */
  onDelete?: pulumi.Input<"refuse" | "stopRetain" | "delete" | "deleteAndPurge" | "retain">;
  /** What to do with a vault that exists already and is not in the state. `own` manages it as created, the others leave it on destroy. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A Recovery Services vault: what keeps the recovery points of the VMs that are protected in it.
 *
 * @example
 * ```ts
 * const vault = new Vault("backups", {
 *   resourceGroup: group.id,
 *   location: "westeurope",
 *   redundancy: "ZoneRedundant",
 *   softDelete: { state: "AlwaysON", retentionDays: 30 },
 *   immutability: { state: "Unlocked" },
 * });
 * ```
 */
export class Vault extends BackupResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly resourceGroup: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string>;
  declare readonly sku: pulumi.Output<string>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly identity: pulumi.Output<pulumi.Unwrap<VaultIdentity> | undefined>;
  declare readonly publicNetworkAccess: pulumi.Output<string>;
  declare readonly redundancy: pulumi.Output<string | undefined>;
  declare readonly crossRegionRestore: pulumi.Output<string | undefined>;
  declare readonly crossSubscriptionRestore: pulumi.Output<string | undefined>;
  declare readonly softDelete: pulumi.Output<pulumi.Unwrap<VaultSoftDelete> | undefined>;
  declare readonly immutability: pulumi.Output<pulumi.Unwrap<VaultImmutability> | undefined>;
  declare readonly encryption: pulumi.Output<pulumi.Unwrap<VaultEncryption> | undefined>;
  declare readonly monitoring: pulumi.Output<pulumi.Unwrap<VaultMonitoring> | undefined>;
  /** The principal of the vault's system-assigned identity; undefined where it has none. */
  declare readonly principalId: pulumi.Output<string | undefined>;
  /** The tenant of that principal. */
  declare readonly tenantId: pulumi.Output<string | undefined>;

  constructor(name: string, args: VaultArgs, options?: pulumi.CustomResourceOptions) {
    super({ provider, kind: "Vault", outputs: OPTIONAL, named: true }, name, args, options);
  }
}

/** What the program may leave out, and Azure's own outputs. */
const OPTIONAL = [
  "sku",
  "tags",
  "identity",
  "publicNetworkAccess",
  "redundancy",
  "crossRegionRestore",
  "crossSubscriptionRestore",
  "softDelete",
  "immutability",
  "encryption",
  "monitoring",
  "principalId",
  "tenantId",
];
