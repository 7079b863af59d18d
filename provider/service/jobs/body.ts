/** The body of a backup job: its tasks while it runs, and its form in replies. */
import { isJsonObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { JobError } from "../../rules/items/errors.js";
import type { JobStatus, PhaseStatus } from "../../rules/items/jobs.js";
import { azureTime, isoDuration } from "../../time/durations.js";
import { formatInstant } from "../../time/formats.js";
import { idForVersion, isSince } from "../azure/eras.js";
import type { Azure, Call } from "../azure/route.js";
import type { Document } from "../store/documents.js";

const NEVER = "0001-01-01T00:00:00";
/** Since this version an action is a word; before it was a number. */
const WORDS_SINCE = "2022-09-01";

/** A task of a job at the job's start. */
export function newTask(taskId: string, status: "InProgress" | "NotStarted", now: Date): JsonObject {
  const startTime = status === "InProgress" ? azureTime(now) : NEVER;
  return { taskId, startTime, endTime: NEVER, duration: "PT0S", status, taskType: "Normal" };
}

/** A job's body with one task changed: started, or ended, at this instant. */
export function withTask(body: JsonObject, taskId: string, status: PhaseStatus, now: Date): JsonObject {
  const extended = objectAt(body, "properties", "extendedInfo");
  const tasksList = listAt(extended, "tasksList").map((task) =>
    textAt(task, "taskId") === taskId ? movedTask(objectAt(task), status, now) : task,
  );
  return withProperties(body, { extendedInfo: { ...extended, tasksList } });
}

function movedTask(task: JsonObject, status: PhaseStatus, now: Date): JsonObject {
  if (status === "InProgress") return { ...task, status, startTime: azureTime(now) };
  const started = textAt(task, "startTime") ?? NEVER;
  if (started === NEVER) return { ...task, status };
  const duration = isoDuration(now.getTime() - Date.parse(started));
  return { ...task, status, endTime: azureTime(now), duration };
}

/** The status of a task. */
export function taskStatus(body: JsonObject, taskId: string): PhaseStatus {
  const tasks = listAt(body, "properties", "extendedInfo", "tasksList");
  const found = tasks.find((task) => textAt(task, "taskId") === taskId);
  return (textAt(found, "status") ?? "NotStarted") as PhaseStatus;
}

/** A job's body with entries added to its property bag. */
export function withBag(body: JsonObject, bag: JsonObject): JsonObject {
  const extended = objectAt(body, "properties", "extendedInfo");
  return withProperties(body, {
    extendedInfo: { ...extended, propertyBag: { ...objectAt(extended, "propertyBag"), ...bag } },
  });
}

export const withProperties = (body: JsonObject, changes: JsonObject): JsonObject => ({
  ...body,
  properties: { ...objectAt(body, "properties"), ...changes },
});

/** A restore job's body with full progress. */
export function withFullProgress(body: JsonObject): JsonObject {
  const extendedInfo = {
    ...objectAt(body, "properties", "extendedInfo"),
    progressPercentage: 100,
    estimatedRemainingDuration: "PT0S",
  };
  return withProperties(body, { extendedInfo });
}

/** A job's body with an error. */
export const withError = (body: JsonObject, error: JobError): JsonObject =>
  withProperties(body, { errorDetails: [{ ...error }] });

/** A job's body with its final status. */
export const ended = (body: JsonObject, status: JobStatus, now: Date): JsonObject =>
  withProperties(body, { status, endTime: azureTime(now) });

export const statusOf = (job: Document): JobStatus =>
  (textAt(job.body, "properties", "status") ?? "InProgress") as JobStatus;

/** The body of the job in a reply to this call. Lists have no details. */
export function renderJob(call: Call, azure: Azure, job: Document, view: "full" | "listed"): JsonObject {
  const { extendedInfo, actionsInfo, startTime, ...stored } = objectAt(job.body, "properties");
  const endTime = textAt(stored, "endTime");
  const until = endTime === undefined ? azure.now.getTime() : Date.parse(endTime);
  const actions: Json = isSince(call, WORDS_SINCE) ? ["Cancellable"] : [1];
  return {
    ...job.body,
    id: idForVersion(call, job.id),
    properties: {
      ...stored,
      ...(actionsInfo === undefined ? {} : { actionsInfo: actions }),
      duration: isoDuration(until - Date.parse(String(startTime))),
      startTime,
      ...(view === "full" && extendedInfo !== undefined
        ? { extendedInfo: runningDetails(extendedInfo, azure.now) }
        : {}),
    },
  };
}

/** The duration of a running task grows with the clock. */
function runningDetails(details: Json, now: Date): JsonObject {
  const extended = isJsonObject(details) ? details : {};
  const tasksList = listAt(extended, "tasksList").map((task) => {
    const started = textAt(task, "startTime") ?? NEVER;
    if (textAt(task, "status") !== "InProgress" || started === NEVER) return task;
    return { ...objectAt(task), duration: isoDuration(now.getTime() - Date.parse(started)) };
  });
  return { ...extended, tasksList };
}

/** An instant as Azure writes it into a property bag: `6/12/2024 12:00:00 AM`, UTC. */
export const bagTime = (instant: Date): string => formatInstant(instant, "G");
