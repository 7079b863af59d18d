/**
 * What a destroy of a vault does, by `onDelete`. Azure names one thing in a vault's way at a time, if any; here everything
 * is looked up first and told at once, and nothing is changed where the end cannot be reached.
 *
 * Source: "Delete an Azure Backup Recovery Services vault", "Soft delete" and "Immutable vault", Azure Backup documentation.
 */
import { parseResourceId, resourceName } from "../../arm/resource-id.js";
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import type { Inputs } from "./schema.js";

/** Carries out `onDelete`. Throws `Refused` naming everything in the way, with how to clear it. */
export async function removeVault(
  engine: BackupEngine,
  id: string,
  { onDelete = "refuse" }: Partial<Inputs>,
): Promise<void> {
  if (onDelete === "retain") return;
  const vault = await engine.vaults.find(id);
  if (vault === undefined) return;
  if (onDelete === "stopRetain") return stopAll(engine, id);
  if (onDelete !== "refuse") await clear(engine, { id, vault, purges: onDelete === "deleteAndPurge" });
  const blockers = await blockersOf(engine, id, vault);
  if (blockers.length > 0) throw inTheWay(id, blockers);
  await engine.vaults.delete(id);
}

const stateOf = (item: JsonObject): string => textAt(item, "properties", "protectionState") ?? "";
const idOf = (item: JsonObject): string => textAt(item, "id") ?? "";
const vmOf = (item: JsonObject): string => textAt(item, "properties", "sourceResourceId") ?? "";
const isVm = (item: JsonObject): boolean =>
  textAt(item, "properties", "protectedItemType") === "Microsoft.Compute/virtualMachines";
const isSoftDeleted = (item: JsonObject): boolean =>
  objectAt(item, "properties")["isScheduledForDeferredDelete"] === true;
const nameOf = (item: JsonObject): string =>
  textAt(item, "properties", "friendlyName") ?? resourceName(parseResourceId(idOf(item)));

async function stopAll(engine: BackupEngine, id: string): Promise<void> {
  const items = (await engine.protectedItems.list(id)).filter((item) => isVm(item) && !isSoftDeleted(item));
  for (const item of items) {
    if (stateOf(item) !== "ProtectionStopped") await engine.protectedItems.stop(idOf(item), vmOf(item));
  }
  warn(`The vault ${id} stays in Azure with its backups, of which the protection is stopped (onDelete: "stopRetain").`);
}

interface Clearing {
  readonly id: string;
  readonly vault: JsonObject;
  /** Whether what is soft-deleted goes for good. */
  readonly purges: boolean;
}

/** Deletes the backups of every VM, and with `purges` those in soft delete too. */
async function clear(engine: BackupEngine, { id, vault, purges }: Clearing): Promise<void> {
  const items = (await engine.protectedItems.list(id)).filter(isVm);
  if (items.length === 0) return;
  refuseImmutable(id, vault);
  if (purges) await disableSoftDelete(engine, id);
  for (const item of items) {
    if (isSoftDeleted(item)) {
      if (!purges) continue;
      await engine.protectedItems.undelete(idOf(item), vmOf(item));
    }
    await engine.protectedItems.delete(idOf(item));
  }
}

function refuseImmutable(id: string, vault: JsonObject): void {
  const state = textAt(vault, "properties", "securitySettings", "immutabilitySettings", "state") ?? "Disabled";
  if (state === "Disabled") return;
  const advice =
    state === "Unlocked"
      ? 'Set immutability.state to "Disabled" first'
      : "A locked vault keeps its backups until they expire";
  throw new BackupError(
    "Refused",
    `The vault ${id} is immutable (${state}), so that no backup in it can be deleted before its time; nothing was changed. ${advice}, or choose onDelete: "stopRetain".`,
  );
}

async function disableSoftDelete(engine: BackupEngine, id: string): Promise<void> {
  const settings = (await engine.vaults.findSettings(id)) ?? {};
  const state = textAt(settings, "softDeleteFeatureState");
  if (state === "Disabled") return;
  if (state === "AlwaysON" || settings["isSoftDeleteFeatureStateEditable"] === false) {
    throw new BackupError(
      "Refused",
      `Soft delete is always on for the vault ${id}, so that nothing in it can be purged; nothing was changed. Choose onDelete: "delete" and destroy again when what is soft-deleted is gone, or "retain".`,
    );
  }
  await engine.vaults.patchSettings(id, { enhancedSecurityState: "Disabled", softDeleteFeatureState: "Disabled" });
}

/** Everything in the vault's way, a line each. */
async function blockersOf(engine: BackupEngine, id: string, vault: JsonObject): Promise<string[]> {
  const items = await engine.protectedItems.list(id);
  const accounts = await engine.vaults.listContainers(id);
  const endpoints = listAt(vault, "properties", "privateEndpointConnections").filter(isJsonObject);
  return [
    ...items.map(itemLine),
    ...accounts.map((account) => `${nameOf(account)}: a registered storage account. Unregister it.`),
    ...endpoints.map((endpoint) => `${textAt(endpoint, "id")}: a private endpoint. Delete it.`),
  ];
}

function itemLine(item: JsonObject): string {
  const name = nameOf(item);
  if (isSoftDeleted(item)) {
    const until = textAt(item, "properties", "deferredDeleteTimeRemaining");
    const rest = until === undefined ? "" : `, for another ${until.split(".")[0]} days`;
    return `${name}: deleted, and kept by soft delete${rest}. Wait until it is gone, or destroy with onDelete: "deleteAndPurge".`;
  }
  if (!isVm(item)) {
    return `${name}: a protected ${textAt(item, "properties", "workloadType") ?? "item"} that this package does not know. Stop its protection and delete its backups.`;
  }
  if (stateOf(item) === "ProtectionStopped") {
    return `${name}: protection is stopped, its backups are kept. Delete them (ProtectedVm with onDelete: "delete"), or destroy the vault with onDelete: "delete".`;
  }
  return `${name}: protected (${stateOf(item)}). Destroy its ProtectedVm first, or destroy the vault with onDelete: "stopRetain" or "delete".`;
}

const inTheWay = (id: string, blockers: readonly string[]): BackupError =>
  new BackupError(
    "Refused",
    `The vault ${id} cannot be deleted while it holds:\n${blockers.map((line) => `  ${line}`).join("\n")}`,
    { azureCode: "ServiceResourceNotEmpty" },
  );
