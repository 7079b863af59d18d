/** Where a VM and its disks are: in one region and, if the VM is in a zone, in that zone. Pure. */
import { type RuleFault, refused } from "../shared/fault.js";
import { sameRegion } from "../shared/regions.js";

/** Where a resource is. */
export interface Place {
  readonly location: string;
  /** Undefined for a resource without a zone. */
  readonly zone?: string | undefined;
  /** Whether a disk is in all zones of its region. */
  readonly isZoneRedundant?: boolean;
}

/**
 * Refuses a disk that is in another place than the VM that attaches it. The text about a zone is that of Azure in reports of
 * kubernetes-sigs/azuredisk-csi-driver; the others are ours.
 */
export function attachPlaceFault(diskId: string, disk: Place, vm: Place): RuleFault | undefined {
  const because = attachProblem(disk, vm);
  return because === undefined
    ? undefined
    : refused("BadRequest", `Disk ${diskId} cannot be attached to the VM because it is ${because}.`);
}

function attachProblem(disk: Place, vm: Place): string | undefined {
  if (!sameRegion(disk.location, vm.location)) return `not in the region '${vm.location}'`;
  if (disk.isZoneRedundant || disk.zone === vm.zone) return undefined;
  return vm.zone === undefined ? `in zone '${disk.zone}', and the VM is in none` : `not in zone '${vm.zone}'`;
}
