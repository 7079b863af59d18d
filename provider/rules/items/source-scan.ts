/**
 * The scan of source VMs for threats by Microsoft Defender: configured for a vault, and since 2026-07-01 for one item. Sources:
 * `configureSourceScan` of Azure Backup's REST API 2026-07-01; items and recovery points recorded in 2026; "Threat detection".
 */
import type { Json } from "../../core/json.js";
import { enumFault, type RuleFault } from "../shared/fault.js";

export const CONFIGURE_SCAN_SINCE = "2026-07-01";

export type ScanStatus = "Configured" | "NotConfigured";

const STATUS_AFTER = new Map<string, ScanStatus>([
  ["enable", "Configured"],
  ["disable", "NotConfigured"],
]);

/** The status that an action leads to; undefined for an unknown action. */
export const statusAfter = (action: Json | undefined): ScanStatus | undefined =>
  typeof action === "string" ? STATUS_AFTER.get(action.toLowerCase()) : undefined;

/** Refuses an unknown action. The text is ours. */
export const scanActionFault = (action: Json | undefined): RuleFault | undefined =>
  statusAfter(action) === undefined
    ? enumFault("sourceScanAction", typeof action === "string" ? action : JSON.stringify(action ?? null), [
        "Enable",
        "Disable",
      ])
    : undefined;

interface Scan {
  /** The status that the item was given by itself. */
  readonly own: string | undefined;
  /** The state of the vault's `sourceScanConfiguration`. */
  readonly vaultState: string | undefined;
}

/** The status of an item: its own or, without one, that of the vault. */
export function scanStatus({ own, vaultState }: Scan): ScanStatus {
  if (own === "Configured" || own === "NotConfigured") return own;
  return vaultState === "Enabled" ? "Configured" : "NotConfigured";
}

/** The warning for an item that is scanned although its vault does not scan. Azure's behavior is not documented. */
export const vaultScanWarning = (status: ScanStatus | undefined, vaultState: string | undefined): string | undefined =>
  status === "Configured" && vaultState !== "Enabled"
    ? "The vault's sourceScanConfiguration is not Enabled: Azure may not scan the VM until it is."
    : undefined;

/** What a scan found. The recorded summary of a VM with threats is Suspicious, that of one that is not scanned Unknown. */
export const scanSummary = (status: ScanStatus, hasThreat: boolean): string =>
  status === "Configured" && hasThreat ? "Suspicious" : "Unknown";

/** The `threatStatus` of a recovery point. The recorded status of one with threats is UnHealthy. */
export const threatStatus = (status: ScanStatus, hasThreat: boolean): string => {
  if (status === "NotConfigured") return "Unknown";
  return hasThreat ? "UnHealthy" : "Healthy";
};
