/** The kind `ProtectedVm`: the protection of a VM by a policy, and optionally its first backup. */
import { nameOf, parentOf, sameId } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { isOfOtherVault } from "../../rules/items/protection.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Handler, Kind } from "../kind.js";
import { isSoftDeleted, remainingText } from "../soft-delete.js";
import { fromArm, scanFromArm, toArm } from "./arm.js";
import { destroyWarnings, faultsAmong } from "./destroy-warning.js";
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
  // The item contains the time of its newest recovery point: without one, there is nothing to list.
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

/** Undeletes the backups of an earlier protection. Throws `AlreadyExists` if `recoverSoftDeleted` is "never". */
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

/** Brings the item to the declared state. A missing item is protected first, also if its protection is then stopped. */
async function applyProtection(
  engine: BackupEngine,
  id: string,
  declared: Inputs,
  previous: Partial<Inputs>,
): Promise<void> {
  const { protection = "protected", initialBackup, vault, vm } = declared;
  if (protection === "protected") {
    await protect(engine, id, declared, previous);
    await configureScan(engine, id, declared);
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

/** Configures the scan for threats, unless the item already has the declared setting. */
async function configureScan(engine: BackupEngine, id: string, { sourceScan }: Inputs): Promise<void> {
  if (sourceScan === undefined || scanFromArm(await engine.protectedItems.find(id)) === sourceScan) return;
  await engine.protectedItems.configureSourceScan(id, sourceScan === "Enabled" ? "Enable" : "Disable");
}

/** Throws `Refused` without a policy: a VM must be protected before its protection can be stopped. */
function requirePolicy(declared: Inputs): Inputs {
  if (declared.policy !== undefined) return declared;
  throw new BackupError(
    "Refused",
    `Cannot stop protection: ${declared.vm} is not protected in ${declared.vault}. Nothing was changed. Declare a policy, so the VM is protected first, or remove the resource.`,
  );
}

/** Protects the VM. If another vault protects it, the error names that vault. */
async function protect(engine: BackupEngine, id: string, declared: Inputs, previous: Partial<Inputs>): Promise<void> {
  try {
    await engine.protectedItems.protect(id, toArm(declared, previous));
  } catch (error) {
    if (!(error instanceof BackupError) || !isOfOtherVault(error.azureCode)) throw error;
    // If the other vault is not found, the original error is thrown.
    const other = await engine.protectedItems.findVaultOf(declared.vm, declared.vault).catch(() => undefined);
    if (other === undefined) throw error;
    throw new BackupError(
      "Refused",
      `${declared.vm} is already protected in the vault ${other}, and a VM can be protected in only one vault. Stop its protection there and delete its backups, or declare it with that vault.`,
      {
        azureCode: error.azureCode,
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        cause: error,
      },
    );
  }
}

/**
 * A VM can be in only one vault: the old protection must be deleted first, if that deletes its backups. A protection that
 * retains them stays, because a new one could not begin. Source: "Soft delete", Azure Backup documentation.
 */
const deleteBeforeCreate = (olds: Partial<Inputs>, news: Partial<Inputs>): boolean =>
  (olds.onDelete === "delete" || olds.onDelete === "deleteAndPurge") &&
  olds.vm !== undefined &&
  news.vm !== undefined &&
  sameId(olds.vm, news.vm);

export const protectedVm: Kind<Inputs> = {
  name: "ProtectedVm",
  description: "A VM that is protected in a vault by a policy.",
  armType: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  inputs,
  outputs,
  armId,
  idInputs: ["vault", "vm"],
  writtenLater: ["protection", "sourceScan"],
  retainedInputs: ["protection"],
  deleteBeforeCreate,
  faults,
  faultsAmong,
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
