/** Types that the arguments of several kinds share. */
import type * as pulumi from "@pulumi/pulumi";

/** The value of an input that refers to another resource: its ARM id, or the resource, of this package or another. */
export type Reference<T> = pulumi.Input<string> | T | pulumi.Output<T>;

/** A vault with properties in addition to its id, such as a `Vault` of this package. */
export interface KnownVault {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** Its region. */
  location?: pulumi.Input<string | undefined>;
  /** Its immutability. */
  immutability?: pulumi.Input<{ readonly state?: pulumi.Input<string> } | undefined>;
  /** Its soft delete. */
  softDelete?: pulumi.Input<{ readonly state?: pulumi.Input<string> } | undefined>;
}

/** A policy with properties in addition to its id, such as a `BackupPolicy` of this package. */
export interface KnownPolicy {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** V1 is the standard policy, V2 the enhanced one. */
  policyType?: pulumi.Input<string | undefined>;
  /** `OnlyCrashConsistent`; undefined if backups are application-consistent where the VM supports it. */
  consistency?: pulumi.Input<string | undefined>;
}

/** Timeouts, such as `30m` or `1h30m`. After a timeout the operation continues in Azure. */
export interface Timeouts {
  create?: pulumi.Input<string>;
  update?: pulumi.Input<string>;
  delete?: pulumi.Input<string>;
}
