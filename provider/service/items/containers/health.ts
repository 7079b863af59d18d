/**
 * The health of an item after its jobs, and one KPI each for its backups and restores. Source: the recordings. An error of the
 * service itself is only in the KPI, as TransientUnhealthy; one of the user's resources is TransientDegraded and also in the
 * item's health.
 */
import { at, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { errorOf, type JobError, VM_LOST, VM_NOT_FOUND } from "../../../rules/items/errors.js";
import { azureTime } from "../../../time/durations.js";
import type { Step } from "../../schedule/step.js";
import type { Document } from "../../store/documents.js";
import { changeItem } from "./document.js";

type KpiName = "BackupOperationStatusKPI" | "RestoreOperationStatusKPI";

const SUCCESS = { code: 0, title: "Success", message: "", recommendations: [] };
const GREEN = {
  code: 400239,
  title: "IaasVmHealthGreenDefault",
  message: "Backup pre-check status of this virtual machine is OK.",
  recommendations: [],
};

/** The codes of Azure's own failures: BackUpOperationFailed, DiffCopyFailedToTransferData. */
const OF_THE_SERVICE = new Set([400002, 400052]);
const VM_GONE = new Set([VM_LOST.errorCode, VM_NOT_FOUND.errorCode]);

const detail = ({ errorCode, errorTitle, errorString, recommendations }: JobError): JsonObject => ({
  code: errorCode,
  title: errorTitle,
  message: errorString,
  recommendations: [...recommendations],
});

/** The health of an item after a backup: Passed if the error is not about the VM. */
function healthAfter(error: JobError | undefined): JsonObject {
  if (error === undefined || OF_THE_SERVICE.has(error.errorCode)) {
    return { healthStatus: "Passed", healthDetails: [GREEN] };
  }
  const healthStatus = VM_GONE.has(error.errorCode) ? "ActionRequired" : "ActionSuggested";
  return { healthStatus, healthDetails: [detail(error)] };
}

/** The hidden part of an item with the KPI of an operation that ended. */
function withKpi(item: Document, name: KpiName, error: JobError | undefined): JsonObject {
  return { kpis: { ...objectAt(item.hidden, "kpis"), [name]: kpiOf(error) } };
}

function kpiOf(error: JobError | undefined): JsonObject {
  if (error === undefined) return { resourceHealthStatus: "Healthy", resourceHealthDetails: [SUCCESS] };
  const resourceHealthStatus = OF_THE_SERVICE.has(error.errorCode) ? "TransientUnhealthy" : "TransientDegraded";
  return { resourceHealthStatus, resourceHealthDetails: [detail(error)] };
}

/** Records the end of a job in a KPI of its item. */
export function noteKpi({ azure, facts }: Step, kpi: KpiName, error: JobError | undefined): void {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) changeItem(azure, item, {}, withKpi(item, kpi, error));
}

/** Only an item that waits for its first backup becomes Protected; a state that was set while the backup ran stays. */
export function noteBackup(step: Step, item: Document, body: JsonObject, status: string): void {
  const error = errorOf(body);
  const waits = textAt(item.body, "properties", "protectionState") === "IRPending";
  const changes = {
    protectionStatus: status === "Failed" ? "Unhealthy" : "Healthy",
    ...(waits ? { protectionState: "Protected" } : {}),
    ...healthAfter(error),
    lastBackupStatus: status,
    lastBackupTime: at(body, "properties", "startTime") ?? azureTime(step.azure.now),
  };
  changeItem(step.azure, item, changes, {
    snapshotJob: undefined,
    ...(textAt(item.hidden, "transferJob") === step.id ? { transferJob: undefined } : {}),
    ...withKpi(item, "BackupOperationStatusKPI", error),
  });
}
