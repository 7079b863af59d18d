/** The types of the properties of `Vault`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { OptionalInput, ResourceOf } from "../../dynamic/arguments.js";
import type { Switch } from "../../dynamic/shared-types.js";

/** Pricing tier. `RS0` is an alias of `Standard`. */
export type VaultSku = "Standard" | "RS0";

/** Whether the vault has an identity of its own, identities that you assign, or both. */
export type VaultIdentityType = "SystemAssigned" | "UserAssigned" | "SystemAssigned, UserAssigned";

/** The vault's managed identity, which reads customer-managed keys. Default: none. As an input. */
export interface VaultIdentityArgs {
  /** Whether the vault has an identity of its own, identities that you assign, or both. */
  type: pulumi.Input<VaultIdentityType>;
  /** The ARM ids of the identities that you assign; required if `type` contains `UserAssigned`. */
  userAssignedIdentities?: OptionalInput<
    readonly pulumi.Input<string | ResourceOf<"Microsoft.ManagedIdentity/userAssignedIdentities">>[]
  >;
}

/** The vault's managed identity, which reads customer-managed keys. Default: none. */
export interface VaultIdentity {
  /** Whether the vault has an identity of its own, identities that you assign, or both. */
  readonly type: VaultIdentityType;
  /** The ARM ids of the identities that you assign; required if `type` contains `UserAssigned`. */
  readonly userAssignedIdentities?: string[] | undefined;
}

/**
 * How many copies Azure keeps, and where. It is locked once the first VM is protected. `ZoneRedundant` needs a region
 * with availability zones, `GeoRedundant` one with a paired region. Default: `GeoRedundant`, or `LocallyRedundant`
 * where the region has no pair.
 */
export type Redundancy = "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant";

/**
 * Whether backups can be restored into another subscription; `PermanentlyDisabled` is a one-way change. Default:
 * `Enabled`.
 */
export type VaultCrossSubscriptionRestore = "Enabled" | "Disabled" | "PermanentlyDisabled";

/**
 * Whether deleted recovery points are retained for `retentionDays`. In new vaults soft delete is always `AlwaysON`, and
 * Azure refuses `Disabled`; a stronger state than declared is not reported as drift.
 */
export type SoftDeleteState = "Enabled" | "Disabled" | "AlwaysON";

/**
 * Soft delete. Default: always on, for 14 days. A deleted vault goes to soft delete with its soft-deleted backups. As
 * an input.
 */
export interface VaultSoftDeleteArgs {
  /**
   * Whether deleted recovery points are retained for `retentionDays`. In new vaults soft delete is always `AlwaysON`,
   * and Azure refuses `Disabled`; a stronger state than declared is not reported as drift.
   */
  state: pulumi.Input<SoftDeleteState>;
  /** The number of days for which deleted recovery points are retained. Allowed: an integer from 14 to 180. */
  retentionDays?: OptionalInput<number>;
}

/** Soft delete. Default: always on, for 14 days. A deleted vault goes to soft delete with its soft-deleted backups. */
export interface VaultSoftDelete {
  /**
   * Whether deleted recovery points are retained for `retentionDays`. In new vaults soft delete is always `AlwaysON`,
   * and Azure refuses `Disabled`; a stronger state than declared is not reported as drift.
   */
  readonly state: SoftDeleteState;
  /** The number of days for which deleted recovery points are retained. */
  readonly retentionDays?: number | undefined;
}

/**
 * `Unlocked` prevents the deletion of backups before they expire and can be disabled again; `Locked` is a one-way
 * change.
 */
export type ImmutabilityState = "Disabled" | "Unlocked" | "Locked";

/** `AsPerPolicy`: as long as the backup policy retains a backup. `TimeBased`: for `days`. */
export type ImmutabilityType = "AsPerPolicy" | "TimeBased";

/**
 * For how long backups cannot be deleted. In a locked vault it cannot be shortened. Default: `AsPerPolicy`. As an
 * input.
 */
export interface VaultImmutabilityConfigurationArgs {
  /** `AsPerPolicy`: as long as the backup policy retains a backup. `TimeBased`: for `days`. */
  type: pulumi.Input<ImmutabilityType>;
  /**
   * The number of days for which backups cannot be deleted; required for `TimeBased`. Allowed: an integer from 30 to
   * 36135.
   */
  days?: OptionalInput<number>;
}

/** For how long backups cannot be deleted. In a locked vault it cannot be shortened. Default: `AsPerPolicy`. */
export interface VaultImmutabilityConfiguration {
  /** `AsPerPolicy`: as long as the backup policy retains a backup. `TimeBased`: for `days`. */
  readonly type: ImmutabilityType;
  /** The number of days for which backups cannot be deleted; required for `TimeBased`. */
  readonly days?: number | undefined;
}

/** Immutability. Default: `Disabled`. As an input. */
export interface VaultImmutabilityArgs {
  /**
   * `Unlocked` prevents the deletion of backups before they expire and can be disabled again; `Locked` is a one-way
   * change.
   */
  state: pulumi.Input<ImmutabilityState>;
  /** For how long backups cannot be deleted. In a locked vault it cannot be shortened. Default: `AsPerPolicy`. */
  configuration?: OptionalInput<VaultImmutabilityConfigurationArgs>;
  /** Must be true for `Locked`, because locking is a one-way change. */
  confirmLocked?: OptionalInput<boolean>;
}

/** Immutability. Default: `Disabled`. */
export interface VaultImmutability {
  /**
   * `Unlocked` prevents the deletion of backups before they expire and can be disabled again; `Locked` is a one-way
   * change.
   */
  readonly state: ImmutabilityState;
  /** For how long backups cannot be deleted. In a locked vault it cannot be shortened. Default: `AsPerPolicy`. */
  readonly configuration?: VaultImmutabilityConfiguration | undefined;
  /** Must be true for `Locked`, because locking is a one-way change. */
  readonly confirmLocked?: boolean | undefined;
}

/** Threat detection for the protected VMs, in preview in Azure. Default: `Disabled`. As an input. */
export interface VaultSourceScanArgs {
  /** Whether Azure scans the protected VMs for threats. Requires Microsoft Defender for Servers. */
  state: pulumi.Input<Switch>;
  /** The identity of the vault that scans. Default: Azure chooses it. Or the resource itself. */
  userAssignedIdentity?: OptionalInput<string | ResourceOf<"Microsoft.ManagedIdentity/userAssignedIdentities">>;
}

/** Threat detection for the protected VMs, in preview in Azure. Default: `Disabled`. */
export interface VaultSourceScan {
  /** Whether Azure scans the protected VMs for threats. Requires Microsoft Defender for Servers. */
  readonly state: Switch;
  /** The identity of the vault that scans. Default: Azure chooses it. */
  readonly userAssignedIdentity?: string | undefined;
}

/**
 * What Azure's cost analysis shows the costs of: the vault, each protected item, or each item with the tags of its
 * parent. Default: `VaultLevel`.
 */
export type CostManagementLevel = "VaultLevel" | "ProtectedItemLevel" | "ProtectedItemWithParentTag";

/**
 * Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed. As an
 * input.
 */
export interface VaultEncryptionArgs {
  /**
   * The key, by its URI in a key vault or managed HSM; without a version the newest version is used. Allowed: the URI
   * of a key: https://{vault}.vault.azure.net/keys/{name}, with or without a version.
   */
  keyUri: pulumi.Input<string>;
  /**
   * The identity that reads the key; one of `identity.userAssignedIdentities`. Default: the system-assigned one. Or the
   * resource itself.
   */
  userAssignedIdentity?: OptionalInput<string | ResourceOf<"Microsoft.ManagedIdentity/userAssignedIdentities">>;
  /**
   * Whether the storage infrastructure encrypts the data a second time. It cannot be changed later. Default:
   * `Disabled`.
   */
  infrastructureEncryption?: OptionalInput<Switch>;
}

/** Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed. */
export interface VaultEncryption {
  /** The key, by its URI in a key vault or managed HSM; without a version the newest version is used. */
  readonly keyUri: string;
  /** The identity that reads the key; one of `identity.userAssignedIdentities`. Default: the system-assigned one. */
  readonly userAssignedIdentity?: string | undefined;
  /** Whether the storage infrastructure encrypts the data a second time. It cannot be changed later. */
  readonly infrastructureEncryption: Switch;
}

/** Alerts of Azure Monitor and classic alerts. As an input. */
export interface VaultMonitoringArgs {
  /** Azure Monitor's alerts for failed jobs. Default: `Enabled`. */
  alertsForAllJobFailures?: OptionalInput<Switch>;
  /** Azure Monitor's alerts for replication issues. Default: `Enabled`. */
  alertsForAllReplicationIssues?: OptionalInput<Switch>;
  /** Azure Monitor's alerts for failover issues. Default: `Enabled`. */
  alertsForAllFailoverIssues?: OptionalInput<Switch>;
  /** Classic alerts for critical operations. Default: `Enabled`. */
  alertsForCriticalOperations?: OptionalInput<Switch>;
  /** Classic email notifications of Site Recovery. Default: `Enabled`. */
  emailNotificationsForSiteRecovery?: OptionalInput<Switch>;
}

/** Alerts of Azure Monitor and classic alerts. */
export interface VaultMonitoring {
  /** Azure Monitor's alerts for failed jobs. Default: `Enabled`. */
  readonly alertsForAllJobFailures?: Switch | undefined;
  /** Azure Monitor's alerts for replication issues. Default: `Enabled`. */
  readonly alertsForAllReplicationIssues?: Switch | undefined;
  /** Azure Monitor's alerts for failover issues. Default: `Enabled`. */
  readonly alertsForAllFailoverIssues?: Switch | undefined;
  /** Classic alerts for critical operations. Default: `Enabled`. */
  readonly alertsForCriticalOperations?: Switch | undefined;
  /** Classic email notifications of Site Recovery. Default: `Enabled`. */
  readonly emailNotificationsForSiteRecovery?: Switch | undefined;
}

/**
 * What a destroy does. `refuse` deletes the vault if it contains nothing except soft-deleted backups; otherwise it
 * fails, and the error lists the contents and how to remove them. `stopRetain` stops the protection of every VM and
 * retains the vault with its backups. `delete` deletes the backups of VMs, into soft delete if it is on, and then the
 * vault. `deleteAndPurge` disables soft delete, deletes all backups of VMs and then the vault; it fails if soft delete
 * is always on. `retain` changes nothing. Default: `refuse` for a vault that was created, `retain` for one that was
 * adopted.
 */
export type VaultOnDelete = "refuse" | "stopRetain" | "delete" | "deleteAndPurge" | "retain";
