/** The resource class `Vault`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

type Switch = "Enabled" | "Disabled";

/** The managed identity of a vault, which reads customer-managed keys. */
export interface VaultIdentity {
  /** Whether the vault has an identity of its own, identities that you assign, or both. */
  type: pulumi.Input<"SystemAssigned" | "UserAssigned" | "SystemAssigned, UserAssigned">;
  /** The ARM ids of the identities that you assign; required if `type` contains `UserAssigned`. */
  userAssignedIdentities?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Soft delete of recovery points. */
export interface VaultSoftDelete {
  /** Whether deleted recovery points are retained for `retentionDays`. In new vaults soft delete is always `AlwaysON`, and Azure refuses `Disabled`. */
  state: pulumi.Input<Switch | "AlwaysON">;
  /** The number of days for which deleted recovery points are retained, 14 to 180. */
  retentionDays?: pulumi.Input<number>;
}

/** Whether backups can be deleted before they expire. */
export interface VaultImmutability {
  /** `Unlocked` prevents the deletion of backups before they expire and can be disabled again; `Locked` is a one-way change. */
  state: pulumi.Input<"Disabled" | "Unlocked" | "Locked">;
  /** Must be true for `Locked`, because locking is a one-way change. */
  confirmLocked?: pulumi.Input<boolean>;
}

/** Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed. */
export interface VaultEncryption {
  /** The key, by its URI in a key vault or managed HSM; without a version the newest version is used. */
  keyUri: pulumi.Input<string>;
  /** The identity that reads the key; one of `identity.userAssignedIdentities`. Default: the system-assigned one. */
  userAssignedIdentity?: pulumi.Input<string>;
  /** Whether the storage infrastructure encrypts the data a second time. It cannot be changed later. Default: `Disabled`. */
  infrastructureEncryption?: pulumi.Input<Switch>;
}

/** The alerts of the vault; each is enabled by default. */
export interface VaultMonitoring {
  /** Azure Monitor's alerts for failed jobs. */
  alertsForAllJobFailures?: pulumi.Input<Switch>;
  /** Azure Monitor's alerts for replication issues. */
  alertsForAllReplicationIssues?: pulumi.Input<Switch>;
  /** Azure Monitor's alerts for failover issues. */
  alertsForAllFailoverIssues?: pulumi.Input<Switch>;
  /** Classic alerts for critical operations. */
  alertsForCriticalOperations?: pulumi.Input<Switch>;
  /** Classic email notifications of Site Recovery. */
  emailNotificationsForSiteRecovery?: pulumi.Input<Switch>;
}

/** The inputs of `Vault`. Source: Microsoft.RecoveryServices/vaults. */
export interface VaultArgs {
  /** The vault's name in Azure, 2 to 50 letters, digits and hyphens. Default: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The ARM id of the resource group of the vault. */
  resourceGroup: pulumi.Input<string>;
  /** The Azure region; a vault protects the VMs of its own region only. */
  location: pulumi.Input<string>;
  /** Pricing tier. `RS0` is an alias of `Standard`. Default: `Standard`. */
  sku?: pulumi.Input<"Standard" | "RS0">;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The vault's managed identity. Default: none. */
  identity?: pulumi.Input<VaultIdentity>;
  /** Whether the vault may be reached from public networks. Default: `Enabled`. */
  publicNetworkAccess?: pulumi.Input<Switch>;
  /** How many copies Azure keeps, and where; locked once the first VM is protected. Default: `GeoRedundant`. */
  redundancy?: pulumi.Input<"GeoRedundant" | "LocallyRedundant" | "ZoneRedundant">;
  /** Whether backups can be restored in the paired region. Requires `GeoRedundant`. Enabling it is a one-way change. Default: `Disabled`. */
  crossRegionRestore?: pulumi.Input<Switch>;
  /** Whether backups can be restored into another subscription; `PermanentlyDisabled` is a one-way change. Default: `Enabled`. */
  crossSubscriptionRestore?: pulumi.Input<Switch | "PermanentlyDisabled">;
  /** Whether, and for how many days, deleted recovery points are retained. Default: always on, for 14 days. */
  softDelete?: pulumi.Input<VaultSoftDelete>;
  /** Whether backups can be deleted before they expire. Default: `Disabled`. */
  immutability?: pulumi.Input<VaultImmutability>;
  /** Encryption with a customer-managed key. Default: a key that Microsoft manages. */
  encryption?: pulumi.Input<VaultEncryption>;
  /** Which alerts are raised. Default: all enabled. */
  monitoring?: pulumi.Input<VaultMonitoring>;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  resourceGuardRequests?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What a destroy does. `refuse` deletes the vault if it contains nothing except soft-deleted backups; otherwise it fails, and
   * the error lists the contents and how to remove them. `stopRetain` stops the protection of every VM and retains the vault
   * with its backups. `delete` deletes the backups of VMs, into soft delete if it is on, and then the vault. `deleteAndPurge`
   * disables soft delete, deletes all backups of VMs and then the vault; it fails if soft delete is always on. `retain` changes
   * nothing. Default: `refuse` for a vault that was created, `retain` for one that was adopted.
   */
  onDelete?: pulumi.Input<"refuse" | "stopRetain" | "delete" | "deleteAndPurge" | "retain">;
  /** What to do with a vault that already exists and is not in the state. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A Recovery Services vault, which stores the recovery points of the VMs that are protected in it.
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
  /** The principal of the vault's system-assigned identity; undefined if it has none. */
  declare readonly principalId: pulumi.Output<string | undefined>;
  /** The tenant of that principal; undefined if the vault has no system-assigned identity. */
  declare readonly tenantId: pulumi.Output<string | undefined>;

  constructor(name: string, args: VaultArgs, options?: pulumi.CustomResourceOptions) {
    super({ provider, kind: "Vault", outputs: OPTIONAL, named: true }, name, args, options);
  }
}

/** Optional inputs, and outputs. */
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
