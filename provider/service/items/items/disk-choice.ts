/** Which disks of a machine a backup takes: all, or as the item's `diskExclusionProperties` say. The system's disk is always among them. */
import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../core/json.js";
import { unknownLunsWarning } from "../../../rules/items/protection.js";
import { disksOf, type MachineDisk } from "../../compute/index.js";
import type { Document } from "../../store/documents.js";

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

/** What to warn of in the choice that the properties of a request make of a machine's disks. */
export function choiceWarning(sent: JsonObject, machine: Document | undefined): string | undefined {
  if (machine === undefined) return undefined;
  const luns = listAt(sent, "extendedProperties", "diskExclusionProperties", "diskLunList").map(Number);
  return unknownLunsWarning(
    luns,
    disksOf(machine).map(({ lun }) => lun),
  );
}
