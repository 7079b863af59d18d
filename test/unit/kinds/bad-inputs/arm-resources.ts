/** Inputs of an ArmResource that check refuses. */
import { GROUP, SUBSCRIPTION, vmInputs } from "../examples.js";
import { PARENTS } from "./arm-resource-parents.js";
import type { BadInputs } from "./row.js";

export const ARM_RESOURCES: readonly BadInputs[] = [
  ...PARENTS,
  {
    title: "a type without a namespace",
    source: "REST reference",
    inputs: { type: "disks" },
    property: "type",
    says: '"disks" is not allowed: expected an ARM type such as Microsoft.Compute/disks or Microsoft.Resources/resourceGroups',
  },
  {
    title: "an api-version that is not a date",
    source: "REST reference",
    inputs: { apiVersion: "latest" },
    property: "apiVersion",
    says: '"latest" is not allowed: expected an api-version such as 2024-07-01',
  },
  {
    title: "a disk with a subscription as parent",
    source: "REST reference",
    inputs: { parent: `${SUBSCRIPTION}` },
    property: "parent",
    says: `${SUBSCRIPTION} cannot be the parent of a Microsoft.Compute/disks: expected the id of a resource group: /subscriptions/{id}/resourceGroups/{group}`,
  },
  {
    title: "a child resource with a resource group as parent",
    source: "REST reference",
    inputs: { type: "Microsoft.Compute/virtualMachines/extensions" },
    property: "parent",
    says: `${GROUP} cannot be the parent of a Microsoft.Compute/virtualMachines/extensions: expected the id of a Microsoft.Compute/virtualMachines`,
  },
  {
    title: "a child resource with another type of resource as parent",
    source: "REST reference",
    inputs: {
      type: "Microsoft.Compute/virtualMachines/extensions",
      parent: `${GROUP}/providers/Microsoft.Compute/disks/db`,
    },
    property: "parent",
    says: `${GROUP}/providers/Microsoft.Compute/disks/db cannot be the parent of a Microsoft.Compute/virtualMachines/extensions: expected the id of a Microsoft.Compute/virtualMachines`,
  },
  {
    title: "a resource group with a resource group as parent",
    source: "REST reference",
    inputs: { type: "Microsoft.Resources/resourceGroups" },
    property: "parent",
    says: `${GROUP} cannot be the parent of a Microsoft.Resources/resourceGroups: expected the id of a subscription: /subscriptions/{id}`,
  },
  {
    title: "a resource group whose name ends with a dot",
    source: "Azure resource naming rules",
    inputs: { type: "Microsoft.Resources/resourceGroups", parent: `${SUBSCRIPTION}`, name: "shop." },
    property: "name",
    says: '"shop." is not a valid name for a resource group: expected 1 to 90 letters, digits, underscores, hyphens, dots and parentheses, not ending with a dot',
  },
  {
    title: "a name with a slash",
    source: "REST reference",
    inputs: { name: "db/1" },
    property: "name",
    says: '"db/1" is not allowed: expected 1 to 260 characters, none of / \\ ? # % < > &',
  },
  {
    title: "a VM whose name ends with a hyphen",
    source: "Azure resource naming rules",
    inputs: { ...vmInputs(), name: "web-" },
    property: "name",
    says: '"web-" is not a valid name for a virtual machine: expected 1 to 64 letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit',
  },
  {
    title: "a disk whose name contains a space",
    source: "Azure resource naming rules",
    inputs: { name: "the db" },
    property: "name",
    says: '"the db" is not a valid name for a disk: expected 1 to 80 letters, digits, underscores, hyphens and dots, starting with a letter or digit',
  },
  {
    title: "a vault whose name contains an underscore",
    source: "azurerm, vault names",
    inputs: { type: "Microsoft.RecoveryServices/vaults", name: "shop_backups" },
    property: "name",
    says: '"shop_backups" is not a valid name for a vault: expected 2 to 50 letters, digits and hyphens, starting with a letter',
  },
  {
    title: "properties that are not an object",
    source: "REST reference",
    inputs: { properties: "none" },
    property: "properties",
    says: '"none" is not allowed: expected an object',
  },
  {
    title: "a disk without a createOption",
    source: "azurerm, managed_disk",
    inputs: { properties: { diskSizeGB: 32 } },
    property: "properties.creationData",
    says: "Required parameter 'creationData.createOption' is missing (null).",
  },
  {
    title: "an empty disk without a size",
    source: "azurerm, managed_disk",
    inputs: { properties: { creationData: { createOption: "Empty" } } },
    property: "properties.creationData",
    says: "Required parameter 'disk.diskSizeGb' is missing (null).",
  },
  {
    title: "a copied disk without a source",
    source: "azurerm, managed_disk, apply check",
    inputs: { properties: { creationData: { createOption: "Copy" } } },
    property: "properties.creationData",
    says: "Required parameter 'creationData.sourceResourceId' is missing (null).",
  },
  {
    title: "an imported disk without a storage account",
    source: "azurerm, managed_disk, apply check",
    inputs: {
      properties: {
        creationData: { createOption: "Import", sourceUri: "https://disks.blob.core.windows.net/vhds/os.vhd" },
      },
    },
    property: "properties.creationData",
    says: "Required parameter 'creationData.storageAccountId' is missing (null).",
  },
  {
    title: "an uploaded disk without a size",
    source: "azurerm, managed_disk, apply check",
    inputs: { properties: { creationData: { createOption: "Upload" } } },
    property: "properties.creationData",
    says: "Required parameter 'creationData.uploadSizeBytes' is missing (null).",
  },
  {
    title: "private access to a disk without a disk access",
    source: "azurerm, managed_disk, apply check",
    inputs: {
      properties: { diskSizeGB: 32, creationData: { createOption: "Empty" }, networkAccessPolicy: "AllowPrivate" },
    },
    property: "properties.networkAccessPolicy",
    says: "AllowPrivate NetworkAccessPolicy can only supported with Disk Access. Set diskAccessId.",
  },
  {
    title: "a customer-managed key of a disk without a disk encryption set",
    source: "REST reference",
    inputs: {
      properties: {
        diskSizeGB: 32,
        creationData: { createOption: "Empty" },
        encryption: { type: "EncryptionAtRestWithCustomerKey" },
      },
    },
    property: "properties.encryption",
    says: "Required parameter 'encryption.diskEncryptionSetId' is missing (null).",
  },
  {
    title: "a smaller size of an existing disk",
    source: "azurerm, managed_disk, apply error",
    inputs: { properties: { diskSizeGB: 16, creationData: { createOption: "Empty" } } },
    olds: { properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } } },
    property: "properties.diskSizeGB",
    says: "16 is less than 32: Azure cannot shrink a disk; create another disk with another name",
  },
  {
    title: "two disks of a VM at the same LUN",
    source: "REST reference",
    inputs: vmInputs({
      storageProfile: { dataDisks: ["a", "b"].map((name) => ({ lun: 0, name, createOption: "Empty", diskSizeGB: 4 })) },
    }),
    property: "properties.storageProfile",
    says: "A disk at LUN 0 already exists.",
  },
  {
    title: "a disk that is attached to a VM twice",
    source: "REST reference",
    inputs: vmInputs({
      storageProfile: {
        osDisk: { name: "db" },
        dataDisks: [{ lun: 0, name: "db", createOption: "Empty", diskSizeGB: 4 }],
      },
    }),
    property: "properties.storageProfile",
    says: "The disk 'db' is listed twice: a disk can be attached to a VM only once.",
  },
];
