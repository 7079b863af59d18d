import * as pulumi from "@pulumi/pulumi";
import { BackupPolicy, ProtectedVm, type Vault } from "azure-vm-backup";
import type { Machine } from "./machine.js";

export interface ProtectionArgs {
  readonly vault: Vault;
  readonly machines: readonly Machine[];
  /** The names of the two policies. The first one protects all VMs except the last. */
  readonly policyNames: readonly [string, string];
  readonly adopt: "never" | "ifIdentical" | "always" | "own";
}

/** Two policies of a vault, and the VMs that they protect. */
export class Protection extends pulumi.ComponentResource {
  readonly protectedVms: readonly ProtectedVm[];

  constructor(name: string, args: ProtectionArgs, options?: pulumi.ComponentResourceOptions) {
    super("shop-backup:index:Protection", name, args, options);
    const { vault, machines, policyNames, adopt } = args;
    const child = { parent: this };
    const daily = new BackupPolicy(
      `${name}-daily`,
      {
        vault,
        name: policyNames[0],
        schedule: { frequency: "Daily", time: "02:00" },
        retention: { daily: { count: 30 } },
        adopt,
      },
      child,
    );
    const weekly = new BackupPolicy(
      `${name}-weekly`,
      {
        vault,
        name: policyNames[1],
        schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday"] },
        retention: { weekly: { count: 12, weekdays: ["Sunday"] } },
        adopt,
      },
      child,
    );
    this.protectedVms = machines.map(
      ({ vm }, index) =>
        new ProtectedVm(
          `${name}-${index + 1}`,
          {
            vault,
            vm,
            policy: index === machines.length - 1 ? weekly : daily,
            initialBackup: index === 0,
            onDelete: "delete",
            adopt,
          },
          child,
        ),
    );
    this.registerOutputs({});
  }
}
