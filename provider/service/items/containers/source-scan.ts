/** Whether the VM of an item is scanned for threats, and what a scan found. */
import { type JsonObject, textAt } from "../../../core/json.js";
import { type ScanStatus, scanStatus, scanSummary } from "../../../rules/items/source-scan.js";
import type { Document } from "../../store/documents.js";

export const vaultScanState = (vault: Document | undefined): string | undefined =>
  textAt(vault?.body, "properties", "securitySettings", "sourceScanConfiguration", "state");

export const scanStatusOf = (vault: Document | undefined, item: Document): ScanStatus =>
  scanStatus({ own: textAt(item.hidden, "sourceScan"), vaultState: vaultScanState(vault) });

/** `sourceSideScanInfo` of an item. */
export function scanInfo(vault: Document | undefined, item: Document): JsonObject {
  const sourceSideScanStatus = scanStatusOf(vault, item);
  const hasThreat = item.hidden["threat"] === true;
  return { sourceSideScanStatus, sourceSideScanSummary: scanSummary(sourceSideScanStatus, hasThreat) };
}
