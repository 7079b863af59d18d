/** Opening disks and snapshots for reading or writing, and closing them: beginGetAccess and endGetAccess. */
import { subscriptionScopeOf } from "../../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt } from "../../../core/json.js";
import { accessFault } from "../../../rules/disks/disks.js";
import { refuseIf } from "../../azure/refuse.js";
import { requireLocation, requireResource } from "../../azure/resources.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../../azure/route.js";
import { accepted } from "../../schedule/operations.js";
import type { Document } from "../../store/documents.js";
import { powerStateOf } from "../machine.js";
import { startComputeOperation } from "../operations.js";
import { calledId, templateOf } from "../resource.js";
import { closed, diskNow, isOpen } from "./access.js";
import { copyPercent } from "./copies.js";
import { ownersOf, SNAPSHOT_TYPE } from "./document.js";
import { DISK_OPERATIONS } from "./writes.js";

/** The routes that open and close disks or snapshots. */
export const accessRoutes = (type: string): readonly Route[] => [
  {
    method: "POST",
    template: `${templateOf(type)}/beginGetAccess`,
    access: "write",
    handle: (call, azure) => begin(call, azure, requireResource(azure, calledId(call, type))),
  },
  {
    method: "POST",
    template: `${templateOf(type)}/endGetAccess`,
    access: "write",
    handle: (call, azure) => end(call, azure, requireResource(azure, calledId(call, type))),
  },
];

/** Opens a disk for the requested duration. The URL is one of this endpoint; nothing can be read from it yet. */
function begin(call: Call, azure: Azure, disk: Document): Reply {
  const { access, durationInSeconds } = call.body;
  const seconds = typeof durationInSeconds === "number" ? durationInSeconds : undefined;
  refuseIf(
    accessFault({ ...accessFacts(azure, disk), access: textAt({ access }, "access"), durationInSeconds: seconds }),
  );
  const diskState = access === "Write" ? "ActiveUpload" : "ActiveSAS";
  const accessUntil = new Date(azure.now.getTime() + (seconds ?? 0) * 1000).toISOString();
  azure.documents.put({
    ...disk,
    body: { ...disk.body, properties: { ...objectAt(disk.body, "properties"), diskState } },
    hidden: { ...disk.hidden, accessUntil },
  });
  const permissions = access === "Write" ? "rw" : "r";
  return operation(call, azure, disk, {
    accessSAS: `${call.origin}/blobs/${azure.newGuid()}?sv=2018-03-28&sr=b&sp=${permissions}`,
  });
}

/** What the rules need to know of a disk to open. */
function accessFacts(azure: Azure, disk: Document) {
  const properties = objectAt(disk.body, "properties");
  return {
    name: textAt(disk.body, "name") ?? "",
    networkAccessPolicy: textAt(properties, "networkAccessPolicy") ?? "AllowAll",
    createOption: textAt(properties, "creationData", "createOption") ?? "",
    runningOwner: ownersOf(disk).find((owner) => {
      const vm = azure.documents.get(owner);
      return vm !== undefined && powerStateOf(vm) === "running";
    }),
    completionPercent: copyPercent(azure, disk, "other"),
    openInFamily: openInFamily(azure, disk, properties),
  };
}

function openInFamily(azure: Azure, disk: Document, properties: JsonObject): number {
  const family = textAt(properties, "incrementalSnapshotFamilyId");
  if (family === undefined) return 0;
  const under = subscriptionScopeOf(disk.id);
  return azure.documents
    .list({ type: SNAPSHOT_TYPE, under })
    .filter(({ body }) => textAt(body, "properties", "incrementalSnapshotFamilyId") === family)
    .filter((member) => member.id !== disk.id && isOpen(diskNow(member, azure.now).body)).length;
}

function end(call: Call, azure: Azure, disk: Document): Reply {
  azure.documents.put({ ...disk, body: isOpen(disk.body) ? closed(disk.body) : disk.body });
  return operation(call, azure, disk);
}

function operation(call: Call, azure: Azure, disk: Document, facts: Readonly<Record<string, string>> = {}): Reply {
  const location = requireLocation({}, disk);
  return accepted(startComputeOperation(call, azure, { ...DISK_OPERATIONS, location, withLocation: true, facts }));
}

/** Throws if a disk or snapshot is open: it cannot be deleted. The text is Azure's, from Compute's documentation. */
export function requireClosed(azure: Azure, disk: Document): void {
  if (!isOpen(diskNow(disk, azure.now).body)) return;
  throw refusal(
    409,
    "OperationNotAllowed",
    `There is an active shared access signature outstanding for ${disk.id}. Call EndGetAccess before deleting it.`,
  );
}
