/** The names that Azure Backup gives a protected VM. They are built here and are never an input: typed by hand, they are the best known way to go wrong. */
import { parseResourceId } from "../../arm/resource-id.js";

/** `iaasvmcontainerv2;{group};{vm}`, in lower case as the service writes it. */
export function uniqueName(vmId: string): string {
  const { group = "", path } = parseResourceId(vmId);
  return `iaasvmcontainerv2;${group};${path.at(-1)?.name ?? ""}`.toLowerCase();
}

/** `…/protectionContainers/IaasVMContainer;iaasvmcontainerv2;{group};{vm}/protectedItems/VM;iaasvmcontainerv2;{group};{vm}`. */
export function protectedItemId(vaultId: string, vmId: string): string {
  const unique = uniqueName(vmId);
  return `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${unique}/protectedItems/VM;${unique}`;
}

/** The id of the vault that a policy or an item lies in. */
export const vaultOf = (id: string): string => id.split(/\/(?:backupPolicies|backupFabrics)\//i)[0] ?? id;
