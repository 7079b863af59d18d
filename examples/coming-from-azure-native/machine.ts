// The VM that is backed up, with its resource group, disk and network. In your program these remain resources of azure-native;
// here they are ArmResources, because there is no simulation for azure-native.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource } from "azure-vm-backup";

export const location = "westeurope";
const adopt = "ifIdentical";

export const group = new ArmResource("shop", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
  location,
  adopt,
});

export const disk = new ArmResource("web-os", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  parent: group.id,
  location,
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Linux" },
  adopt,
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
  adopt,
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };

const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
  adopt,
});

export const vm = new ArmResource("web", {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  parent: group.id,
  location,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    storageProfile: { osDisk: { createOption: "Attach", osType: "Linux", managedDisk: { id: disk.id } } },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
  },
  adopt,
});
