/** Types that the arguments of classes and functions share. They exist only in the compiler. */
import type * as pulumi from "@pulumi/pulumi";

/** The value of an optional input: `undefined` and `null` mean omitted. */
export type OptionalInput<T> = pulumi.Input<T | null | undefined>;

/** The value of an input that refers to another resource: its ARM id, or the resource, of this package or another. */
export type Reference<T> = pulumi.Input<string | T>;

/** A resource of any package, by its ARM id. */
export interface Identified {
  /** Its ARM id. */
  readonly id: pulumi.Input<string>;
}

/**
 * A resource of one ARM type. Only the classes of this package have `__armType`, so the compiler refuses one of their
 * resources where another type is expected. A resource of another package is accepted by its id.
 */
export interface ResourceOf<Type extends string> extends Identified {
  readonly __armType?: Type | undefined;
}

/** A resource group, such as an `ArmResource` of this type. */
export type KnownGroup = ResourceOf<"Microsoft.Resources/resourceGroups">;

/** A protected VM in its vault, such as a `ProtectedVm` of this package. */
export type KnownItem =
  ResourceOf<"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems">;

/** A vault with properties in addition to its id, such as a `Vault` of this package. */
export interface KnownVault extends ResourceOf<"Microsoft.RecoveryServices/vaults"> {
  /** Its region. */
  readonly location?: pulumi.Input<string | undefined>;
  /** Its immutability. */
  readonly immutability?: pulumi.Input<{ readonly state?: pulumi.Input<string | undefined> } | undefined>;
  /** Its soft delete. */
  readonly softDelete?: pulumi.Input<{ readonly state?: pulumi.Input<string | undefined> } | undefined>;
}

/** A policy with properties in addition to its id, such as a `BackupPolicy` of this package. */
export interface KnownPolicy extends ResourceOf<"Microsoft.RecoveryServices/vaults/backupPolicies"> {
  /** V1 is the standard policy, V2 the enhanced one. */
  readonly policyType?: pulumi.Input<string | undefined>;
  /** `OnlyCrashConsistent`; undefined if backups are application-consistent where the VM supports it. */
  readonly consistency?: pulumi.Input<string | undefined>;
}

/** A VM with more known properties than its id, such as a `VirtualMachine` of `@pulumi/azure-native`. */
export interface KnownVm extends ResourceOf<"Microsoft.Compute/virtualMachines"> {
  /** Its region, which must be that of the vault. */
  readonly location?: pulumi.Input<string | undefined>;
  /** Its Extended Zone, which requires an enhanced, crash-consistent policy. */
  readonly extendedLocation?: pulumi.Input<object | undefined>;
  /** Its disks, which the policy must support, and its operating system. */
  readonly storageProfile?: pulumi.Input<object | undefined>;
  /** Its properties as Azure names them, such as those of an `ArmResource`. */
  readonly properties?: pulumi.Input<object | undefined>;
}

/** The properties of a disk or a snapshot that preview validates. */
interface SnapshotSourceFacts {
  /** The Azure region, which is the default for the region of the snapshot. */
  readonly location?: pulumi.Input<string | undefined>;
  /** The name of its sku, or an object with it. */
  readonly sku?: unknown;
  /** The size in GiB, as azure-native names it. */
  readonly diskSizeGB?: unknown;
  /** The size in GiB, as this package names it. */
  readonly diskSizeGb?: unknown;
  /** Whether a snapshot is incremental. */
  readonly incremental?: unknown;
}

/** A managed disk with properties in addition to its id. */
export interface KnownDisk extends ResourceOf<"Microsoft.Compute/disks">, SnapshotSourceFacts {}

/** A snapshot with properties in addition to its id, such as a `DiskSnapshot` of this package. */
export interface KnownSnapshot extends ResourceOf<"Microsoft.Compute/snapshots">, SnapshotSourceFacts {}
