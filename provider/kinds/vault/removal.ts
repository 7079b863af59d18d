/**
 * What a destroy of a vault does, by `onDelete`. Azure names one thing in a vault's way at a time, if any; here everything
 * is looked up first and told at once, and nothing is changed where the end cannot be reached.
 *
 * Source: "Delete an Azure Backup Recovery Services vault", "Soft delete" and "Immutable vault", Azure Backup documentation.
 */
import { parseResourceId, resourceName } from "../../arm/resource-id.js";
import { warn } from "../../core/call.js";
import { BackupError } from "../../core/errors.js";
import { isJsonObject, type JsonObject, listAt, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { isSoftDeleted, remainingText } from "../soft-delete.js";
import type { Inputs } from "./schema.js";

/** What is about to go, and what it holds. */
interface Removal {
  readonly id: string;
  readonly vault: JsonObject;
  /** Everything that is protected in the vault, or was and is kept. */
  readonly items: readonly JsonObject[];
  /** What a guard of the vault granted. */
  readonly requests: readonly string[] | undefined;
}

/** Carries out `onDelete`. Throws `Refused` naming everything in the way, with how to clear it. */
export async function removeVault(engine: BackupEngine, id: string, given: Partial<Inputs>): Promise<void> {
  const { onDelete = "refuse", resourceGuardRequests: requests } = given;
  if (onDelete === "retain") return;
  const vault = await engine.vaults.find(id);
  if (vault === undefined) return;
  const removal = { id, vault, items: await engine.protectedItems.list(id), requests };
  if (onDelete === "stopRetain") return stopAll(engine, removal);
  const isInTheWay = (item: JsonObject) => onDelete === "refuse" || !isVm(item);
  refuseWhere(id, [...removal.items.filter(isInTheWay).map(itemLine), ...(await otherLines(engine, removal))]);
  if (onDelete !== "refuse") await clear(engine, removal, onDelete === "deleteAndPurge");
  await engine.vaults.delete(id);
}

const stateOf = (item: JsonObject): string => textAt(item, "properties", "protectionState") ?? "";
const idOf = (item: JsonObject): string => textAt(item, "id") ?? "";
const vmOf = (item: JsonObject): string => textAt(item, "properties", "sourceResourceId") ?? "";
const isVm = (item: JsonObject): boolean =>
  textAt(item, "properties", "protectedItemType") === "Microsoft.Compute/virtualMachines";
const nameOf = (item: JsonObject): string =>
  textAt(item, "properties", "friendlyName") ?? resourceName(parseResourceId(idOf(item)));

async function stopAll(engine: BackupEngine, { id, items, requests }: Removal): Promise<void> {
  for (const item of items.filter((held) => isVm(held) && !isSoftDeleted(held))) {
    if (stateOf(item) === "ProtectionStopped") continue;
    await engine.protectedItems.stop(idOf(item), vmOf(item), { resourceGuardRequests: requests });
  }
  warn(`The vault ${id} stays in Azure with its backups, of which the protection is stopped (onDelete: "stopRetain").`);
}

/** Deletes the backups of every VM, and with `purges` those in soft delete too. Throws `Refused` where soft delete keeps some. */
async function clear(engine: BackupEngine, { id, vault, items, requests }: Removal, purges: boolean): Promise<void> {
  const doomed = items.filter((item) => purges || !isSoftDeleted(item));
  if (doomed.length > 0) refuseImmutable(id, vault);
  if (doomed.length > 0 && purges) await disableSoftDelete(engine, id, requests);
  for (const item of doomed) {
    if (isSoftDeleted(item)) await engine.protectedItems.undelete(idOf(item), vmOf(item));
    await engine.protectedItems.delete(idOf(item), requests);
  }
  if (items.length > 0) refuseWhere(id, (await engine.protectedItems.list(id)).map(itemLine));
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

async function disableSoftDelete(
  engine: BackupEngine,
  id: string,
  requests: readonly string[] | undefined,
): Promise<void> {
  const settings = (await engine.vaults.findSettings(id)) ?? {};
  const state = textAt(settings, "softDeleteFeatureState");
  if (state === "Disabled") return;
  if (state === "AlwaysON" || settings["isSoftDeleteFeatureStateEditable"] === false) {
    throw new BackupError(
      "Refused",
      `Soft delete is always on for the vault ${id}, so that nothing in it can be purged; nothing was changed. Choose onDelete: "delete" and destroy again when what is soft-deleted is gone, or "retain".`,
    );
  }
  const off = { enhancedSecurityState: "Disabled", softDeleteFeatureState: "Disabled" };
  await engine.vaults.patchSettings(id, withoutUndefined({ ...off, resourceGuardOperationRequests: requests }));
}

/** What is in the vault's way beside its items, a line each. */
async function otherLines(engine: BackupEngine, { id, vault }: Removal): Promise<string[]> {
  const accounts = await engine.vaults.listContainers(id);
  const endpoints = listAt(vault, "properties", "privateEndpointConnections").filter(isJsonObject);
  return [
    ...accounts.map((account) => `${nameOf(account)}: a registered storage account. Unregister it.`),
    ...endpoints.map((endpoint) => `${textAt(endpoint, "id")}: a private endpoint. Delete it.`),
  ];
}

function itemLine(item: JsonObject): string {
  const name = nameOf(item);
  if (isSoftDeleted(item)) {
    const rest = remainingText(item);
    const until = rest === undefined ? "" : `, for another ${rest}`;
    return `${name}: deleted, and kept by soft delete${until}. Wait until it is gone, or destroy with onDelete: "deleteAndPurge".`;
  }
  if (!isVm(item)) {
    return `${name}: a protected ${textAt(item, "properties", "workloadType") ?? "item"} that this package does not know. Stop its protection and delete its backups.`;
  }
  if (stateOf(item) === "ProtectionStopped") {
    return `${name}: protection is stopped, its backups are kept. Delete them (ProtectedVm with onDelete: "delete"), or destroy the vault with onDelete: "delete".`;
  }
  return `${name}: protected (${stateOf(item)}). Destroy its ProtectedVm first, or destroy the vault with onDelete: "stopRetain" or "delete".`;
}

function refuseWhere(id: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  throw new BackupError(
    "Refused",
    `The vault ${id} cannot be deleted while it holds:\n${lines.map((line) => `  ${line}`).join("\n")}`,
    { azureCode: "ServiceResourceNotEmpty" },
  );
}
