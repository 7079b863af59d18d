/** The entries of a fault plan. Each applies to the calls that it matches in one way, its verb. */
import type { JobError } from "../../rules/items/errors.js";
import type { JobOperation } from "../../rules/items/jobs.js";

/** Whether the fault applies before or after the call takes effect. */
export type Moment = "before" | "after";

/** Which calls an entry counts, and to which of those it applies. */
export interface Matching {
  /** Only calls of this method count. Default: all, for a crash only writes. */
  readonly method?: string;
  /** Only calls whose decoded path matches count; the query is not part of it, and case does not matter. */
  readonly path?: RegExp;
  /** The first of the counted calls that the fault applies to, from 1. */
  readonly call: number;
  /** To how many calls in a row the fault applies. */
  readonly times: number;
}

/** Ends the process as SIGKILL does. */
export interface Crash extends Matching {
  readonly verb: "crash";
  readonly moment: Moment;
  /** A file with the id of another process to end first. */
  readonly andProcessOf?: string;
}

/** Answers with an error of Azure's shape. */
interface Fail extends Matching {
  readonly verb: "fail";
  readonly moment: Moment;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Delays the call. */
interface Slow extends Matching {
  readonly verb: "slow";
  readonly delayMs: number;
}

/** Answers 429 with Retry-After; the call has no effect. */
interface Throttle extends Matching {
  readonly verb: "throttle";
  readonly retryAfterSeconds: number;
}

/** Does not answer until the client gives up. */
export interface Timeout extends Matching {
  readonly verb: "timeout";
  readonly moment: Moment;
}

/** Drops the connection instead of answering. */
interface Drop extends Matching {
  readonly verb: "drop";
  readonly moment: Moment;
}

/** Answers 429 once its calls in a period exceed a number, as Azure limits an action by the hour. */
export interface Quota extends Matching {
  readonly verb: "quota";
  readonly calls: number;
  /** By the service's clock; a period starts with its first call. */
  readonly periodSeconds: number;
}

/** Lets a job start and fail at one of its tasks. It counts jobs of its operation that start, instead of calls. */
export interface FailJob extends Matching {
  readonly verb: "failJob";
  readonly operation: JobOperation;
  /** One of the job's tasks; default: the first, or the job itself if it has no tasks. */
  readonly task?: string;
  readonly error: JobError;
}

export type Fault = Crash | Fail | Slow | Throttle | Timeout | Drop | Quota | FailJob;
export type FaultVerb = Fault["verb"];
