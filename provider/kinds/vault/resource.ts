/** The resource class `Vault`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownGroup, OptionalInput, Reference } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, Switch, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { parts } from "./class.js";
import * as provider from "./provider.js";
import type {
  CostManagementLevel,
  Redundancy,
  VaultCrossSubscriptionRestore,
  VaultEncryption,
  VaultEncryptionArgs,
  VaultIdentity,
  VaultIdentityArgs,
  VaultImmutability,
  VaultImmutabilityArgs,
  VaultMonitoring,
  VaultMonitoringArgs,
  VaultOnDelete,
  VaultSku,
  VaultSoftDelete,
  VaultSoftDeleteArgs,
  VaultSourceScan,
  VaultSourceScanArgs,
} from "./types.js";

export type * from "./types.js";

/** The inputs of `Vault`. */
export interface VaultArgs {
  /**
   * The vault's name in Azure. Default: the resource's name in the program. Allowed: 2 to 50 letters, digits and
   * hyphens, starting with a letter.
   */
  name?: OptionalInput<string>;
  /** The ARM id of the resource group of the vault. Or the resource itself. */
  resourceGroup: Reference<KnownGroup>;
  /**
   * The Azure region; a vault protects the VMs of its own region only. Allowed: an Azure region, such as westeurope or
   * West Europe.
   */
  location: pulumi.Input<string>;
  /** Pricing tier. `RS0` is an alias of `Standard`. Default: `Standard`. */
  sku?: OptionalInput<VaultSku>;
  /** Azure's tags. */
  tags?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
  /** The vault's managed identity, which reads customer-managed keys. Default: none. */
  identity?: OptionalInput<VaultIdentityArgs>;
  /** Whether the vault may be reached from public networks. Default: `Enabled`. */
  publicNetworkAccess?: OptionalInput<Switch>;
  /**
   * How many copies Azure keeps, and where. It is locked once the first VM is protected. `ZoneRedundant` needs a region
   * with availability zones, `GeoRedundant` one with a paired region. Default: `GeoRedundant`, or `LocallyRedundant`
   * where the region has no pair.
   */
  redundancy?: OptionalInput<Redundancy>;
  /**
   * Whether backups can be restored in the paired region. Requires `GeoRedundant`. Enabling it is a one-way change.
   * Default: `Disabled`.
   */
  crossRegionRestore?: OptionalInput<Switch>;
  /**
   * Whether backups can be restored into another subscription; `PermanentlyDisabled` is a one-way change. Default:
   * `Enabled`.
   */
  crossSubscriptionRestore?: OptionalInput<VaultCrossSubscriptionRestore>;
  /**
   * Soft delete. Default: always on, for 14 days. A deleted vault goes to soft delete with its soft-deleted backups.
   */
  softDelete?: OptionalInput<VaultSoftDeleteArgs>;
  /** Immutability. Default: `Disabled`. */
  immutability?: OptionalInput<VaultImmutabilityArgs>;
  /** Threat detection for the protected VMs, in preview in Azure. Default: `Disabled`. */
  sourceScan?: OptionalInput<VaultSourceScanArgs>;
  /**
   * What Azure's cost analysis shows the costs of: the vault, each protected item, or each item with the tags of its
   * parent. Default: `VaultLevel`.
   */
  costManagement?: OptionalInput<CostManagementLevel>;
  /** Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed. */
  encryption?: OptionalInput<VaultEncryptionArgs>;
  /** Alerts of Azure Monitor and classic alerts. */
  monitoring?: OptionalInput<VaultMonitoringArgs>;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  resourceGuardRequests?: OptionalInput<readonly pulumi.Input<string>[]>;
  /**
   * What a destroy does. `refuse` deletes the vault if it contains nothing except soft-deleted backups; otherwise it
   * fails, and the error lists the contents and how to remove them. `stopRetain` stops the protection of every VM and
   * retains the vault with its backups. `delete` deletes the backups of VMs, into soft delete if it is on, and then the
   * vault. `deleteAndPurge` disables soft delete, deletes all backups of VMs and then the vault; it fails if soft
   * delete is always on. `retain` changes nothing. Default: `refuse` for a vault that was created, `retain` for one
   * that was adopted.
   */
  onDelete?: OptionalInput<VaultOnDelete>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   * Default: `never`.
   */
  adopt?: OptionalInput<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: OptionalInput<TimeoutsArgs>;
}

const declaration = {
  ...parts,
  provider,
  kind: "Vault",
  armType: "Microsoft.RecoveryServices/vaults",
  outputs: [
    "name",
    "resourceGroup",
    "location",
    "sku",
    "tags",
    "identity",
    "publicNetworkAccess",
    "redundancy",
    "crossRegionRestore",
    "crossSubscriptionRestore",
    "softDelete",
    "immutability",
    "sourceScan",
    "costManagement",
    "encryption",
    "monitoring",
    "resourceGuardRequests",
    "onDelete",
    "adopt",
    "timeouts",
    "principalId",
    "tenantId",
  ],
  named: true,
  references: [
    "resourceGroup",
    "identity.userAssignedIdentities.*",
    "sourceScan.userAssignedIdentity",
    "encryption.userAssignedIdentity",
  ],
};

/**
 * A Recovery Services vault, which stores the recovery points of the VMs that are protected in it.
 *
 * @example
 * ```ts
 * const vault = new Vault("backups", {
 *   resourceGroup: group,
 *   location: "westeurope",
 *   redundancy: "ZoneRedundant",
 *   softDelete: { state: "AlwaysON", retentionDays: 30 },
 *   immutability: { state: "Unlocked" },
 * });
 * ```
 */
export class Vault extends BackupResource {
  /** The vault's name in Azure. Default: the resource's name in the program. */
  declare readonly name: pulumi.Output<string>;
  /** The ARM id of the resource group of the vault. */
  declare readonly resourceGroup: pulumi.Output<string>;
  /** The Azure region; a vault protects the VMs of its own region only. */
  declare readonly location: pulumi.Output<string>;
  /** Pricing tier. `RS0` is an alias of `Standard`. */
  declare readonly sku: pulumi.Output<VaultSku>;
  /** Azure's tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The vault's managed identity, which reads customer-managed keys. Default: none. */
  declare readonly identity: pulumi.Output<VaultIdentity | undefined>;
  /** Whether the vault may be reached from public networks. */
  declare readonly publicNetworkAccess: pulumi.Output<Switch>;
  /**
   * How many copies Azure keeps, and where. It is locked once the first VM is protected. `ZoneRedundant` needs a region
   * with availability zones, `GeoRedundant` one with a paired region. Default: `GeoRedundant`, or `LocallyRedundant`
   * where the region has no pair.
   */
  declare readonly redundancy: pulumi.Output<Redundancy | undefined>;
  /**
   * Whether backups can be restored in the paired region. Requires `GeoRedundant`. Enabling it is a one-way change.
   * Default: `Disabled`.
   */
  declare readonly crossRegionRestore: pulumi.Output<Switch | undefined>;
  /**
   * Whether backups can be restored into another subscription; `PermanentlyDisabled` is a one-way change. Default:
   * `Enabled`.
   */
  declare readonly crossSubscriptionRestore: pulumi.Output<VaultCrossSubscriptionRestore | undefined>;
  /**
   * Soft delete. Default: always on, for 14 days. A deleted vault goes to soft delete with its soft-deleted backups.
   */
  declare readonly softDelete: pulumi.Output<VaultSoftDelete | undefined>;
  /** Immutability. Default: `Disabled`. */
  declare readonly immutability: pulumi.Output<VaultImmutability | undefined>;
  /** Threat detection for the protected VMs, in preview in Azure. Default: `Disabled`. */
  declare readonly sourceScan: pulumi.Output<VaultSourceScan | undefined>;
  /**
   * What Azure's cost analysis shows the costs of: the vault, each protected item, or each item with the tags of its
   * parent. Default: `VaultLevel`.
   */
  declare readonly costManagement: pulumi.Output<CostManagementLevel | undefined>;
  /** Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed. */
  declare readonly encryption: pulumi.Output<VaultEncryption | undefined>;
  /** Alerts of Azure Monitor and classic alerts. */
  declare readonly monitoring: pulumi.Output<VaultMonitoring | undefined>;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  declare readonly resourceGuardRequests: pulumi.Output<string[] | undefined>;
  /**
   * What a destroy does. `refuse` deletes the vault if it contains nothing except soft-deleted backups; otherwise it
   * fails, and the error lists the contents and how to remove them. `stopRetain` stops the protection of every VM and
   * retains the vault with its backups. `delete` deletes the backups of VMs, into soft delete if it is on, and then the
   * vault. `deleteAndPurge` disables soft delete, deletes all backups of VMs and then the vault; it fails if soft
   * delete is always on. `retain` changes nothing. Default: `refuse` for a vault that was created, `retain` for one
   * that was adopted.
   */
  declare readonly onDelete: pulumi.Output<VaultOnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
  /** The principal of the vault's system-assigned identity; undefined if it has none. */
  declare readonly principalId: pulumi.Output<string | undefined>;
  /** The tenant of that principal; undefined if the vault has no system-assigned identity. */
  declare readonly tenantId: pulumi.Output<string | undefined>;
  /** The ARM type of every such resource. */
  declare readonly __armType?: "Microsoft.RecoveryServices/vaults";

  constructor(name: string, args: VaultArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Vault {
    return new Vault(name, undefined as unknown as VaultArgs, { ...options, id });
  }

  /** Whether a value is a `Vault`, also of another copy of this package. */
  static override isInstance(value: unknown): value is Vault {
    return isOfKind(value, "Vault");
  }
}
