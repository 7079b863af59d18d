/** The ids in the examples of the notes. */
export const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/shop`;
export const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups`;
export const POLICY = `${VAULT}/backupPolicies/daily`;
export const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
export const DISK = `${GROUP}/providers/Microsoft.Compute/disks/db`;
export const SNAPSHOT = `${GROUP}/providers/Microsoft.Compute/snapshots/other`;
export const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`;
export const ENCRYPTION_SET = `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets/keys`;
export const STORAGE_ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`;
