/** The result of `getBackupPolicy`. Written by npm run schema from the schemas in provider/functions/answers. */
import type { PolicyRetention, PolicySchedule } from "../../rules/policies/terms.js";

/** The name of the resource group that contains the snapshots; undefined if Azure chooses it. */
export interface PolicySnapshotGroupFacts {
  /** The beginning of the name; Azure appends a number. */
  readonly prefix: string;
  /** The end of the name, after the number. */
  readonly suffix?: string | undefined;
}

/** Which monthly and yearly backups go to the archive tier; undefined if the policy archives none. */
export interface PolicyArchiveFacts {
  /** `TierAfter` archives them at an age; `TierRecommended` archives those for which it is cheaper. */
  readonly mode: "TierAfter" | "TierRecommended";
  /** The age at which `TierAfter` archives. */
  readonly duration?: number | undefined;
  /** The unit of `duration`; default: `Months`. */
  readonly durationType?: "Days" | "Weeks" | "Months" | "Years" | undefined;
}

/** A backup policy for VMs in its current state. */
export interface GetBackupPolicyResult {
  /** Its ARM id. */
  readonly id: string;
  /** Its name in the vault. */
  readonly name: string;
  /** The ARM id of its vault. */
  readonly vault: string;
  /** `V1` is the standard policy, `V2` the enhanced one. */
  readonly policyType: "V1" | "V2";
  /** The time zone of the schedule, by its Windows name. */
  readonly timeZone: string;
  /** When backups are taken. */
  readonly schedule: PolicySchedule;
  /** Which backups are kept, and for how long. Monthly and yearly retention applies to daily or weekly backups; no additional backups are taken. */
  readonly retention: PolicyRetention;
  /** The number of days for which snapshots are kept next to the disks. */
  readonly instantRestoreDays: number;
  /** The name of the resource group that contains the snapshots; undefined if Azure chooses it. */
  readonly instantRestoreResourceGroup?: PolicySnapshotGroupFacts | undefined;
  /** `OnlyCrashConsistent`; undefined if backups are application-consistent where the VM supports it. */
  readonly consistency?: "OnlyCrashConsistent" | undefined;
  /** Which monthly and yearly backups go to the archive tier; undefined if the policy archives none. */
  readonly archive?: PolicyArchiveFacts | undefined;
  /** Whether it is a built-in policy, which Azure creates in every vault. */
  readonly builtIn: boolean;
  /** The number of items with this policy, as last counted by Azure. */
  readonly protectedItemsCount: number;
}
