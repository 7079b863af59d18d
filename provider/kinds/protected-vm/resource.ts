/** The resource class `ProtectedVm`. */
import type * as pulumi from "@pulumi/pulumi";
import { BackupResource, type Timeouts } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

export interface ProtectedVmArgs {
  /** The ARM id of the vault, in the VM's region and subscription. */
  vault: pulumi.Input<string>;
  /** The ARM id of a policy of that vault. */
  policy: pulumi.Input<string>;
  /** The ARM id of the VM. */
  vm: pulumi.Input<string>;
  /** Whether to take a first backup now and wait for it, instead of leaving it to the schedule. Default false. */
  initialBackup?: pulumi.Input<boolean>;
  /**
   * What a destroy does: `stopRetain` ends protection and keeps the recovery points, `delete` deletes them too (into soft
   * delete where the vault has it on), `retain` leaves the VM protected. Left out: `stopRetain` for what was created,
   * `retain` for what was adopted.
   */
  onDelete?: pulumi.Input<"stopRetain" | "delete" | "retain">;
  /** What to do with a VM that is protected in the vault already. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always">;
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
 * const item = new ProtectedVm("web", { vault: vault.id, policy: policy.id, vm: vm.id, initialBackup: true });
 * export const firstPoint = item.firstRecoveryPoint;
 * ```
 */
export class ProtectedVm extends BackupResource {
  declare readonly vault: pulumi.Output<string>;
  declare readonly policy: pulumi.Output<string>;
  declare readonly vm: pulumi.Output<string>;
  /** Azure's state of the item when it was last written: `IRPending` before the first backup, `Protected` after it. */
  declare readonly protectionState: pulumi.Output<string>;
  declare readonly containerName: pulumi.Output<string>;
  declare readonly itemName: pulumi.Output<string>;
  /** The oldest recovery point when the resource was last written; undefined before the first backup. */
  declare readonly firstRecoveryPoint: pulumi.Output<RecoveryPoint | undefined>;

  constructor(name: string, args: ProtectedVmArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["protectionState", "containerName", "itemName", "firstRecoveryPoint"];
    super({ provider, kind: "ProtectedVm", outputs, named: false }, name, args, options);
  }
}
