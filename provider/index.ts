/**
 * Declares, rehearses and proves the backup of Azure virtual machines with Pulumi. By default an embedded Azure Backup
 * answers; `pulumi config set azure-vm-backup:endpoint azure` turns the same program to the real one.
 */

export { ArmResource, type ArmResourceArgs } from "./kinds/arm-resource/resource.js";
export {
  BackupPolicy,
  type BackupPolicyArgs,
  type InstantRestoreResourceGroup,
  type PolicyArchive,
} from "./kinds/backup-policy/resource.js";
export {
  DiskSnapshot,
  type DiskSnapshotArgs,
  type DiskSnapshotSource,
  type SnapshotSourceResource,
  type VolumeEncryption,
} from "./kinds/disk-snapshot/resource.js";
export {
  type DiskChoice,
  type KnownPolicy,
  type KnownVault,
  type KnownVm,
  ProtectedVm,
  type ProtectedVmArgs,
  type RecoveryPoint,
  type Reference,
  type Timeouts,
} from "./kinds/protected-vm/resource.js";
export {
  Vault,
  type VaultArgs,
  type VaultEncryption,
  type VaultIdentity,
  type VaultImmutability,
  type VaultMonitoring,
  type VaultSoftDelete,
} from "./kinds/vault/resource.js";
export {
  type ExtendedVm,
  type ExtensionStatus,
  type SnapshotBackup,
  type SnapshotDisks,
  type SnapshotProtectedSettings,
  type SnapshotSettings,
  VmSnapshotExtension,
  type VmSnapshotExtensionArgs,
} from "./kinds/vm-snapshot-extension/resource.js";
export type { MonthDays, PolicyRetention, PolicySchedule } from "./rules/policy-terms.js";
