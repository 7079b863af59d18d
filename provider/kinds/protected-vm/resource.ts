/** The resource class `ProtectedVm`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, KnownVm, OptionalInput, Reference } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, Switch, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { parts } from "./class.js";
import * as provider from "./provider.js";
import type {
  ProtectedVmDisks,
  ProtectedVmDisksArgs,
  ProtectedVmOnDelete,
  ProtectedVmRecoverSoftDeleted,
  Protection,
  RecoveryPoint,
} from "./types.js";

export type * from "./types.js";

/** The inputs of `ProtectedVm`. */
export interface ProtectedVmArgs {
  /** The vault, in the VM's region: its ARM id. Or the resource itself. */
  vault: Reference<KnownVault>;
  /** A policy of that vault: its ARM id. Optional while protection is stopped. Or the resource itself. */
  policy?: OptionalInput<string | KnownPolicy>;
  /** The VM: its ARM id. A new VM with the same id is the same item. Or the resource itself. */
  vm: Reference<KnownVm>;
  /**
   * Which disks are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed
   * up. Default: all disks.
   */
  disks?: OptionalInput<ProtectedVmDisksArgs>;
  /**
   * `protected`: backups are taken by the policy. `stopped`: no backups are taken, and existing ones are retained
   * forever. `suspended`: no backups are taken, and existing ones expire by the policy; only for immutable vaults.
   * Default: `protected`.
   */
  protection?: OptionalInput<Protection>;
  /**
   * Whether Microsoft Defender scans the VM for threats that its recovery points may contain; needs Defender for
   * Servers. Default: as configured for the vault.
   */
  sourceScan?: OptionalInput<Switch>;
  /**
   * Whether to take a first backup now and wait for it, instead of waiting for the schedule. It is taken only once: if
   * a recovery point already exists, no backup is taken. Default: `false`.
   */
  initialBackup?: OptionalInput<boolean>;
  /**
   * What to do if backups of the VM are in soft delete from an earlier protection: `auto` undeletes them and resumes
   * protection, `never` is an error. Default: `auto`.
   */
  recoverSoftDeleted?: OptionalInput<ProtectedVmRecoverSoftDeleted>;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  resourceGuardRequests?: OptionalInput<readonly pulumi.Input<string>[]>;
  /**
   * What a destroy does. `stopRetain` stops protection and retains the recovery points; a Vault with onDelete `refuse`
   * then cannot be deleted. `suspendRetain` stops protection and lets the recovery points expire by the policy; only
   * for immutable vaults. `delete` deletes the recovery points, into soft delete if it is on in the vault.
   * `deleteAndPurge` deletes them permanently, and fails if soft delete is on. `retain` leaves the VM protected.
   * Default: `stopRetain` for an item that was created, `retain` for one that was adopted.
   */
  onDelete?: OptionalInput<ProtectedVmOnDelete>;
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
  kind: "ProtectedVm",
  armType: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  outputs: [
    "vault",
    "policy",
    "vm",
    "disks",
    "protection",
    "sourceScan",
    "initialBackup",
    "recoverSoftDeleted",
    "resourceGuardRequests",
    "onDelete",
    "adopt",
    "timeouts",
    "protectionState",
    "containerName",
    "itemName",
    "firstRecoveryPoint",
  ],
  named: false,
  references: ["vault", "policy", "vm"],
};

/**
 * A VM that is protected in a vault by a policy.
 *
 * @example
 * ```ts
 * const item = new ProtectedVm("web", { vault, policy, vm, initialBackup: true });
 * export const firstPoint = item.firstRecoveryPoint;
 * ```
 */
export class ProtectedVm extends BackupResource {
  /** The vault, in the VM's region: its ARM id. */
  declare readonly vault: pulumi.Output<string>;
  /** A policy of that vault: its ARM id. Optional while protection is stopped. */
  declare readonly policy: pulumi.Output<string | undefined>;
  /** The VM: its ARM id. A new VM with the same id is the same item. */
  declare readonly vm: pulumi.Output<string>;
  /**
   * Which disks are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed
   * up. Default: all disks.
   */
  declare readonly disks: pulumi.Output<ProtectedVmDisks | undefined>;
  /**
   * `protected`: backups are taken by the policy. `stopped`: no backups are taken, and existing ones are retained
   * forever. `suspended`: no backups are taken, and existing ones expire by the policy; only for immutable vaults.
   */
  declare readonly protection: pulumi.Output<Protection>;
  /**
   * Whether Microsoft Defender scans the VM for threats that its recovery points may contain; needs Defender for
   * Servers. Default: as configured for the vault.
   */
  declare readonly sourceScan: pulumi.Output<Switch | undefined>;
  /**
   * Whether to take a first backup now and wait for it, instead of waiting for the schedule. It is taken only once: if
   * a recovery point already exists, no backup is taken.
   */
  declare readonly initialBackup: pulumi.Output<boolean>;
  /**
   * What to do if backups of the VM are in soft delete from an earlier protection: `auto` undeletes them and resumes
   * protection, `never` is an error.
   */
  declare readonly recoverSoftDeleted: pulumi.Output<ProtectedVmRecoverSoftDeleted>;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  declare readonly resourceGuardRequests: pulumi.Output<string[] | undefined>;
  /**
   * What a destroy does. `stopRetain` stops protection and retains the recovery points; a Vault with onDelete `refuse`
   * then cannot be deleted. `suspendRetain` stops protection and lets the recovery points expire by the policy; only
   * for immutable vaults. `delete` deletes the recovery points, into soft delete if it is on in the vault.
   * `deleteAndPurge` deletes them permanently, and fails if soft delete is on. `retain` leaves the VM protected.
   * Default: `stopRetain` for an item that was created, `retain` for one that was adopted.
   */
  declare readonly onDelete: pulumi.Output<ProtectedVmOnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
  /**
   * Azure's state of the item when it was last written: IRPending before the first backup, Protected after it,
   * ProtectionStopped, BackupsSuspended.
   */
  declare readonly protectionState: pulumi.Output<string>;
  /** The container of the item in the vault. */
  declare readonly containerName: pulumi.Output<string>;
  /** The name of the item in the vault. */
  declare readonly itemName: pulumi.Output<string>;
  /** The oldest recovery point when the resource was last written; undefined before the first backup. */
  declare readonly firstRecoveryPoint: pulumi.Output<RecoveryPoint | undefined>;
  /** The ARM type of every such resource. */
  declare readonly __armType?: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";

  constructor(name: string, args: ProtectedVmArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): ProtectedVm {
    return new ProtectedVm(name, undefined as unknown as ProtectedVmArgs, { ...options, id });
  }

  /** Whether a value is a `ProtectedVm`, also of another copy of this package. */
  static override isInstance(value: unknown): value is ProtectedVm {
    return isOfKind(value, "ProtectedVm");
  }
}
