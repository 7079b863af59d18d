/** The sizes of the disks in a virtual machine's properties. */
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { diskSizeFault } from "../disks/sizes.js";
import { missingParameter } from "../shared/fault.js";
import { broken, isMissing, type PartFault } from "./part.js";

interface PlacedDisk {
  readonly role: "osDisk" | "dataDisk";
  readonly disk: JsonObject;
  readonly path: readonly string[];
}

/** The disks in a VM's properties and their paths below them. */
export function placedDisks(properties: JsonObject): readonly PlacedDisk[] {
  const system: PlacedDisk = {
    role: "osDisk",
    disk: objectAt(properties, "storageProfile", "osDisk"),
    path: ["storageProfile", "osDisk"],
  };
  const data = listAt(properties, "storageProfile", "dataDisks").map((disk, index): PlacedDisk => {
    return { role: "dataDisk", disk: objectAt({ disk }, "disk"), path: ["storageProfile", "dataDisks", String(index)] };
  });
  return [system, ...data];
}

/** Refuses a size that a disk of its storage type cannot have. */
export function diskSizesRule(properties: JsonObject): PartFault | undefined {
  for (const { role, disk, path } of placedDisks(properties)) {
    const size = disk["diskSizeGB"];
    if (typeof size !== "number") continue;
    const fault = diskSizeFault(`${role}.diskSizeGB`, size, textAt(disk, "managedDisk", "storageAccountType"));
    if (fault === undefined) continue;
    return broken(fault, "Declare a size in GiB.", [...path, "diskSizeGB"], [...path, "managedDisk"]);
  }
  return undefined;
}

/** An empty disk needs a size, unless it exists already: a read of a deallocated VM has ids without sizes. */
export function emptyDiskRule(properties: JsonObject): PartFault | undefined {
  const sizeless = placedDisks(properties).find(
    ({ role, disk }) =>
      role === "dataDisk" &&
      textAt(disk, "createOption")?.toLowerCase() === "empty" &&
      isMissing(disk, ["diskSizeGB"]) &&
      isMissing(disk, ["managedDisk", "id"]),
  );
  if (sizeless === undefined) return undefined;
  const path = [...sizeless.path, "diskSizeGB"];
  return broken(missingParameter("dataDisk.diskSizeGB"), "Declare the size of the new disk in GiB.", path, [
    ...sizeless.path,
    "managedDisk",
  ]);
}
