/** The regions in which requests create resources of Recovery Services and Compute, and resource groups. */

import { isOfType, typeOf, typeOfPath } from "../../arm/resource-id.js";
import { GROUP_TYPE } from "../../arm/resource-levels.js";
import { textAt } from "../../core/json.js";
import { regionFault, regionWarning } from "../../rules/shared/regions.js";
import { refuseIf } from "./refuse.js";
import type { Azure, Call } from "./route.js";

/** Types in other namespaces may have other locations, such as `global`. */
const IN_REGIONS = /^microsoft\.(compute|recoveryservices)\//i;

/** Throws Azure's 400 if the body of a PUT names no usable region; returns warnings. A resource that exists stays where it is. */
export function requireRegion({ method, path, body }: Call, { documents, regions }: Azure): string[] {
  const location = textAt(body, "location");
  if (method !== "PUT" || location === undefined || location.trim() === "") return [];
  const type = typeOfPath(path);
  if (!isOfType(path, type) || !(IN_REGIONS.test(type) || isOfType(path, GROUP_TYPE))) return [];
  if (documents.get(path) !== undefined) return [];
  refuseIf(regionFault(location, typeOf(path), regions));
  const warning = regionWarning(location, regions);
  return warning === undefined ? [] : [warning];
}
