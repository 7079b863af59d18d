/**
 * Manages the backup of Azure virtual machines with Pulumi. By default resources are created in an embedded Azure Backup, a
 * simulation; with `pulumi config set azure-vm-backup:endpoint azure` the same program uses real Azure.
 */

import "./core/requires-node.js";

export { BackupError, type ErrorCode } from "./core/errors.js";
export type * from "./dynamic/arguments.js";
export type * from "./dynamic/shared-types.js";
export type {
  GetBackupPolicyArgs,
  GetBackupPolicyOutputArgs,
  GetDiskSnapshotsArgs,
  GetDiskSnapshotsOutputArgs,
  GetJobsArgs,
  GetJobsOutputArgs,
  GetProtectableVmsArgs,
  GetProtectableVmsOutputArgs,
  GetProtectedVmArgs,
  GetProtectedVmOutputArgs,
  GetProtectedVmsArgs,
  GetProtectedVmsOutputArgs,
  GetRecoveryPointsArgs,
  GetRecoveryPointsOutputArgs,
  GetVaultArgs,
  GetVaultOutputArgs,
  GetVmExtensionsArgs,
  GetVmExtensionsOutputArgs,
} from "./functions/arguments.js";
export type { AskOptions, PlainReference } from "./functions/ask-options.js";
export {
  getBackupPolicy,
  getBackupPolicyOutput,
} from "./functions/get-backup-policy.js";
export {
  getDiskSnapshots,
  getDiskSnapshotsOutput,
} from "./functions/get-disk-snapshots.js";
export { getJobs, getJobsOutput } from "./functions/get-jobs.js";
export {
  getProtectableVms,
  getProtectableVmsOutput,
} from "./functions/get-protectable-vms.js";
export {
  getProtectedVm,
  getProtectedVmOutput,
  getProtectedVms,
  getProtectedVmsOutput,
} from "./functions/get-protected-vms.js";
export {
  getRecoveryPoints,
  getRecoveryPointsOutput,
} from "./functions/get-recovery-points.js";
export { getVault, getVaultOutput } from "./functions/get-vault.js";
export {
  getVmExtensions,
  getVmExtensionsOutput,
} from "./functions/get-vm-extensions.js";
export type {
  GetBackupPolicyResult,
  PolicyArchiveFacts,
  PolicySnapshotGroupFacts,
} from "./functions/results/get-backup-policy-result.js";
export type {
  DiskSnapshotFacts,
  GetDiskSnapshotsResult,
  SnapshotChain,
} from "./functions/results/get-disk-snapshots-result.js";
export type {
  GetProtectableVmsResult,
  ProtectableVm,
  UnlistedVm,
} from "./functions/results/get-protectable-vms-result.js";
export type {
  GetVaultResult,
  VaultEncryptionFacts,
  VaultIdentityFacts,
  VaultPrivateEndpointFacts,
  VaultSoftDeleteFacts,
} from "./functions/results/get-vault-result.js";
export type { JobError, JobFacts } from "./functions/results/job-facts.js";
export type {
  HealthDetail,
  LastBackupFacts,
  ProtectedVmFacts,
  SoftDeleteFacts,
} from "./functions/results/protected-vm-facts.js";
export type { RecoveryPointFacts } from "./functions/results/recovery-point-facts.js";
export type { VmExtensionFacts } from "./functions/results/vm-extension-facts.js";
export * from "./kinds/arm-resource/resource.js";
export * from "./kinds/backup-policy/resource.js";
export * from "./kinds/disk-snapshot/resource.js";
export * from "./kinds/protected-vm/resource.js";
export * from "./kinds/vault/resource.js";
export * from "./kinds/vm-snapshot-extension/resource.js";
export type { UnlistedCode } from "./rules/items/discovery.js";
export type { JobStatus } from "./rules/items/jobs.js";
export type { MonthDays, PolicyRetention, PolicySchedule } from "./rules/policies/terms.js";
