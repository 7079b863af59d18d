/** Whether the region of a vault offers its redundancy. Pure. */
import { pairOf } from "../../rules/shared/regions.js";
import { redundancyPlaceWarning, redundancyProblem } from "../../rules/vaults/place.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** Refuses zone redundancy without zones, and geo redundancy and cross region restore without a paired region. */
export function placeFaults({ location, redundancy, crossRegionRestore }: Inputs): Failure[] {
  if ([location, redundancy, crossRegionRestore].some(isUnknown)) return [];
  const problem = redundancyProblem(redundancy, location);
  if (problem !== undefined) {
    return [{ property: "redundancy", found: JSON.stringify(redundancy), reason: `is not offered: ${problem}` }];
  }
  if (crossRegionRestore !== "Enabled" || pairOf(location) !== null) return [];
  const reason = `requires a region with a paired region, and ${location} has none: remove it, or use another region`;
  return [{ property: "crossRegionRestore", found: JSON.stringify(crossRegionRestore), reason }];
}

/** Warns where it is not known whether the region offers the declared redundancy. */
export function placeWarnings({ location, redundancy }: Inputs): string[] {
  if (redundancy === undefined || isUnknown(location) || isUnknown(redundancy)) return [];
  const warning = redundancyPlaceWarning(redundancy, location);
  return warning === undefined ? [] : [`redundancy: ${warning}`];
}
