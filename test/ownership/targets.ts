/** The targets of the table: a resource of each kind, its prerequisites, and its bodies as another owner would put them. */
import type { JsonObject } from "../../provider/core/json.js";
import { objectAt, textAt } from "../../provider/core/json.js";
import { dailyPolicy, GROUP, machine, protection, SUBSCRIPTION } from "../support/service.js";
import type { Azure } from "./azure.js";

/** The state of a resource in Azure. `stopped` is a VM whose protection was stopped. */
export type Live = "alive" | "stopped" | "gone";

/** A write, as a fault plan matches it. */
export interface PlannedWrite {
  readonly name: string;
  readonly method: "PUT" | "PATCH" | "POST" | "DELETE";
  /** The part of its path after the resource's id. */
  readonly below?: string;
}

export interface Target {
  readonly label: string;
  readonly kind: string;
  readonly id: string;
  readonly inputs: JsonObject;
  /** Inputs whose change is an update. */
  readonly edited: JsonObject;
  /** Inputs whose change replaces the resource under the same id; undefined if no input does. */
  readonly replaced: JsonObject | undefined;
  /** Bodies of another owner: as declared, or with other values. */
  readonly theirs: { readonly same: JsonObject; readonly other: JsonObject };
  readonly writes: Readonly<Record<"create" | "update" | "delete", readonly PlannedWrite[]>>;
  /** Creates the prerequisites. */
  createPrerequisites(azure: Azure): Promise<void>;
}

const RECOVERY = `${GROUP}/providers/Microsoft.RecoveryServices/vaults`;
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const WEST = "westeurope";
const tags = (team: string) => ({ tags: { team } });
const [OURS, EDITED, OTHERS] = [tags("shop"), tags("bank"), tags("others")];

const PUT: PlannedWrite = { name: "the PUT", method: "PUT" };
const PATCH: PlannedWrite = { name: "the PATCH", method: "PATCH" };
const DELETE: PlannedWrite = { name: "the DELETE", method: "DELETE" };
const SETTINGS: PlannedWrite = {
  name: "the PATCH of soft delete",
  method: "PATCH",
  below: "/backupconfig/vaultconfig",
};

const nothing = async (): Promise<void> => undefined;

const vaultBody = { location: WEST, sku: { name: "Standard" }, properties: {} };

const diskBody = (more: JsonObject = {}): JsonObject => ({
  location: WEST,
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
  ...more,
});

function group(name: string): Target {
  const id = `${SUBSCRIPTION}/resourceGroups/${name}`;
  return {
    label: "ArmResource (resource group)",
    kind: "ArmResource",
    id,
    inputs: {
      type: "Microsoft.Resources/resourceGroups",
      apiVersion: "2022-09-01",
      parent: SUBSCRIPTION,
      name,
      location: WEST,
      ...OURS,
    },
    edited: EDITED,
    replaced: { location: "northeurope" },
    theirs: { same: { location: WEST, ...OURS }, other: { location: WEST, ...OTHERS } },
    writes: { create: [PUT], update: [PUT], delete: [DELETE] },
    createPrerequisites: nothing,
  };
}

function disk(name: string): Target {
  return {
    label: "ArmResource (disk)",
    kind: "ArmResource",
    id: `${COMPUTE}/disks/${name}`,
    inputs: {
      type: "Microsoft.Compute/disks",
      apiVersion: "2023-10-02",
      parent: GROUP,
      name,
      ...diskBody(OURS),
    },
    edited: EDITED,
    replaced: { location: "northeurope" },
    theirs: { same: diskBody(OURS), other: diskBody(OTHERS) },
    writes: { create: [PUT], update: [PUT], delete: [DELETE] },
    createPrerequisites: nothing,
  };
}

function vault(name: string): Target {
  return {
    label: "Vault",
    kind: "Vault",
    id: `${RECOVERY}/${name}`,
    inputs: {
      name,
      resourceGroup: GROUP,
      location: WEST,
      softDelete: { state: "Enabled", retentionDays: 20 },
      ...OURS,
    },
    edited: EDITED,
    replaced: { location: "northeurope" },
    theirs: { same: { ...vaultBody, ...OURS }, other: { ...vaultBody, ...OTHERS } },
    writes: { create: [PUT, SETTINGS], update: [PATCH], delete: [DELETE] },
    createPrerequisites: nothing,
  };
}

const policyInputs = (days: number): JsonObject => ({
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: days } },
});

function policy(name: string): Target {
  const vaultId = `${RECOVERY}/h${name}`;
  return {
    label: "BackupPolicy",
    kind: "BackupPolicy",
    id: `${vaultId}/backupPolicies/${name}`,
    inputs: { vault: vaultId, name, ...policyInputs(30) },
    edited: policyInputs(60),
    replaced: { policyType: "V2" },
    theirs: { same: dailyPolicy("02:00", 30), other: dailyPolicy("02:00", 90) },
    writes: { create: [PUT], update: [PUT], delete: [DELETE] },
    createPrerequisites: (azure) => azure.write("PUT", vaultId, vaultBody),
  };
}

function networked(osType: string): JsonObject {
  const body = machine(osType);
  const networkProfile = { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/nic` }] };
  return { ...body, properties: { ...objectAt(body, "properties"), networkProfile } };
}

function protectedVm(name: string): Target {
  const [vaultId, vm] = [`${RECOVERY}/h${name}`, `${COMPUTE}/virtualMachines/${name}`];
  const item = `iaasvmcontainerv2;rehearsal;${name}`;
  return {
    label: "ProtectedVm",
    kind: "ProtectedVm",
    id: `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${item}/protectedItems/VM;${item}`,
    inputs: { vault: vaultId, vm, policy: `${vaultId}/backupPolicies/DefaultPolicy` },
    edited: { policy: `${vaultId}/backupPolicies/nightly` },
    replaced: undefined,
    theirs: { same: protection(vaultId, "DefaultPolicy", vm), other: protection(vaultId, "nightly", vm) },
    writes: { create: [PUT], update: [PUT], delete: [PUT] },
    createPrerequisites: async (azure) => {
      await azure.write("PUT", vaultId, vaultBody);
      await azure.write("PUT", `${vaultId}/backupPolicies/nightly`, dailyPolicy("03:00", 30));
      await azure.write("PUT", vm, networked("Windows"));
    },
  };
}

const snapshotBody = (source: string, more: JsonObject): JsonObject => ({
  location: WEST,
  sku: { name: "Standard_LRS" },
  properties: { incremental: true, creationData: { createOption: "Copy", sourceResourceId: source } },
  ...more,
});

function snapshot(name: string): Target {
  const source = `${COMPUTE}/disks/src${name}`;
  return {
    label: "DiskSnapshot",
    kind: "DiskSnapshot",
    id: `${COMPUTE}/snapshots/${name}`,
    inputs: { name, resourceGroup: GROUP, location: WEST, source: { disk: source }, triggers: ["1"], ...OURS },
    edited: EDITED,
    replaced: { triggers: ["2"] },
    theirs: { same: snapshotBody(source, OURS), other: snapshotBody(source, OTHERS) },
    writes: { create: [PUT], update: [PATCH], delete: [DELETE] },
    createPrerequisites: (azure) => azure.write("PUT", source, diskBody()),
  };
}

const extensionBody = (more: JsonObject): JsonObject => ({
  location: WEST,
  properties: {
    publisher: "Microsoft.Azure.RecoveryServices",
    type: "VMSnapshotLinux",
    typeHandlerVersion: "1.0",
    autoUpgradeMinorVersion: true,
  },
  ...more,
});

function extension(name: string): Target {
  const vm = `${COMPUTE}/virtualMachines/${name}`;
  return {
    label: "VmSnapshotExtension",
    kind: "VmSnapshotExtension",
    id: `${vm}/extensions/VMSnapshotLinux`,
    inputs: { vm, osType: "Linux", name: "VMSnapshotLinux", ...OURS },
    edited: EDITED,
    replaced: undefined,
    theirs: { same: extensionBody(OURS), other: extensionBody(OTHERS) },
    writes: { create: [PUT], update: [PATCH], delete: [DELETE] },
    createPrerequisites: (azure) => azure.write("PUT", vm, networked("Linux")),
  };
}

/** The targets by a short name. Each function takes a name that is unique in the table's Azure. */
export const TARGETS = { group, disk, vault, policy, protectedVm, snapshot, extension } as const;
export type TargetName = keyof typeof TARGETS;
export const ALL = Object.keys(TARGETS) as TargetName[];

/** The state of a target in Azure. */
export async function liveOf(azure: Azure, { id }: Target): Promise<Live> {
  const found = await azure.find(id);
  if (found === undefined || objectAt(found, "properties")["isScheduledForDeferredDelete"] === true) return "gone";
  return textAt(found, "properties", "protectionState") === "ProtectionStopped" ? "stopped" : "alive";
}
