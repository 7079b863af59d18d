/** Protected VMs under the real Pulumi CLI, each with a machine of its own name. */
import { type JsonObject, listAt, objectAt, textAt } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import type { KindStory } from "../../support/kind-story.js";
import type { Rows } from "../../support/kind-table.js";
import { describeKind } from "../../support/kind-tests.js";
import type { ServedAzure } from "../../support/served-azure.js";
import { dailyPolicy, GROUP, machine, OTHER_VAULT, VAULT } from "../../support/service.js";

const IMMUTABLE = OTHER_VAULT;
const HARD = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/vault3`;
const policyOf = (vault: string, name = "DefaultPolicy") => `${vault}/backupPolicies/${name}`;
const CHOICE = "properties.extendedProperties.diskExclusionProperties";

const rows: Rows = {
  policy: {
    from: policyOf(VAULT),
    to: policyOf(VAULT, "nightly"),
    at: "properties.policyId",
    without: { policy: undefined },
    stays: /policy: is missing: expected the ARM id of a policy of the vault, since protection is "protected"/,
  },
  disks: { from: { osDiskOnly: true }, at: `${CHOICE}.isInclusionList`, was: true, gone: false },
  "disks.osDiskOnly": {
    of: "disks",
    from: { osDiskOnly: true },
    to: { osDiskOnly: false, exclude: [] },
    at: `${CHOICE}.isInclusionList`,
    was: true,
    is: false,
    gone: false,
    without: { disks: { exclude: [] } },
  },
  "disks.include": {
    from: [0],
    to: [1],
    at: `${CHOICE}.diskLunList`,
    gone: [],
    without: { disks: { osDiskOnly: true } },
    alone: { disks: { exclude: [0] } },
    otherwise: /disks: has include and exclude: expected exactly one of osDiskOnly: true, include, exclude/,
  },
  "disks.exclude": { from: [0], to: [1], at: `${CHOICE}.diskLunList`, gone: [], without: {} },
  protection: {
    from: "protected",
    to: "stopped",
    at: "properties.protectionState",
    was: "IRPending",
    is: "ProtectionStopped",
    gone: "IRPending",
  },
  "protection#suspended": {
    from: "protected",
    to: "suspended",
    at: "properties.protectionState",
    was: "IRPending",
    is: "BackupsSuspended",
    gone: "IRPending",
  },
  initialBackup: {
    from: false,
    to: true,
    at: "points",
    was: 0,
    is: 1,
    gone: 1,
    unseen: "it is done once, and Azure holds nothing of it",
  },
};

const machineOf = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** A machine with two data disks. */
function withDisks(): JsonObject {
  const body = machine();
  const dataDisks = [0, 1].map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 8 }));
  const storageProfile = { ...objectAt(body, "properties", "storageProfile"), dataDisks };
  return { ...body, properties: { ...objectAt(body, "properties"), storageProfile } };
}

const vaultOf = (name: string): string => {
  if (name === "protection-suspended" || name === "ends-suspendRetain") return IMMUTABLE;
  return name === "ends-deleteAndPurge" ? HARD : VAULT;
};

async function prepare(azure: ServedAzure, names: readonly string[]): Promise<void> {
  await azure.write("PUT", GROUP, { location: "westeurope" });
  for (const vault of [VAULT, IMMUTABLE, HARD]) {
    await azure.write("PUT", vault, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  }
  const immutable = { securitySettings: { immutabilitySettings: { state: "Unlocked" } } };
  await azure.write("PATCH", IMMUTABLE, { properties: immutable });
  const off = { properties: { softDeleteFeatureState: "Disabled" } };
  await azure.write("PATCH", `${HARD}/backupconfig/vaultconfig`, off);
  await azure.write("PUT", policyOf(VAULT, "nightly"), dailyPolicy("03:00", 30));
  for (const name of [...names, "other"]) await azure.write("PUT", machineOf(name), withDisks());
}

/** Puts the item as it was at first: protected, by its first policy, with its first choice of disks. */
const meddle: KindStory["meddle"] = (azure, { id, made }) => {
  const { sourceResourceId, policyId } = objectAt(made, "properties");
  const chosen = objectAt(made, "properties", "extendedProperties");
  const properties = { sourceResourceId, policyId, extendedProperties: chosen };
  return azure.write("PUT", id, {
    properties: { protectedItemType: "Microsoft.Compute/virtualMachines", ...properties },
  });
};

const stateOf = async (azure: ServedAzure, id: string): Promise<string> => {
  const item = await azure.find(id);
  if (item === undefined) return "gone";
  const isDeleted = objectAt(item, "properties")["isScheduledForDeferredDelete"] === true;
  return isDeleted ? "soft-deleted" : (textAt(item, "properties", "protectionState") ?? "there");
};

describeKind({
  kind: protectedVm,
  rows,
  prepare,
  meddle,
  stateOf,
  least: (name) => ({ vault: vaultOf(name), policy: policyOf(vaultOf(name)), vm: machineOf(name) }),
  view: async (azure, id) => {
    const item = await azure.find(id);
    if (item === undefined) return undefined;
    return { ...item, points: listAt(await azure.find(`${id}/recoveryPoints`), "value").length };
  },
  replacements: {
    another: { from: {}, to: { vm: machineOf("other") }, at: "properties.friendlyName", is: "other" },
    // A VM has one vault: it moves to another where the one that it leaves purges its backups.
    moved: {
      from: { vault: HARD, policy: policyOf(HARD), onDelete: "deleteAndPurge" },
      to: {},
      leaves: "gone",
      at: "properties.protectionState",
      is: "IRPending",
    },
  },
  half: {
    args: { initialBackup: true },
    plan: { failJob: { operation: "Backup", code: 400136 }, path: ";half", times: 2 },
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
    holds: { [`${CHOICE}.isInclusionList`]: false, [`${CHOICE}.diskLunList`]: [] },
  },
  found: {
    args: {},
    other: { policy: policyOf(VAULT, "nightly") },
    difference: /policy: declared "[^"]*nightly", found "[^"]*DefaultPolicy"/,
    at: "properties.policyId",
    is: policyOf(VAULT, "nightly"),
  },
  endings: {
    default: { leaves: "ProtectionStopped" },
    stopRetain: { leaves: "ProtectionStopped" },
    suspendRetain: { leaves: "BackupsSuspended" },
    delete: { leaves: "soft-deleted" },
    deleteAndPurge: { leaves: "gone" },
    retain: { leaves: "IRPending" },
  },
});
