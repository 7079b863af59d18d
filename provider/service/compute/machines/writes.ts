/** Why a VM cannot be written: the LUNs and sizes of its disks, and properties that cannot change. */
import { nameOf, sameId } from "../../../arm/resource-id.js";
import { at, type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import { type RequestedDisk, storageFault, vmResizeFault, vmStorageTypeFault } from "../../../rules/machines/disks.js";
import { firstFault, propertyChangeFault, type RuleFault } from "../../../rules/shared/fault.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { ownersOf } from "../disks/document.js";
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
    () => repeatedFault(azure, vm),
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

/**
 * What a VM sends of an existing disk must be as the disk is: its size, its operating system (MicrosoftDocs/azure-docs 20344)
 * and, if it is attached already, its storage type.
 */
function repeatedFault(azure: Azure, vm: VmWrite): RuleFault | undefined {
  const disks = disksIn(objectAt(vm.requested, "properties"));
  const system = objectAt(vm.requested, "properties", "storageProfile", "osDisk");
  for (const disk of disks) {
    const found = azure.documents.get(currentIdOf(vm, disk));
    if (found === undefined) continue;
    const change = { vm, disk, found, role: disk === system ? "osDisk" : "dataDisk" };
    const fault = firstFault(
      () => osTypeFault(change),
      () => sizeFault(change),
      () => storageTypeFault(change),
    );
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The id of a disk that a request names or, by its LUN and name, means: a program that creates a disk with its VM has no id of it. */
function currentIdOf({ old }: VmWrite, disk: JsonObject): string {
  const { lun, name } = disk;
  const isSame = (one: JsonObject) => one["lun"] === lun && (name === undefined || sameText(name, one["name"]));
  return textAt(disk, "managedDisk", "id") ?? diskIdOf(disksIn(objectAt(old?.body, "properties")).find(isSame) ?? disk);
}

interface DiskChange {
  readonly vm: VmWrite;
  /** The disk in the request. */
  readonly disk: JsonObject;
  readonly found: Document;
  readonly role: string;
}

function osTypeFault({ disk, found }: DiskChange): RuleFault | undefined {
  const [sent, own] = [textAt(disk, "osType"), textAt(found.body, "properties", "osType")];
  return sent === undefined || own === undefined || sameText(sent, own)
    ? undefined
    : propertyChangeFault("osDisk.osType");
}

function sizeFault({ vm, disk, found }: DiskChange): RuleFault | undefined {
  const fromGB = objectAt(found.body, "properties")["diskSizeGB"];
  const toGB = disk["diskSizeGB"];
  if (typeof fromGB !== "number" || typeof toGB !== "number") return undefined;
  const isRunning = vm.old !== undefined && powerStateOf(vm.old) === "running";
  return vmResizeFault({ vm: nameOf(vm.id), diskId: found.id, fromGB, toGB, isRunning });
}

/** A disk gets the requested storage type when it is attached, and keeps it while it is. */
function storageTypeFault({ vm, disk, found, role }: DiskChange): RuleFault | undefined {
  if (!ownersOf(found).some((owner) => sameId(owner, vm.id))) return undefined;
  const [from, to] = [textAt(found.body, "sku", "name"), textAt(disk, "managedDisk", "storageAccountType")];
  if (from === undefined || to === undefined) return undefined;
  return vmStorageTypeFault({ vm: nameOf(vm.id), diskId: found.id, role, from, to });
}
