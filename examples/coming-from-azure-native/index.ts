import { BackupPolicy, DiskSnapshot, ProtectedVm, Vault } from "azure-vm-backup";
import { disk, group, location, vm } from "./machine";

const adopt = "ifIdentical"; // adopts existing resources; a difference is an error, and nothing is written

const vault = new Vault("shop-backups", {
  resourceGroup: group.id,
  location,
  redundancy: "ZoneRedundant",
  adopt,
});

const policy = new BackupPolicy("nightly", {
  vault,
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 }, weekly: { count: 12, weekdays: ["Sunday"] } },
  instantRestoreDays: 2,
  adopt,
});

const item = new ProtectedVm("web", { vault, policy, vm, adopt });

const snapshot = new DiskSnapshot("before-upgrade", {
  resourceGroup: group.id,
  location,
  source: { disk },
  adopt,
});

export const adopted = [vault.adopted, policy.adopted, item.adopted, snapshot.adopted];
