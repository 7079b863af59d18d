/** The operating system that the properties of a virtual machine name. */
import { at, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { OsType } from "../items/machine.js";

const LINUX_PUBLISHERS = /canonical|redhat|suse|openlogic|debian|oracle|almalinux|rocky|credativ|kinvolk|linux/i;

/** The paths that decide it. */
export const OS_TYPE_PATHS: readonly (readonly string[])[] = [
  ["storageProfile", "osDisk", "osType"],
  ["osProfile", "linuxConfiguration"],
  ["osProfile", "windowsConfiguration"],
  ["storageProfile", "imageReference", "publisher"],
  ["storageProfile", "imageReference", "offer"],
];

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
