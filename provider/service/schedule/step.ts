/** The input and the outcome of the end of a stage of long-running work. */
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
  /** Whether the work ends here, even with stages left. */
  readonly over?: boolean;
}

export type WorkKind = (step: Step) => Outcome;

/** What happens when a stage fails, instead of its end. */
export type WorkFailure = (step: Step, error: JobError) => Outcome;
