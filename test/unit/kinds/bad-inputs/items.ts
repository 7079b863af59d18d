/** Inputs of a protected VM that check refuses. */
import { GROUP } from "../examples.js";
import type { BadInputs } from "./row.js";

export const ITEMS: readonly BadInputs[] = [
  {
    title: "a VM by its name only",
    source: "azurerm 2207",
    inputs: { vm: "web" },
    property: "vm",
    says: '"web" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}',
  },
  {
    title: "the id of another type of resource as vm",
    source: "azurerm 2215",
    inputs: { vm: `${GROUP}/providers/Microsoft.Compute/disks/web` },
    property: "vm",
    says: `"${GROUP}/providers/Microsoft.Compute/disks/web" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}`,
  },
  {
    title: "a missing policy",
    source: "azurerm, backup_policy_vm",
    inputs: { policy: null },
    property: "policy",
    says: 'is missing: expected the ARM id of a policy of the vault, since protection is "protected"',
  },
  {
    title: "a policy of another vault",
    source: "azurerm, not checked",
    inputs: { policy: `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups2/backupPolicies/daily` },
    property: "policy",
    says: `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups2/backupPolicies/daily is a policy of another vault: expected one of ${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups`,
  },
  {
    title: "the log backup policy for databases",
    source: "azurerm 24146",
    inputs: { policy: `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups/backupPolicies/HourlyLogBackup` },
    property: "policy",
    says: "HourlyLogBackup is a policy for the logs of databases: expected one for virtual machines, such as DefaultPolicy",
  },
  {
    title: "a VM of another region",
    source: "support matrix",
    inputs: {},
    known: {
      vm: { location: "northeurope", storageProfile: { osDisk: { osType: "Windows" }, dataDisks: [] } },
      vault: { location: "West Europe" },
    },
    property: "vm",
    says: "is in northeurope, but the vault is in West Europe: Azure Backup protects only VMs in the region of the vault; use a vault in northeurope",
  },
  {
    title: "an empty selection of disks",
    source: "azurerm 28301",
    inputs: { disks: {} },
    property: "disks",
    says: "is empty: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  },
  {
    title: "include and exclude lists of disks at once",
    source: "azurerm, include conflicts with exclude",
    inputs: { disks: { include: [0], exclude: [1] } },
    property: "disks",
    says: "has include and exclude: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  },
  {
    title: "osDiskOnly with an include list",
    source: "azurerm 28301",
    inputs: { disks: { osDiskOnly: true, include: [0] } },
    property: "disks",
    says: "has osDiskOnly and include: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  },
  {
    title: "a negative LUN",
    source: "azurerm, include_disk_luns",
    inputs: { disks: { include: [-1] } },
    property: "disks.include[0]",
    says: "-1 is not allowed: expected an integer from 0 to 63",
  },
  {
    title: "a LUN above 63",
    source: "REST reference",
    inputs: { disks: { exclude: [64] } },
    property: "disks.exclude[0]",
    says: "64 is not allowed: expected an integer from 0 to 63",
  },
  {
    title: "a duplicate LUN",
    source: "REST reference",
    inputs: { disks: { include: [1, 1] } },
    property: "disks.include",
    says: "[1,1] is not allowed: expected no duplicate entries",
  },
];
