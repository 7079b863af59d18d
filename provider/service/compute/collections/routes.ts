/** Collections of restore points and the points in them: Microsoft.Compute/restorePointCollections. Source: the recordings; api-versions 2022-08-01 to 2024-07-01. */

import { nameOf, sameId } from "../../../arm/resource-id.js";
import { type JsonObject, listAt, mergeJson, mergePatch, objectAt, pick, textAt } from "../../../core/json.js";
import { collectionSourceFault } from "../../../rules/machines/collections.js";
import { propertyChangeFault } from "../../../rules/shared/fault.js";
import { collectionNameFault } from "../../../rules/shared/names.js";
import { refuseIf } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { calledGroupId, requireLocation, requireResource } from "../../azure/resources.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { generationOfVm } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { type ComputeResource, calledId, computeRoutes, computeTime, type Target, templateOf } from "../resource.js";
import { COLLECTION_TYPE, RESTORE_POINT_TYPE as POINT_TYPE } from "./document.js";

/** Azure takes some twelve seconds. */
const TOOK_MS = 12_000;

const OPERATIONS = { collection: "operations", tookMs: TOOK_MS } as const;

const pointId = (call: Call): string => `${calledId(call, COLLECTION_TYPE)}/restorePoints/${param(call, "point")}`;
const requireCollection = (call: Call, azure: Azure): Document =>
  requireResource(azure, calledId(call, COLLECTION_TYPE));

function putCollection(call: Call, azure: Azure, { id, location, old }: Target): Reply {
  const properties: JsonObject = {
    source: old === undefined ? newSource(call, azure) : sameSource(call, old),
    restorePointCollectionId: objectAt(old?.body, "properties")["restorePointCollectionId"] ?? azure.newGuid(),
    provisioningState: "Succeeded",
  };
  const name = nameOf(id);
  const body = { name, id, type: COLLECTION_TYPE, location, ...pick(call.body, "tags"), properties };
  azure.documents.put({ id, type: COLLECTION_TYPE, scope: calledGroupId(call), body });
  return { status: old === undefined ? 201 : 200, body };
}

const sourceIdOf = (body: JsonObject | undefined): string => textAt(body, "properties", "source", "id") ?? "";

/** The VM of a new collection. Throws if it does not exist. */
function newSource(call: Call, azure: Azure): JsonObject {
  refuseIf(collectionSourceFault(textAt(call.body, "properties", "source", "id")));
  const source = azure.documents.get(sourceIdOf(call.body));
  if (source === undefined) throw refusal(404, "NotFound", "The VM in properties.source.id was not found.");
  return { location: source.body["location"], id: source.id };
}

/** The VM of an existing collection, which may be deleted. Throws if the request names another one; that refusal is ours. */
function sameSource(call: Call, old: Document): JsonObject {
  const requested = sourceIdOf(call.body);
  if (requested !== "" && !sameId(requested, sourceIdOf(old.body))) refuseIf(propertyChangeFault("source.id"));
  return objectAt(old.body, "properties", "source");
}

function patchCollection(call: Call, azure: Azure, old: Document): Reply {
  const body = mergePatch(old.body, pick(call.body, "tags"));
  return ok(azure.documents.put({ ...old, body }).body);
}

function renderCollection(azure: Azure, collection: Document, call: Call): JsonObject {
  if (call.query.get("$expand")?.toLowerCase() !== "restorepoints") return collection.body;
  const restorePoints = azure.documents.list({ type: POINT_TYPE, scope: collection.id }).map(({ body }) => body);
  return mergeJson(collection.body, { properties: { restorePoints } });
}

/** The headers of the reply that starts an operation on a point. */
const pointOperation = (call: Call, azure: Azure, collection: Document, withLocation: boolean) =>
  startComputeOperation(call, azure, { ...OPERATIONS, location: requireLocation({}, collection), withLocation });

function putPoint(call: Call, azure: Azure): Reply {
  const collection = requireCollection(call, azure);
  const id = pointId(call);
  if (azure.documents.get(id) !== undefined) {
    throw refusal(409, "Conflict", `The restore point '${param(call, "point")}' already exists and cannot be changed.`);
  }
  const vm = azure.documents.get(textAt(collection.body, "properties", "source", "id") ?? "");
  if (vm === undefined) throw refusal(404, "NotFound", "The VM of the collection no longer exists.");
  const properties: JsonObject = {
    ...pick(propertiesOf(call), "excludeDisks"),
    sourceMetadata: metadata(vm, id, azure),
    provisioningState: "Succeeded",
    consistencyMode: textAt(call.body, "properties", "consistencyMode") ?? "ApplicationConsistent",
    timeCreated: computeTime(azure.now),
  };
  const body = { name: param(call, "point"), id, properties };
  azure.documents.put({ id, type: POINT_TYPE, scope: collection.id, body });
  const headers = pointOperation(call, azure, collection, false);
  return { status: 201, headers, body: mergeJson(body, { properties: { provisioningState: "Creating" } }) };
}

/** The VM's properties in the point, with the id of each disk's own restore point. */
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
    hyperVGeneration: generationOfVm(azure, objectAt(body, "properties")),
  };
}

function removePoint(call: Call, azure: Azure): Reply {
  const collection = requireCollection(call, azure);
  if (azure.documents.get(pointId(call)) === undefined) return noContent;
  azure.documents.removeTree(pointId(call));
  return accepted(pointOperation(call, azure, collection, true));
}

const POINT = `${templateOf(COLLECTION_TYPE)}/restorePoints/{point}`;

const COLLECTIONS: ComputeResource = {
  type: COLLECTION_TYPE,
  noun: "restorePointCollection",
  nameFault: collectionNameFault,
  operations: OPERATIONS,
  put: putCollection,
  patch: patchCollection,
  show: renderCollection,
  remove: (azure, collection) => azure.documents.removeTree(collection.id),
};

export const restorePointRoutes: readonly Route[] = [
  ...computeRoutes(COLLECTIONS),
  { method: "PUT", template: POINT, access: "write", handle: putPoint },
  {
    method: "GET",
    template: POINT,
    access: "read",
    handle: (call, azure) => ok(requireResource(azure, pointId(call)).body),
  },
  { method: "DELETE", template: POINT, access: "write", handle: removePoint },
];
