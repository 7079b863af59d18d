// Snapshots of a disk: a full one, three incremental ones, a copy of the newest in another region, and an imported VHD.
import { ArmResource, DiskSnapshot } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";

const group = new ArmResource("snapshots", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});

const disk = new ArmResource("ledger", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  parent: group.id,
  location,
  body: { sku: { name: "Premium_LRS" } },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 128 },
});

const resourceGroup = group.id;

// A full snapshot contains the complete disk; this one is on premium storage for a fast export.
const full = new DiskSnapshot("ledger-full", {
  resourceGroup,
  location,
  source: { disk: disk.id },
  incremental: false,
  sku: "Premium_LRS",
});

// Each contains the changes since the one before it, so they are taken in this order.
const monday = new DiskSnapshot("ledger-monday", { resourceGroup, location, source: { disk: disk.id } });
const tuesday = new DiskSnapshot(
  "ledger-tuesday",
  { resourceGroup, location, source: { disk: disk.id } },
  { dependsOn: monday },
);
const wednesday = new DiskSnapshot(
  "ledger-wednesday",
  { resourceGroup, location, source: { disk: disk.id } },
  { dependsOn: tuesday },
);

// Azure copies a snapshot to another region in the background (CopyStart). The create waits until the copy is complete.
const elsewhere = new DiskSnapshot("ledger-elsewhere", {
  resourceGroup,
  location: "northeurope",
  source: { snapshot: wednesday },
});

const imported = new DiskSnapshot("appliance", {
  resourceGroup,
  location,
  source: {
    blob: {
      uri: "https://companyimages.blob.core.windows.net/vhds/appliance.vhd",
      storageAccount: `${subscription}/resourceGroups/images/providers/Microsoft.Storage/storageAccounts/companyimages`,
    },
  },
  osType: "Linux",
  hyperVGeneration: "V2",
});

export const incremental = { full: full.incremental, monday: monday.incremental, imported: imported.incremental };
export const families = [monday, tuesday, wednesday].map((snapshot) => snapshot.incrementalSnapshotFamilyId);
export const copy = { location: elsewhere.location, completionPercent: elsewhere.completionPercent };
export const importedSystem = imported.osType;
