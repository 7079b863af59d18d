/** Protected items as documents: the protection of a VM by a vault, with its container. */
import { groupOf, nameOf, subscriptionScopeOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { isInSoftDelete } from "../../../rules/items/soft-delete.js";
import {
  CONTAINER_TYPE,
  containerId,
  containerNameOf,
  containerOf,
  decimalName,
  ITEM_TYPE,
  itemId,
  protectionId,
} from "../../azure/backup-ids.js";
import type { Azure } from "../../azure/route.js";
import type { Document, DocumentReader } from "../../store/documents.js";
import { notePolicyUse } from "../../vaults/policies/index.js";

export const itemsOf = ({ documents }: { readonly documents: DocumentReader }, vaultId: string): Document[] =>
  documents.list({ type: ITEM_TYPE, scope: vaultId });

export const isSoftDeleted = ({ body }: Document): boolean => isInSoftDelete(objectAt(body, "properties"));

/** The id of the VM that an item protects. */
export const vmOf = ({ body }: Document): string => textAt(body, "properties", "virtualMachineId") ?? "";

/** The id of the vault that protects a VM; undefined if none does. */
export const protectingVaultOf = (azure: Azure, vmId: string): string | undefined =>
  textAt(azure.documents.get(protectionId(vmId))?.hidden, "vault");

/** Records which vault protects a VM: no other vault can. */
export function setProtectingVault(azure: Azure, vmId: string, vaultId: string): void {
  azure.documents.put({
    id: protectionId(vmId),
    type: "azure-vm-backup/guardians",
    scope: subscriptionScopeOf(vmId),
    body: {},
    hidden: { vault: vaultId },
  });
}

export const clearProtectingVault = (azure: Azure, vmId: string): boolean => azure.documents.remove(protectionId(vmId));

interface NewItem {
  readonly vaultId: string;
  /** The VM's id, in the case of the VM itself. */
  readonly vmId: string;
  readonly policyId: string;
  readonly policyType: "V1" | "V2";
  readonly extendedProperties: JsonObject | undefined;
}

/** Creates the item of a VM and its container: the VM is protected and waits for its first backup. */
export function putNewItem(azure: Azure, item: NewItem): Document {
  const containerName = containerNameOf(item.vmId);
  putContainer(azure, item.vaultId, item.vmId);
  const id = itemId(item.vaultId, containerName);
  const properties: JsonObject = {
    friendlyName: nameOf(item.vmId),
    virtualMachineId: item.vmId,
    protectionStatus: "Healthy",
    protectionState: "IRPending",
    healthStatus: "Passed",
    lastBackupStatus: "",
    lastBackupTime: "2001-01-01T00:00:00Z",
    protectedItemDataId: decimalName(azure.newGuid()),
    ...(item.extendedProperties === undefined ? {} : { extendedProperties: item.extendedProperties }),
    protectedItemType: "Microsoft.Compute/virtualMachines",
    backupManagementType: "AzureIaasVM",
    workloadType: "VM",
    containerName,
    sourceResourceId: item.vmId,
    policyId: item.policyId,
    policyName: nameOf(item.policyId),
  };
  setProtectingVault(azure, item.vmId, item.vaultId);
  notePolicyUse(azure, id, item.policyId);
  const body = { id, name: `VM;${containerName}`, type: ITEM_TYPE, properties };
  return azure.documents.put({
    id,
    type: ITEM_TYPE,
    scope: item.vaultId,
    body,
    hidden: { policyType: item.policyType },
  });
}

/** Writes a VM's container as registered; whether a client registered it explicitly stays. */
export function putContainer(azure: Azure, vaultId: string, vmId: string): Document {
  const containerName = containerNameOf(vmId);
  const id = containerId(vaultId, containerName);
  const hidden = azure.documents.get(id)?.hidden ?? {};
  const properties: JsonObject = {
    virtualMachineId: vmId,
    virtualMachineVersion: "Compute",
    resourceGroup: groupOf(vmId) ?? "",
    friendlyName: nameOf(vmId),
    backupManagementType: "AzureIaasVM",
    registrationStatus: "Registered",
    healthStatus: "Healthy",
    containerType: "Microsoft.Compute/virtualMachines",
    protectableObjectType: "Microsoft.Compute/virtualMachines",
  };
  const body = { id, name: `IaasVMContainer;${containerName}`, type: CONTAINER_TYPE, properties };
  return azure.documents.put({ id, type: CONTAINER_TYPE, scope: vaultId, body, hidden });
}

/** Writes an item with some properties changed; undefined deletes a property. */
export function changeItem(azure: Azure, item: Document, changes: JsonObject, hidden: JsonObject = {}): Document {
  const merged = { ...objectAt(item.body, "properties"), ...changes };
  const properties = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  const policyId = textAt(properties, "policyId") ?? "";
  if (policyId !== textAt(item.body, "properties", "policyId")) notePolicyUse(azure, item.id, policyId);
  const body = { ...item.body, properties };
  return azure.documents.put({ ...item, body, hidden: { ...item.hidden, ...hidden } });
}

/** Sets the registration status of an item's container. */
export function setRegistration(azure: Azure, item: Document, registrationStatus: "Registered" | "SoftDeleted"): void {
  const container = azure.documents.get(containerOf(item.id));
  if (container === undefined) return;
  const properties = { ...objectAt(container.body, "properties"), registrationStatus };
  azure.documents.put({ ...container, body: { ...container.body, properties } });
}
