/** The properties that Compute requires of a virtual machine. Unknown values are valid. Pure. */
import type { Json, JsonObject } from "../../core/json.js";
import type { PartFault } from "../../rules/machines/part.js";
import { vmPartFaults } from "../../rules/machines/parts.js";
import { type Failure, propertyPath } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";

/** The failures of a PUT of a VM; `isNew` adds those of a create. */
export function partFailures(properties: JsonObject, isNew: boolean): Failure[] {
  return vmPartFaults(properties, isNew)
    .filter(({ path, reads }) => ![path, ...reads].some((keys) => leadsToUnknown(properties, keys)))
    .map((broken) => ({ property: propertyPath(["properties", ...broken.path]), reason: reasonOf(broken) }));
}

const reasonOf = ({ fault, advice }: PartFault): string => `${fault.message} ${advice}`;

/** Whether a value on the path is unknown, so everything below it is unknown too. */
function leadsToUnknown(value: Json, [key, ...rest]: readonly string[]): boolean {
  if (isUnknown(value)) return true;
  if (key === undefined || typeof value !== "object" || value === null) return false;
  const next = (value as Readonly<Record<string, Json | undefined>>)[key];
  return next !== undefined && leadsToUnknown(next, rest);
}
