/** The resource class `BackupPolicy`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownVault, OptionalInput, Reference } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, OnDelete, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { builtIn, parts } from "./class.js";
import * as provider from "./provider.js";
import type {
  BackupPolicyArchive,
  BackupPolicyArchiveArgs,
  BackupPolicyConsistency,
  BackupPolicyInstantRestoreResourceGroup,
  BackupPolicyInstantRestoreResourceGroupArgs,
  BackupPolicyRetention,
  BackupPolicyRetentionArgs,
  BackupPolicySchedule,
  BackupPolicyScheduleArgs,
  PolicyType,
} from "./types.js";

export type * from "./types.js";

/** The inputs of `BackupPolicy`. */
export interface BackupPolicyArgs {
  /** The vault: its ARM id. Or the resource itself. */
  vault: Reference<KnownVault>;
  /**
   * The policy's name in Azure. Default: the resource's name in the program. Allowed: 3 to 150 letters, digits,
   * hyphens, underscores and exclamation marks, starting with a letter.
   */
  name?: OptionalInput<string>;
  /**
   * V1 is the standard policy, V2 the enhanced one, which can back up every few hours, supports every type of disk, and
   * keeps snapshots for longer. V2 cannot be changed back to V1. Default: `V1`.
   */
  policyType?: OptionalInput<PolicyType>;
  /**
   * The time zone of the schedule, by its Windows or IANA name. Azure Backup ignores daylight saving time. Default:
   * `UTC`.
   */
  timeZone?: OptionalInput<string>;
  /** When backups are taken. */
  schedule: pulumi.Input<BackupPolicyScheduleArgs>;
  /**
   * Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no
   * additional backups are taken.
   */
  retention: pulumi.Input<BackupPolicyRetentionArgs>;
  /**
   * The number of days for which snapshots are kept next to the disks for instant restore: 1 to 5 with V1 (5 with a
   * weekly schedule), 1 to 30 with V2, and fewer for an hourly schedule with more than two backups a day: 11 days with
   * six of them, 17 with four, 22 with three. Default: 2 with V1 (5 with a weekly schedule), 7 with V2. Allowed: an
   * integer from 1 to 30.
   */
  instantRestoreDays?: OptionalInput<number>;
  /**
   * The name of the resource group in which Azure Backup keeps snapshots. Default: `AzureBackupRG_{region}_{number}`.
   */
  instantRestoreResourceGroup?: OptionalInput<BackupPolicyInstantRestoreResourceGroupArgs>;
  /**
   * `OnlyCrashConsistent` takes snapshots without an agent in the VM; only with V2, and for Extended Zones. Default:
   * application-consistent where the VM supports it.
   */
  consistency?: OptionalInput<BackupPolicyConsistency>;
  /**
   * Which monthly and yearly backups go to the archive tier. They need at least nine months of retention. Default: no
   * backups are archived.
   */
  archive?: OptionalInput<BackupPolicyArchiveArgs>;
  /** The ARM ids of the resource guard's requests that allow a shorter retention; sent with every write. */
  resourceGuardRequests?: OptionalInput<readonly pulumi.Input<string>[]>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  onDelete?: OptionalInput<OnDelete>;
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
  kind: "BackupPolicy",
  armType: "Microsoft.RecoveryServices/vaults/backupPolicies",
  outputs: [
    "vault",
    "name",
    "policyType",
    "timeZone",
    "schedule",
    "retention",
    "instantRestoreDays",
    "instantRestoreResourceGroup",
    "consistency",
    "archive",
    "resourceGuardRequests",
    "onDelete",
    "adopt",
    "timeouts",
  ],
  named: true,
  references: ["vault"],
};

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
  /** The vault: its ARM id. */
  declare readonly vault: pulumi.Output<string>;
  /** The policy's name in Azure. Default: the resource's name in the program. */
  declare readonly name: pulumi.Output<string>;
  /**
   * V1 is the standard policy, V2 the enhanced one, which can back up every few hours, supports every type of disk, and
   * keeps snapshots for longer. V2 cannot be changed back to V1.
   */
  declare readonly policyType: pulumi.Output<PolicyType>;
  /** The time zone of the schedule, by its Windows or IANA name. Azure Backup ignores daylight saving time. */
  declare readonly timeZone: pulumi.Output<string>;
  /** When backups are taken. */
  declare readonly schedule: pulumi.Output<BackupPolicySchedule>;
  /**
   * Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no
   * additional backups are taken.
   */
  declare readonly retention: pulumi.Output<BackupPolicyRetention>;
  /**
   * The number of days for which snapshots are kept next to the disks for instant restore: 1 to 5 with V1 (5 with a
   * weekly schedule), 1 to 30 with V2, and fewer for an hourly schedule with more than two backups a day: 11 days with
   * six of them, 17 with four, 22 with three. Default: 2 with V1 (5 with a weekly schedule), 7 with V2.
   */
  declare readonly instantRestoreDays: pulumi.Output<number | undefined>;
  /**
   * The name of the resource group in which Azure Backup keeps snapshots. Default: `AzureBackupRG_{region}_{number}`.
   */
  declare readonly instantRestoreResourceGroup: pulumi.Output<BackupPolicyInstantRestoreResourceGroup | undefined>;
  /**
   * `OnlyCrashConsistent` takes snapshots without an agent in the VM; only with V2, and for Extended Zones. Default:
   * application-consistent where the VM supports it.
   */
  declare readonly consistency: pulumi.Output<BackupPolicyConsistency | undefined>;
  /**
   * Which monthly and yearly backups go to the archive tier. They need at least nine months of retention. Default: no
   * backups are archived.
   */
  declare readonly archive: pulumi.Output<BackupPolicyArchive | undefined>;
  /** The ARM ids of the resource guard's requests that allow a shorter retention; sent with every write. */
  declare readonly resourceGuardRequests: pulumi.Output<string[] | undefined>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  declare readonly onDelete: pulumi.Output<OnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
  /** The ARM type of every such resource. */
  declare readonly __armType?: "Microsoft.RecoveryServices/vaults/backupPolicies";

  constructor(name: string, args: BackupPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BackupPolicy {
    return new BackupPolicy(name, undefined as unknown as BackupPolicyArgs, { ...options, id });
  }

  /** Whether a value is a `BackupPolicy`, also of another copy of this package. */
  static override isInstance(value: unknown): value is BackupPolicy {
    return isOfKind(value, "BackupPolicy");
  }

  /**
   * A policy that Azure creates in every vault, for use without declaring it: `DefaultPolicy` is a standard policy
   * (daily, 30 days), `EnhancedPolicy` an enhanced one (every 4 hours in a window of 12 hours, 30 days). Source: the
   * recordings.
   */
  static readonly builtIn = builtIn;
}
