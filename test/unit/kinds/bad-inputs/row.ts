/** A row of the tables of what check refuses. */
import type { JsonObject } from "../../../../provider/core/json.js";

export interface BadInputs {
  /** What is wrong, as it follows "refuses". */
  readonly title: string;
  /** Who says that it is. */
  readonly source: string;
  /** The change of a good declaration; null takes an input away. */
  readonly inputs: JsonObject;
  /** What the program knows of other resources. */
  readonly known?: JsonObject;
  /** What was declared before, as a change of the same declaration. */
  readonly olds?: JsonObject;
  /** The property that the failure names. */
  readonly property: string;
  /** What it says of it. */
  readonly says: string;
}
