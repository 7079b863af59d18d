/** The resource class `BackupPolicy`. */
import type * as pulumi from "@pulumi/pulumi";
import { BackupResource, type Timeouts } from "../../dynamic/resource.js";
import type { PolicyRetention, PolicySchedule } from "../../rules/policy-terms.js";
import * as provider from "./provider.js";

export interface BackupPolicyArgs {
  /** The ARM id of the vault. */
  vault: pulumi.Input<string>;
  /** The policy's name in Azure, 3 to 150 letters, digits and hyphens. Left out: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** `V1` is the standard policy, `V2` the enhanced one. Default `V1`. */
  policyType?: pulumi.Input<"V1" | "V2">;
  /** The time zone of the schedule, by its Windows or IANA name. Azure Backup does not follow daylight saving. Default `UTC`. */
  timeZone?: pulumi.Input<string>;
  /** When backups are taken. */
  schedule: pulumi.Input<PolicySchedule>;
  /** Which backups are kept, and for how long. */
  retention: pulumi.Input<PolicyRetention>;
  /** For how many days snapshots stay beside the disks: 1 to 5 with V1, 1 to 30 with V2. Default 2. */
  instantRestoreDays?: pulumi.Input<number>;
  /** What a destroy does. Left out: `delete` what was created, `retain` what was adopted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a policy that exists already and is not ours. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A backup policy for VMs: when backups are taken, and which are kept for how long.
 *
 * @example
 * ```ts
 * const policy = new BackupPolicy("daily", {
 *   vault: vault.id,
 *   timeZone: "W. Europe Standard Time",
 *   schedule: { frequency: "Daily", time: "02:00" },
 *   retention: { daily: { count: 30 }, weekly: { count: 104, weekdays: ["Sunday"] } },
 * });
 * ```
 */
export class BackupPolicy extends BackupResource {
  declare readonly vault: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly policyType: pulumi.Output<"V1" | "V2">;
  declare readonly timeZone: pulumi.Output<string>;
  declare readonly schedule: pulumi.Output<PolicySchedule>;
  declare readonly retention: pulumi.Output<PolicyRetention>;
  declare readonly instantRestoreDays: pulumi.Output<number>;

  constructor(name: string, args: BackupPolicyArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["policyType", "timeZone", "instantRestoreDays"];
    super({ provider, kind: "BackupPolicy", outputs, named: true }, name, args, options);
  }
}
