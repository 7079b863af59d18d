/** Converts a protected VM between inputs and ARM. Pure. */
import { type JsonObject, listAt, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import { vaultOf } from "../../engine/vault-of.js";
import type { Inputs } from "./schema.js";

/** The properties of the PUT that protects a VM or changes its protection. `previous` are the previous inputs. */
export const toArm = (declared: Inputs, previous: Partial<Inputs> = {}): JsonObject =>
  withoutUndefined({
    sourceResourceId: declared.vm,
    policyId: declared.policy,
    extendedProperties: disksToArm(declared.disks ?? (previous.disks === undefined ? undefined : ALL_DISKS)),
    resourceGuardOperationRequests: declared.resourceGuardRequests,
  });

/** Azure keeps a disk selection until another one is sent. An empty exclusion list selects all disks. */
const ALL_DISKS: Inputs["disks"] = { exclude: [] };

function disksToArm(disks: Inputs["disks"]): JsonObject | undefined {
  if (disks === undefined) return undefined;
  const isInclusionList = disks.exclude === undefined;
  return { diskExclusionProperties: { diskLunList: disks.exclude ?? disks.include ?? [], isInclusionList } };
}

/** The live item as inputs, with the disk selection in the declared form. */
export function fromArm(item: JsonObject, declared: Partial<Inputs>): JsonObject {
  const properties = objectAt(item, "properties");
  const protection = protectionOf(textAt(properties, "protectionState"));
  return withoutUndefined({
    vault: vaultOf(textAt(item, "id") ?? ""),
    // Azure removes the policy from an item that is not backed up.
    policy: protection === "protected" ? properties["policyId"] : declared.policy,
    vm: properties["sourceResourceId"],
    disks: disksFromArm(objectAt(properties, "extendedProperties", "diskExclusionProperties"), declared.disks),
    sourceScan: declared.sourceScan === undefined ? undefined : scanFromArm(item),
    protection,
  });
}

/** Whether the VM is scanned for threats; undefined if Azure does not report it. */
export function scanFromArm(item: JsonObject | undefined): Inputs["sourceScan"] {
  const status = textAt(item, "properties", "sourceSideScanInfo", "sourceSideScanStatus");
  if (status === undefined) return undefined;
  return status === "Configured" ? "Enabled" : "Disabled";
}

/** Other states than stopped and suspended, such as a pending first backup, count as protected. */
function protectionOf(state: string | undefined): Inputs["protection"] {
  if (state === "ProtectionStopped") return "stopped";
  return state === "BackupsSuspended" ? "suspended" : "protected";
}

function disksFromArm(live: JsonObject, declared: Inputs["disks"]): JsonObject | undefined {
  const luns = listAt(live, "diskLunList");
  // `osDiskOnly: false` has no effect next to a list, so it is not drift.
  const declaredFalse: JsonObject = declared?.osDiskOnly === false ? { osDiskOnly: false } : {};
  if (live["isInclusionList"] === true) {
    const isOsDiskOnly = luns.length === 0 && declared?.include === undefined;
    return isOsDiskOnly ? { osDiskOnly: true } : { include: luns, ...declaredFalse };
  }
  if (luns.length > 0) return { exclude: luns, ...declaredFalse };
  // An empty exclusion list is returned only if the program declares one.
  return declared?.exclude !== undefined ? { exclude: [], ...declaredFalse } : undefined;
}
