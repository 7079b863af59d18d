/** The kind `ProtectedVm`: a VM under a policy, and if wished its first backup. */
import { parseResourceId, resourceName, sameId } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Handler, Kind } from "../kind.js";
import { takeFirstBackup } from "./first-backup.js";
import { protectedItemId, vaultOf } from "./names.js";
import { pointOutputs } from "./points.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ vault, vm }: Partial<Inputs>): string | undefined {
  if (vault === undefined || vm === undefined || isUnknown(vault) || isUnknown(vm)) return undefined;
  return protectedItemId(vault, vm);
}

/** Azure Backup protects a VM in a vault of its own subscription, by a policy of that vault. */
const faults = (given: Inputs): Failure[] =>
  isUnknown(given.vault) ? [] : [...policyFaults(given), ...vmFaults(given)];

function policyFaults({ vault, policy }: Inputs): Failure[] {
  if (isUnknown(policy) || sameId(vault, vaultOf(policy))) return [];
  return [{ property: "policy", found: policy, reason: `is a policy of another vault: expected one of ${vault}` }];
}

function vmFaults({ vault, vm }: Inputs): Failure[] {
  if (isUnknown(vm) || sameSubscription(vault, vm)) return [];
  const reason = `is in another subscription than the vault ${vault}: Azure Backup protects VMs of the vault's own subscription and region`;
  return [{ property: "vm", found: vm, reason }];
}

const sameSubscription = (left: string, right: string): boolean =>
  parseResourceId(left).subscription.toLowerCase() === parseResourceId(right).subscription.toLowerCase();

/** What Azure has, in the words of the inputs. */
export function fromArm(item: JsonObject): JsonObject {
  const id = textAt(item, "id") ?? "";
  const properties = objectAt(item, "properties");
  return withoutUndefined({
    vault: vaultOf(id),
    policy: properties["policyId"],
    vm: properties["sourceResourceId"],
  });
}

/** Source: ProtectedItem of Azure Backup's REST API. */
async function outputsOf(engine: BackupEngine, item: JsonObject): Promise<JsonObject> {
  const id = textAt(item, "id") ?? "";
  // Azure names the newest point in the item: where it names none, there is none to list.
  const hasPoints = textAt(item, "properties", "lastRecoveryPoint") !== undefined;
  const points = hasPoints ? await engine.recoveryPoints.list(id) : [];
  return withoutUndefined({
    protectionState: textAt(item, "properties", "protectionState") ?? "Invalid",
    containerName: /protectionContainers\/([^/]+)/i.exec(id)?.[1] ?? "",
    itemName: resourceName(parseResourceId(id)),
    firstRecoveryPoint: pointOutputs(points.at(-1)),
  });
}

/** Azure goes on answering 200 for an item that was deleted into soft delete; it is gone all the same. */
const isSoftDeleted = (item: JsonObject): boolean =>
  objectAt(item, "properties")["isScheduledForDeferredDelete"] === true;

function handler(engine: BackupEngine): Handler<Inputs> {
  const protect = async (id: string, { vault, vm, policy, initialBackup }: Inputs) => {
    await engine.protectedItems.protect(id, { sourceResourceId: vm, policyId: policy });
    if (initialBackup) await takeFirstBackup(engine, { itemId: id, vaultId: vault, vmId: vm });
  };
  return {
    create: protect,
    update: protect,
    read: async (id) => {
      const item = await engine.protectedItems.find(id);
      return item === undefined || isSoftDeleted(item)
        ? undefined
        : { inputs: fromArm(item), outputs: () => outputsOf(engine, item) };
    },
    delete: async (id, { onDelete, vm }) => {
      if (onDelete === "retain") return;
      if (onDelete === "delete") await engine.protectedItems.delete(id);
      // To stop is to write: what is gone already must not be written again.
      else if (vm !== undefined && (await engine.protectedItems.find(id)) !== undefined) {
        await engine.protectedItems.stop(id, vm);
      }
    },
  };
}

export const protectedVm: Kind<Inputs> = {
  name: "ProtectedVm",
  description: "A VM that is protected in a vault by a policy.",
  inputs,
  outputs,
  armId,
  faults,
  handler,
};
