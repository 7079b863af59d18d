/** The resource class `BackupPolicy`. */
import * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference, Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import type { PolicyRetention, PolicySchedule } from "../../rules/policies/terms.js";
import * as provider from "./provider.js";

/** The name of the resource group in which Azure Backup keeps snapshots: prefix, number, suffix. */
export interface InstantRestoreResourceGroup {
  /** The beginning of the name; Azure appends a number. */
  prefix: pulumi.Input<string>;
  /** The end of the name, after the number. */
  suffix?: pulumi.Input<string>;
}

/** Which monthly and yearly backups go to the archive tier. */
export interface PolicyArchive {
  /** `TierAfter` archives them at an age; `TierRecommended` archives those for which it is cheaper. */
  mode: pulumi.Input<"TierAfter" | "TierRecommended">;
  /** The age at which `TierAfter` archives, at least three months. */
  duration?: pulumi.Input<number>;
  /** The unit of `duration`. Default: `Months`. */
  durationType?: pulumi.Input<"Days" | "Weeks" | "Months" | "Years">;
}

/** The inputs of `BackupPolicy`. Source: Microsoft.RecoveryServices/vaults/backupPolicies. */
export interface BackupPolicyArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** The policy's name in Azure, 3 to 150 letters, digits, hyphens and underscores. Default: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** `V1` is the standard policy, `V2` the enhanced one. Default: `V1`. */
  policyType?: pulumi.Input<"V1" | "V2">;
  /** The time zone of the schedule, by its Windows or IANA name. Azure Backup ignores daylight saving time. Default: `UTC`. */
  timeZone?: pulumi.Input<string>;
  /** When backups are taken. */
  schedule: pulumi.Input<PolicySchedule>;
  /** Which backups are kept, and for how long. */
  retention: pulumi.Input<PolicyRetention>;
  /** The number of days for which snapshots are kept next to the disks: 1 to 5 with V1, 1 to 30 with V2. Default: 2 with V1 (5 with a weekly schedule), 7 with V2. */
  instantRestoreDays?: pulumi.Input<number>;
  /** The name of the resource group that contains the snapshots. Default: chosen by Azure. */
  instantRestoreResourceGroup?: pulumi.Input<InstantRestoreResourceGroup>;
  /** `OnlyCrashConsistent` takes snapshots without an agent in the VM; only with V2. Default: application-consistent where the VM supports it. */
  consistency?: pulumi.Input<"OnlyCrashConsistent">;
  /** Which monthly and yearly backups go to the archive tier. Default: no backups are archived. */
  archive?: pulumi.Input<PolicyArchive>;
  /** The ARM ids of the resource guard's requests that allow a shorter retention; sent with every write. */
  resourceGuardRequests?: pulumi.Input<pulumi.Input<string>[]>;
  /** What a destroy does. Default: `delete` if the resource was created, `retain` if it was adopted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a policy that already exists and is not in the state. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * A backup policy for VMs: when backups are taken, and how long they are kept.
 *
 * @example
 * ```ts
 * const policy = new BackupPolicy("daily", {
 *   vault,
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
  declare readonly instantRestoreDays: pulumi.Output<number | undefined>;
  declare readonly instantRestoreResourceGroup: pulumi.Output<pulumi.Unwrap<InstantRestoreResourceGroup> | undefined>;
  declare readonly consistency: pulumi.Output<"OnlyCrashConsistent" | undefined>;
  declare readonly archive: pulumi.Output<pulumi.Unwrap<PolicyArchive> | undefined>;

  constructor(name: string, args: BackupPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super({ provider, kind: "BackupPolicy", outputs: OPTIONAL, named: true, references }, name, args, options);
  }

  /**
   * A policy that Azure creates in every vault, for use without declaring it: `DefaultPolicy` is a standard policy (daily, 30
   * days), `EnhancedPolicy` an enhanced one (every 4 hours in a window of 12 hours, 30 days). Source: the recordings.
   */
  static builtIn(vault: Reference<KnownVault>, name: "DefaultPolicy" | "EnhancedPolicy"): KnownPolicy {
    const vaultId = pulumi.output(vault as pulumi.Input<string | KnownVault>).apply(idOf) as pulumi.Output<string>;
    return {
      id: pulumi.interpolate`${vaultId}/backupPolicies/${name}`,
      policyType: name === "DefaultPolicy" ? "V1" : "V2",
    };
  }
}

const idOf = (vault: string | { readonly id: unknown }): pulumi.Output<string> =>
  pulumi.output((typeof vault === "object" && vault !== null ? vault.id : vault) as pulumi.Input<string>);

const OPTIONAL = [
  "policyType",
  "timeZone",
  "instantRestoreDays",
  "instantRestoreResourceGroup",
  "consistency",
  "archive",
];

const references = { vault: {} } as const;
