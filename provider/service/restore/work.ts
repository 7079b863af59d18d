/** The Restore job: its single move of data, then what becomes of it: disks, a replaced machine, or a new one. */
import { listAt, objectAt, textAt } from "../../core/json.js";
import type { JobError } from "../../rules/items/guest.js";
import { changeItem } from "../items/containers/document.js";
import { type KpiName, withKpi } from "../items/containers/health.js";
import { ended, withBag, withError, withProperties, withTask } from "../jobs/body.js";
import { CANCELLED } from "../jobs/errors.js";
import type { Outcome, Step, WorkFailure, WorkKind } from "../schedule/step.js";
import { keepRestoredDisks, makeRestored } from "./restored.js";

/** Ends one task a stage; the last one makes what was asked for. */
export const restore: WorkKind = (step) => {
  const tasks = tasksOf(step);
  const task = tasks[step.stage] ?? "";
  const body = withTask(step.body, task, "Completed", step.azure.now);
  const next = tasks[step.stage + 1];
  if (next !== undefined) return { body: withTask(body, next, "InProgress", step.azure.now) };
  return finish({ ...step, body });
};

const tasksOf = ({ body }: Step): string[] =>
  listAt(body, "properties", "extendedInfo", "tasksList").map((task) => textAt(task, "taskId") ?? "");

/** Fails the task of a stage; those behind it never begin. The disks of a machine that could not be made are kept, as documented. */
export const failRestore: WorkFailure = (step, error) => {
  const task = tasksOf(step)[step.stage] ?? "";
  const failed = withTask(step.body, task, "Failed", step.azure.now);
  const made = step.stage === 0 ? {} : keepRestoredDisks(step);
  tell(step, "RestoreOperationStatusKPI", error);
  return { body: ended(withError(withBag(failed, made), error), "Failed", step.azure.now), over: true };
};

/** Tells of the end of a job in a KPI of its item. */
function tell({ azure, facts }: Step, kpi: KpiName, error: JobError | undefined): void {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) changeItem(azure, item, {}, withKpi(item, kpi, error));
}

/** Before disks are replaced a snapshot is taken of them: the item's last recovery point, though no backup. As recorded. */
function noteSnapshotBefore({ azure, facts, body }: Step): void {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) changeItem(azure, item, { lastRecoveryPoint: textAt(body, "properties", "startTime") });
}

function finish(step: Step): Outcome {
  const made = makeRestored(step);
  tell(step, "RestoreOperationStatusKPI", undefined);
  if (textAt(step.facts, "request", "recoveryType") === "OriginalLocation") noteSnapshotBefore(step);
  const progressed = withProgress(withBag(step.body, made));
  return { body: ended(progressed, "Completed", step.azure.now), over: true };
}

function withProgress(body: Step["body"]): Step["body"] {
  const extendedInfo = {
    ...objectAt(body, "properties", "extendedInfo"),
    progressPercentage: 100,
    estimatedRemainingDuration: "PT0S",
  };
  return withProperties(body, { extendedInfo });
}

/** A job that was cancelled: its tasks that had not ended never will. A restore's item was recorded to tell of it. */
export const cancel: WorkKind = (step) => {
  const { body, azure } = step;
  const restores = textAt(body, "properties", "operation") === "Restore";
  tell(step, restores ? "RestoreOperationStatusKPI" : "BackupOperationStatusKPI", CANCELLED);
  const tasks = listAt(body, "properties", "extendedInfo", "tasksList");
  const open = tasks.filter((task) => ["InProgress", "NotStarted"].includes(textAt(task, "status") ?? ""));
  const stopped = open.reduce<Step["body"]>(
    (made, task) => withTask(made, textAt(task, "taskId") ?? "", "Cancelled", azure.now),
    body,
  );
  return { body: ended(stopped, "Cancelled", azure.now) };
};
