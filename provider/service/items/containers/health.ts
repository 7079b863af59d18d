/**
 * What an item tells of the jobs that were done to it: its health, and one KPI for its backups and one for its restores.
 * Source: the recordings. An error of the service itself is told by the KPI alone, as TransientUnhealthy; one of the user's
 * things is TransientDegraded, and the item's health tells of it too.
 */
import { type JsonObject, objectAt } from "../../../core/json.js";
import type { JobError } from "../../../rules/items/guest.js";
import { MACHINE_LOST, NO_MACHINE } from "../../jobs/errors.js";
import type { Document } from "../../store/documents.js";

export type KpiName = "BackupOperationStatusKPI" | "RestoreOperationStatusKPI";

const SUCCESS = { code: 0, title: "Success", message: "", recommendations: [] };
const GREEN = {
  code: 400239,
  title: "IaasVmHealthGreenDefault",
  message: "Backup pre-check status of this virtual machine is OK.",
  recommendations: [],
};

/** The codes of Azure's own failures: BackUpOperationFailed, DiffCopyFailedToTransferData. */
const OF_THE_SERVICE = new Set([400002, 400052]);
const MACHINE_GONE = new Set([MACHINE_LOST.errorCode, NO_MACHINE.errorCode]);

const detail = ({ errorCode, errorTitle, errorString, recommendations }: JobError): JsonObject => ({
  code: errorCode,
  title: errorTitle,
  message: errorString,
  recommendations: [...recommendations],
});

/** The health that an item has after a backup: as before all of them where the error says nothing of the machine. */
export function healthAfter(error: JobError | undefined): JsonObject {
  if (error === undefined || OF_THE_SERVICE.has(error.errorCode)) {
    return { healthStatus: "Passed", healthDetails: [GREEN] };
  }
  const healthStatus = MACHINE_GONE.has(error.errorCode) ? "ActionRequired" : "ActionSuggested";
  return { healthStatus, healthDetails: [detail(error)] };
}

/** The hidden part of an item with the KPI of the operation that ended so. */
export function withKpi(item: Document, name: KpiName, error: JobError | undefined): JsonObject {
  return { kpis: { ...objectAt(item.hidden, "kpis"), [name]: kpiOf(error) } };
}

function kpiOf(error: JobError | undefined): JsonObject {
  if (error === undefined) return { resourceHealthStatus: "Healthy", resourceHealthDetails: [SUCCESS] };
  const resourceHealthStatus = OF_THE_SERVICE.has(error.errorCode) ? "TransientUnhealthy" : "TransientDegraded";
  return { resourceHealthStatus, resourceHealthDetails: [detail(error)] };
}
