/**
 * The collections of restore points that Azure Backup creates for the VMs it backs up, in a resource group of its own: the
 * first job of an item creates the group and the collection, each snapshot a restore point. Names: `rules/policies/restore-point
 * -group.ts`.
 */
import { groupIdOf, nameOf, subscriptionScopeOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { MAX_LOCKED_RESTORE_POINTS } from "../../../rules/items/errors.js";
import type { Consistency } from "../../../rules/items/machine.js";
import { MAX_COLLECTIONS, restorePointCollectionName, restorePointGroupName } from "../../../rules/policies/options.js";
import { DAY_MS } from "../../../time/durations.js";
import { parseInstantMs } from "../../../time/instants.js";
import { isDeletionLocked } from "../../azure/locks.js";
import { RESOURCE_GROUP_TYPE } from "../../azure/resources.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { computeTime } from "../resource.js";

export const COLLECTION_TYPE = "Microsoft.Compute/restorePointCollections";
export const RESTORE_POINT_TYPE = `${COLLECTION_TYPE}/restorePoints`;

const MODES: Readonly<Record<Consistency, string>> = {
  AppConsistent: "ApplicationConsistent",
  FileSystemConsistent: "FileSystemConsistent",
  CrashConsistent: "CrashConsistent",
};

interface BackupSnapshot {
  readonly vm: Document;
  /** The policy that protects the VM, for the names it chooses. */
  readonly policy: Document | undefined;
  /** Digits that distinguish two VMs of the same name. */
  readonly digits: string;
  /** The item's current collection. */
  readonly collection: string | undefined;
  readonly consistency: Consistency;
  /** The policy's days of instant restore: how long the restore point is retained. */
  readonly instantDays: number;
}

/**
 * Deletes the restore points of a collection whose days of instant restore are over, unless a lock prevents it. Returns whether
 * the collection has room for another one, which it lacks only because of a lock. Source: `rules/items/errors.ts`.
 */
export function cleanCollection(azure: Azure, collection: string): boolean {
  const { documents, now } = azure;
  const points = documents.list({ type: RESTORE_POINT_TYPE, scope: collection });
  if (isDeletionLocked(azure, collection)) return points.length < MAX_LOCKED_RESTORE_POINTS;
  for (const { id, hidden } of points) {
    if (parseInstantMs(textAt(hidden, "expiresAt")) <= now.getTime()) documents.removeTree(id);
  }
  return true;
}

/**
 * Puts a restore point into the item's collection, which is created with its group if it does not exist; returns the
 * collection's id.
 */
export function putRestorePoint(azure: Azure, snapshot: BackupSnapshot): string {
  const existing = snapshot.collection === undefined ? undefined : azure.documents.get(snapshot.collection);
  const collection = existing?.id ?? putCollection(azure, snapshot);
  const name = `AzureBackup_${azure.now
    .toISOString()
    .replaceAll(/[-:.TZ]/g, "")
    .slice(0, 17)}`;
  const id = `${collection}/restorePoints/${name}`;
  const properties: JsonObject = {
    provisioningState: "Succeeded",
    consistencyMode: MODES[snapshot.consistency],
    timeCreated: computeTime(azure.now),
  };
  const expiresAt = new Date(azure.now.getTime() + snapshot.instantDays * DAY_MS).toISOString();
  const body = { name, id, properties };
  azure.documents.put({ id, type: RESTORE_POINT_TYPE, scope: collection, body, hidden: { expiresAt } });
  return collection;
}

function putCollection(azure: Azure, { vm, policy, digits }: BackupSnapshot): string {
  const location = textAt(vm.body, "location") ?? "";
  const group = groupWithRoom(azure, vm.id, location, objectAt(policy?.body, "properties", "instantRPDetails"));
  const name = restorePointCollectionName(nameOf(vm.id), digits);
  const id = `${group}/providers/${COLLECTION_TYPE}/${name}`;
  const properties: JsonObject = {
    source: { location, id: vm.id },
    restorePointCollectionId: azure.newGuid(),
    provisioningState: "Succeeded",
  };
  azure.documents.put({
    id,
    type: COLLECTION_TYPE,
    scope: group,
    body: { name, id, type: COLLECTION_TYPE, location, properties },
  });
  return id;
}

/** The first group with room for another collection; it is created if it does not exist. */
function groupWithRoom(azure: Azure, vmId: string, location: string, naming: JsonObject): string {
  const subscription = subscriptionScopeOf(vmId);
  const names = {
    prefix: textAt(naming, "azureBackupRGNamePrefix"),
    suffix: textAt(naming, "azureBackupRGNameSuffix"),
  };
  for (let n = 1; ; n++) {
    const name = restorePointGroupName(names, location, n);
    const id = `${subscription}/resourceGroups/${name}`;
    const group = azure.documents.get(id);
    if (group === undefined) return putGroup(azure, { subscription, id, name, location });
    if (azure.documents.count({ type: COLLECTION_TYPE, scope: id }) < MAX_COLLECTIONS) return group.id;
  }
}

interface NewGroup {
  readonly subscription: string;
  readonly id: string;
  readonly name: string;
  readonly location: string;
}

function putGroup(azure: Azure, { subscription, id, name, location }: NewGroup): string {
  const managedBy = `${subscription}/providers/Microsoft.RecoveryServices/`;
  const properties = { provisioningState: "Succeeded" };
  const body = { id, name, type: RESOURCE_GROUP_TYPE, location, managedBy, properties };
  return azure.documents.put({ id, type: RESOURCE_GROUP_TYPE, scope: subscription, body }).id;
}

/**
 * Deletes a collection with its points, and with the last collection the group that the service created for them. What a lock
 * protects is retained.
 */
export function removeCollection(azure: Azure, collection: string): void {
  const { documents } = azure;
  if (isDeletionLocked(azure, collection)) return;
  documents.removeTree(collection);
  const group = groupIdOf(collection);
  const isOwn = textAt(documents.get(group)?.body, "managedBy") !== undefined;
  if (isOwn && documents.below(group).length === 0) documents.remove(group);
}
