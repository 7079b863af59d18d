/** Managed disks and snapshots of disks: Microsoft.Compute/disks and …/snapshots. Source: the recordings; api-versions 2018-09-30 to 2023-10-02. */
import { type JsonObject, objectAt, textAt } from "../../core/json.js";
import { diskNameFault } from "../../rules/names.js";
import { DISK_TYPE, putDisk } from "../compute/disks.js";
import { startComputeOperation } from "../compute/operations.js";
import { isSince } from "../eras.js";
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

/** A disk operation takes a second or so in Azure. */
const TOOK_MS = 1000;
const diskId = (call: Call): string => idInGroup(call, "Microsoft.Compute", "disks", param(call, "disk"));

/** Begins an operation on a disk or a snapshot; returns the headers that tell of it. */
export const diskOperation = (call: Call, azure: Azure, location: string, output?: string) =>
  startComputeOperation(call, azure, {
    collection: "DiskOperations",
    location,
    tookMs: TOOK_MS,
    withLocation: true,
    ...(output === undefined ? {} : { output }),
  });

/** The echo that a 202 carries, before Azure has filled anything in. */
export function updatingEcho(call: Call, made: Document, given: JsonObject): JsonObject {
  const properties = objectAt(given, "properties");
  return {
    ...pick(made.body, "name", "id", "type"),
    ...given,
    location: made.body["location"],
    properties: {
      ...properties,
      creationData: objectAt(made.body, "properties", "creationData"),
      provisioningState: "Updating",
      ...(isSince(call, "2022-01-01") ? {} : earlyEcho(made)),
    },
  };
}

/** What the echo of older versions held besides. */
const earlyEcho = (made: Document): JsonObject => ({
  ...pick(objectAt(made.body, "properties"), "tier", "osType", "diskSizeBytes"),
  isArmResource: true,
  faultDomain: 0,
});

function put(call: Call, azure: Azure): Reply {
  const fault = diskNameFault(param(call, "disk"));
  if (fault !== undefined)
    throw refusal(400, "InvalidParameter", `The value of parameter disk.name is invalid: ${fault}`);
  requireGroup(azure, calledGroupId(call));
  const old = azure.documents.get(diskId(call));
  const location = requireLocation(call.body, old);
  requireSource(azure, call.body);
  const made = putDisk(azure, {
    id: diskId(call),
    location,
    sku: textAt(call.body, "sku", "name") ?? textAt(old?.body, "sku", "name") ?? "Standard_LRS",
    properties: objectAt(call.body, "properties"),
    ...pick(call.body, "tags", "zones"),
  });
  return {
    status: 202,
    headers: diskOperation(call, azure, location, made.id),
    body: updatingEcho(call, made, call.body),
  };
}

/** What is copied must be there. Throws 404 `NotFound` in the words that Azure was recorded to use. */
export function requireSource(azure: Azure, body: JsonObject): void {
  const data = objectAt(body, "properties", "creationData");
  const source = textAt(data, "sourceResourceId");
  const copies =
    textAt(data, "createOption") === "Copy" && source !== undefined && /\/(disks|snapshots)\//i.test(source);
  if (!copies || azure.documents.get(source) !== undefined) return;
  throw refusal(404, "NotFound", `Resource ${source.split("/").at(-1)} is not found.`);
}

function patch(call: Call, azure: Azure): Reply {
  const old = requireResource(azure, diskId(call));
  const made = putDisk(azure, {
    id: old.id,
    location: requireLocation({}, old),
    sku: textAt(call.body, "sku", "name") ?? textAt(old.body, "sku", "name") ?? "Standard_LRS",
    properties: { ...objectAt(old.body, "properties"), ...objectAt(call.body, "properties") },
    ...pick(old.body, "tags", "zones"),
    ...pick(call.body, "tags"),
  });
  return {
    status: 202,
    headers: diskOperation(call, azure, requireLocation({}, old), old.id),
    body: updatingEcho(call, made, made.body),
  };
}

function remove(call: Call, azure: Azure): Reply {
  const old = azure.documents.get(diskId(call));
  if (old === undefined) return noContent;
  const owner = textAt(old.body, "managedBy");
  if (owner !== undefined) {
    throw refusal(
      409,
      "OperationNotAllowed",
      `Disk ${param(call, "disk")} is attached to VM ${owner}. Detach it or delete the VM first.`,
    );
  }
  requireClosed(old);
  azure.documents.remove(old.id);
  return accepted(diskOperation(call, azure, requireLocation({}, old)));
}

/** What is open for reading is not deleted. The text is Azure's, as Compute's documentation has it. */
export function requireClosed({ id, body }: Document): void {
  if (textAt(body, "properties", "diskState") !== "ActiveSAS") return;
  throw refusal(
    409,
    "OperationNotAllowed",
    `There is an active shared access signature outstanding for ${id}. Call EndGetAccess before deleting it.`,
  );
}

/** Opens a disk or snapshot for reading; the URL is one of the endpoint's own, that leads nowhere yet. */
function beginAccess(find: (call: Call) => string): Route["handle"] {
  return (call, azure) => {
    const disk = requireResource(azure, find(call));
    const state = { ...objectAt(disk.body, "properties"), diskState: "ActiveSAS" };
    azure.documents.put({ ...disk, body: { ...disk.body, properties: state } });
    const headers = startComputeOperation(call, azure, {
      collection: "DiskOperations",
      location: requireLocation({}, disk),
      tookMs: TOOK_MS,
      withLocation: true,
      facts: { accessSAS: `${call.origin}/blobs/${azure.newGuid()}?sv=2018-03-28&sr=b&sp=r` },
    });
    return accepted(headers);
  };
}

function endAccess(find: (call: Call) => string): Route["handle"] {
  return (call, azure) => {
    const disk = requireResource(azure, find(call));
    const diskState = textAt(disk.body, "managedBy") === undefined ? "Unattached" : "Attached";
    azure.documents.put({
      ...disk,
      body: { ...disk.body, properties: { ...objectAt(disk.body, "properties"), diskState } },
    });
    return accepted(diskOperation(call, azure, requireLocation({}, disk)));
  };
}

/** The routes that open a disk or a snapshot for reading and close it again. */
export const accessRoutes = (template: string, find: (call: Call) => string): readonly Route[] => [
  { method: "POST", template: `${template}/beginGetAccess`, access: "write", handle: beginAccess(find) },
  { method: "POST", template: `${template}/endGetAccess`, access: "write", handle: endAccess(find) },
];

const DISK = `${GROUP}/providers/Microsoft.Compute/disks/{disk}`;

export const diskRoutes: readonly Route[] = [
  { method: "PUT", template: DISK, access: "write", handle: put },
  {
    method: "GET",
    template: DISK,
    access: "read",
    handle: (call, azure) => ok(requireResource(azure, diskId(call)).body),
  },
  { method: "PATCH", template: DISK, access: "write", handle: patch },
  { method: "DELETE", template: DISK, access: "write", handle: remove },
  ...accessRoutes(DISK, diskId),
  { method: "GET", template: `${GROUP}/providers/Microsoft.Compute/disks`, access: "read", handle: listOf(DISK_TYPE) },
  {
    method: "GET",
    template: `${SUBSCRIPTION}/providers/Microsoft.Compute/disks`,
    access: "read",
    handle: listOf(DISK_TYPE),
  },
];
