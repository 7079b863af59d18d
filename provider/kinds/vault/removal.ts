/**
 * Destroys a vault according to `onDelete`. Azure reports at most one thing that prevents the delete; this finds everything
 * first and reports it in one error, and changes nothing if the vault cannot be deleted. Soft-deleted items do not prevent
 * the delete: since api-version 2025-08-01 the vault goes to soft delete with them.
 *
 * Source: "Delete an Azure Backup Recovery Services vault", "Soft delete" and "Immutable vault", Azure Backup documentation.
 */
import { nameOf } from "../../arm/resource-id.js";
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isSoftDeleted, lastPurgeDay } from "../soft-delete.js";
import { immutabilityOf, isVm, itemId, itemName, itemState } from "./contents.js";
import { alwaysOn, immutable, itemLine, notEmpty, notYetPurged } from "./removal-messages.js";
import type { Inputs } from "./schema.js";
import { isForced, isForcedRefusal } from "./settings.js";

/** The vault to be deleted, and its contents. */
interface Removal {
  readonly id: string;
  readonly vault: JsonObject;
  /** All protected items of the vault, with those whose protection is stopped. */
  readonly items: readonly JsonObject[];
  /** The requests that a resource guard granted. */
  readonly requests: readonly string[] | undefined;
}

/** Carries out `onDelete`. Throws `Refused` with everything that prevents the delete and how to remove it. */
export async function removeVault(engine: BackupEngine, id: string, declared: Partial<Inputs>): Promise<void> {
  const { onDelete = "refuse", resourceGuardRequests: requests } = declared;
  const vault = await engine.vaults.find(id);
  if (vault === undefined) return;
  const removal = { id, vault, items: await engine.protectedItems.list(id), requests };
  if (onDelete === "stopRetain") return stopAll(engine, removal);
  const isBlocking = (item: JsonObject) =>
    isVm(item) ? onDelete === "refuse" && isActive(item) : isActive(item) || onDelete === "deleteAndPurge";
  await requireDeletable(engine, removal, isBlocking);
  if (onDelete !== "refuse") await deleteItems(engine, removal, onDelete === "deleteAndPurge");
  await deleteVault(engine, removal);
}

const vmOf = (item: JsonObject): string => textAt(item, "properties", "sourceResourceId") ?? "";
const isActive = (item: JsonObject): boolean => !isSoftDeleted(item);

async function stopAll(engine: BackupEngine, { id, items, requests }: Removal): Promise<void> {
  for (const item of items.filter((candidate) => isVm(candidate) && isActive(candidate))) {
    if (itemState(item) === "ProtectionStopped") continue;
    await engine.protectedItems.stop(itemId(item), vmOf(item), { resourceGuardRequests: requests });
  }
  warn(
    `Vault ${nameOf(id)} was not deleted: onDelete: "stopRetain" retains it in Azure with its backups, whose protection is stopped (${id}).`,
  );
}

/** Throws `Refused` if the vault contains something that `onDelete` does not delete. */
async function requireDeletable(
  engine: BackupEngine,
  { id, vault, items }: Removal,
  isBlocking: (item: JsonObject) => boolean,
): Promise<void> {
  const blocking = items.filter(isBlocking);
  const lines = [...blocking.map(itemLine), ...(await otherLines(engine, id, vault))];
  if (lines.length === 0) return;
  const settings = (await engine.vaults.findSettings(id)) ?? {};
  throw notEmpty({ id, vault, settings, now: await engine.now() }, lines, blocking.some(isVm));
}

/** Deletes the backups of every VM, with `purges` also the soft-deleted ones. Throws `Refused` if the vault is immutable. */
async function deleteItems(
  engine: BackupEngine,
  { id, vault, items, requests }: Removal,
  purges: boolean,
): Promise<void> {
  const itemsToDelete = items.filter((item) => purges || isActive(item));
  if (itemsToDelete.length === 0) return;
  if (immutabilityOf(vault) !== "Disabled") throw immutable(id, vault);
  if (purges) await disableSoftDelete(engine, id, requests);
  for (const item of itemsToDelete) {
    if (isSoftDeleted(item)) await engine.protectedItems.undelete(itemId(item), vmOf(item));
    await engine.protectedItems.delete(itemId(item), requests);
  }
}

/** Throws `Refused` if a read or Azure's refusal shows that soft delete is always on. */
async function disableSoftDelete(
  engine: BackupEngine,
  id: string,
  requests: readonly string[] | undefined,
): Promise<void> {
  const settings = (await engine.vaults.findSettings(id)) ?? {};
  if (textAt(settings, "softDeleteFeatureState") === "Disabled") return;
  if (isForced(settings)) throw alwaysOn(id, settings, await engine.now());
  const off = { enhancedSecurityState: "Disabled", softDeleteFeatureState: "Disabled" };
  try {
    await engine.vaults.patchSettings(id, withoutUndefined({ ...off, resourceGuardOperationRequests: requests }));
  } catch (error) {
    throw isForcedRefusal(error) ? alwaysOn(id, settings, await engine.now()) : error;
  }
}

/** One line for each storage account and private endpoint that prevents the delete. */
async function otherLines(engine: BackupEngine, id: string, vault: JsonObject): Promise<string[]> {
  const accounts = await engine.vaults.listContainers(id);
  const endpoints = listAt(vault, "properties", "privateEndpointConnections").filter(isJsonObject);
  return [
    ...accounts.map((account) => `${itemName(account)}: a registered storage account. Unregister it.`),
    ...endpoints.map((endpoint) => `${textAt(endpoint, "id")}: a private endpoint. Delete it.`),
  ];
}

/** Deletes the vault, and warns of the day of the purge if it still contains soft-deleted items. */
async function deleteVault(engine: BackupEngine, { id, items }: Removal): Promise<void> {
  const softDeleted = items.length === 0 ? [] : (await engine.protectedItems.list(id)).filter(isSoftDeleted);
  try {
    await engine.vaults.delete(id);
  } catch (error) {
    const isNotEmpty = error instanceof BackupError && error.azureCode === "ServiceResourceNotEmptyWithBackendMessage";
    throw isNotEmpty && softDeleted.length > 0 ? notYetPurged(id, softDeleted, error) : error;
  }
  if (softDeleted.length === 0) return;
  const [name, day] = [nameOf(id), lastPurgeDay(softDeleted)];
  const backups = softDeleted.map(itemName).sort().join(", ");
  const purge = `Azure purges it ${day === undefined ? "when their soft delete period ends" : `on ${day}`}`;
  const recovery = "until then az backup vault deleted-vault undelete recovers it";
  warn(`Vault ${name} is deleted into soft delete with the backups of ${backups}. ${purge}; ${recovery}.`);
}
