/** Suggestions for the `location` of every kind that has one. No list of regions is complete, so an unknown region is not refused. Pure. */
import type { JsonObject } from "../core/json.js";
import { nearestRegion } from "../rules/shared/regions.js";
import type { Failure } from "../schema/failures.js";
import { isUnknown } from "../schema/unknown.js";

/** The warning for a region that is unknown and similar to a known one. */
export function regionWarnings({ location }: JsonObject): string[] {
  if (typeof location !== "string" || isUnknown(location)) return [];
  const meant = nearestRegion(location);
  if (meant === undefined) return [];
  return [`location: ${JSON.stringify(location)} is not a known Azure region. Did you mean "${meant}"?`];
}

/** The failures, with a suggestion for a location that cannot be a region. */
export const withRegion = (failures: readonly Failure[], { location }: JsonObject): Failure[] =>
  failures.map((failure) => {
    const meant = failure.property === "location" && typeof location === "string" ? nearestRegion(location) : undefined;
    return meant === undefined ? failure : { ...failure, meant };
  });
