/** What a declared virtual machine must have and must not have, so far as it is known. Pure. */
import type { Json } from "../../core/json.js";
import { machinePartFaults, type PartFault } from "../../rules/machine-parts.js";
import { type Failure, propertyPath } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** What Azure would refuse of a machine that is created; one that is adopted may be declared in part. */
export function machinePartFailures({ properties = {}, adopt }: Inputs): Failure[] {
  const isNew = adopt === "never";
  return machinePartFaults(properties, isNew)
    .filter(({ path, reads }) => ![path, ...reads].some((keys) => leadsToUnknown(properties, keys)))
    .map((broken) => ({ property: propertyPath(["properties", ...broken.path]), reason: reasonOf(broken) }));
}

const reasonOf = ({ fault, advice }: PartFault): string => `${fault.message} ${advice}`;

/** Whether a value on the way to a place is not known yet, so that nobody can say what is there. */
function leadsToUnknown(value: Json, [key, ...rest]: readonly string[]): boolean {
  if (isUnknown(value)) return true;
  if (key === undefined || typeof value !== "object" || value === null) return false;
  const next = (value as Readonly<Record<string, Json | undefined>>)[key];
  return next !== undefined && leadsToUnknown(next, rest);
}
