/** Types that the arguments of several kinds share. */
import type * as pulumi from "@pulumi/pulumi";

/** What an input that names another resource takes: its ARM id, or the resource, of this package or another. */
export type Reference<T> = pulumi.Input<string> | T | pulumi.Output<T>;

/** A vault of which more is known than its id, such as a `Vault` of this package. */
export interface KnownVault {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** Its region. */
  location?: pulumi.Input<string | undefined>;
  /** Whether its backups can be deleted before their time. */
  immutability?: pulumi.Input<{ readonly state?: pulumi.Input<string> } | undefined>;
  /** Whether what is deleted is kept for a while. */
  softDelete?: pulumi.Input<{ readonly state?: pulumi.Input<string> } | undefined>;
}

/** A policy of which more is known than its id, such as a `BackupPolicy` of this package. */
export interface KnownPolicy {
  /** Its ARM id. */
  id: pulumi.Input<string>;
  /** V1 is the standard policy, V2 the enhanced one. */
  policyType?: pulumi.Input<string | undefined>;
  /** `OnlyCrashConsistent`, or left out. */
  consistency?: pulumi.Input<string | undefined>;
}

/** How long to wait for Azure, such as `30m` or `1h30m`; what is not waited for goes on in Azure. */
export interface Timeouts {
  create?: pulumi.Input<string>;
  update?: pulumi.Input<string>;
  delete?: pulumi.Input<string>;
}
