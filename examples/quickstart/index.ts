// The story of one VM: a vault, a policy, protection, a first backup, and its recovery point.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";

const group = new ArmResource("quickstart", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});

const disk = new ArmResource("web-os", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  parent: group.id,
  location,
  body: { sku: { name: "StandardSSD_LRS" } },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Windows" },
});

const network = new ArmResource("web-net", {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
    subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };

const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
});

const vm = new ArmResource("web", {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  parent: group.id,
  location,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    storageProfile: {
      osDisk: { name: disk.name, createOption: "Attach", osType: "Windows", managedDisk: { id: disk.id } },
    },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
  },
});

// Azure keeps soft delete always on in a new vault: what a destroy deletes can be undeleted for 14 days.
const vault = new Vault("backups", { resourceGroup: group.id, location });

const policy = new BackupPolicy("daily", {
  vault,
  timeZone: "W. Europe Standard Time",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: {
    daily: { count: 30 },
    weekly: { count: 104, weekdays: ["Sunday"] },
    monthly: { count: 120, weekdays: ["Sunday"], weeks: ["Last"] },
    yearly: { count: 99, months: ["January"], weekdays: ["Sunday"], weeks: ["First"] },
  },
  instantRestoreDays: 2,
});

const item = new ProtectedVm("web", {
  vault,
  policy,
  vm,
  initialBackup: true,
  // A destroy deletes the recovery points into soft delete, and the vault goes with them. The default, `stopRetain`,
  // retains them, and a vault that contains retained backups is not deleted.
  onDelete: "delete",
});

export const endpoint = vault.endpoint;
export const vaultId = vault.id;
export const policyId = policy.id;
export const protectionState = item.protectionState;
export const firstRecoveryPoint = item.firstRecoveryPoint;
