/**
 * Manages the backup of Azure virtual machines with Pulumi. By default resources are created in an embedded Azure Backup, a
 * simulation; with `pulumi config set azure-vm-backup:endpoint azure` the same program uses real Azure.
 */

export { BackupError, type ErrorCode } from "./core/errors.js";
export type * from "./dynamic/arguments.js";
export type * from "./dynamic/shared-types.js";
export type { GetBackupPolicyResult, PolicyArchiveFacts } from "./functions/answers/backup-policy.js";
export type { DiskSnapshotFacts, GetDiskSnapshotsResult, SnapshotChain } from "./functions/answers/disk-snapshots.js";
export type { HealthDetail, ProtectedVmFacts, SoftDeleteFacts } from "./functions/answers/item-facts.js";
export type { JobError, JobFacts } from "./functions/answers/jobs.js";
export type { GetProtectableVmsResult, ProtectableVm, UnlistedVm } from "./functions/answers/protectable-vms.js";
export type { RecoveryPointFacts } from "./functions/answers/recovery-points.js";
export type {
  GetVaultResult,
  VaultEncryptionFacts,
  VaultIdentityFacts,
  VaultSoftDeleteFacts,
} from "./functions/answers/vault.js";
export type { VmExtensionFacts } from "./functions/answers/vm-extensions.js";
export type { AskOptions, PlainReference } from "./functions/ask.js";
export {
  type GetBackupPolicyArgs,
  type GetBackupPolicyOutputArgs,
  getBackupPolicy,
  getBackupPolicyOutput,
} from "./functions/get-backup-policy.js";
export {
  type GetDiskSnapshotsArgs,
  type GetDiskSnapshotsOutputArgs,
  getDiskSnapshots,
  getDiskSnapshotsOutput,
} from "./functions/get-disk-snapshots.js";
export { type GetJobsArgs, type GetJobsOutputArgs, getJobs, getJobsOutput } from "./functions/get-jobs.js";
export {
  type GetProtectableVmsArgs,
  type GetProtectableVmsOutputArgs,
  getProtectableVms,
  getProtectableVmsOutput,
} from "./functions/get-protectable-vms.js";
export {
  type GetProtectedVmArgs,
  type GetProtectedVmOutputArgs,
  type GetProtectedVmsArgs,
  type GetProtectedVmsOutputArgs,
  getProtectedVm,
  getProtectedVmOutput,
  getProtectedVms,
  getProtectedVmsOutput,
} from "./functions/get-protected-vms.js";
export {
  type GetRecoveryPointsArgs,
  type GetRecoveryPointsOutputArgs,
  getRecoveryPoints,
  getRecoveryPointsOutput,
} from "./functions/get-recovery-points.js";
export { type GetVaultArgs, type GetVaultOutputArgs, getVault, getVaultOutput } from "./functions/get-vault.js";
export {
  type GetVmExtensionsArgs,
  type GetVmExtensionsOutputArgs,
  getVmExtensions,
  getVmExtensionsOutput,
} from "./functions/get-vm-extensions.js";
export * from "./kinds/arm-resource/resource.js";
export * from "./kinds/backup-policy/resource.js";
export * from "./kinds/disk-snapshot/resource.js";
export * from "./kinds/protected-vm/resource.js";
export * from "./kinds/vault/resource.js";
export * from "./kinds/vm-snapshot-extension/resource.js";
export type { UnlistedCode } from "./rules/items/discovery.js";
export type { JobStatus } from "./rules/items/jobs.js";
export type { MonthDays, PolicyRetention, PolicySchedule } from "./rules/policies/terms.js";
