/** Virtual machines as documents: their operating system, power state and disks. */
import { sameId } from "../../arm/resource-id.js";
import { at, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { OsType, PowerState } from "../../rules/items/machine.js";
import { requireResource } from "../azure/resources.js";
import type { Azure, Call } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { calledId } from "./resource.js";

export const VM_TYPE = "Microsoft.Compute/virtualMachines";

const LINUX_PUBLISHERS = /canonical|redhat|suse|openlogic|debian|oracle|almalinux|rocky|credativ|kinvolk|linux/i;

/** The operating system in a VM's properties; Windows if they name none. */
export function osTypeOf(properties: JsonObject): OsType {
  const osType = textAt(properties, "storageProfile", "osDisk", "osType");
  if (osType !== undefined) return osType.toLowerCase() === "linux" ? "Linux" : "Windows";
  if (at(properties, "osProfile", "linuxConfiguration") !== undefined) return "Linux";
  if (at(properties, "osProfile", "windowsConfiguration") !== undefined) return "Windows";
  const image = objectAt(properties, "storageProfile", "imageReference");
  const publisher = `${textAt(image, "publisher") ?? ""} ${textAt(image, "offer") ?? ""}`;
  return LINUX_PUBLISHERS.test(publisher) ? "Linux" : "Windows";
}

/** The power state of a VM. */
export const powerStateOf = (vm: Document): PowerState => (textAt(vm.hidden, "powerState") ?? "running") as PowerState;

export interface VmDisk {
  /** -1 for the OS disk, as Azure Backup counts. */
  readonly lun: number;
  readonly name: string;
  readonly id: string;
  readonly sizeGB: number;
}

/** The disks of a VM, the OS disk first. */
export function disksOf(vm: Pick<Document, "body">): VmDisk[] {
  const storage = objectAt(vm.body, "properties", "storageProfile");
  const disks = [objectAt(storage, "osDisk"), ...listAt(storage, "dataDisks").map((disk) => objectAt(disk))];
  return disks.map((disk, index) => ({
    lun: index === 0 ? -1 : Number(disk["lun"] ?? index - 1),
    name: textAt(disk, "name") ?? "",
    id: textAt(disk, "managedDisk", "id") ?? "",
    sizeGB: Number(disk["diskSizeGB"] ?? 32),
  }));
}

/** The disks in a VM's properties, the OS disk first. */
export const disksIn = (properties: JsonObject): JsonObject[] => {
  const storage = objectAt(properties, "storageProfile");
  const system = objectAt(storage, "osDisk");
  const disks = listAt(storage, "dataDisks").map((disk) => objectAt(disk));
  return Object.keys(system).length > 0 ? [system, ...disks] : disks;
};

/** The id of a disk in a VM's properties; empty if it has none. */
export const diskIdOf = (disk: JsonObject): string => textAt(disk, "managedDisk", "id") ?? "";

/** The VM with the current size of one of its disks. */
export function withDiskSize(vm: Document, disk: Document): Document {
  const properties = objectAt(vm.body, "properties");
  const storage = objectAt(properties, "storageProfile");
  const { diskSizeGB } = objectAt(disk.body, "properties");
  const sized = (one: JsonObject): JsonObject =>
    sameId(diskIdOf(one), disk.id) && one["diskSizeGB"] !== undefined ? { ...one, diskSizeGB } : one;
  const storageProfile = {
    ...storage,
    osDisk: sized(objectAt(storage, "osDisk")),
    dataDisks: listAt(storage, "dataDisks").map((one) => sized(objectAt(one))),
  };
  return { ...vm, body: { ...vm.body, properties: { ...properties, storageProfile } } };
}

/** The VM that a call names. Throws Azure's 404. */
export const requireVm = (call: Call, azure: Azure): Document => requireResource(azure, calledId(call, VM_TYPE));
