/** Virtual machines as documents: what runs in them, whether they run, which disks they have. */
import { at, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { OsType, PowerState } from "../../rules/items/consistency.js";
import type { Document } from "../store/documents.js";

export const MACHINE_TYPE = "Microsoft.Compute/virtualMachines";

const LINUX_PUBLISHERS = /canonical|redhat|suse|openlogic|debian|oracle|almalinux|rocky|credativ|kinvolk|linux/i;

/** The system of a machine's properties; Windows where nothing tells. */
export function osTypeOf(properties: JsonObject): OsType {
  const said = textAt(properties, "storageProfile", "osDisk", "osType");
  if (said !== undefined) return said.toLowerCase() === "linux" ? "Linux" : "Windows";
  if (at(properties, "osProfile", "linuxConfiguration") !== undefined) return "Linux";
  if (at(properties, "osProfile", "windowsConfiguration") !== undefined) return "Windows";
  const image = objectAt(properties, "storageProfile", "imageReference");
  const publisher = `${textAt(image, "publisher") ?? ""} ${textAt(image, "offer") ?? ""}`;
  return LINUX_PUBLISHERS.test(publisher) ? "Linux" : "Windows";
}

/** Whether a machine runs, as the service remembers it. */
export const powerStateOf = (machine: Document): PowerState =>
  (textAt(machine.hidden, "powerState") ?? "running") as PowerState;

export interface MachineDisk {
  /** -1 for the disk of the system, as Azure Backup counts. */
  readonly lun: number;
  readonly name: string;
  readonly id: string;
  readonly sizeGB: number;
}

/** The disks of a machine, that of the system first. */
export function disksOf(machine: Pick<Document, "body">): MachineDisk[] {
  const storage = objectAt(machine.body, "properties", "storageProfile");
  const disks = [objectAt(storage, "osDisk"), ...listAt(storage, "dataDisks").map((disk) => objectAt(disk))];
  return disks.map((disk, index) => ({
    lun: index === 0 ? -1 : Number(disk["lun"] ?? index - 1),
    name: textAt(disk, "name") ?? "",
    id: textAt(disk, "managedDisk", "id") ?? "",
    sizeGB: Number(disk["diskSizeGB"] ?? 32),
  }));
}
