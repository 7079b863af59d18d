/**
 * Configures the scan of one item's VM for threats. Sources: `configureSourceScan` of Azure Backup's REST API 2026-07-01 and
 * azure-cli's unit tests of it; no recording shows it.
 */
import {
  CONFIGURE_SCAN_SINCE,
  scanActionFault,
  statusAfter,
  vaultScanWarning,
} from "../../../rules/items/source-scan.js";
import { isSince } from "../../azure/eras.js";
import { refuseIf, warned } from "../../azure/refuse.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../../azure/route.js";
import { requireUnlocked } from "../../jobs/index.js";
import { accepted, startOperation } from "../../schedule/operations.js";
import { ITEM, itemHeaders, requireItem } from "../containers/calls.js";
import { vaultScanState } from "../containers/source-scan.js";
import { requirePresent } from "./refusals.js";

function configureSourceScan(call: Call, azure: Azure): Reply {
  if (!isSince(call, CONFIGURE_SCAN_SINCE)) {
    throw refusal(
      404,
      "InvalidResourceType",
      `configureSourceScan does not exist in api-version '${call.apiVersion}': use ${CONFIGURE_SCAN_SINCE} or later.`,
    );
  }
  const { vault, item } = requireItem(call, azure);
  const action = call.body["sourceScanAction"];
  refuseIf(scanActionFault(action));
  requirePresent(item);
  requireUnlocked(azure, item);
  const status = statusAfter(action);
  const name = startOperation(azure, {
    subscription: param(call, "subscription"),
    kind: "sourceScan",
    tookMs: 5_000,
    facts: { item: item.id, sourceScan: status ?? "" },
  });
  const warning = vaultScanWarning(status, vaultScanState(vault));
  return warned(accepted(itemHeaders(call, azure, item.id, name)), [warning]);
}

export const sourceScanRoutes: readonly Route[] = [
  { method: "POST", template: `${ITEM}/configureSourceScan`, access: "write", handle: configureSourceScan },
];
