/**
 * Which disks of a VM a backup includes: all, or as the item's `diskExclusionProperties` say. The OS disk is always included.
 */
import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../core/json.js";
import { absentLunWarnings } from "../../../rules/items/protection.js";
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

/** The warnings about the disks that a request selects: LUNs that the VM does not have. */
export function choiceWarnings(sent: JsonObject, vm: Document | undefined): string[] {
  if (vm === undefined) return [];
  const luns = listAt(sent, "extendedProperties", "diskExclusionProperties", "diskLunList").map(Number);
  const existing = disksOf(vm).map(({ lun }) => lun);
  return absentLunWarnings(luns, existing).map(({ text }) => text);
}
