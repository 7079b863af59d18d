/**
 * The caller of a verb: the URN, which values are secret, and known properties of other resources. An entry point creates
 * one for each call: the dynamic provider from hidden inputs, a plugin from the request.
 */
import type { Json, JsonObject } from "../core/json.js";

/**
 * The properties that the program knows of the resources that inputs refer to, by the path of the input: `{ vm: { location: … } }`.
 * Any property may be missing, and in a preview any may be unknown.
 */
export type Known = Readonly<Record<string, JsonObject | undefined>>;

export interface Caller {
  /** The URN of the resource. */
  readonly urn: string;
  /** Whether a message may quote this value of an input: the program declares no secret in it. */
  mayQuote(input: string, value: Json): boolean;
  readonly known: Known;
}

/** The inputs of a resource, and the caller that declared them. */
export interface Declared {
  readonly inputs: JsonObject;
  readonly caller: Caller;
}

/** A resource in the state: its ARM id, its outputs, which echo the inputs, and the caller that declared these. */
export interface StateResource {
  readonly id: string;
  readonly outputs: JsonObject;
  readonly caller: Caller;
}
