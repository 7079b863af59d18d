import { type JsonObject, mergeJson } from "../../provider/core/json.js";
import {
  DISK,
  GROUP,
  ITEM,
  itemPath,
  machine,
  OTHER_VAULT,
  protection,
  STOP,
  SUBSCRIPTION,
  VAULT,
  VM,
} from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const vaultAt = (id: string, location = "westeurope"): Request => ["PUT", id, { location, properties: {} }];
const vmWith = (properties: JsonObject, more: JsonObject = {}): Request => [
  "PUT",
  VM,
  { ...mergeJson(machine("Linux"), { properties }), ...more },
];
const disk = (sku: string, diskSizeGB: number, more: JsonObject = {}): Request => [
  "PUT",
  DISK,
  {
    location: "westeurope",
    sku: { name: sku },
    properties: { creationData: { createOption: "Empty" }, diskSizeGB, ...more },
  },
];
const attached = (...luns: readonly number[]): JsonObject => ({
  storageProfile: { dataDisks: luns.map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 4 })) },
});
/** Of a VM with 32 data disks. */
const MANY_DISKS: JsonObject = {
  hardwareProfile: { vmSize: "Standard_D32s_v5" },
  additionalCapabilities: { ultraSSDEnabled: true },
};
/** `count` data disks of 64 TB and `small` data disks of 4 GB. */
const large = (count: number, small = 0): JsonObject => ({
  ...MANY_DISKS,
  storageProfile: {
    dataDisks: Array.from({ length: count + small }, (_, lun) => ({
      lun,
      createOption: "Empty",
      diskSizeGB: lun < count ? 65_536 : 4,
      managedDisk: { storageAccountType: "UltraSSD_LRS" },
    })),
  },
});
const WITH_DISK = vmWith({
  storageProfile: { dataDisks: [{ lun: 0, createOption: "Attach", managedDisk: { id: DISK } }] },
});
const ENABLE: Request = ["PUT", ITEM, protection()];
const ENHANCED: Request = ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")];
const ZONE = { extendedLocation: { type: "EdgeZone", name: "losangeles" } };
const AT = "2024-01-01T08:00:00Z";
const CRASH: Request = [
  "PUT",
  `${VAULT}/backupPolicies/crash`,
  {
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      snapshotConsistencyType: "OnlyCrashConsistent",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicyV2",
        scheduleRunFrequency: "Daily",
        dailySchedule: { scheduleRunTimes: [AT] },
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: { retentionTimes: [AT], retentionDuration: { count: 30, durationType: "Days" } },
      },
      timeZone: "UTC",
    },
  },
];
const OTHER_SUBSCRIPTION = SUBSCRIPTION.replace(/1$/, "2");
const FAR_VM = VM.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION);

const PLACES: readonly RuleRow[] = [
  {
    rule: "refuses to protect a VM in another subscription with an api-version before 2026-07-01",
    before: [
      vaultAt(VAULT),
      ["PUT", GROUP.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION), { location: "westeurope" }],
      ["PUT", FAR_VM, machine()],
    ],
    request: ["PUT", ITEM, protection(VAULT, "DefaultPolicy", FAR_VM)],
    status: 400,
    code: "UserErrorCrossSubscriptionProtectionNotSupported",
  },
  {
    rule: "refuses to protect a VM in another region",
    before: [vaultAt(VAULT), ["PUT", VM, machine("Linux", "eastus")]],
    request: ENABLE,
    status: 400,
    code: "UserErrorCrossRegionProtectionNotSupported",
  },
  {
    rule: "refuses to protect a VM with a policy for database log backups",
    before: [vaultAt(VAULT), ["PUT", VM, machine()]],
    request: ["PUT", ITEM, protection(VAULT, "HourlyLogBackup")],
    status: 400,
    code: "BMSUserErrorInvalidPolicyForGivenProvider",
    message: /"HourlyLogBackup" has backupManagementType AzureWorkload/,
  },
  {
    rule: "refuses to protect a VM that another vault protects",
    before: [vaultAt(VAULT), vaultAt(OTHER_VAULT), ["PUT", VM, machine()], ENABLE],
    request: ["PUT", itemPath(OTHER_VAULT), protection(OTHER_VAULT)],
    status: 409,
    code: "BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault",
    message: /^Virtual machine is already registered\\registering with another recovery services vault\. Please select/,
  },
  {
    rule: "refuses to protect a VM whose item in another vault is stopped with its data retained",
    before: [vaultAt(VAULT), vaultAt(OTHER_VAULT), ["PUT", VM, machine()], ENABLE, ["PUT", ITEM, STOP]],
    request: ["PUT", itemPath(OTHER_VAULT), protection(OTHER_VAULT)],
    status: 409,
    code: "BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault",
  },
  {
    rule: "protects a VM whose item in another vault is soft-deleted",
    before: [vaultAt(VAULT), vaultAt(OTHER_VAULT), ["PUT", VM, machine()], ENABLE, ["DELETE", ITEM]],
    request: ["PUT", itemPath(OTHER_VAULT), protection(OTHER_VAULT)],
    status: 202,
  },
  {
    rule: "refuses an item name in an incorrect format",
    before: [vaultAt(VAULT), ["PUT", VM, machine()]],
    request: ["PUT", ITEM.replace("VM;iaasvmcontainerv2", "VM;other"), protection()],
    status: 400,
    code: "BMSUserErrorProtectedItemNameIncorrectFormat",
  },
  {
    rule: "refuses a container name in an incorrect format",
    before: [vaultAt(VAULT), ["PUT", VM, machine()]],
    request: ["PUT", ITEM.replace("IaasVMContainer;iaasvmcontainerv2", "Other;other"), protection()],
    status: 400,
    code: "BMSUserErrorContainerNameIncorrectFormat",
  },
  {
    rule: "refuses to protect a classic VM, and explains that classic VMs are not supported",
    before: [vaultAt(VAULT)],
    request: ["PUT", ITEM.replaceAll("iaasvmcontainerv2", "iaasvmcontainer"), protection()],
    status: 400,
    code: "UserErrorClassicVirtualMachineNotSupported",
    message: /classic/,
  },
];

const DISKS: readonly RuleRow[] = [
  ...["UltraSSD_LRS", "PremiumV2_LRS"].map((sku) => ({
    rule: `is refused for a ${sku} disk with a standard policy`,
    before: [vaultAt(VAULT), disk(sku, 64), WITH_DISK],
    request: ENABLE,
    status: 400,
    code: "UserErrorDiskTypeNeedsEnhancedPolicy",
  })),
  {
    rule: "is accepted for an Ultra disk with an enhanced policy",
    before: [vaultAt(VAULT), disk("UltraSSD_LRS", 64), WITH_DISK],
    request: ENHANCED,
    status: 202,
  },
  {
    rule: "is refused for disks of more than 512 TB in total",
    before: [vaultAt(VAULT), vmWith(large(8))],
    request: ENABLE,
    status: 400,
    code: "UserErrorUnSupportedDiskSize",
    message: /524318 GB in total: expected at most 524288/,
  },
  {
    rule: "is accepted for 32 disks, seven of them with 64 TB",
    before: [vaultAt(VAULT), vmWith(large(7, 24))],
    request: ENHANCED,
    status: 202,
  },
  {
    rule: "is refused for 33 disks",
    before: [vaultAt(VAULT), vmWith({ ...MANY_DISKS, ...attached(...Array.from({ length: 32 }, (_, lun) => lun)) })],
    request: ENABLE,
    status: 400,
    code: "UserErrorUnSupportedDiskCount",
  },
  {
    rule: "is refused for a shared disk",
    before: [vaultAt(VAULT), disk("Premium_LRS", 256, { maxShares: 2 }), WITH_DISK],
    request: ENHANCED,
    status: 400,
    code: "UserErrorSharedDiskNotSupported",
  },
  {
    rule: "is refused for an ephemeral OS disk",
    before: [vaultAt(VAULT), vmWith({ storageProfile: { osDisk: { diffDiskSettings: { option: "Local" } } } })],
    request: ENABLE,
    status: 400,
    code: "UserErrorEphemeralOsDiskNotSupported",
  },
  {
    rule: "is refused for CoreOS Linux",
    before: [vaultAt(VAULT), vmWith({ storageProfile: { imageReference: { publisher: "CoreOS", offer: "CoreOS" } } })],
    request: ENABLE,
    status: 400,
    code: "UserErrorGuestOsNotSupported",
  },
];

const ZONES: readonly RuleRow[] = [
  {
    rule: "refuses a standard policy",
    before: [vaultAt(VAULT), vmWith({}, ZONE)],
    request: ENABLE,
    status: 400,
    code: "UserErrorExtendedZoneNeedsEnhancedPolicy",
  },
  {
    rule: "refuses an enhanced policy that is not crash-consistent",
    before: [vaultAt(VAULT), vmWith({}, ZONE)],
    request: ENHANCED,
    status: 400,
    code: "UserErrorExtendedZoneNeedsCrashConsistency",
  },
  {
    rule: "accepts an enhanced policy that is crash-consistent",
    before: [vaultAt(VAULT), CRASH, vmWith({}, ZONE)],
    request: ["PUT", ITEM, protection(VAULT, "crash")],
    status: 202,
  },
];

testRules("a vault", PLACES);
testRules("the protection of a VM", DISKS);
testRules("a VM in an Extended Zone", ZONES);
