/** Why a VM cannot be written: the LUNs and sizes of its disks, and properties that cannot change. */
import { idKey, nameOf } from "../../../arm/resource-id.js";
import { at, type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import { machineResizeFault, type RequestedDisk, storageFault } from "../../../rules/machines/disks.js";
import { firstFault, propertyChangeFault, type RuleFault } from "../../../rules/shared/fault.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { diskIdOf, disksIn, powerStateOf } from "../machine.js";
import { sameText } from "../resource.js";

/** A VM to write. */
export interface MachineWrite {
  readonly id: string;
  /** The requested body. */
  readonly given: JsonObject;
  readonly old: Document | undefined;
}

/** Why a VM cannot be written like this; undefined if it can. */
export function machineFault(azure: Azure, machine: MachineWrite): RuleFault | undefined {
  const storage = objectAt(machine.given, "properties", "storageProfile");
  const dataDisks = listAt(storage, "dataDisks").map((disk) => diskTerms(objectAt(disk)));
  return firstFault(
    () => storageFault(diskTerms(objectAt(storage, "osDisk")), dataDisks),
    () => fixedFault(machine),
    () => sizesFault(azure, machine),
  );
}

const diskTerms = (disk: JsonObject): RequestedDisk => ({
  lun: typeof disk["lun"] === "number" ? disk["lun"] : undefined,
  name: textAt(disk, "name"),
  id: textAt(disk, "managedDisk", "id"),
});

/** The properties of a VM that cannot change. */
const FIXED: readonly (readonly string[])[] = [
  ["storageProfile", "imageReference", "publisher"],
  ["storageProfile", "imageReference", "offer"],
  ["storageProfile", "imageReference", "sku"],
  ["storageProfile", "imageReference", "id"],
  ["storageProfile", "osDisk", "osType"],
  ["osProfile", "computerName"],
  ["osProfile", "adminUsername"],
];
/** The name of a property in Azure's messages. */
const azureName = (path: readonly string[]): string =>
  path[1] === "imageReference" ? "imageReference" : path.slice(-2).join(".");

function fixedFault({ given, old }: MachineWrite): RuleFault | undefined {
  if (old === undefined) return undefined;
  const changed = FIXED.find((path) => {
    const sent = at(given, "properties", ...path);
    const held = at(old.body, "properties", ...path);
    return sent !== undefined && held !== undefined && !sameText(sent, held);
  });
  return changed === undefined ? undefined : propertyChangeFault(azureName(changed));
}

/** An attached disk cannot be resized through a running VM. */
function sizesFault(azure: Azure, { id, given, old }: MachineWrite): RuleFault | undefined {
  if (old === undefined) return undefined;
  const machine = nameOf(id);
  const isRunning = powerStateOf(old) === "running";
  const held = new Set(disksIn(objectAt(old.body, "properties")).map((disk) => idKey(diskIdOf(disk))));
  for (const disk of disksIn(objectAt(given, "properties"))) {
    if (!held.has(idKey(diskIdOf(disk)))) continue;
    const found = azure.documents.get(diskIdOf(disk));
    const fromGB = objectAt(found?.body, "properties")["diskSizeGB"];
    const toGB = disk["diskSizeGB"];
    if (found === undefined || typeof fromGB !== "number" || typeof toGB !== "number") continue;
    const fault = machineResizeFault({ machine, diskId: found.id, fromGB, toGB, isRunning });
    if (fault !== undefined) return fault;
  }
  return undefined;
}
