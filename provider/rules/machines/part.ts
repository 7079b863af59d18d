/** A broken rule of a virtual machine's properties. */
import { at, type JsonObject } from "../../core/json.js";
import type { RuleFault } from "../shared/fault.js";

/** A missing, forbidden or invalid part of a VM's properties. */
export interface PartFault {
  readonly fault: RuleFault;
  /** Its path below the properties. */
  readonly path: readonly string[];
  /** Other paths that the rule read. */
  readonly reads: readonly (readonly string[])[];
  /** What to do about it. */
  readonly advice: string;
}

export type PartRule = (properties: JsonObject) => PartFault | undefined;

export const broken = (
  fault: RuleFault,
  advice: string,
  path: readonly string[],
  ...reads: readonly (readonly string[])[]
): PartFault => ({ fault, path, reads, advice });

/** Whether the properties have no value at a path. */
export const isMissing = (properties: JsonObject, path: readonly string[]): boolean => {
  const value = at(properties, ...path);
  return value === undefined || value === null;
};
