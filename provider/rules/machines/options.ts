/**
 * Options of a new virtual machine that need another one. The texts are Azure's: "Error messages for Azure Spot Virtual Machines",
 * with the code of such an error in CompositionalIT/farmer 968; "Understand common error messages when you manage virtual machines in
 * Azure" for custom data; "Enable Ultra Disks" for ultraSSDEnabled. The code of the last one is ours.
 */
import { at, type JsonObject, textAt } from "../../core/json.js";
import { refused } from "../shared/fault.js";
import { placedDisks } from "./disk-sizes.js";
import { broken, isMissing, type PartFault, type PartRule } from "./part.js";

const PRIORITY = ["priority"] as const;
const EVICTION = ["evictionPolicy"] as const;
const CUSTOM_DATA = ["osProfile", "customData"] as const;
const ULTRA = ["additionalCapabilities", "ultraSSDEnabled"] as const;

/** Whether a VM of a priority can be evicted. `Low` is the former name of `Spot`. */
export const isEvictable = (priority: string | undefined): boolean => /^(spot|low)/i.test(priority ?? "");

function evictionRule(properties: JsonObject): PartFault | undefined {
  if (isMissing(properties, EVICTION) || isEvictable(textAt(properties, ...PRIORITY))) return undefined;
  const fault = refused("BadRequest", "Eviction policy can be set only on Azure Spot Virtual Machines.");
  return broken({ ...fault, target: "evictionPolicy" }, 'Set priority: "Spot", or remove it.', EVICTION, PRIORITY);
}

/** In characters of Base64. */
const MAX_CUSTOM_DATA = 87_380;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** No message quotes custom data, which may have secrets. Line breaks in it are Base64 of MIME, which Azure's reader takes. */
function customDataRule(properties: JsonObject): PartFault | undefined {
  const data = textAt(properties, ...CUSTOM_DATA)?.replaceAll(/\s/g, "");
  if (data === undefined) return undefined;
  if (data.length <= MAX_CUSTOM_DATA && data.length % 4 === 0 && BASE64.test(data)) return undefined;
  const message = `Custom data in OSProfile must be in Base64 encoding and with a maximum length of ${MAX_CUSTOM_DATA} characters.`;
  const fault = { ...refused("InvalidParameter", message), target: "customData" };
  return broken(fault, "Encode it.", CUSTOM_DATA);
}

function ultraRule(properties: JsonObject): PartFault | undefined {
  if (at(properties, ...ULTRA) === true) return undefined;
  const found = placedDisks(properties).find(({ disk }) =>
    /^ultrassd_lrs$/i.test(textAt(disk, "managedDisk", "storageAccountType") ?? ""),
  );
  if (found === undefined) return undefined;
  const message =
    "StorageAccountType UltraSSD_LRS can be used only when additionalCapabilities.ultraSSDEnabled is set.";
  const fault = { ...refused("InvalidParameter", message), target: "managedDisk.storageAccountType" };
  const path = [...found.path, "managedDisk", "storageAccountType"];
  return broken(fault, "Set it to true, or use another storage type.", path, ULTRA);
}

/** The rules for the options of a new VM. */
export const OPTION_RULES: readonly PartRule[] = [evictionRule, customDataRule, ultraRule];
