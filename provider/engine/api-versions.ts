/**
 * One api-version per ARM type, pinned per operation. Vaults and backups are written with versions of 2025: a vault whose
 * items are all soft-deleted is deleted since 2025-08-01, and a standard policy protects a Trusted Launch VM since
 * 2025-01-01. A cloud that does not know a version yet is asked in the newest one that it names (`known-versions.ts`).
 */

export const RESOURCE_GROUP_API = "2022-09-01";
export const VAULT_API = "2025-08-01";
export const BACKUP_API = "2025-02-01";
/** Disks and their snapshots. */
export const DISK_API = "2023-10-02";
export const COMPUTE_API = "2024-07-01";
