// A VM in the Extended Zone Los Angeles, which Azure Backup protects by an enhanced, crash-consistent policy alone.
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "azure-vm-backup";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
// The region that the zone belongs to; the vault lies in it.
const location = "westus";
const extendedLocation = { type: "EdgeZone", name: "losangeles" };

const group = new ArmResource("extended-zone", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: subscription,
  location,
});

const vm = new ArmResource("render", {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  parent: group.id,
  location,
  body: { extendedLocation },
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      osDisk: { name: "render-os", createOption: "FromImage", osType: "Linux", deleteOption: "Delete" },
    },
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
  // An ArmResource does not tell its zone: said here, it is checked against the policy at preview.
  vm: { id: vm.id, location: vm.location, extendedLocation },
  initialBackup: true,
  onDelete: "delete",
});

export const zone = extendedLocation.name;
export const consistency = item.firstRecoveryPoint.apply((point) => point?.consistency);
export const protectionState = item.protectionState;
