/** Managed disks: Microsoft.Compute/disks. Source: the recordings; api-versions 2018-09-30 to 2023-10-02. */

import { sameId } from "../../../arm/resource-id.js";
import { objectAt, pick, textAt } from "../../../core/json.js";
import { diskNameFault } from "../../../rules/shared/names.js";
import { patchedTags } from "../../azure/replies.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { powerStateOf, withDisks } from "../machine.js";
import { type ComputeResource, computeRoutes, type Target } from "../resource.js";
import { diskNow } from "./access.js";
import { accessRoutes, requireClosed } from "./access-routes.js";
import { DISK_TYPE, ownersOf, putDisk } from "./document.js";
import { changedProperties, DISK_OPERATIONS, requireAllowed, requireWritable, updating } from "./writes.js";

function put(call: Call, azure: Azure, { id, location, old }: Target): Reply {
  const properties = propertiesOf(call);
  const sku = textAt(call.body, "sku", "name") ?? textAt(old?.body, "sku", "name") ?? "Standard_LRS";
  requireWritable(azure, properties, { old, sku, bootedBy: bootedBy(azure, old) });
  const written = putDisk(azure, {
    id,
    location,
    sku,
    properties,
    retained: old === undefined ? undefined : objectAt(old.body, "properties"),
    ...pick(call.body, "tags", "zones", "extendedLocation"),
  });
  updateOwners(azure, written);
  return updating(call, azure, written, call.body);
}

function patch(call: Call, azure: Azure, old: Document): Reply {
  const properties = changedProperties(old, propertiesOf(call));
  const sku = textAt(call.body, "sku", "name") ?? textAt(old.body, "sku", "name") ?? "Standard_LRS";
  requireAllowed(azure, properties, { old, sku, bootedBy: bootedBy(azure, old) });
  const written = putDisk(azure, {
    id: old.id,
    location: requireLocation({}, old),
    sku,
    properties,
    ...pick(old.body, "tags", "zones"),
    ...patchedTags(call.body),
  });
  updateOwners(azure, written);
  return updating(call, azure, written, written.body);
}

/** The running VM whose OS disk this is. */
function bootedBy(azure: Azure, disk: Document | undefined): string | undefined {
  if (disk === undefined) return undefined;
  return ownersOf(disk).find((owner) => {
    const vm = azure.documents.get(owner);
    const system = textAt(vm?.body, "properties", "storageProfile", "osDisk", "managedDisk", "id");
    if (vm === undefined || system === undefined || !sameId(system, disk.id)) return false;
    return powerStateOf(vm) === "running";
  });
}

/** Writes the disk's current size and storage type into the VMs that it is attached to. */
function updateOwners(azure: Azure, disk: Document): void {
  for (const owner of ownersOf(disk)) {
    const vm = azure.documents.get(owner);
    if (vm === undefined) continue;
    const properties = withDisks(azure, objectAt(vm.body, "properties"));
    azure.documents.put({ ...vm, body: { ...vm.body, properties } });
  }
}

function remove(azure: Azure, disk: Document): void {
  const owner = ownersOf(disk)[0];
  if (owner !== undefined) {
    throw refusal(
      409,
      "OperationNotAllowed",
      `Disk ${textAt(disk.body, "name")} is attached to VM ${owner}. Detach it or delete the VM first.`,
    );
  }
  requireClosed(azure, disk);
  azure.documents.removeTree(disk.id);
}

const DISKS: ComputeResource = {
  type: DISK_TYPE,
  noun: "disk",
  nameFault: diskNameFault,
  operations: DISK_OPERATIONS,
  put,
  patch,
  show: (azure, disk) => diskNow(disk, azure.now).body,
  listed: (azure, disk) => diskNow(disk, azure.now).body,
  remove,
};

export const diskRoutes: readonly Route[] = [...computeRoutes(DISKS), ...accessRoutes(DISK_TYPE)];

/** How the deletion of a group deletes disks. */
export const diskDeletion = { type: DISK_TYPE, remove: remove };
