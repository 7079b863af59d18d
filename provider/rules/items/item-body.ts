/**
 * The values that a write of a protected item may have in addition to its shape. A VM has the LUNs 0 to 63, since its largest
 * sizes have 64 data disks. Source: "Sizes for virtual machines". Azure says only that the input is not in proper format; the
 * reasons are ours.
 */

import { at, type Json, type JsonObject } from "../../core/json.js";
import { LONGEST_ID, shortened } from "../../core/shorten.js";
import { type RuleFault, refused } from "../shared/fault.js";

const MAX_LUN = 63;

/** Azure's refusal of a malformed request, followed by the reason. */
export const itemFormatFault = (reason: string): RuleFault =>
  refused(
    "BMSUserErrorInvalidConfigureProtectionRequest",
    `Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format. ${reason}`,
  );

/** The refusal of a new item whose body does not name the VM of its path. */
export function sourceFault(vmId: string | undefined, itemId: string): RuleFault {
  const item = itemId.slice(itemId.lastIndexOf("/") + 1);
  const found = vmId === undefined || vmId === "" ? "missing" : `'${shortened(vmId, LONGEST_ID)}'`;
  return itemFormatFault(
    `properties.sourceResourceId is ${found}: expected the id of the virtual machine that the item's path names, ${item}.`,
  );
}

/** Refuses the properties of a write with a LUN that no VM has. A null counts as not sent. */
export function itemBodyFault(sent: JsonObject): RuleFault | undefined {
  const luns = at(sent, "extendedProperties", "diskExclusionProperties", "diskLunList");
  const wrong = Array.isArray(luns) ? luns.filter((lun: Json) => !isLun(lun)) : [];
  if (wrong.length === 0) return undefined;
  const found = wrong.slice(0, 5).map((lun: Json) => JSON.stringify(lun));
  return itemFormatFault(
    `extendedProperties.diskExclusionProperties.diskLunList contains ${found.join(", ")}: expected LUNs, integers from 0 to ${MAX_LUN}.`,
  );
}

const isLun = (lun: Json): boolean => typeof lun === "number" && Number.isInteger(lun) && lun >= 0 && lun <= MAX_LUN;
