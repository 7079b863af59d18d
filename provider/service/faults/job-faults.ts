/**
 * Jobs that a plan fails. Whether a job fails is decided where it begins and kept with it, so that whoever moves it on fails
 * it at the same task. A route sees of its request nothing but what a call holds; the headers are of that request alone, so
 * the plan is bound to them.
 */
import type { JobOperation } from "../../rules/items/jobs.js";
import type { PlannedFailure } from "../schedule/step.js";

/** A job that begins. */
export interface BeginningJob {
  readonly operation: JobOperation;
  /** The names of its tasks, each of which is a stage of its work. */
  readonly tasks: readonly string[];
}

/** Says whether and where a job fails, and counts it. */
export type JobFaults = (job: BeginningJob) => PlannedFailure | undefined;

const bound = new WeakMap<Headers, JobFaults>();

/** Applies a plan to the jobs that a request begins. */
export function bindJobFaults(request: Request, faults: JobFaults): void {
  bound.set(request.headers, faults);
}

/** Where a job that begins is to fail; undefined where it is not. */
export const plannedFailure = (headers: Headers, job: BeginningJob): PlannedFailure | undefined =>
  bound.get(headers)?.(job);
