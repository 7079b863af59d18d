/**
 * Who calls a verb, and what its program said of the values that it declares. An entry point makes one for each call: the
 * dynamic provider from hidden inputs, a plugin from the request.
 */
import type { Json, JsonObject } from "../core/json.js";

/**
 * What the program knew of the other resources that an input names, in addition to their ids: `{ vm: { location: … } }`,
 * by the name of the input. Anything may be missing, and in a preview anything may be unknown.
 */
export type Known = Readonly<Record<string, JsonObject | undefined>>;

export interface Caller {
  /** The URN of the resource. */
  readonly urn: string;
  /** Whether a message may quote this value of an input: the program is known to keep nothing in it secret. */
  mayQuote(input: string, value: Json): boolean;
  readonly known: Known;
}

/** The inputs of a resource with the caller that declared them. */
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
