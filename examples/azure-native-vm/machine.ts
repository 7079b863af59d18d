// Declares a VM with @pulumi/azure-native and protects it, in a function that the program and the tests call.
import * as compute from "@pulumi/azure-native/compute";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

export interface WebOptions {
  /** The region of the VM. */
  readonly location: string;
  /** The region of the vault. Default: the region of the VM. */
  readonly vaultLocation?: string;
  /** The Extended Zone that the VM runs in. */
  readonly zone?: string;
  /** The storage type of the data disk of the VM. */
  readonly dataDiskType?: "Premium_LRS" | "PremiumV2_LRS" | "UltraSSD_LRS";
  /** The standard policy (V1) or the enhanced one (V2). */
  readonly policyType?: "V1" | "V2";
}

/** Declares the VM `web`, a vault, and the protection of the VM in it. */
export function protectedWeb(options: WebOptions): ProtectedVm {
  const { location, policyType = "V1" } = options;
  const group = new resources.ResourceGroup("shop", { resourceGroupName: "shop", location });
  const vm = machineIn(group, options);
  const vault = new Vault("shop-backups", { resourceGroup: group.id, location: options.vaultLocation ?? location });
  const policy = new BackupPolicy("daily", {
    vault,
    policyType,
    schedule: { frequency: "Daily", time: "02:00" },
    retention: { daily: { count: 30 } },
  });
  // With the VM resource instead of an id, its region, zone and disks are checked against the vault and the policy.
  return new ProtectedVm("web", { vault, policy, vm, onDelete: "delete" });
}

function machineIn(group: resources.ResourceGroup, { location, zone, dataDiskType = "Premium_LRS" }: WebOptions) {
  const resourceGroupName = group.name;
  const extendedLocation = zone === undefined ? {} : { extendedLocation: { name: zone, type: "EdgeZone" } };
  const net = new network.VirtualNetwork("shop", {
    ...{ resourceGroupName, location, ...extendedLocation },
    addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
    subnets: [{ name: "web", addressPrefix: "10.0.0.0/28" }],
  });
  const subnet = { id: net.subnets.apply((subnets) => subnets?.[0]?.id ?? "") };
  const nic = new network.NetworkInterface("web", {
    ...{ resourceGroupName, location, ...extendedLocation },
    ipConfigurations: [{ name: "web", subnet }],
  });
  return new compute.VirtualMachine("web", {
    ...{ resourceGroupName, location, ...extendedLocation, vmName: "web" },
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
    osProfile: {
      computerName: "web",
      adminUsername: "shop",
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: {
          publicKeys: [
            {
              path: "/home/shop/.ssh/authorized_keys",
              keyData: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGdUJ/VFk3ljcaZ0BLOG51NC3l3fw4Zbu4Lh1kUsFSb7 shop",
            },
          ],
        },
      },
    },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { name: "web-os", createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
      dataDisks: [
        {
          ...{ lun: 0, name: "web-data", createOption: "Empty", diskSizeGB: 64 },
          managedDisk: { storageAccountType: dataDiskType },
        },
      ],
    },
  });
}
