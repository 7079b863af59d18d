/** The resource class `ProtectedVm`. */
import * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource, keepAll } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

export type { KnownPolicy, KnownVault, Reference, Timeouts } from "../../dynamic/arguments.js";

/** A VM with more known properties than its id, such as a `VirtualMachine` of `@pulumi/azure-native`. */
export interface KnownVm {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** Its region, which must be that of the vault. */
  location?: pulumi.Input<string | undefined>;
  /** Its Extended Zone, which requires an enhanced, crash-consistent policy. */
  extendedLocation?: pulumi.Input<object | undefined>;
  /** Its disks, which the policy must support. */
  storageProfile?: pulumi.Input<object | undefined>;
}

/** Which disks of a VM are backed up: one of `osDiskOnly`, `include` and `exclude`. The operating system disk is always backed up. */
export interface DiskChoice {
  /** Whether only the operating system disk is backed up. */
  osDiskOnly?: pulumi.Input<boolean>;
  /** The LUNs of the data disks to back up; an empty array backs up only the operating system disk. */
  include?: pulumi.Input<pulumi.Input<number>[]>;
  /** The LUNs of the data disks to exclude; an empty array excludes none. */
  exclude?: pulumi.Input<pulumi.Input<number>[]>;
}

/** The inputs of `ProtectedVm`. Source: Microsoft.RecoveryServices/…/protectedItems. */
export interface ProtectedVmArgs {
  /** The vault, in the VM's region and subscription: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** A policy of that vault: its ARM id, or the policy itself. Optional while protection is stopped. */
  policy?: Reference<KnownPolicy>;
  /** The VM: its ARM id, or the VM itself, so preview validates its region, zone and disks. */
  vm: Reference<KnownVm>;
  /** Which disks are backed up. Default: all of them. */
  disks?: pulumi.Input<DiskChoice>;
  /**
   * `protected`: backups are taken by the policy. `stopped`: no backups are taken, and existing ones are retained forever.
   * `suspended`: no backups are taken, and existing ones expire by the policy; only for immutable vaults. Default:
   * `protected`.
   */
  protection?: pulumi.Input<"protected" | "stopped" | "suspended">;
  /** Whether to take a first backup now and wait for it, instead of waiting for the schedule. Default: false. */
  initialBackup?: pulumi.Input<boolean>;
  /** Whether backups that are in soft delete from an earlier protection are undeleted, or are an error. Default: `auto`. */
  recoverSoftDeleted?: pulumi.Input<"auto" | "never">;
  /** The ARM ids of the resource guard's requests that allow a critical change; sent with every write. */
  resourceGuardRequests?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What a destroy does. `stopRetain` stops protection and retains the recovery points. `suspendRetain` stops protection
   * and lets the recovery points expire by the policy; only for immutable vaults. `delete` deletes the recovery points, into
   * soft delete if it is on in the vault. `deleteAndPurge` deletes them permanently, and fails if soft delete is on. `retain`
   * leaves the VM protected. Default: `stopRetain` for an item that was created, `retain` for one that was adopted. A destroy
   * uses the value in the state: to change it, run `pulumi up` first.
   */
  onDelete?: pulumi.Input<"stopRetain" | "suspendRetain" | "delete" | "deleteAndPurge" | "retain">;
  /** What to do with a VM that is already protected in the vault. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** A recovery point when the resource was last written. */
export interface RecoveryPoint {
  /** Its ARM id. */
  id: string;
  /** When it was taken, UTC. */
  time: string;
  /** Where it is: next to the disks (`Snapshot`), in the vault (`Vault`), or both (`SnapshotAndVault`); `None` if Azure reports neither. */
  tier: "Snapshot" | "SnapshotAndVault" | "Vault" | "None";
  /** `AppConsistent`, `FileSystemConsistent` or `CrashConsistent`. */
  consistency: string;
}

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
  declare readonly vault: pulumi.Output<string>;
  declare readonly policy: pulumi.Output<string | undefined>;
  declare readonly vm: pulumi.Output<string>;
  declare readonly disks: pulumi.Output<pulumi.Unwrap<DiskChoice> | undefined>;
  declare readonly protection: pulumi.Output<string>;
  /** Azure's state of the item when it was last written: `IRPending` before the first backup, `Protected` after it. */
  declare readonly protectionState: pulumi.Output<string>;
  declare readonly containerName: pulumi.Output<string>;
  declare readonly itemName: pulumi.Output<string>;
  /** The oldest recovery point when the resource was last written; undefined before the first backup. */
  declare readonly firstRecoveryPoint: pulumi.Output<RecoveryPoint | undefined>;

  constructor(name: string, args: ProtectedVmArgs, options?: pulumi.CustomResourceOptions) {
    super({ provider, kind: "ProtectedVm", outputs: OPTIONAL, named: false, references }, name, args, options);
  }
}

const OPTIONAL = [
  "policy",
  "disks",
  "protection",
  "protectionState",
  "containerName",
  "itemName",
  "firstRecoveryPoint",
];

/** The properties of other resources that the rules need. Those of a VM's storage are limited, because every state contains them. */
const references = {
  vault: { location: keepAll, immutability: keepAll, softDelete: keepAll },
  policy: { policyType: keepAll, consistency: keepAll },
  vm: { location: keepAll, extendedLocation: keepAll, storageProfile: storageOf },
} as const;

interface Disk {
  readonly name?: unknown;
  readonly lun?: unknown;
  readonly diskSizeGB?: unknown;
  readonly diffDiskSettings?: unknown;
  readonly managedDisk?: { readonly storageAccountType?: unknown };
}

/** The known properties of the disks and the image of a VM that the rules need. */
function storageOf(value: unknown): unknown {
  const storage = known(value as Storage | undefined);
  if (typeof storage !== "object" || storage === null) return storage;
  const { publisher, offer, sku } = known(storage.imageReference) ?? {};
  const disks = known(storage.dataDisks);
  return {
    osDisk: diskOf(storage.osDisk),
    dataDisks: Array.isArray(disks) ? disks.map(diskOf) : undefined,
    imageReference: { publisher: known(publisher), offer: known(offer), sku: known(sku) },
  };
}

interface Storage {
  readonly osDisk?: Disk;
  readonly dataDisks?: readonly Disk[];
  readonly imageReference?: Readonly<Record<string, unknown>>;
}

function diskOf(disk: Disk | undefined): unknown {
  const { name, lun, diskSizeGB, diffDiskSettings, managedDisk } = known(disk) ?? {};
  return {
    ...{ name: known(name), lun: known(lun), diskSizeGB: known(diskSizeGB), diffDiskSettings: known(diffDiskSettings) },
    managedDisk: { storageAccountType: known(known(managedDisk)?.storageAccountType) },
  };
}

/** The value; undefined if it is unknown. */
const known = <T>(value: T): T | undefined => (pulumi.isUnknown(value) ? undefined : value);
