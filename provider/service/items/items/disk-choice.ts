/**
 * Which disks of a VM a backup includes: all, or as the item's `diskExclusionProperties` say. The OS disk is always included.
 */
import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../core/json.js";
import { unknownLunsWarning } from "../../../rules/items/protection.js";
import { disksOf, type VmDisk } from "../../compute/index.js";
import type { Document } from "../../store/documents.js";

export interface DiskChoice {
  readonly included: readonly VmDisk[];
  readonly excluded: readonly VmDisk[];
}

/** The disks split by the item's settings; undefined if it includes them all. */
export function splitDisks(disks: readonly VmDisk[], item: Document): DiskChoice | undefined {
  const choice = objectAt(item.body, "properties", "extendedProperties")["diskExclusionProperties"];
  if (!isJsonObject(choice)) return undefined;
  const luns = listAt(choice, "diskLunList").map(Number);
  const listed = choice["isInclusionList"] === true;
  const takes = ({ lun }: VmDisk) => lun < 0 || luns.includes(lun) === listed;
  return { included: disks.filter(takes), excluded: disks.filter((disk) => !takes(disk)) };
}

/** The warning about the disks that a request selects: LUNs that the VM does not have. */
export function choiceWarning(sent: JsonObject, vm: Document | undefined): string | undefined {
  if (vm === undefined) return undefined;
  const luns = listAt(sent, "extendedProperties", "diskExclusionProperties", "diskLunList").map(Number);
  return unknownLunsWarning(
    luns,
    disksOf(vm).map(({ lun }) => lun),
  );
}
