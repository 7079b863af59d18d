/**
 * Destroys a protected VM according to `onDelete` in the state. A mode that retains data never becomes a delete: if it cannot
 * be carried out, the destroy fails and nothing is changed.
 *
 * Source: "Stop protection", "Soft delete" and "Immutable vault", Azure Backup documentation.
 */
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { DEFAULT_SOFT_DELETE_DAYS } from "../../rules/items/soft-delete.js";
import { howToDelete, isSoftDeleted, purgeDay, purgeDayAfter, remainingText } from "../soft-delete.js";
import { immutabilityOf } from "../vault/contents.js";
import type { Inputs } from "./schema.js";

/** Carries out `onDelete`. Throws `Refused` if the vault does not allow it. */
export async function removeItem(engine: BackupEngine, id: string, declared: Partial<Inputs>): Promise<void> {
  const { onDelete = "stopRetain", vm, resourceGuardRequests } = declared;
  const item = await engine.protectedItems.find(id);
  if (item === undefined) return;
  const vmId = vm ?? textAt(item, "properties", "sourceResourceId") ?? "";
  if (onDelete === "delete" || onDelete === "deleteAndPurge") {
    return deleteItem(engine, {
      id,
      vmId,
      item,
      purges: onDelete === "deleteAndPurge",
      requests: resourceGuardRequests,
    });
  }
  if (isSoftDeleted(item)) return;
  const state = onDelete === "suspendRetain" ? "BackupsSuspended" : "ProtectionStopped";
  if (textAt(item, "properties", "protectionState") === state) return;
  if (state === "BackupsSuspended") await requireImmutable(engine, id);
  await engine.protectedItems.stop(id, vmId, { state, resourceGuardRequests });
}

/** Throws `Refused` unless the vault is immutable. Checked here because the message of Azure is misleading. */
export async function requireImmutable(engine: BackupEngine, itemId: string): Promise<void> {
  const state = immutabilityOf(await engine.vaults.find(vaultOf(itemId)));
  if (state !== "Disabled") return;
  throw new BackupError(
    "Refused",
    `Azure suspends backups only in immutable vaults, and ${vaultOf(itemId)} is not immutable; nothing was changed. Set the vault's immutability.state to "Unlocked", or stop protection instead (protection: "stopped", onDelete: "stopRetain"). Then run pulumi up, and repeat a destroy after it.`,
  );
}

interface Deletion {
  readonly id: string;
  readonly vmId: string;
  readonly item: JsonObject;
  readonly purges: boolean;
  readonly requests: readonly string[] | undefined;
}

async function deleteItem(engine: BackupEngine, { id, vmId, item, purges, requests }: Deletion): Promise<void> {
  const isAlreadyDeleted = isSoftDeleted(item);
  if (isAlreadyDeleted && !purges) return warnOfPurge(item);
  const immutability = immutabilityOf(await engine.vaults.find(vaultOf(id)));
  if (immutability !== "Disabled") throw immutable(id, immutability);
  if (purges) await requireNoSoftDelete(engine, id);
  if (isAlreadyDeleted) await engine.protectedItems.undelete(id, vmId);
  await engine.protectedItems.delete(id, requests);
  const left = await engine.protectedItems.find(id);
  if (left !== undefined && isSoftDeleted(left)) warnOfPurge(left);
}

function warnOfPurge(item: JsonObject): void {
  const name = textAt(item, "properties", "friendlyName") ?? "the VM";
  const day = purgeDay(item);
  warn(
    `The backups of ${name} are deleted into soft delete. Azure purges them ${day === undefined ? `in ${remainingText(item) ?? `${DEFAULT_SOFT_DELETE_DAYS} days`}` : `on ${day}`}; until then they can be undeleted.`,
  );
}

const immutable = (id: string, state: string): BackupError =>
  new BackupError(
    "Refused",
    `The vault of ${id} is immutable (${state}): no backup in it can be deleted before it expires. Nothing was changed. Set onDelete: "stopRetain" or "suspendRetain" on this ProtectedVm, run pulumi up, then pulumi destroy.${state === "Unlocked" ? ' Or set immutability.state "Disabled" on the vault before that, to delete the backups.' : ""}`,
    { azureCode: "UserErrorDeleteBackupItemOnImmutableItem" },
  );

async function requireNoSoftDelete(engine: BackupEngine, itemId: string): Promise<void> {
  const settings = (await engine.vaults.findSettings(vaultOf(itemId))) ?? {};
  const state = textAt(settings, "softDeleteFeatureState") ?? "Enabled";
  if (state === "Disabled") return;
  throw new BackupError(
    "Refused",
    `Cannot purge the backups of ${itemId}: soft delete is on in the vault (${state}). Nothing was changed. onDelete: "delete" deletes them into soft delete: deleted today, they are purged on ${purgeDayAfter(await engine.now(), settings)}. ${howToDelete("ProtectedVm")}`,
  );
}
