/** Snapshots of disks as documents. Source: the recordings of Microsoft.Compute/snapshots. */
import { groupId } from "../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { Azure } from "../route.js";
import type { Document } from "../store/documents.js";
import { creationDataOf, GIB, inheritedOf, sizeOf, skuTier } from "./disks.js";
import { computeTime } from "./time.js";

export const SNAPSHOT_TYPE = "Microsoft.Compute/snapshots";

export interface SnapshotWish {
  readonly id: string;
  readonly location: string;
  readonly sku: string;
  readonly properties: JsonObject;
  readonly tags?: Json;
}

/** Writes a snapshot whole, keeping what was made when it was first written. */
export function putSnapshot(azure: Azure, wish: SnapshotWish): Document {
  const old = azure.documents.get(wish.id);
  const id = old?.id ?? wish.id;
  const kept = objectAt(old?.body, "properties");
  const sizeGB = sizeOf(azure, wish, old);
  const body: JsonObject = {
    name: id.split("/").at(-1) ?? "",
    id,
    type: SNAPSHOT_TYPE,
    location: wish.location,
    ...(wish.tags === undefined ? {} : { tags: wish.tags }),
    sku: { name: wish.sku, tier: skuTier(wish.sku) },
    properties: {
      ...inheritedOf(azure, wish.properties),
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      incremental: false,
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      ...wish.properties,
      creationData: creationDataOf(azure, wish.properties),
      diskSizeGB: sizeGB,
      timeCreated: kept["timeCreated"] ?? computeTime(azure.now),
      provisioningState: "Succeeded",
      diskState: "Unattached",
      diskSizeBytes: sizeGB * GIB,
      uniqueId: kept["uniqueId"] ?? azure.newGuid(),
      ...family(azure, wish, kept),
      ...(textAt(wish.properties, "creationData", "createOption") === "CopyStart" ? { completionPercent: 100 } : {}),
    },
  };
  return azure.documents.put({ id, type: SNAPSHOT_TYPE, scope: groupId(id), body });
}

/** Incremental snapshots of one disk are a family, known by the disk's own id. */
function family(azure: Azure, { properties }: SnapshotWish, kept: JsonObject): JsonObject {
  if (properties["incremental"] !== true) return {};
  const source = textAt(properties, "creationData", "sourceResourceId");
  const unique = source === undefined ? undefined : textAt(azure.documents.get(source)?.body, "properties", "uniqueId");
  return { incrementalSnapshotFamilyId: kept["incrementalSnapshotFamilyId"] ?? unique ?? azure.newGuid() };
}
