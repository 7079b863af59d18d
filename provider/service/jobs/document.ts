/** Backup jobs: starting one, with its work. */
import type { JsonObject } from "../../core/json.js";
import { textAt } from "../../core/json.js";
import { isCancellable, isTerminal, type JobOperation } from "../../rules/items/jobs.js";
import { azureTime } from "../../time/durations.js";
import { JOB_TYPE } from "../azure/backup-ids.js";
import { type Azure, type Call, refusal } from "../azure/route.js";
import { startWork } from "../schedule/work.js";
import type { Document } from "../store/documents.js";
import { newTask, statusOf } from "./body.js";

interface NewJob {
  readonly vaultId: string;
  /** The item that the job is about. */
  readonly item: Document;
  readonly operation: JobOperation;
  /** The kind of its work, as its subject registers it. */
  readonly kind: string;
  /** How long each stage takes at the real pace. */
  readonly stagesMs: readonly number[];
  /** The names of its tasks in order: the first is in progress when the job starts. */
  readonly tasks: readonly string[];
  readonly propertyBag: JsonObject;
  readonly internalPropertyBag?: JsonObject;
  /** More of the job's details, such as its progress. */
  readonly details?: JsonObject;
  /** What the work needs in addition to the item. */
  readonly facts?: JsonObject;
}

/** Starts a job. */
export function startJob(call: Pick<Call, "headers" | "path">, azure: Azure, job: NewJob): Document {
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
        tasksList: job.tasks.map((task, index) => newTask(task, index === 0 ? "InProgress" : "NotStarted", azure.now)),
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
  const failure = azure.plannedFailure(call.path, { operation: job.operation, tasks: job.tasks });
  return startWork(azure, {
    document: { id, type: JOB_TYPE, scope: job.vaultId, body },
    kind: job.kind,
    stagesMs: job.stagesMs,
    facts: {
      item: job.item.id,
      vault: job.vaultId,
      ...job.facts,
      ...(failure === undefined ? {} : { failure: { stage: failure.stage, error: { ...failure.error } } }),
    },
  });
}

/** Whether a job exists and has not ended. */
export function isRunning({ documents }: Azure, jobId: string | undefined): boolean {
  const job = documents.get(jobId ?? "");
  return job !== undefined && !isTerminal(statusOf(job));
}

/** Throws while a change of the item runs: Azure accepts one at a time. */
export function requireUnlocked(azure: Azure, item: Document): void {
  if (!isRunning(azure, textAt(item.hidden, "lock"))) return;
  throw refusal(409, "BMSUserErrorObjectLocked", "Another operation is in progress on the selected item.");
}

/**
 * Records a running job in its item: under `lock` the one that changes the item, under `snapshotJob` the one that takes a
 * snapshot.
 */
export function noteRunning(azure: Azure, itemId: string, key: "lock" | "snapshotJob", job: Document): void {
  const item = azure.documents.get(itemId);
  if (item === undefined || isTerminal(statusOf(job))) return;
  azure.documents.put({ ...item, hidden: { ...item.hidden, [key]: job.id } });
}
