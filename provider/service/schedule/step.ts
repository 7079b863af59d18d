/** What the end of a stage of long-running work is told, and what it tells back. */

import type { JsonObject } from "../../core/json.js";
import type { JobError } from "../../rules/items/errors.js";
import type { Azure } from "../azure/route.js";

export interface Step {
  /** `now` is the instant at which the stage ended. */
  readonly azure: Azure;
  /** The id of the work's document. */
  readonly id: string;
  /** The body of the work's document. */
  readonly body: JsonObject;
  readonly facts: JsonObject;
  /** The stage that ended, from 0. */
  readonly stage: number;
}

export interface Outcome {
  /** The new body of the work's document. */
  readonly body?: JsonObject;
  /** Facts to add. */
  readonly facts?: JsonObject;
  /** The work ends here, whatever stages it had left. */
  readonly over?: boolean;
}

export type WorkKind = (step: Step) => Outcome;

/** What it means that a stage fails: its end as it would have been is left out. */
export type WorkFailure = (step: Step, error: JobError) => Outcome;
