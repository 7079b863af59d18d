/** The arguments of functions. Written by npm run schema from the schemas in provider/functions/answers. */
import type * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference } from "../dynamic/arguments.js";
import type { KnownVm } from "../kinds/protected-vm/resource.js";
import type { JobStatus } from "../rules/items/jobs.js";
import type { PlainReference } from "./ask-options.js";

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyArgs {
  /** The policy: its ARM id, or an object with `id`. */
  id?: PlainReference | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `name`. */
  vault?: PlainReference | undefined;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: string | undefined;
}

/** Which policy: its id, or its vault and name. */
export interface GetBackupPolicyOutputArgs {
  /** The policy: its ARM id, or the policy itself. */
  id?: Reference<KnownPolicy> | undefined;
  /** The vault: its ARM id, or the vault itself; together with `name`. */
  vault?: Reference<KnownVault> | undefined;
  /** The name of the policy, also of a built-in one: `DefaultPolicy`, `EnhancedPolicy`. */
  name?: pulumi.Input<string | undefined> | undefined;
}

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsArgs {
  /** The resource group: its ARM id, or an object with `id`. Default: the subscription of the disk. */
  resourceGroup?: PlainReference | undefined;
  /** The disk: its ARM id, or an object with `id`. It may no longer exist. */
  disk?: PlainReference | undefined;
}

/** A disk, a resource group, or both: the snapshots of the disk, in the group. */
export interface GetDiskSnapshotsOutputArgs {
  /** The resource group: its ARM id, or the resource itself. Default: the subscription of the disk. */
  resourceGroup?: Reference<{ id: pulumi.Input<string> }> | undefined;
  /** The disk: its ARM id, or the resource itself. It may no longer exist. */
  disk?: Reference<{ id: pulumi.Input<string> }> | undefined;
}

/** The vault, and filters for its jobs. */
export interface GetJobsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only jobs of this VM: its ARM id, or an object with `id`. */
  vm?: PlainReference | undefined;
  /** Only jobs with this status. */
  status?: JobStatus | undefined;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: string | undefined;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | undefined;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | undefined;
}

/** The vault, and filters for its jobs. */
export interface GetJobsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only jobs of this VM: its ARM id, or the VM itself. */
  vm?: Reference<KnownVm> | undefined;
  /** Only jobs with this status. */
  status?: pulumi.Input<JobStatus | undefined> | undefined;
  /** Only jobs of this operation, such as `Backup`, `Restore` or `ConfigureBackup`. */
  operation?: pulumi.Input<string | undefined> | undefined;
  /** Only jobs that began at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: pulumi.Input<string | undefined> | undefined;
  /** Only jobs that began at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: pulumi.Input<string | undefined> | undefined;
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
  /** The item of the VM in its vault, which is the id of a `ProtectedVm`: its ARM id, or an object with `id`. */
  id?: PlainReference | undefined;
  /** The vault: its ARM id, or an object with `id`; together with `vm`. */
  vault?: PlainReference | undefined;
  /** The VM: its ARM id, or an object with `id`; together with `vault`. */
  vm?: PlainReference | undefined;
}

/** Which protected VM: its id, or its vault and VM. */
export interface GetProtectedVmOutputArgs {
  /** The item of the VM in its vault, which is the id of a `ProtectedVm`: its ARM id, or the resource itself. */
  id?: Reference<{ id: pulumi.Input<string> }> | undefined;
  /** The vault: its ARM id, or the vault itself; together with `vm`. */
  vault?: Reference<KnownVault> | undefined;
  /** The VM: its ARM id, or the VM itself; together with `vault`. */
  vm?: Reference<KnownVm> | undefined;
}

/** Which protected VMs. */
export interface GetProtectedVmsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** Only VMs with this policy: its ARM id, or an object with `id`. */
  policy?: PlainReference | undefined;
  /** Only VMs with this protection. */
  protection?: "protected" | "stopped" | "suspended" | undefined;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: "exclude" | "include" | "only" | undefined;
}

/** Which protected VMs. */
export interface GetProtectedVmsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** Only VMs with this policy: its ARM id, or the policy itself. */
  policy?: Reference<KnownPolicy> | undefined;
  /** Only VMs with this protection. */
  protection?: pulumi.Input<"protected" | "stopped" | "suspended" | undefined> | undefined;
  /** Whether to return VMs in soft delete. Default: `exclude`. */
  softDeleted?: pulumi.Input<"exclude" | "include" | "only" | undefined> | undefined;
}

/** The VM, and a period of time. */
export interface GetRecoveryPointsArgs {
  /** The vault: its ARM id, or an object with `id`. */
  vault: PlainReference;
  /** The VM: its ARM id, or an object with `id`. */
  vm: PlainReference;
  /** Only recovery points that were taken at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: string | undefined;
  /** Only recovery points that were taken at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: string | undefined;
}

/** The VM, and a period of time. */
export interface GetRecoveryPointsOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  vault: Reference<KnownVault>;
  /** The VM: its ARM id, or the VM itself. */
  vm: Reference<KnownVm>;
  /** Only recovery points that were taken at this time or later: an ISO 8601 time, or a date (midnight UTC). */
  from?: pulumi.Input<string | undefined> | undefined;
  /** Only recovery points that were taken at this time or earlier: an ISO 8601 time, or a date (midnight UTC). */
  to?: pulumi.Input<string | undefined> | undefined;
}

/** Which vault: its id, or its resource group and name. */
export interface GetVaultArgs {
  /** The vault: its ARM id, or an object with `id`. */
  id?: PlainReference | undefined;
  /** The vault's resource group: its ARM id, or an object with `id`; together with `name`. */
  resourceGroup?: PlainReference | undefined;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: string | undefined;
}

/** Which vault: its id, or its resource group and name. */
export interface GetVaultOutputArgs {
  /** The vault: its ARM id, or the vault itself. */
  id?: Reference<KnownVault> | undefined;
  /** The vault's resource group: its ARM id, or the resource itself; together with `name`. */
  resourceGroup?: Reference<{ id: pulumi.Input<string> }> | undefined;
  /** The name of the vault in Azure; together with `resourceGroup`. */
  name?: pulumi.Input<string | undefined> | undefined;
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
