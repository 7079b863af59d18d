/** A row of the tables of inputs that check refuses. */
import type { JsonObject } from "../../../../provider/core/json.js";

export interface BadInputs {
  /** The mistake, as the object of "refuses". */
  readonly title: string;
  /** The source of the rule. */
  readonly source: string;
  /** The change to a valid declaration; null removes an input. */
  readonly inputs: JsonObject;
  /** What is known of resources that the inputs reference. */
  readonly known?: JsonObject;
  /** The inputs in the state, as a change to the same declaration. */
  readonly olds?: JsonObject;
  /** The property that the failure names. */
  readonly property: string;
  /** The reason in the failure. */
  readonly says: string;
}
