/** Why a VM cannot be written: the LUNs and sizes of its disks, and properties that cannot change. */
import { idKey, nameOf } from "../../../arm/resource-id.js";
import { at, type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import { type RequestedDisk, storageFault, vmResizeFault } from "../../../rules/machines/disks.js";
import { firstFault, propertyChangeFault, type RuleFault } from "../../../rules/shared/fault.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { diskIdOf, disksIn, powerStateOf } from "../machine.js";
import { sameText } from "../resource.js";

/** A VM to write. */
export interface VmWrite {
  readonly id: string;
  /** The requested body. */
  readonly requested: JsonObject;
  readonly old: Document | undefined;
}

/** Why a VM cannot be written like this; undefined if it can. */
export function vmWriteFault(azure: Azure, vm: VmWrite): RuleFault | undefined {
  const storage = objectAt(vm.requested, "properties", "storageProfile");
  const dataDisks = listAt(storage, "dataDisks").map((disk) => diskTerms(objectAt(disk)));
  return firstFault(
    () => storageFault(diskTerms(objectAt(storage, "osDisk")), dataDisks),
    () => fixedFault(vm),
    () => sizesFault(azure, vm),
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

function fixedFault({ requested, old }: VmWrite): RuleFault | undefined {
  if (old === undefined) return undefined;
  const changed = FIXED.find((path) => {
    const sent = at(requested, "properties", ...path);
    const current = at(old.body, "properties", ...path);
    return sent !== undefined && current !== undefined && !sameText(sent, current);
  });
  return changed === undefined ? undefined : propertyChangeFault(azureName(changed));
}

/** An attached disk cannot be resized through a running VM. */
function sizesFault(azure: Azure, { id, requested, old }: VmWrite): RuleFault | undefined {
  if (old === undefined) return undefined;
  const vm = nameOf(id);
  const isRunning = powerStateOf(old) === "running";
  const current = new Set(disksIn(objectAt(old.body, "properties")).map((disk) => idKey(diskIdOf(disk))));
  for (const disk of disksIn(objectAt(requested, "properties"))) {
    if (!current.has(idKey(diskIdOf(disk)))) continue;
    const found = azure.documents.get(diskIdOf(disk));
    const fromGB = objectAt(found?.body, "properties")["diskSizeGB"];
    const toGB = disk["diskSizeGB"];
    if (found === undefined || typeof fromGB !== "number" || typeof toGB !== "number") continue;
    const fault = vmResizeFault({ vm, diskId: found.id, fromGB, toGB, isRunning });
    if (fault !== undefined) return fault;
  }
  return undefined;
}
