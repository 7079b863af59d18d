/** Protected VMs under the real Pulumi CLI. Each protects a VM of the same name. */
import { type JsonObject, listAt, objectAt, textAt } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import type { KindStory } from "../../support/kind-story.js";
import type { Rows } from "../../support/kind-table.js";
import type { ServedAzure } from "../../support/served-azure.js";
import { dailyPolicy, GROUP, machine, OTHER_VAULT, VAULT } from "../../support/service.js";

const IMMUTABLE = OTHER_VAULT;
const WITHOUT_SOFT_DELETE = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/vault3`;
const policyOf = (vault: string, name = "DefaultPolicy") => `${vault}/backupPolicies/${name}`;
const DISK_SELECTION = "properties.extendedProperties.diskExclusionProperties";

const rows: Rows = {
  policy: {
    from: policyOf(VAULT),
    to: policyOf(VAULT, "nightly"),
    at: "properties.policyId",
    inputsAfterRemoval: { policy: undefined },
    removalRefused: /policy: is missing: expected the ARM id of a policy of the vault, since protection is "protected"/,
  },
  disks: { from: { osDiskOnly: true }, at: `${DISK_SELECTION}.isInclusionList`, was: true, afterRemoval: false },
  "disks.osDiskOnly": {
    of: "disks",
    from: { osDiskOnly: true },
    to: { osDiskOnly: false, exclude: [] },
    at: `${DISK_SELECTION}.isInclusionList`,
    was: true,
    is: false,
    afterRemoval: false,
    inputsAfterRemoval: { disks: { exclude: [] } },
  },
  "disks.include": {
    from: [0],
    to: [1],
    at: `${DISK_SELECTION}.diskLunList`,
    afterRemoval: [],
    inputsAfterRemoval: { disks: { osDiskOnly: true } },
    aloneInputs: { disks: { exclude: [0] } },
    refusedAlone: /disks: has include and exclude: expected exactly one of osDiskOnly: true, include, exclude/,
  },
  "disks.exclude": {
    from: [0],
    to: [1],
    at: `${DISK_SELECTION}.diskLunList`,
    afterRemoval: [],
    inputsAfterRemoval: {},
  },
  protection: {
    from: "protected",
    to: "stopped",
    at: "properties.protectionState",
    was: "IRPending",
    is: "ProtectionStopped",
    afterRemoval: "IRPending",
  },
  "protection#suspended": {
    from: "protected",
    to: "suspended",
    at: "properties.protectionState",
    was: "IRPending",
    is: "BackupsSuspended",
    afterRemoval: "IRPending",
  },
  sourceScan: {
    from: "Enabled",
    to: "Disabled",
    at: "properties.sourceSideScanInfo.sourceSideScanStatus",
    was: "Configured",
    is: "NotConfigured",
    afterRemoval: "NotConfigured",
  },
  initialBackup: {
    from: false,
    to: true,
    at: "points",
    was: 0,
    is: 1,
    afterRemoval: 1,
    noDriftReason: "it runs once, and Azure does not store it",
  },
};

/** The api-version of an item with the state of its scan. */
const WITH_SCAN = "2026-07-01";

const machineOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** A VM with two data disks. */
function withDisks(): JsonObject {
  const body = machine();
  const dataDisks = [0, 1].map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 8 }));
  const storageProfile = { ...objectAt(body, "properties", "storageProfile"), dataDisks };
  return { ...body, properties: { ...objectAt(body, "properties"), storageProfile } };
}

const vaultOf = (name: string): string => {
  if (name === "protection-suspended" || name === "ends-suspendRetain") return IMMUTABLE;
  return name === "ends-deleteAndPurge" ? WITHOUT_SOFT_DELETE : VAULT;
};

async function prepare(azure: ServedAzure, names: readonly string[]): Promise<void> {
  await azure.write("PUT", GROUP, { location: "westeurope" });
  for (const vault of [VAULT, IMMUTABLE, WITHOUT_SOFT_DELETE]) {
    await azure.write("PUT", vault, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  }
  const immutable = { securitySettings: { immutabilitySettings: { state: "Unlocked" } } };
  await azure.write("PATCH", IMMUTABLE, { properties: immutable });
  const off = { properties: { softDeleteFeatureState: "Disabled" } };
  await azure.write("PATCH", `${WITHOUT_SOFT_DELETE}/backupconfig/vaultconfig`, off);
  await azure.write("PUT", policyOf(VAULT, "nightly"), dailyPolicy("03:00", 30));
  for (const name of [...names, "other"]) await azure.write("PUT", machineOf(name), withDisks());
}

/** Puts the first version of the item again: protected, with its first policy, disk selection and scan. */
const changeOutside: KindStory["changeOutside"] = (azure, { id, created }) => {
  const { sourceResourceId, policyId, sourceSideScanInfo } = objectAt(created, "properties");
  const extendedProperties = objectAt(created, "properties", "extendedProperties");
  const properties = { sourceResourceId, policyId, extendedProperties, sourceSideScanInfo };
  return azure.write("PUT", id, {
    properties: { protectedItemType: "Microsoft.Compute/virtualMachines", ...properties },
  });
};

const stateOf = async (azure: ServedAzure, id: string): Promise<string> => {
  const item = await azure.find(id);
  if (item === undefined) return "gone";
  const isDeleted = objectAt(item, "properties")["isScheduledForDeferredDelete"] === true;
  return isDeleted ? "soft-deleted" : (textAt(item, "properties", "protectionState") ?? "exists");
};

export const protectedVmStory: KindStory = {
  kind: protectedVm,
  rows,
  prepare,
  changeOutside,
  stateOf,
  required: (name) => ({ vault: vaultOf(name), policy: policyOf(vaultOf(name)), vm: machineOf(name) }),
  view: async (azure, id) => {
    const item = await azure.find(`${id}?api-version=${WITH_SCAN}`);
    if (item === undefined) return undefined;
    return { ...item, points: listAt(await azure.find(`${id}/recoveryPoints`), "value").length };
  },
  replacements: {
    another: { from: {}, to: { vm: machineOf("other") }, at: "properties.friendlyName", is: "other" },
    // A VM has one vault. It can move to another one after the first vault has purged its backups.
    moved: {
      from: { vault: WITHOUT_SOFT_DELETE, policy: policyOf(WITHOUT_SOFT_DELETE), onDelete: "deleteAndPurge" },
      to: {},
      leaves: "gone",
      at: "properties.protectionState",
      is: "IRPending",
    },
  },
  partial: {
    args: { initialBackup: true },
    plan: { failJob: { operation: "Backup", code: 400136 }, path: ";partial", times: 2 },
    reason: /Virtual machine doesn't exist/,
    at: "points",
    is: 1,
  },
  broken: {
    from: { disks: { include: [0] } },
    to: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PUT",
      path: ";broken$",
    },
    expected: { [`${DISK_SELECTION}.isInclusionList`]: false, [`${DISK_SELECTION}.diskLunList`]: [] },
  },
  found: {
    args: {},
    other: { policy: policyOf(VAULT, "nightly") },
    difference: /policy: declared "[^"]*nightly", found "[^"]*DefaultPolicy"/,
    at: "properties.policyId",
    is: policyOf(VAULT, "nightly"),
  },
  destroyCases: {
    default: { leaves: "ProtectionStopped" },
    stopRetain: { leaves: "ProtectionStopped" },
    suspendRetain: { leaves: "BackupsSuspended" },
    delete: { leaves: "soft-deleted" },
    deleteAndPurge: { leaves: "gone" },
    retain: { leaves: "IRPending" },
  },
};
