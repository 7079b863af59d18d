/**
 * One api-version per ARM type. Since 2025-08-01 Azure deletes a vault whose items are all soft-deleted, and since
 * 2025-01-01 a standard policy protects a Trusted Launch VM. For a cloud that does not support a version yet,
 * `known-versions.ts` uses the newest one that the cloud lists.
 */

export const RESOURCE_GROUP_API = "2022-09-01";
/** Resource providers of the tenant. */
export const PROVIDERS_API = "2022-09-01";
/** The first version with all properties of `Vault`: 2026-01-01 added cost management, this one time-based immutability. */
export const VAULT_API = "2026-05-01";
export const BACKUP_API = "2025-02-01";
/** The first version with which a vault protects a VM of another subscription. Source: azure-cli pull request 33703. */
export const CROSS_SUBSCRIPTION_API = "2026-07-01";
/** The first version of `configureSourceScan`. */
export const SOURCE_SCAN_API = "2026-07-01";
/** Disks and their snapshots. */
export const DISK_API = "2023-10-02";
/** The first version in which a snapshot has instant access. Source: the SDK of Microsoft.Compute, DiskRP 2025-01-02. */
export const INSTANT_ACCESS_API = "2025-01-02";
export const COMPUTE_API = "2024-07-01";
