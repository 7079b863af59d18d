// One VM, its vault and policy, its protection, and a first backup.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, getProtectedVmOutput, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";

const group = new ArmResource("quickstart", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});
const inGroup = { parent: group.id, location };

// A VM with its disk and network, for the simulation. For real Azure, use a VM that you have: const vm = "/subscriptions/…"
const disk = new ArmResource("web-os", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  ...inGroup,
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Windows" },
});
const network = new ArmResource("web-net", {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  ...inGroup,
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
    subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };
const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  ...inGroup,
  properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
});
const vm = new ArmResource("web", {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  ...inGroup,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    storageProfile: { osDisk: { createOption: "Attach", osType: "Windows", managedDisk: { id: disk.id } } },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
  },
});

const vault = new Vault("backups", { resourceGroup: group.id, location, redundancy: "ZoneRedundant" });

const policy = new BackupPolicy("daily", {
  vault,
  timeZone: "UTC",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 }, weekly: { count: 104, weekdays: ["Sunday"] } },
});

// By default a destroy retains backups, and with them the vault. With "delete" it deletes both into soft delete.
const item = new ProtectedVm("web", { vault, policy, vm, initialBackup: true, onDelete: "delete" });

export const endpoint = vault.endpoint;
export const protectionState = item.protectionState;
export const firstRecoveryPoint = item.firstRecoveryPoint;
export const nextBackup = getProtectedVmOutput({ id: item }).nextRun;
