/** The hand-written parts of the class `BackupPolicy`. */
import * as pulumi from "@pulumi/pulumi";
import type { KnownPolicy, KnownVault, Reference } from "../../dynamic/arguments.js";
import { type ClassParts, idsAt } from "../../dynamic/resource.js";

/**
 * A backup policy for VMs: when backups are taken, and how long they are kept.
 *
 * @example
 * ```ts
 * const policy = new BackupPolicy("daily", {
 *   vault,
 *   timeZone: "W. Europe Standard Time",
 *   schedule: { frequency: "Daily", time: "02:00" },
 *   retention: { daily: { count: 30 }, weekly: { count: 104, weekdays: ["Sunday"] } },
 * });
 * ```
 */
export const parts: ClassParts = { known: { vault: {} } };

/**
 * A policy that Azure creates in every vault, for use without declaring it: `DefaultPolicy` is a standard policy (daily, 30
 * days), `EnhancedPolicy` an enhanced one (every 4 hours in a window of 12 hours, 30 days). Source: the recordings.
 */
export const builtIn = (vault: Reference<KnownVault>, name: "DefaultPolicy" | "EnhancedPolicy"): KnownPolicy => ({
  id: pulumi.interpolate`${idsAt(vault, [])}/backupPolicies/${name}`,
  policyType: name === "DefaultPolicy" ? "V1" : "V2",
  __armType: "Microsoft.RecoveryServices/vaults/backupPolicies",
});
