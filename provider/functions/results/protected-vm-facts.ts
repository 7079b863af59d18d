/** The result of `getProtectedVm` and `getProtectedVms`. Written by npm run schema from the schemas in provider/functions/answers. */

/** A result of Azure's checks before a backup. */
export interface HealthDetail {
  /** Azure's code, such as 400239 if no problem was found. */
  readonly code: number;
  /** Azure's title. */
  readonly title: string;
  /** The message. */
  readonly message: string;
  /** Azure's recommendations. */
  readonly recommendations: readonly string[];
}

/** The last backup job; undefined before the first one. */
export interface LastBackupFacts {
  /** The status of the job, such as `Completed` or `Failed`. */
  readonly status: string;
  /** When it began. */
  readonly time: string;
}

/** When the backups were deleted, and when they are purged; undefined for an item that is not deleted. */
export interface SoftDeleteFacts {
  /** When it was deleted. */
  readonly deletedAt: string;
  /** When it is purged. */
  readonly purgeAt: string;
  /** The number of full days until the purge. */
  readonly remainingDays: number;
}

/** The scan of the VM for threats by Microsoft Defender; undefined if Azure does not report it. */
export interface SourceScanFacts {
  /** `Configured`, `NotConfigured`, `ConfigurationFailed` or `NotApplicable`. */
  readonly status: string;
  /** What scans found: `Unknown`, `NotApplicable`, `Suspicious`, `Healthy` or `NoThreatsReported`. */
  readonly summary: string;
}

/** A VM under protection in its current state. Times are ISO 8601 strings in UTC. */
export interface ProtectedVmFacts {
  /** The ARM id of the item in the vault. */
  readonly id: string;
  /** The ARM id of the vault. */
  readonly vault: string;
  /** The ARM id of the VM. */
  readonly vm: string;
  /** The name of the VM. */
  readonly name: string;
  /** The ARM id of the policy; undefined while protection is stopped, because Azure removes it. */
  readonly policy?: string | undefined;
  /** The name of the policy. */
  readonly policyName?: string | undefined;
  /** The value of `protection` of a `ProtectedVm`. */
  readonly protection: "protected" | "stopped" | "suspended";
  /** Azure's state: `IRPending` before the first backup, `Protected` after it, `ProtectionError`, `ProtectionStopped`, `BackupsSuspended`. */
  readonly protectionState: string;
  /** The outcome of Azure's checks before a backup: `Passed`, `ActionSuggested` or `ActionRequired`. */
  readonly health: string;
  /** The results of those checks. */
  readonly healthDetails: readonly HealthDetail[];
  /** The last backup job; undefined before the first one. */
  readonly lastBackup?: LastBackupFacts | undefined;
  /** When the newest recovery point was taken; undefined if no recovery point exists. */
  readonly lastRecoveryPoint?: string | undefined;
  /** The time of the next scheduled backup; undefined if no backup is scheduled. */
  readonly nextRun?: string | undefined;
  /** When the backups were deleted, and when they are purged; undefined for an item that is not deleted. */
  readonly softDelete?: SoftDeleteFacts | undefined;
  /** The scan of the VM for threats by Microsoft Defender; undefined if Azure does not report it. */
  readonly sourceScan?: SourceScanFacts | undefined;
  /** The name of the VM's container in the vault, for other tools. */
  readonly containerName: string;
  /** The name of the VM's item in the vault, for other tools. */
  readonly itemName: string;
}
