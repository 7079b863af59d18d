/**
 * The values that a write of a protected item may have. Source: AzureIaaSComputeVMProtectedItem of Microsoft's schema 2026-05-01;
 * a VM has the LUNs 0 to 63, since its largest sizes have 64 data disks ("Sizes for virtual machines"). Azure says only that the
 * input is not in proper format; the reasons are ours.
 */
import { isJsonObject, type Json, type JsonObject, objectAt } from "../../core/json.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

/** The type of VM items. `AzureIaaSVMProtectedItem` is the SDKs' name of the class. */
const ITEM_TYPES = ["Microsoft.Compute/virtualMachines", "AzureIaaSVMProtectedItem"];
const STATES = [
  "Invalid",
  "IRPending",
  "Protected",
  "ProtectionError",
  "ProtectionStopped",
  "ProtectionPaused",
  "BackupsSuspended",
];
const MAX_LUN = 63;

/** Azure's refusal of a malformed request, followed by the reason. */
export const itemFormatFault = (reason = ""): RuleFault =>
  refused(
    "BMSUserErrorInvalidConfigureProtectionRequest",
    `Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format${reason === "" ? "" : `. ${reason}`}`,
  );

/** Refuses the properties of a write with a value that no item can have. A null counts as not sent. */
export function itemBodyFault(sent: JsonObject): RuleFault | undefined {
  return firstFault(
    () => listedFault("protectedItemType", sent["protectedItemType"], ITEM_TYPES),
    () => listedFault("protectionState", sent["protectionState"], STATES),
    () => diskFault(sent["extendedProperties"]),
  );
}

function listedFault(name: string, value: Json | undefined, allowed: readonly string[]): RuleFault | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const isListed = typeof value === "string" && allowed.some((one) => one.toLowerCase() === value.toLowerCase());
  return isListed ? undefined : itemFormatFault(`${name} is ${JSON.stringify(value)}: expected ${allowed.join(", ")}.`);
}

function diskFault(extended: Json | undefined): RuleFault | undefined {
  const choice = isJsonObject(extended) ? objectAt(extended, "diskExclusionProperties") : {};
  const { diskLunList: luns, isInclusionList } = choice;
  const path = "extendedProperties.diskExclusionProperties";
  if (isInclusionList !== undefined && isInclusionList !== null && typeof isInclusionList !== "boolean") {
    return itemFormatFault(`${path}.isInclusionList is ${JSON.stringify(isInclusionList)}: expected true or false.`);
  }
  if (luns === undefined || luns === null) return undefined;
  if (!Array.isArray(luns)) {
    return itemFormatFault(`${path}.diskLunList is ${JSON.stringify(luns)}: expected an array of LUNs.`);
  }
  const wrong = luns.filter((lun: Json) => !isLun(lun)).map((lun: Json) => JSON.stringify(lun));
  if (wrong.length === 0) return undefined;
  return itemFormatFault(
    `${path}.diskLunList contains ${wrong.slice(0, 5).join(", ")}: expected LUNs, integers from 0 to ${MAX_LUN}.`,
  );
}

const isLun = (lun: Json): boolean => typeof lun === "number" && Number.isInteger(lun) && lun >= 0 && lun <= MAX_LUN;
