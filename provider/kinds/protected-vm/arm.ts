/** A protected VM in Azure's words and in ours. Pure. */

import { type JsonObject, listAt, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import { vaultOf } from "../../engine/vault-of.js";
import type { Inputs } from "./schema.js";

/** The properties of the PUT that protects a VM, or changes how. `previous` is what was declared before. */
export const toArm = (declared: Inputs, previous: Partial<Inputs> = {}): JsonObject =>
  withoutUndefined({
    sourceResourceId: declared.vm,
    policyId: declared.policy,
    extendedProperties: disksToArm(declared.disks ?? (previous.disks === undefined ? undefined : ALL_DISKS)),
    resourceGuardOperationRequests: declared.resourceGuardRequests,
  });

/** Azure keeps a choice of disks until another one is sent: all disks are those without an exclusion. */
const ALL_DISKS: Inputs["disks"] = { exclude: [] };

function disksToArm(disks: Inputs["disks"]): JsonObject | undefined {
  if (disks === undefined) return undefined;
  const isInclusionList = disks.exclude === undefined;
  return { diskExclusionProperties: { diskLunList: disks.exclude ?? disks.include ?? [], isInclusionList } };
}

/** What Azure has, in the words of the inputs: a choice of disks in the way it was declared. */
export function fromArm(item: JsonObject, declared: Partial<Inputs>): JsonObject {
  const properties = objectAt(item, "properties");
  const protection = protectionOf(textAt(properties, "protectionState"));
  return withoutUndefined({
    vault: vaultOf(textAt(item, "id") ?? ""),
    // Azure forgets the policy of an item that is not backed up.
    policy: protection === "protected" ? properties["policyId"] : declared.policy,
    vm: properties["sourceResourceId"],
    disks: disksFromArm(objectAt(properties, "extendedProperties", "diskExclusionProperties"), declared.disks),
    protection,
  });
}

/** What is about to be protected, or cannot be right now, is meant to be. */
function protectionOf(state: string | undefined): Inputs["protection"] {
  if (state === "ProtectionStopped") return "stopped";
  return state === "BackupsSuspended" ? "suspended" : "protected";
}

function disksFromArm(live: JsonObject, declared: Inputs["disks"]): JsonObject | undefined {
  const luns = listAt(live, "diskLunList");
  // `osDiskOnly: false` says nothing beside a list, and is no difference.
  const declaredFalse: JsonObject = declared?.osDiskOnly === false ? { osDiskOnly: false } : {};
  if (live["isInclusionList"] === true) {
    const isOsDiskOnly = luns.length === 0 && declared?.include === undefined;
    return isOsDiskOnly ? { osDiskOnly: true } : { include: luns, ...declaredFalse };
  }
  if (luns.length > 0) return { exclude: luns, ...declaredFalse };
  // Nothing is left out: told where the program has a word on it.
  return declared?.exclude !== undefined ? { exclude: [], ...declaredFalse } : undefined;
}
