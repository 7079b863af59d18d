/** The Restore job: the transfer of data, then the disks, a VM with replaced disks, or a new VM. */
import { listAt, textAt } from "../../core/json.js";
import { changeItem, noteKpi } from "../items/containers/index.js";
import { ended, withBag, withError, withFullProgress, withTask } from "../jobs/index.js";
import type { Outcome, Step, WorkFailure, WorkKind } from "../schedule/step.js";
import { createRestored, keepRestoredDisks } from "./restored.js";

/** Ends one task per stage; the last one creates what was requested. */
const restore: WorkKind = (step) => {
  const tasks = tasksOf(step);
  const task = tasks[step.stage] ?? "";
  const body = withTask(step.body, task, "Completed", step.azure.now);
  const next = tasks[step.stage + 1];
  if (next !== undefined) return { body: withTask(body, next, "InProgress", step.azure.now) };
  return finish({ ...step, body });
};

const tasksOf = ({ body }: Step): string[] =>
  listAt(body, "properties", "extendedInfo", "tasksList").map((task) => textAt(task, "taskId") ?? "");

/**
 * Fails the task of a stage; later tasks never start. The disks of a VM that could not be created are retained, as documented.
 */
const failRestore: WorkFailure = (step, error) => {
  const task = tasksOf(step)[step.stage] ?? "";
  const failed = withTask(step.body, task, "Failed", step.azure.now);
  const restored = step.stage === 0 ? {} : keepRestoredDisks(step);
  noteKpi(step, "RestoreOperationStatusKPI", error);
  return { body: ended(withError(withBag(failed, restored), error), "Failed", step.azure.now), over: true };
};

/** A snapshot is taken before disks are replaced: it is the item's last recovery point, though not a backup. As recorded. */
function noteSnapshotBefore({ azure, facts, body }: Step): void {
  const item = azure.documents.get(textAt(facts, "item") ?? "");
  if (item !== undefined) changeItem(azure, item, { lastRecoveryPoint: textAt(body, "properties", "startTime") });
}

function finish(step: Step): Outcome {
  const restored = createRestored(step);
  noteKpi(step, "RestoreOperationStatusKPI", undefined);
  if (textAt(step.facts, "request", "recoveryType") === "OriginalLocation") noteSnapshotBefore(step);
  const progressed = withFullProgress(withBag(step.body, restored));
  return { body: ended(progressed, "Completed", step.azure.now), over: true };
}

export const restoreWork = { restore: { endStage: restore, failStage: failRestore } };
