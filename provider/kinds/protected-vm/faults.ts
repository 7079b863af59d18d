/** Rules for a protected VM that a schema cannot express, which the simulator enforces too. Pure. */
import { isSameSubscription, nameOf, sameId } from "../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { vaultOf } from "../../engine/vault-of.js";
import { confidentialWarning, type ProtectedDisk, type VmFacts, vmFault } from "../../rules/items/machine.js";
import { absentLunWarnings, DATABASE_POLICY, suspensionFault } from "../../rules/items/protection.js";
import { policyPathFault } from "../../rules/policies/rules.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import type { Known } from "../caller.js";
import type { Inputs } from "./schema.js";

export const faults = (declared: Inputs, known: Known): Failure[] => [
  ...policyFaults(declared),
  ...suspensionFaults(declared, known),
  ...purgeFaults(declared, known),
  ...diskFaults(declared),
  ...regionFaults(known),
  ...policySupportFaults(declared, known),
];

function policyFaults({ vault, policy, protection }: Inputs): Failure[] {
  if (policy === undefined) {
    if (protection === "stopped" || isUnknown(protection)) return [];
    const reason = `is missing: expected the ARM id of a policy of the vault, since protection is "${protection}"`;
    return [{ property: "policy", reason }];
  }
  if (isUnknown(policy)) return [];
  if (hasName(policy, "HourlyLogBackup")) return [LOG_POLICY_FAULT];
  if (hasName(policy, DATABASE_POLICY)) {
    const reason = "is the vault's policy for databases: expected a policy for VMs, such as DefaultPolicy";
    return [{ property: "policy", found: policy, reason }];
  }
  if (isUnknown(vault) || sameId(vault, vaultOf(policy))) return [];
  return [{ property: "policy", found: policy, reason: `is a policy of another vault: expected one of ${vault}` }];
}

/** Whether a policy has this name, in any case. */
const hasName = (policyId: string, name: string): boolean => nameOf(policyId).toLowerCase() === name.toLowerCase();

/** The policy for database logs that Azure creates in every vault. */
const LOG_POLICY_FAULT: Failure = {
  property: "policy",
  found: "HourlyLogBackup",
  reason: "is a policy for the logs of databases: expected one for virtual machines, such as DefaultPolicy",
};

const suspensionFaults = ({ protection }: Inputs, { vault }: Known): Failure[] =>
  suspensionFailure(protection, textAt(vault, "immutability", "state"));

/** The refusal of a suspension in a vault with this immutability. Checked here because Azure's own message is misleading. */
export function suspensionFailure(protection: Inputs["protection"], state: string | undefined): Failure[] {
  if (protection !== "suspended" || state === undefined || isUnknown(state)) return [];
  if (suspensionFault(state) === undefined) return [];
  const reason =
    'is not possible: Azure suspends backups only in immutable vaults, and the vault\'s immutability.state is "Disabled"; set that to "Unlocked", or choose "stopped"';
  return [{ property: "protection", found: JSON.stringify(protection), reason }];
}

/** A purge needs soft delete to be off. If the vault is not known here, the delete checks the live vault. */
function purgeFaults({ onDelete }: Inputs, { vault }: Known): Failure[] {
  const state = textAt(vault, "softDelete", "state");
  if (onDelete !== "deleteAndPurge" || state === undefined || isUnknown(state) || state === "Disabled") return [];
  const days = objectAt(vault, "softDelete")["retentionDays"];
  const period = typeof days === "number" ? `${days} days` : "the vault's soft delete period";
  const reason = `is not possible: soft delete is on in the vault (${state}), and Azure purges backups only when their soft delete period ends. ${insteadOfPurge(vault, period)}`;
  return [{ property: "onDelete", found: JSON.stringify(onDelete), reason }];
}

function insteadOfPurge(vault: JsonObject | undefined, period: string): string {
  const immutability = textAt(vault, "immutability", "state") ?? "Disabled";
  return immutability === "Disabled" || isUnknown(immutability)
    ? `Use "delete": it deletes the backups into soft delete, and Azure purges them ${period} after that`
    : 'Use "stopRetain": the vault is immutable, so Azure deletes no backup in it either';
}

function diskFaults({ disks }: Inputs): Failure[] {
  if (disks === undefined || isUnknown(disks) || isUnknown(disks.osDiskOnly)) return [];
  const { osDiskOnly, include, exclude } = disks;
  const chosen = Object.entries({ osDiskOnly: osDiskOnly === true || undefined, include, exclude })
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
  if (chosen.length === 1) return [];
  const none = osDiskOnly === undefined ? "is empty" : "has only osDiskOnly: false";
  const found = chosen.length === 0 ? none : `has ${chosen.join(" and ")}`;
  const reason = `${found}: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks`;
  return [{ property: "disks", reason }];
}

const regionOf = (text: string): string => text.replaceAll(" ", "").toLowerCase();

function regionFaults({ vm, vault }: Known): Failure[] {
  const [vmLocation, vaultLocation] = [textAt(vm, "location"), textAt(vault, "location")];
  if (vmLocation === undefined || vaultLocation === undefined || isUnknown(vmLocation) || isUnknown(vaultLocation))
    return [];
  if (regionOf(vmLocation) === regionOf(vaultLocation)) return [];
  const reason = `is in ${vmLocation}, but the vault is in ${vaultLocation}: Azure Backup protects only VMs in the region of the vault; use a vault in ${vmLocation}`;
  return [{ property: "vm", reason }];
}

/** The rules for zones and disks, if the program knows the VM. An unknown policy violates none. */
function policySupportFaults({ policy: id }: Inputs, { vm, policy }: Known): Failure[] {
  if (vm === undefined) return [];
  const type = policyTypeOf(id, policy);
  const consistency = policy?.["consistency"];
  const broken = vmFault(factsOf(vm), {
    type: type ?? "V2",
    onlyCrashConsistent: type === undefined || consistency === "OnlyCrashConsistent" || isUnknown(consistency),
  });
  return broken === undefined ? [] : [{ property: "vm", reason: `cannot be protected: ${broken.message}` }];
}

/** The type of a policy, from its known properties or from the name of a built-in policy; otherwise undefined. */
function policyTypeOf(id: string | undefined, policy: JsonObject | undefined): "V1" | "V2" | undefined {
  const type = textAt(policy, "policyType");
  if (type === "V1" || type === "V2") return type;
  if (id === undefined) return undefined;
  if (hasName(id, "DefaultPolicy")) return "V1";
  return hasName(id, "EnhancedPolicy") ? "V2" : undefined;
}

function factsOf(vm: JsonObject): VmFacts {
  const storage = objectAt(vm, "storageProfile");
  const disks = [objectAt(storage, "osDisk"), ...listAt(storage, "dataDisks").map((disk) => objectAt(disk))];
  const zone = objectAt(vm, "extendedLocation");
  return {
    disks: disks.filter((disk) => !hasUnknown(disk)).map(diskFacts),
    hasEphemeralSystem: textAt(storage, "osDisk", "diffDiskSettings", "option") === "Local",
    extendedZone: zone["type"] === "EdgeZone" && !isUnknown(zone["name"]) ? textAt(zone, "name") : undefined,
    image: ["publisher", "offer", "sku"].map((key) => textAt(storage, "imageReference", key) ?? "").join(" "),
    securityType: securityTypeOf(vm),
  };
}

function securityTypeOf(vm: JsonObject | undefined): string | undefined {
  const type = objectAt(vm, "securityProfile")["securityType"];
  return typeof type === "string" && !isUnknown(type) ? type : undefined;
}

const diskFacts = (disk: JsonObject): ProtectedDisk => ({
  name:
    textAt(disk, "name") ?? (disk["lun"] === undefined ? "of the operating system" : `at LUN ${String(disk["lun"])}`),
  sku: textAt(disk, "managedDisk", "storageAccountType") ?? "",
  sizeGB: Number(disk["diskSizeGB"] ?? 0),
  isShared: false,
});

/** The change from a standard to an enhanced policy is one-way. */
export function irreversibleChanges(
  olds: Partial<Inputs>,
  news: Inputs,
  known: { readonly before: Known; readonly now: Known },
): Failure[] {
  const before = policyTypeOf(olds.policy, known.before["policy"]);
  const after = policyTypeOf(news.policy, known.now["policy"]);
  if (after === undefined || policyPathFault({ before, after }) === undefined) return [];
  const reason =
    "is a standard policy (V1), but the VM is protected by an enhanced one (V2): Azure cannot move a VM back to a standard policy. Use an enhanced policy";
  return [{ property: "policy", reason }];
}

export const warnings = (declared: Inputs, known: Known): string[] => [
  ...subscriptionWarnings(declared),
  ...lunWarnings(declared, known),
  ...[confidentialWarning(securityTypeOf(known["vm"]))].filter((warning) => warning !== undefined),
];

/** Recorded since 2026; no documentation page names regions or roles. */
function subscriptionWarnings({ vault, vm }: Inputs): string[] {
  if (isUnknown(vm) || isUnknown(vault) || isSameSubscription(vault, vm)) return [];
  return [
    `vm: ${vm} is in another subscription than the vault. Azure protects such VMs since 2026, in the region of the vault only; it is not documented in which regions, so Azure may refuse it.`,
  ];
}

/** An unused LUN is only a warning, since a disk may be attached later. */
function lunWarnings({ disks }: Inputs, { vm }: Known): string[] {
  const storage = objectAt(vm?.["properties"] === undefined ? vm : objectAt(vm, "properties"), "storageProfile");
  // A VM from an image of a publisher has only the data disks that it names; another image may have more.
  const isPublished = typeof objectAt(storage, "imageReference")["publisher"] === "string";
  const attached = storage["dataDisks"] ?? (isPublished ? [] : undefined);
  if (disks === undefined || attached === undefined || hasUnknown([attached, disks])) return [];
  const luns = listAt(attached).map((disk) => Number(objectAt(disk)["lun"]));
  if (luns.some(Number.isNaN)) return [];
  return (["include", "exclude"] as const).flatMap((list) =>
    absentLunWarnings(disks[list] ?? [], luns).map(({ index, text }) => `disks.${list}[${index}]: ${text}`),
  );
}
