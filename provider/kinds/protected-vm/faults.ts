/** What no schema can say of a protected VM: by the rules that the service has, over what the program knows. Pure. */
import { parseResourceId, sameId } from "../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import { type MachineFacts, machineFault, type ProtectedDisk } from "../../rules/machine.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import type { Known } from "../kind.js";
import { vaultOf } from "./names.js";
import type { Inputs } from "./schema.js";

export const faults = (given: Inputs, known: Known): Failure[] => [
  ...policyFaults(given),
  ...vmFaults(given),
  ...diskFaults(given),
  ...regionFaults(known),
  ...machineFaults(given, known),
];

function policyFaults({ vault, policy, protection }: Inputs): Failure[] {
  if (policy === undefined) {
    if (protection === "stopped" || isUnknown(protection)) return [];
    const reason = `is missing: expected the ARM id of a policy of the vault, since protection is "${protection}"`;
    return [{ property: "policy", reason }];
  }
  if (isUnknown(vault) || isUnknown(policy) || sameId(vault, vaultOf(policy))) return [];
  return [{ property: "policy", found: policy, reason: `is a policy of another vault: expected one of ${vault}` }];
}

function vmFaults({ vault, vm }: Inputs): Failure[] {
  if (isUnknown(vm) || isUnknown(vault) || sameSubscription(vault, vm)) return [];
  const reason = `is in another subscription than the vault ${vault}: Azure Backup protects VMs of the vault's own subscription and region`;
  return [{ property: "vm", found: vm, reason }];
}

const sameSubscription = (left: string, right: string): boolean =>
  parseResourceId(left).subscription.toLowerCase() === parseResourceId(right).subscription.toLowerCase();

function diskFaults({ disks }: Inputs): Failure[] {
  if (disks === undefined || isUnknown(disks) || isUnknown(disks.osDiskOnly)) return [];
  const chosen = [disks.osDiskOnly === true, disks.include !== undefined, disks.exclude !== undefined];
  if (chosen.filter(Boolean).length === 1) return [];
  const reason = "must be one of osDiskOnly: true, include and exclude: leave `disks` out to back up all of them";
  return [{ property: "disks", found: Object.keys(disks).join(" and ") || "none", reason }];
}

/** Azure writes a region in lower case without spaces. */
const regionOf = (text: string): string => text.replaceAll(" ", "").toLowerCase();

function regionFaults({ vm, vault }: Known): Failure[] {
  const [machine, held] = [textAt(vm, "location"), textAt(vault, "location")];
  if (machine === undefined || held === undefined || isUnknown(machine) || isUnknown(held)) return [];
  if (regionOf(machine) === regionOf(held)) return [];
  const reason = `is in ${machine} and the vault in ${held}: Azure Backup protects the VMs of the vault's own region; use a vault in ${machine}`;
  return [{ property: "vm", reason }];
}

/** The rules on zones, disks and the system's disk, where the program knows the VM. A policy that is not known breaks none. */
function machineFaults({ policy: id }: Inputs, { vm, policy }: Known): Failure[] {
  if (vm === undefined) return [];
  const type = textAt(policy, "policyType") ?? (/\/backupPolicies\/DefaultPolicy$/i.test(id ?? "") ? "V1" : "V2");
  const consistency = policy === undefined ? ANY : policy["consistency"];
  const broken = machineFault(factsOf(vm), {
    type: type === "V1" ? "V1" : "V2",
    onlyCrashConsistent: consistency === ANY || consistency === "OnlyCrashConsistent" || isUnknown(consistency),
  });
  return broken === undefined ? [] : [{ property: "vm", reason: `cannot be protected so: ${broken.message}` }];
}

const ANY = "any";

function factsOf(vm: JsonObject): MachineFacts {
  const storage = objectAt(vm, "storageProfile");
  const disks = [objectAt(storage, "osDisk"), ...listAt(storage, "dataDisks").map((disk) => objectAt(disk))];
  const zone = objectAt(vm, "extendedLocation");
  return {
    disks: disks.filter((disk) => !hasUnknown(disk)).map(diskFacts),
    hasEphemeralSystem: textAt(storage, "osDisk", "diffDiskSettings", "option") === "Local",
    extendedZone: zone["type"] === "EdgeZone" ? textAt(zone, "name") : undefined,
    image: ["publisher", "offer", "sku"].map((key) => textAt(storage, "imageReference", key) ?? "").join(" "),
  };
}

const diskFacts = (disk: JsonObject): ProtectedDisk => ({
  name:
    textAt(disk, "name") ?? (disk["lun"] === undefined ? "of the operating system" : `at LUN ${String(disk["lun"])}`),
  sku: textAt(disk, "managedDisk", "storageAccountType") ?? "",
  sizeGB: Number(disk["diskSizeGB"] ?? 0),
  isShared: false,
});

/** A standard policy cannot follow an enhanced one: Azure takes the way to the enhanced policy alone. */
export function walls(
  _olds: Partial<Inputs>,
  _news: Inputs,
  known: { readonly before: Known; readonly now: Known },
): Failure[] {
  const [before, now] = [known.before["policy"], known.now["policy"]].map((policy) => textAt(policy, "policyType"));
  if (before !== "V2" || now !== "V1") return [];
  const reason =
    "is a standard policy (V1), and the VM is protected by an enhanced one (V2): Azure takes no VM back to a standard policy. Choose an enhanced policy";
  return [{ property: "policy", reason }];
}

/** LUNs that the VM does not have now are no error, since a disk may be attached later. */
export function warnings({ disks }: Inputs, { vm }: Known): string[] {
  const attached = objectAt(vm, "storageProfile")["dataDisks"];
  if (disks === undefined || attached === undefined || hasUnknown([attached, disks])) return [];
  const luns = new Set(listAt(attached).map((disk) => objectAt(disk)["lun"]));
  const absent = [...(disks.include ?? []), ...(disks.exclude ?? [])].filter((lun) => !luns.has(lun));
  if (absent.length === 0) return [];
  return [`disks names LUN ${absent.join(", ")}, where the VM has no disk: backups go on as if it were not named.`];
}
