/** The names that Azure Backup gives a protected VM. They are never an input, because typed names are a frequent source of errors. */
import { groupOf, nameOf } from "../../arm/resource-id.js";

/** `iaasvmcontainerv2;{group};{vm}`, in lower case as Azure writes it. */
export function uniqueName(vmId: string): string {
  return `iaasvmcontainerv2;${groupOf(vmId) ?? ""};${nameOf(vmId)}`.toLowerCase();
}

/** `…/protectionContainers/IaasVMContainer;iaasvmcontainerv2;{group};{vm}/protectedItems/VM;iaasvmcontainerv2;{group};{vm}`. */
export function protectedItemId(vaultId: string, vmId: string): string {
  const unique = uniqueName(vmId);
  return `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
}
