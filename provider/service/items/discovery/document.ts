/**
 * The VMs that a vault has discovered: those that existed when a vault of its subscription and region, itself or another, was
 * last refreshed. In the recordings a new vault lists at once the VMs that others discovered.
 */
import { groupOf, nameOf, subscriptionOf, subscriptionScopeOf } from "../../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../../core/json.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { containerId, containerNameOf, itemId } from "../../azure/backup-ids.js";
import { SUBSCRIPTION } from "../../azure/resources.js";
import type { Azure } from "../../azure/route.js";
import { VM_TYPE } from "../../compute/index.js";
import type { Document } from "../../store/documents.js";
import { protectingVaultOf } from "../containers/document.js";
import { isExpired } from "../containers/soft-delete.js";

/** The path template of what a region answers for. */
export const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/{location}`;

/** The setting with the rank of the newest VM that a subscription's region knows. */
export const discoveryKey = (vault: Document): string =>
  `discovered ${subscriptionOf(vault.id)} ${regionKey(textAt(vault.body, "location") ?? "")}`;

/** The VMs of the vault's subscription and region that it has discovered and no vault protects. */
export function protectableVms(azure: Azure, vault: Document): Document[] {
  const discovered = Number(azure.documents.setting(discoveryKey(vault)) ?? -1);
  const location = regionKey(textAt(vault.body, "location") ?? "");
  const under = subscriptionScopeOf(vault.id);
  return azure.documents
    .list({ type: VM_TYPE, under })
    .filter((vm) => vm.rank <= discovered)
    .filter((vm) => regionKey(textAt(vm.body, "location") ?? "") === location)
    .filter((vm) => protectingVaultOf(azure, vm.id) === undefined)
    .filter((vm) => !hasItem(azure, vault, vm.id));
}

/** A VM with soft-deleted points in the vault is undeleted, not protected again: the quickstart hides it. */
function hasItem(azure: Azure, vault: Document, vmId: string): boolean {
  const item = azure.documents.get(itemId(vault.id, containerNameOf(vmId)));
  return item !== undefined && !isExpired(azure, item);
}

/** A VM as a protectable item. */
export function protectableItem(vaultId: string, vm: Document): JsonObject {
  const name = containerNameOf(vm.id);
  return {
    id: `${containerId(vaultId, name)}/protectableItems/vm;${name}`,
    name,
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectableItems",
    properties: {
      virtualMachineId: vm.id,
      virtualMachineVersion: "Compute",
      resourceGroup: groupOf(vm.id) ?? "",
      backupManagementType: "AzureIaasVM",
      protectableItemType: "Microsoft.Compute/virtualMachines",
      friendlyName: nameOf(vm.id),
      protectionState: "NotProtected",
    },
  };
}
