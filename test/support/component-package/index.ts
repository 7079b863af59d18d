/**
 * A published package of components, with azure-vm-backup and @pulumi/pulumi as peers. `ProtectedShop` has all six kinds:
 * three VMs with disks and network interfaces, a vault, two policies, three protected VMs, a snapshot and an extension.
 */
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, DiskSnapshot, type ProtectedVm, Vault, VmSnapshotExtension } from "azure-vm-backup";
import { Machine } from "./machine.js";
import { Protection } from "./protection.js";

export interface ProtectedShopArgs {
  /** The prefix of names in Azure. Pulumi names start with the component's name. */
  readonly prefix: string;
  readonly subscription: string;
  readonly location: pulumi.Input<string>;
  /** The `adopt` of all resources. */
  readonly adopt?: "never" | "ifIdentical" | "always" | "own";
  /** A change replaces the snapshot. */
  readonly release: pulumi.Input<string>;
  /** The names of the policies. A change replaces them. */
  readonly policyNames?: readonly [string, string];
}

/** A shop of three VMs, protected. */
export class ProtectedShop extends pulumi.ComponentResource {
  readonly vault: Vault;
  readonly protectedVms: readonly ProtectedVm[];

  constructor(name: string, args: ProtectedShopArgs, options?: pulumi.ComponentResourceOptions) {
    super("shop-backup:index:ProtectedShop", name, args, options);
    const { prefix, location, adopt = "never", policyNames = ["daily", "weekly"] } = args;
    const child = { parent: this };
    const group = new ArmResource(
      `${name}-group`,
      {
        type: "Microsoft.Resources/resourceGroups",
        apiVersion: "2022-09-01",
        parent: args.subscription,
        name: prefix,
        location,
        adopt,
      },
      child,
    );
    const machines = ["one", "two", "three"].map(
      (vm) => new Machine(`${name}-${vm}`, { name: `${prefix}-${vm}`, group, location, adopt }, child),
    );
    const [first] = machines as [Machine, ...Machine[]];
    this.vault = new Vault(
      `${name}-vault`,
      { name: `${prefix}-vault`, resourceGroup: group.id, location, adopt },
      child,
    );
    const protection = new Protection(`${name}-protection`, { vault: this.vault, machines, policyNames, adopt }, child);
    this.protectedVms = protection.protectedVms;
    new DiskSnapshot(
      `${name}-snapshot`,
      {
        name: `${prefix}-before-upgrade`,
        resourceGroup: group.id,
        source: { disk: first.disk },
        triggers: [args.release],
        adopt,
      },
      child,
    );
    new VmSnapshotExtension(
      `${name}-extension`,
      { vm: first.vm, enableAutomaticUpgrade: true, adopt: adopt === "never" ? "always" : adopt },
      { parent: this, dependsOn: protection },
    );
    this.registerOutputs({ vault: this.vault.id });
  }
}
