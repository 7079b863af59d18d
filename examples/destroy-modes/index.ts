// One VM with one recovery point in a vault, and a configuration key that sets what `pulumi destroy` does with them.
import * as pulumi from "@pulumi/pulumi";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

/** The `onDelete` of the ProtectedVm for each mode of the vault. A destroy deletes the ProtectedVm first. */
const itemModes = {
  refuse: "stopRetain",
  stopRetain: "stopRetain",
  // Soft delete is always on in a new vault, so the preview refuses `deleteAndPurge`.
  delete: "delete",
  deleteAndPurge: "delete",
  retain: "retain",
} as const;
type Mode = keyof typeof itemModes;

const isMode = (text: string): text is Mode => Object.hasOwn(itemModes, text);

function chosenMode(): Mode {
  const text = new pulumi.Config().get("mode") ?? "refuse";
  if (isMode(text)) return text;
  throw new pulumi.RunError(`mode is "${text}": expected one of ${Object.keys(itemModes).join(", ")}`);
}

export const mode = chosenMode();

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const location = "westeurope";
/** The next up adopts the resources that a destroy retained. */
const adopt = "ifIdentical";
const unlessRetained = mode === "retain" ? "retain" : "delete";

const group = new ArmResource("destroy-modes", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
  adopt,
  // The resource group of a retained vault must be retained too.
  onDelete: mode === "stopRetain" ? "retain" : unlessRetained,
});

const disk = new ArmResource("web-os", {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-04-02",
  parent: group.id,
  location,
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, osType: "Windows" },
  adopt,
  onDelete: unlessRetained,
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
  onDelete: unlessRetained,
});
const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };

const nic = new ArmResource("web-nic", {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  parent: group.id,
  location,
  properties: { ipConfigurations: [{ name: "main", properties: { subnet } }] },
  adopt,
  onDelete: unlessRetained,
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
  adopt,
  onDelete: unlessRetained,
});

const vault = new Vault("backups", { resourceGroup: group.id, location, adopt, onDelete: mode });

const policy = new BackupPolicy("daily", {
  vault,
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
  adopt,
  onDelete: unlessRetained,
});

const item = new ProtectedVm("web", {
  vault,
  policy,
  vm,
  initialBackup: true,
  // A protection that a destroy stopped differs from this declaration, so `ifIdentical` would refuse it; the up resumes it.
  adopt: "always",
  onDelete: itemModes[mode],
});

export const protectionState = item.protectionState;
export const vaultId = vault.id;
