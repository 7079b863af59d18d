/** One api-version an ARM type, pinned per operation: the newest that recordings of the real service show. */

export const RESOURCE_GROUP_API = "2022-09-01";
export const VAULT_API = "2024-04-01";
export const BACKUP_API = "2024-04-01";
/** Disks and their snapshots. */
export const DISK_API = "2023-10-02";
export const COMPUTE_API = "2024-07-01";
