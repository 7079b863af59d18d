/** The facts of a VM and of a policy that the rules of `rules/items/machine.ts` check. */
import { type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import {
  type PolicyFacts,
  type ProtectedDisk,
  TRUSTED_LAUNCH_SINCE,
  type VmFacts,
} from "../../../rules/items/machine.js";
import { isSince } from "../../azure/eras.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { policyTypeOf } from "../../vaults/policies/index.js";

export function vmFacts(azure: Azure, vm: Document): VmFacts {
  const storage = objectAt(vm.body, "properties", "storageProfile");
  const system = objectAt(storage, "osDisk");
  const disks = [system, ...listAt(storage, "dataDisks").map((disk) => objectAt(disk))];
  const image = objectAt(storage, "imageReference");
  return {
    disks: disks.map((disk) => diskFacts(azure, disk)),
    hasEphemeralSystem: textAt(system, "diffDiskSettings", "option") === "Local",
    extendedZone: zoneOf(vm.body),
    image: ["publisher", "offer", "sku"].map((key) => textAt(image, key) ?? "").join(" "),
    securityType: securityTypeOf(vm),
  };
}

export const securityTypeOf = (vm: Document | undefined): string | undefined =>
  textAt(vm?.body, "properties", "securityProfile", "securityType");

/** The Extended Zone of a resource: its `extendedLocation` of the type EdgeZone. */
const zoneOf = (body: JsonObject): string | undefined =>
  textAt(body, "extendedLocation", "type") === "EdgeZone" ? textAt(body, "extendedLocation", "name") : undefined;

function diskFacts(azure: Azure, disk: JsonObject): ProtectedDisk {
  const found = azure.documents.get(textAt(disk, "managedDisk", "id") ?? "")?.body;
  const size = objectAt(found, "properties")["diskSizeGB"] ?? disk["diskSizeGB"];
  return {
    name: textAt(disk, "name") ?? "",
    sku: textAt(found, "sku", "name") ?? textAt(disk, "managedDisk", "storageAccountType") ?? "",
    sizeGB: Number(size ?? 0),
    isShared: Number(objectAt(found, "properties")["maxShares"] ?? 1) > 1,
  };
}

export const policyFacts = (call: Call, { body }: Document): PolicyFacts => ({
  type: policyTypeOf(body),
  onlyCrashConsistent: textAt(body, "properties", "snapshotConsistencyType") === "OnlyCrashConsistent",
  isForTrustedLaunch: isSince(call, TRUSTED_LAUNCH_SINCE),
});
