/** The arguments of functions. Written by npm run schema from the schemas in provider/functions/answers. */
import type {
  KnownDisk,
  KnownGroup,
  KnownItem,
  KnownPolicy,
  KnownVault,
  KnownVm,
  OptionalInput,
  Reference,
} from "../dynamic/arguments.js";
import type { JobStatus } from "../rules/items/jobs.js";
import type { PlainReference } from "./ask-options.js";

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyArgs {
  /** The policy: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `name`. */
  vault?: PlainReference | null | undefined;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: string | null | undefined;
}

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyOutputArgs {
  /** The policy: its ARM id, or the policy itself. */
  id?: OptionalInput<string | KnownPolicy>;
  /** The vault: its ARM id, or the vault itself; together with `name`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: OptionalInput<string>;
}

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsArgs {
  /** The resource group: its ARM id, or an object with `id`. Default: the subscription of the disk. */
  resourceGroup?: PlainReference | null | undefined;
  /** The disk: its ARM id, or an object with `id`. It may no longer exist. */
  disk?: PlainReference | null | undefined;
}

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsOutputArgs {
  /** The resource group: its ARM id, or the group itself. Default: the subscription of the disk. */
  resourceGroup?: OptionalInput<string | KnownGroup>;
  /** The disk: its ARM id, or the disk itself. It may no longer exist. */
  disk?: OptionalInput<string | KnownDisk>;
}

/** The vault, and filters for its jobs. */
export interface GetJobsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only jobs of this VM: its ARM id, or an object with `id`. */
  vm?: PlainReference | null | undefined;
  /** Only jobs with this status. */
  status?: JobStatus | null | undefined;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: string | null | undefined;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | null | undefined;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | null | undefined;
}

/** The vault, and filters for its jobs. */
export interface GetJobsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only jobs of this VM: its ARM id, or the VM itself. */
  vm?: OptionalInput<string | KnownVm>;
  /** Only jobs with this status. */
  status?: OptionalInput<JobStatus>;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: OptionalInput<string>;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: OptionalInput<string>;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: OptionalInput<string>;
}

/** The vault. */
export interface GetProtectableVmsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
}

/** The vault. */
export interface GetProtectableVmsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
}

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmArgs {
  /** The protected item of the VM in the vault, such as a `ProtectedVm`: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `vm`. */
  vault?: PlainReference | null | undefined;
  /** The VM: its ARM id, or an object with `id`; together with `vault`. */
  vm?: PlainReference | null | undefined;
}

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmOutputArgs {
  /** The protected item of the VM in the vault, such as a `ProtectedVm`: its ARM id, or the `ProtectedVm` itself. */
  id?: OptionalInput<string | KnownItem>;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: OptionalInput<string | KnownVm>;
}

/** Which protected VMs. */
export interface GetProtectedVmsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only VMs with this policy: its ARM id, or an object with `id`. */
  policy?: PlainReference | null | undefined;
  /** Only VMs with this protection. */
  protection?: "protected" | "stopped" | "suspended" | null | undefined;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: "exclude" | "include" | "only" | null | undefined;
}

/** Which protected VMs. */
export interface GetProtectedVmsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only VMs with this policy: its ARM id, or the policy itself. */
  policy?: OptionalInput<string | KnownPolicy>;
  /** Only VMs with this protection. */
  protection?: OptionalInput<"protected" | "stopped" | "suspended">;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: OptionalInput<"exclude" | "include" | "only">;
}

/** Which protected VM: its id, or its vault and VM; and a period of time. */
export interface GetRecoveryPointsArgs {
  /** The protected item of the VM in the vault, such as a `ProtectedVm`: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `vm`. */
  vault?: PlainReference | null | undefined;
  /** The VM: its ARM id, or an object with `id`; together with `vault`. */
  vm?: PlainReference | null | undefined;
  /** Only recovery points that were taken at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | null | undefined;
  /** Only recovery points that were taken at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | null | undefined;
}

/** Which protected VM: its id, or its vault and VM; and a period of time. */
export interface GetRecoveryPointsOutputArgs {
  /** The protected item of the VM in the vault, such as a `ProtectedVm`: its ARM id, or the `ProtectedVm` itself. */
  id?: OptionalInput<string | KnownItem>;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: OptionalInput<string | KnownVault>;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: OptionalInput<string | KnownVm>;
  /** Only recovery points that were taken at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: OptionalInput<string>;
  /** Only recovery points that were taken at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: OptionalInput<string>;
}

/** Which vault: its id, or its resource group and name. */
export interface GetVaultArgs {
  /** The vault: its ARM id, or an object with `id`. */
  id?: PlainReference | null | undefined;
  /** The vault's resource group: its ARM id, or an object with `id`; together with `name`. */
  resourceGroup?: PlainReference | null | undefined;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: string | null | undefined;
}

/** Which vault: its id, or its resource group and name. */
export interface GetVaultOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  id?: OptionalInput<string | KnownVault>;
  /** The vault's resource group: its ARM id, or the group itself; together with `name`. */
  resourceGroup?: OptionalInput<string | KnownGroup>;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: OptionalInput<string>;
}

/** The VM. */
export interface GetVmExtensionsArgs {
  /** The VM: its ARM id, or an object with `id`. */
  vm: PlainReference;
}

/** The VM. */
export interface GetVmExtensionsOutputArgs {
  /** The VM: its ARM id, or the VM itself. */
  vm: Reference<KnownVm>;
}
