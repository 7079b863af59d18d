/** The extension's type and name, which follow from what the VM runs. */
import { SNAPSHOT_EXTENSIONS } from "../../rules/extensions/snapshot.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** The extension's type and, as Azure Backup has it, its name; undefined while the system is not known. */
export const handlerType = (osType: string | undefined): string | undefined =>
  osType === "Windows" || osType === "Linux" ? SNAPSHOT_EXTENSIONS[osType].type : undefined;

/** The name on the VM, or undefined while it is not known. */
export function extensionName({ name, osType }: Partial<Inputs>): string | undefined {
  const known = name ?? handlerType(osType);
  return isUnknown(known) ? undefined : known;
}
