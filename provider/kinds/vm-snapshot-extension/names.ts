/** The extension's type and name, which depend on the OS type of the VM. */
import { SNAPSHOT_EXTENSIONS } from "../../rules/extensions/snapshot.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** The extension's type, which Azure Backup also uses as its name; undefined if the OS type is unknown. */
export const handlerType = (osType: string | undefined): string | undefined =>
  osType === "Windows" || osType === "Linux" ? SNAPSHOT_EXTENSIONS[osType].type : undefined;

/** The name on the VM; undefined if it is unknown. */
export function extensionName({ name, osType }: Partial<Inputs>): string | undefined {
  const known = name ?? handlerType(osType);
  return isUnknown(known) ? undefined : known;
}
