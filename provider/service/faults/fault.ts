/** What a fault plan can ask for. One entry strikes the calls that it names in one way, its verb. */

import type { JobError } from "../../rules/items/errors.js";
import type { JobOperation } from "../../rules/items/jobs.js";

/** Whether the call that is struck has taken effect by then. */
export type Moment = "before" | "after";

/** Which calls an entry counts, and which of those it strikes. */
export interface Matching {
  /** Only calls of this method count. Left out: all, but for a crash only those that write. */
  readonly method?: string;
  /** Only calls count whose decoded path, without the query, matches; upper and lower case are one. */
  readonly path?: RegExp;
  /** The first of the counted calls that is struck, from 1. */
  readonly call: number;
  /** How many calls in a row are struck. */
  readonly times: number;
}

/** Ends the process as SIGKILL does. */
export interface Crash extends Matching {
  readonly verb: "crash";
  readonly moment: Moment;
  /** A file that holds the id of another process to end with this one. */
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

/** Handles the call only after a while. */
interface Slow extends Matching {
  readonly verb: "slow";
  readonly delayMs: number;
}

/** Answers 429 with Retry-After; the call has no effect. */
interface Throttle extends Matching {
  readonly verb: "throttle";
  readonly retryAfterSeconds: number;
}

/** Gives no answer until the client gives up. */
export interface Timeout extends Matching {
  readonly verb: "timeout";
  readonly moment: Moment;
}

/** Drops the connection in place of an answer. */
interface Drop extends Matching {
  readonly verb: "drop";
  readonly moment: Moment;
}

/** Answers 429 once more than that many of its calls came within a period, as Azure limits an action by the hour. */
export interface Quota extends Matching {
  readonly verb: "quota";
  readonly calls: number;
  /** By the service's clock; it begins with the first call. */
  readonly periodSeconds: number;
}

/** Lets a job begin and fail at one of its tasks. It counts jobs of its operation that begin, in place of calls. */
export interface FailJob extends Matching {
  readonly verb: "failJob";
  readonly operation: JobOperation;
  /** One of the job's tasks; the first where it is left out, and the whole job where that has none. */
  readonly task?: string;
  readonly error: JobError;
}

export type Fault = Crash | Fail | Slow | Throttle | Timeout | Drop | Quota | FailJob;
export type FaultVerb = Fault["verb"];
