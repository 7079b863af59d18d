/** The hand-written parts of the class `Vault`. */
import type { ClassParts } from "../../dynamic/resource.js";

/**
 * A Recovery Services vault, which stores the recovery points of the VMs that are protected in it.
 *
 * @example
 * ```ts
 * const vault = new Vault("backups", {
 *   resourceGroup: group,
 *   location: "westeurope",
 *   redundancy: "ZoneRedundant",
 *   softDelete: { state: "AlwaysON", retentionDays: 30 },
 *   immutability: { state: "Unlocked" },
 * });
 * ```
 */
export const parts: ClassParts = {};
