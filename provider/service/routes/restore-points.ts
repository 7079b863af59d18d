/** Collections of restore points and the points in them: Microsoft.Compute/restorePointCollections. Source: the recordings; api-versions 2022-08-01 to 2024-07-01. */
import { type JsonObject, listAt, mergeJson, objectAt, textAt } from "../../core/json.js";
import { startComputeOperation } from "../compute/operations.js";
import { COLLECTION_TYPE, RESTORE_POINT_TYPE as POINT_TYPE } from "../compute/restore-collections.js";
import { computeTime } from "../compute/time.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
import type { Document } from "../store/documents.js";
import { accepted } from "../work/operations.js";
import {
  GROUP,
  idInGroup,
  listOf,
  noContent,
  ok,
  pick,
  requireLocation,
  requireResource,
  SUBSCRIPTION,
} from "./common.js";
import { calledGroupId, requireGroup } from "./resource-groups.js";

/** Azure takes some twelve seconds. */
const TOOK_MS = 12_000;

const collectionId = (call: Call): string =>
  idInGroup(call, "Microsoft.Compute", "restorePointCollections", param(call, "collection"));
const pointId = (call: Call): string => `${collectionId(call)}/restorePoints/${param(call, "point")}`;

function putCollection(call: Call, azure: Azure): Reply {
  requireGroup(azure, calledGroupId(call));
  const old = azure.documents.get(collectionId(call));
  const id = old?.id ?? collectionId(call);
  const location = requireLocation(call.body, old);
  const source = azure.documents.get(textAt(call.body, "properties", "source", "id") ?? "");
  if (source === undefined) {
    throw refusal(404, "NotFound", "The machine that the collection's source names was not found.");
  }
  const properties: JsonObject = {
    source: { location: source.body["location"], id: source.id },
    restorePointCollectionId: objectAt(old?.body, "properties")["restorePointCollectionId"] ?? azure.newGuid(),
    provisioningState: "Succeeded",
  };
  const name = id.split("/").at(-1) ?? "";
  const body = { name, id, type: COLLECTION_TYPE, location, ...pick(call.body, "tags"), properties };
  azure.documents.put({ id, type: COLLECTION_TYPE, scope: calledGroupId(call), body });
  return { status: old === undefined ? 201 : 200, body };
}

function patchCollection(call: Call, azure: Azure): Reply {
  const old = requireResource(azure, collectionId(call));
  const body = mergeJson(old.body, pick(call.body, "tags"));
  return ok(azure.documents.put({ ...old, body }).body);
}

function getCollection(call: Call, azure: Azure): Reply {
  const collection = requireResource(azure, collectionId(call));
  if (call.query.get("$expand")?.toLowerCase() !== "restorepoints") return ok(collection.body);
  const restorePoints = azure.documents.list({ type: POINT_TYPE, scope: collection.id }).map(({ body }) => body);
  return ok(mergeJson(collection.body, { properties: { restorePoints } }));
}

function removeCollection(call: Call, azure: Azure): Reply {
  const collection = azure.documents.get(collectionId(call));
  if (collection === undefined) return noContent;
  azure.documents.removeTree(collection.id);
  return accepted(operation(call, azure, { collection, withLocation: true }));
}

function operation(call: Call, azure: Azure, of: { readonly collection: Document; readonly withLocation: boolean }) {
  const location = requireLocation({}, of.collection);
  return startComputeOperation(call, azure, {
    collection: "operations",
    location,
    tookMs: TOOK_MS,
    withLocation: of.withLocation,
  });
}

function putPoint(call: Call, azure: Azure): Reply {
  const collection = requireResource(azure, collectionId(call));
  const id = pointId(call);
  if (azure.documents.get(id) !== undefined) {
    throw refusal(409, "Conflict", `The restore point '${param(call, "point")}' exists and cannot be changed.`);
  }
  const machine = azure.documents.get(textAt(collection.body, "properties", "source", "id") ?? "");
  if (machine === undefined) throw refusal(404, "NotFound", "The machine of the collection is not there any more.");
  const properties: JsonObject = {
    ...pick(objectAt(call.body, "properties"), "excludeDisks"),
    sourceMetadata: metadata(machine, id, azure),
    provisioningState: "Succeeded",
    consistencyMode: textAt(call.body, "properties", "consistencyMode") ?? "ApplicationConsistent",
    timeCreated: computeTime(azure.now),
  };
  const body = { name: param(call, "point"), id, properties };
  azure.documents.put({ id, type: POINT_TYPE, scope: collection.id, body });
  const headers = operation(call, azure, { collection, withLocation: false });
  return { status: 201, headers, body: mergeJson(body, { properties: { provisioningState: "Creating" } }) };
}

/** What the point remembers of the machine, and where each disk's own point lies. */
function metadata({ body }: Document, pointId: string, azure: Azure): JsonObject {
  const { vmId, hardwareProfile, storageProfile, osProfile } = objectAt(body, "properties");
  const storage = objectAt({ storageProfile }, "storageProfile");
  const withPoint = (disk: JsonObject): JsonObject => ({
    ...pick(disk, "lun", "osType", "name", "diskSizeGB", "caching", "managedDisk"),
    diskRestorePoint: {
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      id: `${pointId}/diskRestorePoints/${textAt(disk, "name") ?? ""}_${azure.newGuid()}`,
    },
  });
  return {
    vmId,
    location: body["location"],
    hardwareProfile,
    storageProfile: {
      osDisk: withPoint(objectAt(storage, "osDisk")),
      dataDisks: listAt(storage, "dataDisks").map((disk) => withPoint(objectAt(disk))),
    },
    ...(osProfile === undefined ? {} : { osProfile }),
    hyperVGeneration: "V1",
  };
}

function removePoint(call: Call, azure: Azure): Reply {
  const collection = requireResource(azure, collectionId(call));
  if (!azure.documents.remove(pointId(call))) return noContent;
  return accepted(operation(call, azure, { collection, withLocation: true }));
}

const COLLECTIONS = "providers/Microsoft.Compute/restorePointCollections";
const COLLECTION = `${GROUP}/${COLLECTIONS}/{collection}`;
const POINT = `${COLLECTION}/restorePoints/{point}`;

export const restorePointRoutes: readonly Route[] = [
  { method: "PUT", template: COLLECTION, access: "write", handle: putCollection },
  { method: "GET", template: COLLECTION, access: "read", handle: getCollection },
  { method: "PATCH", template: COLLECTION, access: "write", handle: patchCollection },
  { method: "DELETE", template: COLLECTION, access: "write", handle: removeCollection },
  { method: "PUT", template: POINT, access: "write", handle: putPoint },
  {
    method: "GET",
    template: POINT,
    access: "read",
    handle: (call, azure) => ok(requireResource(azure, pointId(call)).body),
  },
  { method: "DELETE", template: POINT, access: "write", handle: removePoint },
  { method: "GET", template: `${GROUP}/${COLLECTIONS}`, access: "read", handle: listOf(COLLECTION_TYPE) },
  { method: "GET", template: `${SUBSCRIPTION}/${COLLECTIONS}`, access: "read", handle: listOf(COLLECTION_TYPE) },
];
