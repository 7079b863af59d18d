// The VMs of the shop. Backups are retained for a year for the database, and for a month for the others.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";

const group = new ArmResource("shop", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});

const vault = new Vault("shop-backups", { resourceGroup: group.id, location });

const policyOf = (name: string, days: number): BackupPolicy =>
  new BackupPolicy(name, {
    vault,
    schedule: { frequency: "Daily", time: "02:00" },
    retention: { daily: { count: days } },
  });

const month = policyOf("month", 30);
const year = policyOf("year", 365);

const network = new ArmResource("shop-net", {
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

function protectedVm(name: string, policy: BackupPolicy): ProtectedVm {
  const disk = new ArmResource(`${name}-os`, {
    type: "Microsoft.Compute/disks",
    apiVersion: "2023-04-02",
    parent: group.id,
    location,
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Linux" },
  });
  const nic = new ArmResource(`${name}-nic`, {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    parent: group.id,
    location,
    properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
  });
  const vm = new ArmResource(name, {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    parent: group.id,
    location,
    properties: {
      hardwareProfile: { vmSize: "Standard_D2s_v3" },
      storageProfile: {
        osDisk: { name: disk.name, createOption: "Attach", osType: "Linux", managedDisk: { id: disk.id } },
      },
      networkProfile: { networkInterfaces: [{ id: nic.id }] },
    },
  });
  return new ProtectedVm(name, { vault, policy, vm, onDelete: "delete" });
}

export const web = protectedVm("web", month).id;
export const db = protectedVm("db", year).id;
