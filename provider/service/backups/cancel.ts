/** Cancelling a job. */
import { listAt, textAt } from "../../core/json.js";
import { CANCELLED } from "../../rules/items/errors.js";
import { noteKpi } from "../items/containers/index.js";
import { ended, withTask } from "../jobs/index.js";
import type { Step, WorkKind } from "../schedule/step.js";

/** Ends a cancelled job: its open tasks become Cancelled. The KPI of a restore's item shows it, as recorded. */
const cancel: WorkKind = (step) => {
  const { body, azure } = step;
  const restores = textAt(body, "properties", "operation") === "Restore";
  noteKpi(step, restores ? "RestoreOperationStatusKPI" : "BackupOperationStatusKPI", CANCELLED);
  const tasks = listAt(body, "properties", "extendedInfo", "tasksList");
  const open = tasks.filter((task) => ["InProgress", "NotStarted"].includes(textAt(task, "status") ?? ""));
  const stopped = open.reduce<Step["body"]>(
    (job, task) => withTask(job, textAt(task, "taskId") ?? "", "Cancelled", azure.now),
    body,
  );
  return { body: ended(stopped, "Cancelled", azure.now) };
};

export const cancelWork = { cancel: { endStage: cancel } };
