/** Inputs of every kind, as a program would declare them. */
import { type JsonObject, mergeJson } from "../../../provider/core/json.js";
import { machineProperties } from "../../support/service.js";
import { extensionDeclarations } from "./extension-examples.js";
import { snapshotDeclarations } from "./snapshot-examples.js";

export const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/shop`;
export const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/backups`;
export const POLICY = `${VAULT}/backupPolicies/daily`;
export const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
export const DISK = `${GROUP}/providers/Microsoft.Compute/disks/db`;
export const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`;
export const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web/protectedItems/VM;iaasvmcontainerv2;shop;web`;

export const vaultInputs = {
  name: "backups",
  resourceGroup: GROUP,
  location: "westeurope",
  sku: "Standard",
  publicNetworkAccess: "Enabled",
  adopt: "never",
} as const;

export const policyInputs = {
  vault: VAULT,
  name: "daily",
  policyType: "V1",
  timeZone: "UTC",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
  instantRestoreDays: 2,
  adopt: "never",
} as const;

export const itemInputs = {
  vault: VAULT,
  policy: POLICY,
  vm: VM,
  protection: "protected",
  initialBackup: false,
  recoverSoftDeleted: "auto",
  adopt: "never",
} as const;

export const diskInputs = {
  type: "Microsoft.Compute/disks",
  apiVersion: "2023-10-02",
  parent: GROUP,
  name: "db",
  location: "westeurope",
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
  adopt: "never",
} as const;

/** A virtual machine of an image, with parts of its properties changed or added. */
export const vmInputs = (properties: JsonObject = {}): JsonObject => ({
  ...diskInputs,
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name: "web",
  properties: mergeJson(machineProperties("Linux"), properties),
});

/** Declarations that together use every input of every kind. */
export const full: Readonly<Record<string, readonly JsonObject[]>> = {
  ArmResource: [
    {
      ...diskInputs,
      tags: { team: "shop" },
      body: { sku: { name: "Premium_LRS" }, zones: ["1"] },
      timeouts: { create: "10m", update: "10m", delete: "1h30m10s" },
      onDelete: "retain",
      adopt: "always",
    },
    { ...diskInputs, type: "Microsoft.Resources/resourceGroups", parent: SUBSCRIPTION, name: "shop" },
  ],
  BackupPolicy: [
    {
      ...policyInputs,
      retention: {
        daily: { count: 30 },
        weekly: { count: 52, weekdays: ["Sunday"] },
        monthly: { count: 12, weekdays: ["Sunday"], weeks: ["First"] },
        yearly: { count: 10, months: ["January"], weekdays: ["Sunday"], weeks: ["Last"] },
      },
      archive: { mode: "TierAfter", duration: 6, durationType: "Months" },
      timeouts: { create: "30m", update: "30m", delete: "90s" },
      instantRestoreResourceGroup: { prefix: "snapshots-", suffix: "-shop" },
      resourceGuardRequests: [`${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard/requests/default`],
      onDelete: "delete",
    },
    {
      ...policyInputs,
      policyType: "V2",
      consistency: "OnlyCrashConsistent",
      archive: { mode: "TierRecommended" },
      schedule: { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 },
      retention: {
        daily: { count: 30 },
        monthly: { count: 12, days: [1, 15], lastDay: true },
        yearly: { count: 10, months: ["January"], days: [1], lastDay: false },
      },
    },
    {
      ...policyInputs,
      schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday", "Wednesday"] },
      retention: { weekly: { count: 52, weekdays: ["Wednesday", "Sunday"] } },
      instantRestoreDays: 5,
    },
  ],
  DiskSnapshot: snapshotDeclarations,
  ProtectedVm: [
    {
      ...itemInputs,
      initialBackup: true,
      disks: { include: [0, 2] },
      sourceScan: "Enabled",
      resourceGuardRequests: [`${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard/requests/default`],
      onDelete: "stopRetain",
      adopt: "ifIdentical",
      timeouts: { create: "2h", update: "2h", delete: "80m" },
    },
    { ...itemInputs, disks: { exclude: [1] }, protection: "suspended", recoverSoftDeleted: "never" },
    { ...itemInputs, disks: { osDiskOnly: true }, protection: "stopped" },
  ],
  VmSnapshotExtension: extensionDeclarations,
  Vault: [
    {
      ...vaultInputs,
      sku: "RS0",
      tags: { team: "shop" },
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [IDENTITY] },
      redundancy: "GeoRedundant",
      crossRegionRestore: "Enabled",
      crossSubscriptionRestore: "Disabled",
      softDelete: { state: "Enabled", retentionDays: 30 },
      immutability: { state: "Locked", configuration: { type: "TimeBased", days: 60 }, confirmLocked: true },
      sourceScan: { state: "Enabled", userAssignedIdentity: IDENTITY },
      costManagement: "ProtectedItemLevel",
      encryption: {
        keyUri: "https://shop.vault.azure.net/keys/backups/0123456789abcdef",
        userAssignedIdentity: IDENTITY,
        infrastructureEncryption: "Enabled",
      },
      monitoring: {
        alertsForAllJobFailures: "Enabled",
        alertsForAllReplicationIssues: "Disabled",
        alertsForAllFailoverIssues: "Disabled",
        alertsForCriticalOperations: "Enabled",
        emailNotificationsForSiteRecovery: "Disabled",
      },
      resourceGuardRequests: [`${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard/requests/default`],
      onDelete: "refuse",
      timeouts: { create: "1h", update: "30m", delete: "1h30m" },
    },
  ],
};
