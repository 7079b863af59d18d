/** Snapshots of disks: Microsoft.Compute/snapshots. Source: the recordings; api-versions 2018-09-30 to 2023-10-02. */

import { parseResourceId } from "../../arm/resource-id.js";
import { mergeJson, objectAt, textAt } from "../../core/json.js";
import { diskNameFault } from "../../rules/names.js";
import { type SnapshotFacts, snapshotFault } from "../../rules/snapshots.js";
import { putSnapshot, SNAPSHOT_TYPE } from "../compute/snapshots.js";
import { normalLocation } from "../location.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../route.js";
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
import { accessRoutes, diskOperation, requireClosed, requireSource, updatingEcho } from "./disks.js";
import { calledGroupId, requireGroup } from "./resource-groups.js";
import { obey } from "./rule.js";

const snapshotId = (call: Call): string => idInGroup(call, "Microsoft.Compute", "snapshots", param(call, "snapshot"));

function put(call: Call, azure: Azure): Reply {
  const fault = diskNameFault(param(call, "snapshot"));
  if (fault !== undefined) {
    throw refusal(400, "InvalidParameter", `The value of parameter snapshot.name is invalid: ${fault}`);
  }
  requireGroup(azure, calledGroupId(call));
  const old = azure.documents.get(snapshotId(call));
  const location = requireLocation(call.body, old);
  requireSource(azure, call.body);
  requireSameRegion(call, azure, location);
  const sku = textAt(call.body, "sku", "name") ?? textAt(old?.body, "sku", "name") ?? "Standard_LRS";
  if (old === undefined) obey(snapshotFault(snapshotFacts(call, azure, { location, sku })));
  const made = putSnapshot(azure, {
    id: snapshotId(call),
    location,
    sku,
    properties: objectAt(call.body, "properties"),
    ...pick(call.body, "tags"),
  });
  return {
    status: 202,
    headers: diskOperation(call, azure, location, made.id),
    body: updatingEcho(call, made, call.body),
  };
}

/** What the rules want to know of a snapshot that is to be taken. */
function snapshotFacts(call: Call, azure: Azure, given: Pick<SnapshotFacts, "location" | "sku">): SnapshotFacts {
  const source = textAt(call.body, "properties", "creationData", "sourceResourceId");
  const copied = source === undefined || !/\/(disks|snapshots)\//i.test(source) ? undefined : source;
  return {
    ...given,
    isIncremental: objectAt(call.body, "properties")["incremental"] === true,
    subscription: param(call, "subscription"),
    ...(copied === undefined
      ? {}
      : {
          source: {
            subscription: parseResourceId(copied).subscription,
            incrementalTimes: incrementalTimes(call, azure, copied),
          },
        }),
    now: azure.now,
  };
}

/** When the incremental snapshots of a disk that are there were taken. */
const incrementalTimes = (call: Call, { documents }: Azure, source: string): Date[] =>
  documents
    .list({ type: SNAPSHOT_TYPE, under: `/subscriptions/${param(call, "subscription")}` })
    .map(({ body }) => objectAt(body, "properties"))
    .filter(({ incremental }) => incremental === true)
    .filter((taken) => textAt(taken, "creationData", "sourceResourceId")?.toLowerCase() === source.toLowerCase())
    .map((taken) => new Date(textAt(taken, "timeCreated") ?? 0));

/** What is copied lies in the snapshot's region; across regions it is CopyStart's work. Text as recorded. */
function requireSameRegion(call: Call, azure: Azure, location: string): void {
  const data = objectAt(call.body, "properties", "creationData");
  const source = azure.documents.get(textAt(data, "sourceResourceId") ?? "");
  const from = textAt(source?.body, "location");
  if (
    textAt(data, "createOption") !== "Copy" ||
    from === undefined ||
    normalLocation(from) === normalLocation(location)
  )
    return;
  throw refusal(404, "NotFound", `Resource ${textAt(source?.body, "name") ?? ""} is not found.`);
}

function patch(call: Call, azure: Azure): Reply {
  const old = requireResource(azure, snapshotId(call));
  const body = mergeJson(old.body, pick(call.body, "tags", "sku"));
  const made = putSnapshot(azure, {
    id: old.id,
    location: requireLocation({}, old),
    sku: textAt(body, "sku", "name") ?? "Standard_LRS",
    properties: { ...objectAt(old.body, "properties"), ...objectAt(call.body, "properties") },
    ...pick(body, "tags"),
  });
  return {
    status: 202,
    headers: diskOperation(call, azure, requireLocation({}, old), old.id),
    body: updatingEcho(call, made, made.body),
  };
}

function remove(call: Call, azure: Azure): Reply {
  const old = azure.documents.get(snapshotId(call));
  if (old === undefined) return noContent;
  requireClosed(old);
  azure.documents.remove(old.id);
  return accepted(diskOperation(call, azure, requireLocation({}, old)));
}

const SNAPSHOTS = "providers/Microsoft.Compute/snapshots";
const SNAPSHOT = `${GROUP}/${SNAPSHOTS}/{snapshot}`;

export const snapshotRoutes: readonly Route[] = [
  { method: "PUT", template: SNAPSHOT, access: "write", handle: put },
  {
    method: "GET",
    template: SNAPSHOT,
    access: "read",
    handle: (call, azure) => ok(requireResource(azure, snapshotId(call)).body),
  },
  { method: "PATCH", template: SNAPSHOT, access: "write", handle: patch },
  { method: "DELETE", template: SNAPSHOT, access: "write", handle: remove },
  ...accessRoutes(SNAPSHOT, snapshotId),
  { method: "GET", template: `${GROUP}/${SNAPSHOTS}`, access: "read", handle: listOf(SNAPSHOT_TYPE) },
  { method: "GET", template: `${SUBSCRIPTION}/${SNAPSHOTS}`, access: "read", handle: listOf(SNAPSHOT_TYPE) },
];
