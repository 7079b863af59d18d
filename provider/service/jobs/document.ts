/** Backup jobs: beginning one, with the work it does and the operation that tells of it. */
import type { JsonObject } from "../../core/json.js";
import { textAt } from "../../core/json.js";
import { isCancellable, isTerminal, type JobOperation } from "../../rules/items/jobs.js";
import { azureTime } from "../../time/durations.js";
import { JOB_TYPE } from "../azure/backup-ids.js";
import { type Azure, type Call, refusal } from "../azure/route.js";
import { plannedFailure } from "../faults/job-faults.js";
import type { WorkKindName } from "../schedule/step.js";
import { startWork } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { statusOf } from "./body.js";

export interface NewJob {
  readonly vaultId: string;
  /** The item that the job is about. */
  readonly item: Document;
  readonly operation: JobOperation;
  readonly kind: WorkKindName;
  /** How long each stage takes at the real pace. */
  readonly stagesMs: readonly number[];
  readonly tasks: readonly JsonObject[];
  readonly propertyBag: JsonObject;
  readonly internalPropertyBag?: JsonObject;
  /** More of the job's details, such as its progress. */
  readonly details?: JsonObject;
  /** What the work needs to know besides the item. */
  readonly facts?: JsonObject;
}

/** Begins a job. */
export function startJob(call: Pick<Call, "headers">, azure: Azure, job: NewJob): Document {
  const name = azure.newGuid();
  const id = `${job.vaultId}/backupJobs/${name}`;
  const item = job.item.body;
  const body: JsonObject = {
    id,
    name,
    type: JOB_TYPE,
    properties: {
      jobType: "AzureIaaSVMJob",
      ...(isCancellable(job.operation) ? { actionsInfo: ["Cancellable"] } : {}),
      containerName: textAt(item, "properties", "containerName") ?? "",
      virtualMachineVersion: "Compute",
      extendedInfo: {
        tasksList: job.tasks,
        propertyBag: job.propertyBag,
        ...(job.internalPropertyBag === undefined ? {} : { internalPropertyBag: job.internalPropertyBag }),
        ...job.details,
      },
      entityFriendlyName: textAt(item, "properties", "friendlyName") ?? "",
      backupManagementType: "AzureIaasVM",
      operation: job.operation,
      status: "InProgress",
      startTime: azureTime(azure.now),
      activityId: call.headers.get("x-ms-client-request-id") ?? azure.newGuid(),
    },
  };
  const tasks = job.tasks.map((task) => textAt(task, "taskId") ?? "");
  const failure = plannedFailure(call.headers, { operation: job.operation, tasks });
  return startWork(azure, {
    document: { id, type: JOB_TYPE, scope: job.vaultId, body },
    kind: job.kind,
    stagesMs: job.stagesMs,
    facts: {
      ...{ item: job.item.id, vault: job.vaultId, ...job.facts },
      ...(failure === undefined ? {} : { failure: { stage: failure.stage, error: { ...failure.error } } }),
    },
  });
}

/** Throws where a change of the item is under way: Azure takes one at a time. */
export function requireUnlocked(azure: Azure, item: Document): void {
  const lock = azure.documents.get(textAt(item.hidden, "lock") ?? "");
  if (lock === undefined || isTerminal(statusOf(lock))) return;
  throw refusal(409, "BMSUserErrorObjectLocked", "Another operation is in progress on the selected item.");
}

/** Notes the job that changes an item, so that no other begins before it ends. */
export function lockItem(azure: Azure, itemId: string, job: Document): void {
  const item = azure.documents.get(itemId);
  if (item === undefined || isTerminal(statusOf(job))) return;
  azure.documents.put({ ...item, hidden: { ...item.hidden, lock: job.id } });
}
