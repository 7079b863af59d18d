/** The hand-written parts of the class `DiskSnapshot`. */
import type { ClassParts } from "../../dynamic/resource.js";
import { withSourceFacts } from "../../dynamic/snapshot-source.js";

/**
 * A snapshot of a managed disk: taken of the disk, copied from another snapshot, also from another region, or imported from
 * a VHD.
 *
 * @example
 * ```ts
 * const taken = new DiskSnapshot("db-before", { resourceGroup: group, source: { disk } });
 * const copy = new DiskSnapshot("db-copy", {
 *   resourceGroup: group,
 *   location: "northeurope",
 *   source: { snapshot: taken },
 * });
 * ```
 */
export const parts: ClassParts = { prepare: (args) => withSourceFacts({ ...args }) };
