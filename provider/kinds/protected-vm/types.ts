/** The types of the properties of `ProtectedVm`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { OptionalInput } from "../../dynamic/arguments.js";

/**
 * Which disks are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed
 * up. Default: all disks. As an input.
 */
export interface ProtectedVmDisksArgs {
  /** Whether only the operating system disk is backed up. */
  osDiskOnly?: OptionalInput<boolean>;
  /** The LUNs of the data disks to back up; an empty array backs up only the operating system disk. */
  include?: OptionalInput<readonly pulumi.Input<number>[]>;
  /** The LUNs of the data disks to exclude; an empty array excludes none. */
  exclude?: OptionalInput<readonly pulumi.Input<number>[]>;
}

/**
 * Which disks are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed
 * up. Default: all disks.
 */
export interface ProtectedVmDisks {
  /** Whether only the operating system disk is backed up. */
  readonly osDiskOnly?: boolean | undefined;
  /** The LUNs of the data disks to back up; an empty array backs up only the operating system disk. */
  readonly include?: number[] | undefined;
  /** The LUNs of the data disks to exclude; an empty array excludes none. */
  readonly exclude?: number[] | undefined;
}

/**
 * `protected`: backups are taken by the policy. `stopped`: no backups are taken, and existing ones are retained
 * forever. `suspended`: no backups are taken, and existing ones expire by the policy; only for immutable vaults.
 */
export type Protection = "protected" | "stopped" | "suspended";

/**
 * What to do if backups of the VM are in soft delete from an earlier protection: `auto` undeletes them and resumes
 * protection, `never` is an error.
 */
export type ProtectedVmRecoverSoftDeleted = "auto" | "never";

/**
 * What a destroy does. `stopRetain` stops protection and retains the recovery points; a Vault with onDelete `refuse`
 * then cannot be deleted. `suspendRetain` stops protection and lets the recovery points expire by the policy; only for
 * immutable vaults. `delete` deletes the recovery points, into soft delete if it is on in the vault. `deleteAndPurge`
 * deletes them permanently, and fails if soft delete is on. `retain` leaves the VM protected. Default: `stopRetain` for
 * an item that was created, `retain` for one that was adopted.
 */
export type ProtectedVmOnDelete = "stopRetain" | "suspendRetain" | "delete" | "deleteAndPurge" | "retain";

/**
 * Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), or both (`SnapshotAndVault`); `None` if Azure
 * reports neither.
 */
export type RecoveryPointTier = "Snapshot" | "SnapshotAndVault" | "Vault" | "None";

/** The oldest recovery point when the resource was last written; undefined before the first backup. */
export interface RecoveryPoint {
  /** Its ARM id. */
  readonly id: string;
  /** When it was taken, UTC. */
  readonly time: string;
  /**
   * Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), or both (`SnapshotAndVault`); `None` if Azure
   * reports neither.
   */
  readonly tier: RecoveryPointTier;
  /** AppConsistent, FileSystemConsistent or CrashConsistent. */
  readonly consistency: string;
}
