// A VM in the Extended Zone Los Angeles, which Azure Backup protects only with an enhanced, crash-consistent policy.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
// The region of the zone, and of the vault.
const location = "westus";
const extendedLocation = { type: "EdgeZone", name: "losangeles" };

const group = new ArmResource("extended-zone", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});

// The disk and network of a VM must be in the VM's zone.
const disk = new ArmResource("render-os", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  parent: group.id,
  location,
  body: { extendedLocation },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Linux" },
});

const network = new ArmResource("render-net", {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  body: { extendedLocation },
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
    subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };

const nic = new ArmResource("render-nic", {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  body: { extendedLocation },
  properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
});

const vm = new ArmResource("render", {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  parent: group.id,
  location,
  body: { extendedLocation },
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    storageProfile: {
      osDisk: { name: disk.name, createOption: "Attach", osType: "Linux", managedDisk: { id: disk.id } },
    },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
  },
});

const vault = new Vault("edge-backups", { resourceGroup: group.id, location });

const policy = new BackupPolicy("edge", {
  vault,
  policyType: "V2",
  consistency: "OnlyCrashConsistent",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
});

const item = new ProtectedVm("render", {
  vault,
  policy,
  // ArmResource has no output for the zone. It is passed here so that a preview checks it against the policy.
  vm: { id: vm.id, location: vm.location, extendedLocation },
  initialBackup: true,
  onDelete: "delete",
});

export const zone = extendedLocation.name;
export const consistency = item.firstRecoveryPoint.apply((point) => point?.consistency);
export const protectionState = item.protectionState;
