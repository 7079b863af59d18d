/** Reads the members of vaults and items that a delete depends on. Pure. */
import { nameOf } from "../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../core/json.js";

export const itemId = (item: JsonObject): string => textAt(item, "id") ?? "";

/** The state of an item's protection, such as `Protected`. */
export const itemState = (item: JsonObject): string => textAt(item, "properties", "protectionState") ?? "";

/** Whether an item is a VM: a vault also protects databases and file shares. */
export const isVm = (item: JsonObject): boolean =>
  textAt(item, "properties", "protectedItemType") === "Microsoft.Compute/virtualMachines";

/** The name that Azure displays for an item or a container. */
export const itemName = (item: JsonObject): string =>
  textAt(item, "properties", "friendlyName") ?? nameOf(itemId(item));

/** The state of a vault's immutability: `Disabled`, `Unlocked` or `Locked`. */
export const immutabilityOf = (vault: JsonObject | undefined): string =>
  textAt(vault, "properties", "securitySettings", "immutabilitySettings", "state") ?? "Disabled";
