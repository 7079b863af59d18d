/** The resource class `ProtectedVm`. */
import * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource, keepAll } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

export type { KnownPolicy, KnownVault, Reference, Timeouts } from "../../dynamic/arguments.js";

/** A VM of which more is known than its id, such as a `VirtualMachine` of `@pulumi/azure-native` as it is. */
export interface KnownVm {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** Its region, which has to be the vault's. */
  location?: pulumi.Input<string | undefined>;
  /** The Extended Zone that it runs in, which wants an enhanced policy that is crash-consistent. */
  extendedLocation?: pulumi.Input<object | undefined>;
  /** Its disks, which tell whether they can be backed up by the policy. */
  storageProfile?: pulumi.Input<object | undefined>;
}

/** Which disks of a VM are backed up: one of the three. The operating system's disk always is. */
export interface DiskChoice {
  /** Whether the operating system's disk alone is backed up. */
  osDiskOnly?: pulumi.Input<boolean>;
  /** The LUNs of the data disks to back up; an empty list is the operating system's disk alone. */
  include?: pulumi.Input<pulumi.Input<number>[]>;
  /** The LUNs of the data disks to leave out; an empty list leaves out none. */
  exclude?: pulumi.Input<pulumi.Input<number>[]>;
}

/** The inputs of `ProtectedVm`, as a program declares them. Source: Microsoft.RecoveryServices/…/protectedItems. */
export interface ProtectedVmArgs {
  /** The vault, in the VM's region and subscription: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** A policy of that vault: its ARM id, or the policy itself. It may be left out while protection is stopped. */
  policy?: Reference<KnownPolicy>;
  /** The VM: its ARM id, or the VM itself, so that its region, zone and disks are checked at preview. */
  vm: Reference<KnownVm>;
  /** Which disks are backed up. Left out: all of them. */
  disks?: pulumi.Input<DiskChoice>;
  /**
   * `protected`: backups are taken by the policy. `stopped`: none is taken, and what there is stays for ever. `suspended`:
   * none is taken, and what there is expires by the policy; for immutable vaults alone. Default `protected`.
   */
  protection?: pulumi.Input<"protected" | "stopped" | "suspended">;
  /** Whether to take a first backup now and wait for it, instead of leaving it to the schedule. Default false. */
  initialBackup?: pulumi.Input<boolean>;
  /** Whether backups that are in soft delete from an earlier protection are undeleted, or are an error. Default `auto`. */
  recoverSoftDeleted?: pulumi.Input<"auto" | "never">;
  /** The requests of a resource guard that grant a critical change; sent along with every write. */
  resourceGuardRequests?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What a destroy does: `stopRetain` ends protection and keeps the recovery points, `suspendRetain` does so and lets them
   * expire by the policy, `delete` deletes them too (into soft delete where the vault has it on), `deleteAndPurge` is
   * refused where soft delete is on, `retain` leaves the VM protected. Left out: `stopRetain` for what was created,
   * `retain` for what was adopted. It is kept in the state: set it in an up before the resource goes.
   */
  onDelete?: pulumi.Input<"stopRetain" | "suspendRetain" | "delete" | "deleteAndPurge" | "retain">;
  /** What to do with a VM that is protected in the vault already. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/** A recovery point, as it was when the resource was last written. */
export interface RecoveryPoint {
  /** Its ARM id. */
  id: string;
  /** When it was taken, UTC. */
  time: string;
  /** Where it is: beside the disks, in the vault, or both. */
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

/** What the rules ask of other resources; of a VM's storage no more than they do, since it stands in every state. */
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

/** The disks of a VM and its image, so far as they are known and any rule asks for them. */
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

/** The value, unless it is not known yet: rules judge what there is. */
const known = <T>(value: T): T | undefined => (pulumi.isUnknown(value) ? undefined : value);
