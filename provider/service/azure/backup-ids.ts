/**
 * The names that Azure Backup gives a VM: `iaasvmcontainerv2;group;vm`, in lower case, with one prefix for the container
 * and one for the item.
 */
import { nameOf, parentOf, parseResourceId, resourceName } from "../../arm/resource-id.js";

export const VAULT_TYPE = "Microsoft.RecoveryServices/vaults";
export const ITEM_TYPE = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
export const CONTAINER_TYPE = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers";
export const POINT_TYPE = `${ITEM_TYPE}/recoveryPoints`;
export const JOB_TYPE = "Microsoft.RecoveryServices/vaults/backupJobs";

/** `iaasvmcontainerv2;group;vm`. */
export function containerNameOf(vmId: string): string {
  const id = parseResourceId(vmId);
  return `iaasvmcontainerv2;${id.group ?? ""};${resourceName(id)}`.toLowerCase();
}

/** The id of a VM's container in a vault. */
export const containerId = (vaultId: string, containerName: string): string =>
  `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${containerName}`;

/** The id of the container of an item. */
export const containerOf = (itemId: string): string => parentOf(itemId) ?? "";

/** The id of a VM's item in a vault. */
export const itemId = (vaultId: string, containerName: string): string =>
  `${containerId(vaultId, containerName)}/protectedItems/VM;${containerName}`;

/** A decimal number derived from a GUID, as Azure names recovery points. It does not encode a time. */
export const decimalName = (guid: string): string => BigInt(`0x${guid.replaceAll("-", "").slice(0, 12)}`).toString();

/** The id of the document that records which vault protects a VM. The stored name `guardians` is part of the store's format. */
export const protectionId = (vmId: string): string => {
  const { subscription, group } = parseResourceId(vmId);
  return `/subscriptions/${subscription}/providers/azure-vm-backup/guardians/${group};${nameOf(vmId)}`;
};
