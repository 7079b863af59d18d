// The shop's VMs, and how long their backups are kept: a year for the database, a month for the rest.
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

function protectedVm(name: string, policy: BackupPolicy): ProtectedVm {
  const vm = new ArmResource(name, {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    parent: group.id,
    location,
    properties: {
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      storageProfile: {
        osDisk: { name: `${name}-os`, createOption: "FromImage", osType: "Linux", deleteOption: "Delete" },
      },
    },
  });
  return new ProtectedVm(name, { vault, policy, vm, onDelete: "delete" });
}

export const web = protectedVm("web", month).id;
export const db = protectedVm("db", year).id;
