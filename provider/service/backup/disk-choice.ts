/** Which disks of a machine a backup takes: all, or as the item's `diskExclusionProperties` say. The system's disk is always among them. */
import { isJsonObject, listAt, objectAt } from "../../core/json.js";
import type { MachineDisk } from "../compute/machines.js";
import type { Document } from "../store/documents.js";

export interface DiskChoice {
  readonly included: readonly MachineDisk[];
  readonly excluded: readonly MachineDisk[];
}

/** The disks split as the item wants it; undefined where it takes them all. */
export function splitDisks(disks: readonly MachineDisk[], item: Document): DiskChoice | undefined {
  const choice = objectAt(item.body, "properties", "extendedProperties")["diskExclusionProperties"];
  if (!isJsonObject(choice)) return undefined;
  const luns = listAt(choice, "diskLunList").map(Number);
  const listed = choice["isInclusionList"] === true;
  const takes = ({ lun }: MachineDisk) => lun < 0 || luns.includes(lun) === listed;
  return { included: disks.filter(takes), excluded: disks.filter((disk) => !takes(disk)) };
}
