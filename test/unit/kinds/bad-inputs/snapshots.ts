/** Inputs of a disk snapshot that check refuses. */
import { GROUP } from "../examples.js";
import type { BadInputs } from "./row.js";

export const SNAPSHOTS: readonly BadInputs[] = [
  {
    title: "a name that begins with a hyphen",
    source: "Azure resource naming rules",
    inputs: { name: "-before" },
    property: "name",
    says: '"-before" is not allowed: expected 1 to 80 letters, digits, underscores, hyphens and dots, starting with a letter or digit',
  },
  {
    title: "a name of 81 letters",
    source: "Azure resource naming rules",
    inputs: { name: "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss" },
    property: "name",
    says: '"sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss" is not allowed: expected 1 to 80 letters, digits, underscores, hyphens and dots, starting with a letter or digit',
  },
  {
    title: "a missing source",
    source: "azurerm, snapshot, one needed, not enforced",
    inputs: { source: {} },
    property: "source",
    says: "is empty: expected exactly one of disk, snapshot, blob",
  },
  {
    title: "two sources",
    source: "azurerm, snapshot, one needed, not enforced",
    inputs: {
      source: {
        disk: `${GROUP}/providers/Microsoft.Compute/disks/db`,
        snapshot: `${GROUP}/providers/Microsoft.Compute/snapshots/other`,
      },
    },
    property: "source",
    says: "has disk and snapshot: expected exactly one of disk, snapshot, blob",
  },
  {
    title: "the id of a snapshot as source.disk",
    source: "azurerm, snapshot, source_uri",
    inputs: { source: { disk: `${GROUP}/providers/Microsoft.Compute/snapshots/other` } },
    property: "source.disk",
    says: `"${GROUP}/providers/Microsoft.Compute/snapshots/other" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/disks/{name}`,
  },
  {
    title: "a VHD URI without https",
    source: "REST reference",
    inputs: {
      source: {
        blob: {
          uri: "http://disks.blob.core.windows.net/vhds/os.vhd",
          storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`,
        },
      },
      incremental: false,
    },
    property: "source.blob.uri",
    says: "is not the https URI of a blob: expected https://{account}.blob.core.windows.net/{container}/{name}.vhd",
  },
  {
    title: "a VHD URI with a signature",
    source: "REST reference",
    inputs: {
      source: {
        blob: {
          uri: "https://disks.blob.core.windows.net/vhds/os.vhd?sig=c2lnbmF0dXJl",
          storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`,
        },
      },
      incremental: false,
    },
    property: "source.blob.uri",
    says: "has a query: remove the shared access signature, since Azure reads the blob through storageAccount",
  },
  {
    title: "a file that is not a VHD",
    source: "REST reference",
    inputs: {
      source: {
        blob: {
          uri: "https://disks.blob.core.windows.net/vhds/os.vhdx",
          storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`,
        },
      },
      incremental: false,
    },
    property: "source.blob.uri",
    says: "is not a VHD: Azure imports only fixed-size VHDs, expected https://{account}.blob.core.windows.net/{container}/{name}.vhd",
  },
  {
    title: "a VHD in another storage account",
    source: "azurerm, snapshot, storage_account_id",
    inputs: {
      source: {
        blob: {
          uri: "https://other.blob.core.windows.net/vhds/os.vhd",
          storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`,
        },
      },
      incremental: false,
    },
    property: "source.blob.uri",
    says: "is in the storage account other, but source.blob.storageAccount is disks: expected the account of the blob",
  },
  {
    title: "an incremental snapshot of a VHD",
    source: "Incremental snapshots",
    inputs: {
      source: {
        blob: {
          uri: "https://disks.blob.core.windows.net/vhds/os.vhd",
          storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`,
        },
      },
      incremental: true,
    },
    property: "incremental",
    says: "is true, but a VHD is imported as a full snapshot: set it to false",
  },
  {
    title: "an incremental snapshot on premium storage",
    source: "Incremental snapshots",
    inputs: { sku: "Premium_LRS" },
    property: "sku",
    says: "is Premium_LRS, but an incremental snapshot needs standard storage: expected Standard_LRS or Standard_ZRS, or set incremental to false",
  },
  {
    title: "zone-redundant storage in a region without availability zones",
    source: "Azure regions with availability zones",
    inputs: { location: "westus", sku: "Standard_ZRS" },
    property: "sku",
    says: "is Standard_ZRS, but westus has no availability zones: expected Standard_LRS, or a region with zones",
  },
  {
    title: "another region than that of its disk",
    source: "azurerm 28210",
    inputs: { location: "northeurope" },
    known: { disk: { location: "westeurope", sku: { name: "Premium_LRS" }, diskSizeGB: 64 } },
    property: "location",
    says: "is northeurope, but the disk is in westeurope, and a snapshot must be in the region of its disk: set westeurope, then copy that snapshot to northeurope with source.snapshot",
  },
  {
    title: "a full copy from another region",
    source: "Azure/azure-cli 22370",
    inputs: { source: { snapshot: `${GROUP}/providers/Microsoft.Compute/snapshots/other` }, incremental: false },
    known: { snapshot: { location: "northeurope", incremental: true, diskSizeGB: 64 } },
    property: "incremental",
    says: "is false, but only incremental snapshots can be copied from northeurope to westeurope: expected an incremental snapshot of an incremental one, or location northeurope",
  },
];
