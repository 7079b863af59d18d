/** Snapshots of disks: Microsoft.Compute/snapshots. Source: the recordings; api-versions 2018-09-30 to 2023-10-02; PATCH by the model SnapshotUpdate. */

import { isOfType, subscriptionOf } from "../../../arm/resource-id.js";
import { at, type JsonObject, objectAt, pick, textAt } from "../../../core/json.js";
import {
  defaultSnapshotSku,
  type SnapshotFacts,
  type SnapshotSource,
  snapshotFault,
  snapshotSkuFault,
} from "../../../rules/disks/snapshots.js";
import { propertyChangeFault } from "../../../rules/shared/fault.js";
import { diskNameFault } from "../../../rules/shared/names.js";
import { regionKey } from "../../../rules/shared/regions.js";
import { refuseIf } from "../../azure/refuse.js";
import { patchedTags } from "../../azure/replies.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { diskNow } from "../disks/access.js";
import { accessRoutes, requireClosed } from "../disks/access-routes.js";
import { sourceOf } from "../disks/body.js";
import { countPending, failCopiesOf } from "../disks/copies.js";
import { SNAPSHOT_TYPE } from "../disks/document.js";
import { changedProperties, DISK_OPERATIONS, requireAllowed, requireWritable, updating } from "../disks/writes.js";
import { type ComputeResource, computeRoutes, type Target } from "../resource.js";
import { familyIdOf, familyMembers, putSnapshot, type SnapshotWrite, skuOf, withCopyProgress } from "./document.js";

function put(call: Call, azure: Azure, { id, location, old }: Target): Reply {
  const properties = propertiesOf(call);
  requireWritable(azure, properties, { old, sku: undefined });
  if (old === undefined) requireSameRegion(azure, properties, location);
  const terms = old === undefined ? newTerms(call, azure, location) : changedTerms(call, old, location);
  const written = putSnapshot(azure, {
    id,
    location,
    properties,
    ...terms,
    retained: old === undefined ? undefined : objectAt(old.body, "properties"),
    ...pick(call.body, "tags", "extendedLocation"),
  });
  return updating(call, azure, written, call.body);
}

/** The SKU of a new snapshot and the family that it joins. Throws if the snapshot cannot be taken. */
function newTerms(call: Call, azure: Azure, location: string): Pick<SnapshotWrite, "sku" | "family"> {
  const properties = propertiesOf(call);
  const siblings = familyMembers(azure, properties);
  const last = siblings.at(-1);
  const isIncremental = properties["incremental"] === true;
  const sku = textAt(call.body, "sku", "name") ?? defaultSnapshotSku(isIncremental, location, last && skuOf(last));
  refuseIf(snapshotFault(snapshotFacts(call, azure, { location, sku, siblings })));
  return { sku, family: last && familyIdOf(last) };
}

/** The new SKU of an existing snapshot. Throws if it would become incremental or full, or if the SKU is not allowed. */
function changedTerms(call: Call, old: Document, location: string): Pick<SnapshotWrite, "sku"> {
  const isIncremental = objectAt(old.body, "properties")["incremental"] === true;
  const wantsIncremental = propertiesOf(call)["incremental"] === true;
  if (wantsIncremental !== isIncremental) refuseIf(propertyChangeFault("incremental"));
  const sku = textAt(call.body, "sku", "name") ?? skuOf(old);
  refuseIf(snapshotSkuFault({ sku, location, isIncremental }));
  return { sku };
}

interface SnapshotRequest extends Pick<SnapshotFacts, "location" | "sku"> {
  /** The incremental snapshots of its source. */
  readonly siblings: readonly Document[];
}

/** What the rules need to know of a new snapshot. */
function snapshotFacts(call: Call, azure: Azure, { siblings, ...requested }: SnapshotRequest): SnapshotFacts {
  const properties = propertiesOf(call);
  const id = textAt(properties, "creationData", "sourceResourceId") ?? "";
  const pending = countPending(azure, param(call, "subscription"), id);
  const copied = sourceOf(azure, properties);
  return {
    ...requested,
    isIncremental: properties["incremental"] === true,
    createOption: textAt(properties, "creationData", "createOption") ?? "",
    subscription: param(call, "subscription"),
    pendingCopies: pending.all,
    instantAccessMinutes: at(properties, "creationData", "instantAccessDurationMinutes"),
    ...(copied === undefined ? {} : { source: sourceFacts(copied, siblings, pending.ofSource) }),
    now: azure.now,
  };
}

function sourceFacts(source: Document, siblings: readonly Document[], pendingCopies: number): SnapshotSource {
  return {
    subscription: subscriptionOf(source.id),
    sku: skuOf(source),
    isSnapshot: isOfType(source.id, SNAPSHOT_TYPE),
    isIncremental: objectAt(source.body, "properties")["incremental"] === true,
    incrementalTimes: siblings.map(({ body }) => new Date(textAt(body, "properties", "timeCreated") ?? 0)),
    pendingCopies,
  };
}

/** The source of a Copy must be in the snapshot's region; CopyStart copies across regions. Text as recorded. */
function requireSameRegion(azure: Azure, properties: JsonObject, location: string): void {
  if (textAt(properties, "creationData", "createOption") !== "Copy") return;
  const source = sourceOf(azure, properties);
  const from = textAt(source?.body, "location");
  if (from === undefined || regionKey(from) === regionKey(location)) return;
  throw refusal(404, "NotFound", `Resource ${textAt(source?.body, "name") ?? ""} is not found.`);
}

/** The properties that a PATCH of a snapshot may contain. Source: the model SnapshotUpdateProperties. */
const CHANGEABLE = new Set([
  "dataAccessAuthMode",
  "diskAccessId",
  "diskSizeGB",
  "encryption",
  "encryptionSettingsCollection",
  "networkAccessPolicy",
  "osType",
  "publicNetworkAccess",
  "supportedCapabilities",
  "supportsHibernation",
]);

function patch(call: Call, azure: Azure, old: Document): Reply {
  const requested = propertiesOf(call);
  const unknown = Object.keys(requested).find((key) => !CHANGEABLE.has(key));
  if (unknown !== undefined) {
    throw refusal(
      400,
      "BadRequest",
      `Could not find member '${unknown}' on object of type 'SnapshotUpdateProperties'.`,
    );
  }
  const properties = changedProperties(old, requested);
  const sku = textAt(call.body, "sku", "name") ?? skuOf(old);
  const location = requireLocation({}, old);
  requireAllowed(azure, properties, { old, sku: undefined });
  refuseIf(snapshotSkuFault({ sku, location, isIncremental: properties["incremental"] === true }));
  const tags = { ...pick(old.body, "tags"), ...patchedTags(call.body) };
  const written = putSnapshot(azure, { id: old.id, location, sku, properties, ...tags });
  return updating(call, azure, written, written.body);
}

function remove(azure: Azure, snapshot: Document): void {
  requireClosed(azure, snapshot);
  failCopiesOf(azure, snapshot);
  azure.documents.removeTree(snapshot.id);
}

const renderSnapshot = (azure: Azure, snapshot: Document): JsonObject =>
  withCopyProgress(azure, diskNow(snapshot, azure.now), "read").body;

const SNAPSHOTS: ComputeResource = {
  type: SNAPSHOT_TYPE,
  noun: "snapshot",
  nameFault: diskNameFault,
  operations: DISK_OPERATIONS,
  reading: "poll",
  put,
  patch,
  show: renderSnapshot,
  listed: (azure, snapshot) => withCopyProgress(azure, diskNow(snapshot, azure.now), "other").body,
  remove,
};

export const snapshotRoutes: readonly Route[] = [...computeRoutes(SNAPSHOTS), ...accessRoutes(SNAPSHOT_TYPE)];

/** How the deletion of a group deletes snapshots. */
export const snapshotDeletion = { type: SNAPSHOT_TYPE, remove: remove };
