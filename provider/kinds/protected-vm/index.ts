/** The kind `ProtectedVm`: a VM under a policy, and if wished its first backup. */

import { nameOf, parentOf, sameId } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Handler, Kind } from "../kind.js";
import { isSoftDeleted, remainingText } from "../soft-delete.js";
import { fromArm, toArm } from "./arm.js";
import { destroyWarnings } from "./destroy-warning.js";
import { faults, irreversibleChanges, warnings } from "./faults.js";
import { takeFirstBackup } from "./first-backup.js";
import { protectedItemId } from "./names.js";
import { pointOutputs } from "./points.js";
import { removeItem, requireImmutable } from "./removal.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ vault, vm }: Partial<Inputs>): string | undefined {
  if (vault === undefined || vm === undefined || isUnknown(vault) || isUnknown(vm)) return undefined;
  return protectedItemId(vault, vm);
}

/** Source: ProtectedItem of Azure Backup's REST API. */
async function outputsOf(engine: BackupEngine, item: JsonObject): Promise<JsonObject> {
  const id = textAt(item, "id") ?? "";
  // Azure names the newest point in the item: where it names none, there is none to list.
  const hasPoints = textAt(item, "properties", "lastRecoveryPoint") !== undefined;
  const points = hasPoints ? await engine.recoveryPoints.list(id) : [];
  return withoutUndefined({
    protectionState: textAt(item, "properties", "protectionState") ?? "Invalid",
    containerName: nameOf(parentOf(id) ?? ""),
    itemName: nameOf(id),
    firstRecoveryPoint: pointOutputs(points.at(-1)),
  });
}

function handler(engine: BackupEngine): Handler<Inputs> {
  return {
    create: async (id, declared) => {
      await recover(engine, id, declared);
      await applyProtection(engine, id, declared, {});
    },
    update: (id, declared, previous) => applyProtection(engine, id, declared, previous),
    read: async (id, declared) => {
      const item = await engine.protectedItems.find(id);
      return item === undefined || isSoftDeleted(item)
        ? undefined
        : { inputs: fromArm(item, declared), outputs: () => outputsOf(engine, item) };
    },
    delete: (id, declared) => removeItem(engine, id, declared),
  };
}

/** Takes the backups of an earlier protection out of soft delete. Throws `AlreadyExists` where that is not wanted. */
async function recover(engine: BackupEngine, id: string, { vm, recoverSoftDeleted }: Inputs): Promise<void> {
  const item = await engine.protectedItems.find(id);
  if (item === undefined || !isSoftDeleted(item)) return;
  if (recoverSoftDeleted !== "never") {
    await engine.protectedItems.undelete(id, vm);
    return;
  }
  const until = remainingText(item);
  throw new BackupError(
    "AlreadyExists",
    `The backups of ${vm} are in soft delete in ${vaultOf(id)}${until === undefined ? "" : `, for another ${until}`}, and recoverSoftDeleted is "never". Set it to "auto" to undelete them, or wait until Azure purges them.`,
  );
}

/** Leaves the item as declared. An item that does not exist yet is protected first, whatever is to become of it. */
async function applyProtection(
  engine: BackupEngine,
  id: string,
  declared: Inputs,
  previous: Partial<Inputs>,
): Promise<void> {
  const { protection = "protected", initialBackup, vault, vm } = declared;
  if (protection === "protected") {
    await protect(engine, id, declared, previous);
    if (initialBackup) await takeFirstBackup(engine, { itemId: id, vaultId: vault, vmId: vm });
    return;
  }
  if (protection === "suspended") await requireImmutable(engine, id);
  const state = protection === "suspended" ? "BackupsSuspended" : "ProtectionStopped";
  const item = await engine.protectedItems.find(id);
  if (textAt(item, "properties", "protectionState") === state) return;
  if (item === undefined) await protect(engine, id, requirePolicy(declared), previous);
  await engine.protectedItems.stop(id, vm, { state, resourceGuardRequests: declared.resourceGuardRequests });
}

/** A VM that was never protected has no protection to stop. Throws `Refused` where no policy says how it begins. */
function requirePolicy(declared: Inputs): Inputs {
  if (declared.policy !== undefined) return declared;
  throw new BackupError(
    "Refused",
    `${declared.vm} is not protected in ${declared.vault}, so there is no protection to stop; nothing was changed. Declare a policy, by which it is protected first, or leave the resource out.`,
  );
}

/** Protects, and names the other vault where Azure says that there is one. */
async function protect(engine: BackupEngine, id: string, declared: Inputs, previous: Partial<Inputs>): Promise<void> {
  try {
    await engine.protectedItems.protect(id, toArm(declared, previous));
  } catch (error) {
    if (!(error instanceof BackupError) || error.azureCode !== "VirtualMachineAlreadyProtected") throw error;
    // That Azure does not tell where is no reason to say less than it said.
    const other = await engine.protectedItems.findVaultOf(declared.vm, declared.vault).catch(() => undefined);
    if (other === undefined) throw error;
    throw new BackupError(
      "Refused",
      `${declared.vm} is protected already, in the vault ${other}. A VM has one vault: end its protection there and delete its backups, or declare it with that vault.`,
      {
        azureCode: error.azureCode,
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        cause: error,
      },
    );
  }
}

/**
 * A VM has one vault at a time: it leaves the old one first, where that deletes its backups, into soft delete or not. An old
 * protection that keeps them is not ended for a new one that cannot begin. Source: "Soft delete", Azure Backup documentation.
 */
const deleteBeforeCreate = (olds: Partial<Inputs>, news: Partial<Inputs>): boolean =>
  (olds.onDelete === "delete" || olds.onDelete === "deleteAndPurge") &&
  olds.vm !== undefined &&
  news.vm !== undefined &&
  sameId(olds.vm, news.vm);

export const protectedVm: Kind<Inputs> = {
  name: "ProtectedVm",
  description: "A VM that is protected in a vault by a policy.",
  inputs,
  outputs,
  armId,
  idInputs: ["vault", "vm"],
  writtenLater: ["protection"],
  leftInputs: ["protection"],
  deleteBeforeCreate,
  faults,
  irreversibleChanges,
  warnings,
  warningsWhenAdded: destroyWarnings,
  bodies: (declared) => [
    {
      type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
      body: { properties: { protectedItemType: "Microsoft.Compute/virtualMachines", ...toArm(declared) } },
    },
  ],
  handler,
};
