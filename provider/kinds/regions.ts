/** The `location` of every kind that has one: refused if it is no usable region, with a suggestion. Pure. */
import type { JsonObject } from "../core/json.js";
import { isClosedRegion, nearestRegion, regionKey, regionProblem, regionWarning } from "../rules/shared/regions.js";
import type { Failure } from "../schema/failures.js";
import { isUnknown } from "../schema/unknown.js";

/** A kind without a type is one of Azure Backup or Compute. Resources of other namespaces may have locations such as `global`. */
const isInRegion = ({ type }: JsonObject): boolean =>
  typeof type !== "string" ||
  /^microsoft\.(compute|recoveryservices)\/|^microsoft\.resources\/resourcegroups$/i.test(type);

const locationOf = ({ location }: JsonObject): string | undefined =>
  typeof location === "string" && !isUnknown(location) ? location : undefined;

/** Refuses a location that is no usable region. A declared resource stays in the region of its previous run. */
export function regionFaults(inputs: JsonObject, olds: JsonObject | undefined, added: readonly string[]): Failure[] {
  const location = locationOf(inputs);
  if (location === undefined || !isInRegion(inputs) || isUnknown(inputs["type"])) return [];
  const before = olds === undefined ? undefined : locationOf(olds);
  if (before !== undefined && regionKey(before) === regionKey(location)) return [];
  const problem = regionProblem(location, added);
  if (problem === undefined) return [];
  return [
    {
      property: "location",
      found: JSON.stringify(location),
      reason: `${problem}${adviceFor(location)}`,
      ...meant(location),
    },
  ];
}

/** A closed region does not open again, so it is not to be added. */
const adviceFor = (location: string): string => `${EXAMPLE}${isClosedRegion(location) ? "" : ADVICE}`;

const EXAMPLE = ": expected a region such as westeurope";
const ADVICE =
  ". If Azure has opened the region since this version of azure-vm-backup, add its name with: pulumi config set azure-vm-backup:regions NAME";

function meant(location: string): Pick<Failure, "meant"> {
  const nearest = nearestRegion(location);
  return nearest === undefined ? {} : { meant: nearest };
}

/** The warning for a region that may not be open, and for an unknown one that is similar to a known one. */
export function regionWarnings(inputs: JsonObject, added: readonly string[]): string[] {
  const location = locationOf(inputs);
  if (location === undefined) return [];
  const warning = regionWarning(location, added);
  if (warning !== undefined) return [`location: ${warning}`];
  const nearest = regionProblem(location, added) === undefined ? undefined : nearestRegion(location);
  if (nearest === undefined) return [];
  return [`location: ${JSON.stringify(location)} is not a known Azure region. Did you mean "${nearest}"?`];
}

/** The failures, with a suggestion for a location that cannot be a region. */
export const withRegion = (failures: readonly Failure[], { location }: JsonObject): Failure[] =>
  failures.map((failure) =>
    failure.property === "location" && typeof location === "string" ? { ...failure, ...meant(location) } : failure,
  );
