/**
 * The disks that a virtual machine creates: their names and sizes are those that a disk may have. The form of the text about a name
 * is Compute's ("The value of parameter … is invalid").
 */
import { type JsonObject, textAt } from "../../core/json.js";
import { diskSizeFault } from "../disks/sizes.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";
import { diskNameFault } from "../shared/names.js";
import { placedDisks } from "./disk-sizes.js";
import { broken, isMissing, type PartFault } from "./part.js";

/** The storage type of a disk that a VM creates without one. */
export const CREATED_SKU = "Premium_LRS";

interface CreatedDisk {
  readonly role: "osDisk" | "dataDisk";
  /** Undefined if Azure chooses it. */
  readonly name: string | undefined;
  readonly sizeGB: number | undefined;
  readonly sku: string | undefined;
}

/** Refuses a disk that a VM cannot create. */
export const createdDiskFault = ({ role, name, sizeGB, sku = CREATED_SKU }: CreatedDisk): RuleFault | undefined =>
  firstFault(
    () => nameFault(`${role}.name`, name),
    () => (sizeGB === undefined ? undefined : diskSizeFault(`${role}.diskSizeGB`, sizeGB, sku)),
  );

function nameFault(target: string, name: string | undefined): RuleFault | undefined {
  const reason = name === undefined ? undefined : diskNameFault(name);
  if (reason === undefined) return undefined;
  return { ...refused("InvalidParameter", `The value of parameter ${target} is invalid: ${reason}`), target };
}

/** Refuses a disk of a new VM that exists only with the VM: one without an id that is not attached. */
export function createdDisksRule(properties: JsonObject): PartFault | undefined {
  for (const { role, disk, path } of placedDisks(properties)) {
    const exists = !isMissing(disk, ["managedDisk", "id"]) || /^attach$/i.test(textAt(disk, "createOption") ?? "");
    const sizeGB = disk["diskSizeGB"];
    const fault = createdDiskFault({
      role,
      name: textAt(disk, "name"),
      sizeGB: typeof sizeGB === "number" ? sizeGB : undefined,
      sku: textAt(disk, "managedDisk", "storageAccountType"),
    });
    if (fault === undefined || exists) continue;
    const key = fault.target?.endsWith(".name") === true ? "name" : "diskSizeGB";
    const advice = key === "name" ? "Declare another name." : "Declare a size in GiB that its storage type has.";
    return broken(fault, advice, [...path, key], [...path, "managedDisk"], [...path, "createOption"]);
  }
  return undefined;
}
