/**
 * The availability zones of a virtual machine or a disk. The code and the text are Azure's; each region with zones has three
 * ("Azure regions with availability zones"). A region whose zones are not known takes any.
 */
import { type RuleFault, refused } from "../shared/fault.js";
import { hasZones } from "../shared/regions.js";

const ZONES: readonly string[] = ["1", "2", "3"];

interface ZonedResource {
  /** Such as `Microsoft.Compute/virtualMachines/web`. */
  readonly resource: string;
  readonly location: string;
  readonly zones: readonly string[];
}

/** Refuses zones that a region does not have. */
export function zonesFault({ resource, location, zones }: ZonedResource): RuleFault | undefined {
  const has = hasZones(location);
  if (has === undefined) return undefined;
  const supported = has ? ZONES : [];
  const missing = zones.filter((zone) => !supported.includes(zone));
  if (missing.length === 0) return undefined;
  return refused(
    "InvalidAvailabilityZone",
    `The zone(s) '${missing
      .slice(0, 10)
      .map((zone) => zone.slice(0, 20))
      .join(
        ",",
      )}' for resource '${resource}' is not supported. The supported zones for location '${location}' are '${supported.join(",")}'`,
  );
}
