/** Virtual machines as documents: their operating system, power state and disks. */
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { PowerState } from "../../rules/items/machine.js";
import { type Generation, generationOf } from "../../rules/machines/generation.js";
import { osTypeOf } from "../../rules/machines/os-type.js";
import { requireResource } from "../azure/resources.js";
import type { Azure, Call } from "../azure/route.js";
import type { Document } from "../store/documents.js";
import { calledId } from "./resource.js";

export const VM_TYPE = "Microsoft.Compute/virtualMachines";

export { osTypeOf };

/** The generation of a VM and of the OS disk that it creates. */
export const generationIn = (properties: JsonObject): Generation =>
  generationOf({
    image: objectAt(properties, "storageProfile", "imageReference"),
    securityType: textAt(properties, "securityProfile", "securityType"),
  });

/** The generation of a VM: that of its OS disk. */
export function generationOfVm(azure: Azure, properties: JsonObject): string {
  const system = azure.documents.get(diskIdOf(objectAt(properties, "storageProfile", "osDisk")));
  return textAt(system?.body, "properties", "hyperVGeneration") ?? generationIn(properties);
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

/** The properties of a VM with what it repeats of its disks: size and storage type. */
export function withDisks(azure: Azure, properties: JsonObject): JsonObject {
  const storage = objectAt(properties, "storageProfile");
  const storageProfile = {
    ...storage,
    osDisk: repeatedDisk(azure, objectAt(storage, "osDisk")),
    dataDisks: listAt(storage, "dataDisks").map((disk) => repeatedDisk(azure, objectAt(disk))),
  };
  return { ...properties, storageProfile };
}

function repeatedDisk(azure: Azure, disk: JsonObject): JsonObject {
  const body = azure.documents.get(diskIdOf(disk))?.body;
  if (body === undefined) return disk;
  const { diskSizeGB } = objectAt(body, "properties");
  const storageAccountType = textAt(body, "sku", "name");
  return { ...disk, diskSizeGB, managedDisk: { ...objectAt(disk, "managedDisk"), storageAccountType } };
}

/** The VM that a call names. Throws Azure's 404. */
export const requireVm = (call: Call, azure: Azure): Document => requireResource(azure, calledId(call, VM_TYPE));
