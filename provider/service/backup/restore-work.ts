/** The Restore job: its single move of data, then what becomes of it: disks, a replaced machine, or a new one. */
import { listAt, objectAt, textAt } from "../../core/json.js";
import type { Outcome, Step, WorkKind } from "../work/step.js";
import { ended, withBag, withProperties, withTask } from "./job-body.js";
import { makeRestored } from "./restored.js";

/** Ends one task a stage; the last one makes what was asked for. */
export const restore: WorkKind = (step) => {
  const tasks = listAt(step.body, "properties", "extendedInfo", "tasksList").map(
    (task) => textAt(task, "taskId") ?? "",
  );
  const task = tasks[step.stage] ?? "";
  const body = withTask(step.body, task, "Completed", step.azure.now);
  const next = tasks[step.stage + 1];
  if (next !== undefined) return { body: withTask(body, next, "InProgress", step.azure.now) };
  return finish({ ...step, body });
};

function finish(step: Step): Outcome {
  const made = makeRestored(step);
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

/** A job that was cancelled: its tasks that had not ended never will. */
export const cancel: WorkKind = ({ body, azure }) => {
  const tasks = listAt(body, "properties", "extendedInfo", "tasksList");
  const open = tasks.filter((task) => ["InProgress", "NotStarted"].includes(textAt(task, "status") ?? ""));
  const stopped = open.reduce<Step["body"]>(
    (made, task) => withTask(made, textAt(task, "taskId") ?? "", "Cancelled", azure.now),
    body,
  );
  return { body: ended(stopped, "Cancelled", azure.now) };
};
