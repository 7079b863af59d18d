/** Snapshots of disks as documents. Source: the recordings of Microsoft.Compute/snapshots. */
import { subscriptionScopeOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, pick, textAt } from "../../../core/json.js";
import { isCopiedInBackground } from "../../../rules/disks/snapshots.js";
import type { Azure } from "../../azure/route.js";
import type { Touch } from "../../schedule/stages.js";
import type { Document } from "../../store/documents.js";
import { type DiskWrite, putDiskBody, sourceOf } from "../disks/body.js";
import { copyPercent, startCopy } from "../disks/copies.js";
import { SNAPSHOT_TYPE, writtenState } from "../disks/document.js";

export interface SnapshotWrite extends DiskWrite {
  /** The family that an incremental snapshot joins; default: a new one. */
  readonly family?: string | undefined;
}

/**
 * Writes a snapshot; `timeCreated` and `uniqueId` stay as they were first. The first write starts its copy in the background.
 */
export function putSnapshot(azure: Azure, write: SnapshotWrite): Document {
  const old = azure.documents.get(write.id);
  const copies = old === undefined && isBackgroundCopy(azure, write.properties);
  const written = putDiskBody(azure, write, {
    type: SNAPSHOT_TYPE,
    defaults: () => ({ incremental: false }),
    fixed: {
      diskState: writtenState(write.properties, old),
      ...familyOf(azure, write, old),
      ...(copies ? { completionPercent: 0 } : {}),
      ...pick(objectAt(old?.body, "properties"), "completionPercent", "copyCompletionError"),
    },
  });
  if (!copies) return written;
  startCopy(azure, written);
  return withCopyProgress(azure, written, "other");
}

/** Whether the data is copied in the background: across regions, or from an Ultra or Premium v2 disk. */
function isBackgroundCopy(azure: Azure, properties: JsonObject): boolean {
  if (textAt(properties, "creationData", "createOption") === "CopyStart") return true;
  return isCopiedInBackground(textAt(sourceOf(azure, properties)?.body, "sku", "name") ?? "");
}

/** A snapshot with the progress of its copy in the background. */
export function withCopyProgress(azure: Azure, snapshot: Document, touch: Touch): Document {
  const completionPercent = copyPercent(azure, snapshot, touch);
  if (completionPercent === undefined) return snapshot;
  const properties = { ...objectAt(snapshot.body, "properties"), completionPercent };
  return { ...snapshot, body: { ...snapshot.body, properties } };
}

/**
 * Incremental snapshots of one disk are a family with an id of its own; a disk that is deleted and created again starts
 * another.
 */
function familyOf(azure: Azure, write: SnapshotWrite, old: Document | undefined): JsonObject {
  if (write.properties["incremental"] !== true) return {};
  const current = old === undefined ? undefined : familyIdOf(old);
  return { incrementalSnapshotFamilyId: current ?? write.family ?? azure.newGuid() };
}

/** The id of a snapshot's family, if it has one. */
export const familyIdOf = ({ body }: Document): string | undefined =>
  textAt(body, "properties", "incrementalSnapshotFamilyId");

/** The incremental snapshots of the same source, oldest first. */
export function familyMembers(azure: Azure, properties: JsonObject): Document[] {
  const source = sourceOf(azure, properties);
  const uniqueId = textAt(source?.body, "properties", "uniqueId");
  if (source === undefined || uniqueId === undefined) return [];
  const under = subscriptionScopeOf(source.id);
  return azure.documents.list({ type: SNAPSHOT_TYPE, under }).filter(({ body }) => {
    const snapshot = objectAt(body, "properties");
    return snapshot["incremental"] === true && textAt(snapshot, "creationData", "sourceUniqueId") === uniqueId;
  });
}

/** The SKU of a snapshot or disk. */
export const skuOf = ({ body }: Pick<Document, "body">): string => textAt(body, "sku", "name") ?? "Standard_LRS";
