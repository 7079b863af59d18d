/** The messages of a destroy of a vault: what it still contains, and how to delete it in its current state. Pure. */
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { howToDelete, isSoftDeleted, lastPurgeDay, purgeDay, purgeDayAfter } from "../soft-delete.js";
import { immutabilityOf, isVm, itemName, itemState } from "./contents.js";

/** The live vault before its delete. */
interface LiveVault {
  readonly id: string;
  readonly vault: JsonObject;
  /** Its `backupconfig/vaultconfig`. */
  readonly settings: JsonObject;
  readonly now: Date;
}

/** An item that prevents the delete of the vault, and its state. */
export function itemLine(item: JsonObject): string {
  const name = itemName(item);
  const workload = textAt(item, "properties", "workloadType") ?? "item";
  if (!isVm(item) && isSoftDeleted(item)) {
    return `${name}: a soft-deleted ${workload}, which this package does not manage. Purge it, or wait until ${purgeDay(item) ?? "Azure purges it"}.`;
  }
  if (!isVm(item)) {
    return `${name}: a protected ${workload}, which this package does not manage. Stop its protection and delete its backups.`;
  }
  return itemState(item) === "ProtectionStopped"
    ? `${name}: protection is stopped, and its backups are retained.`
    : `${name}: protected (${itemState(item)}).`;
}

/** The vault contains something that its `onDelete` does not delete. */
export function notEmpty(live: LiveVault, lines: readonly string[], holdsVms: boolean): BackupError {
  const contents = lines.map((line) => `  ${line}`);
  const recipe = holdsVms ? recipeFor(live) : [];
  return new BackupError(
    "Refused",
    [`Cannot delete vault ${live.id} because it still contains:`, ...contents, ...recipe].join("\n"),
  );
}

const RETAIN =
  'To leave the vault with its backups in Azure, use onDelete: "stopRetain" or "retain" in the same way, and onDelete: "retain" on its resource group.';

function recipeFor(live: LiveVault): string[] {
  const immutability = immutabilityOf(live.vault);
  if (immutability !== "Disabled")
    return [`The vault is immutable (${immutability}). ${withoutDeleting(immutability)}`];
  return [`To delete the vault with the backups of its VMs: ${howToDelete("Vault")}`, consequence(live), RETAIN];
}

function consequence({ settings, now }: LiveVault): string {
  if (textAt(settings, "softDeleteFeatureState") === "Disabled") {
    return "Soft delete is off in this vault: the backups cannot be recovered after that.";
  }
  return `Azure keeps the backups and the vault in soft delete: deleted today, they are purged on ${purgeDayAfter(now, settings)}.`;
}

/** Backups cannot be deleted because the vault is immutable. */
export function immutable(id: string, vault: JsonObject): BackupError {
  const state = immutabilityOf(vault);
  return new BackupError(
    "Refused",
    `The vault ${id} is immutable (${state}): no backup in it can be deleted before it expires. Nothing was changed. ${withoutDeleting(state)}`,
  );
}

const withoutDeleting = (immutability: string): string =>
  immutability === "Locked"
    ? 'A locked vault keeps its backups until they expire. Set onDelete: "stopRetain" on this Vault and onDelete: "retain" on its resource group, run pulumi up, then pulumi destroy: both are retained in Azure.'
    : 'To delete the backups, set immutability.state: "Disabled" and onDelete: "delete" on this Vault, run pulumi up, then pulumi destroy. To keep them and leave the vault in Azure, use onDelete: "stopRetain" in the same way, and onDelete: "retain" on its resource group.';

/** Backups cannot be purged because soft delete is on. */
export const alwaysOn = (id: string, settings: JsonObject, now: Date): BackupError =>
  new BackupError(
    "Refused",
    `Cannot purge the backups in vault ${id}: soft delete is always on (${textAt(settings, "softDeleteFeatureState") ?? "AlwaysON"}). Nothing was changed. onDelete: "delete" deletes the backups and the vault into soft delete: deleted today, they are purged on ${purgeDayAfter(now, settings)}. ${howToDelete("Vault")}`,
  );

/** A cloud whose api-versions do not delete a vault that contains soft-deleted items. */
export function notYetPurged(id: string, softDeleted: readonly JsonObject[], error: BackupError): BackupError {
  const lines = softDeleted.map(
    (item) => `  ${itemName(item)}: soft-deleted, purged on ${purgeDay(item) ?? "an unknown day"}.`,
  );
  const day = lastPurgeDay(softDeleted);
  const when = day === undefined ? "when they are purged" : `after ${day}`;
  return new BackupError(
    "Refused",
    [
      `Cannot delete vault ${id}: this cloud keeps a vault until its soft-deleted backups are purged.`,
      ...lines,
      `Run pulumi destroy again ${when}. To leave the vault in Azure and finish the destroy now, with the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=retain' pulumi destroy`,
    ].join("\n"),
    {
      ...(error.azureCode === undefined ? {} : { azureCode: error.azureCode }),
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
      cause: error,
    },
  );
}
