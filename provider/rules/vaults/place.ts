/**
 * The redundancy that a region offers. Sources: azure-docs "regions-list" (zones, and no geo-redundant storage without a paired
 * region); the code and the beginning of the text are those of Azure/azure-monitor-baseline-alerts 26.
 */
import type { RuleFault } from "../shared/fault.js";
import { hasZones, pairOf, regionKey } from "../shared/regions.js";
import { invalidParameterFault } from "./parameters.js";

/** Recorded in 2026: vaults of this region, which has a pair, are LocallyRedundant. */
const LOCALLY_REDUNDANT_BY_DEFAULT = ["eastasia"];

/** The redundancy of a vault that was created without one. */
export function defaultRedundancy(location: string): "GeoRedundant" | "LocallyRedundant" {
  const isLocal = LOCALLY_REDUNDANT_BY_DEFAULT.includes(regionKey(location)) || pairOf(location) === null;
  return isLocal ? "LocallyRedundant" : "GeoRedundant";
}

/** What a redundancy needs of the region and the region does not have; undefined if it has it, or if that is not known. */
export function redundancyProblem(redundancy: string | undefined, location: string): string | undefined {
  if (redundancy === "ZoneRedundant" && hasZones(location) === false) {
    return `ZoneRedundant needs a region with availability zones, and ${location} has none: use LocallyRedundant or GeoRedundant.`;
  }
  if (redundancy === "GeoRedundant" && pairOf(location) === null) {
    const other = hasZones(location) === true ? "LocallyRedundant or ZoneRedundant" : "LocallyRedundant";
    return `GeoRedundant needs a region with a paired region, and ${location} has none: use ${other}.`;
  }
  return undefined;
}

/** Refuses a redundancy that the region does not have. */
export function redundancyPlaceFault(redundancy: string | undefined, location: string): RuleFault | undefined {
  const problem = redundancyProblem(redundancy, location);
  return problem === undefined ? undefined : invalidParameterFault("redundancySettings", problem);
}

/** A warning where it is not known whether a region has what a redundancy needs. */
export function redundancyPlaceWarning(redundancy: string | undefined, location: string): string | undefined {
  if (redundancy === "ZoneRedundant" && hasZones(location) === undefined) {
    return `ZoneRedundant needs a region with availability zones: whether ${location} has them is not known.`;
  }
  if (redundancy === "GeoRedundant" && pairOf(location) === undefined) {
    return `GeoRedundant needs a region with a paired region: whether ${location} has one is not known.`;
  }
  return undefined;
}
