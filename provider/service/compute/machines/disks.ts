/** The disks that a VM creates, attaches and detaches. */
import { idKey, nameOf, sameId } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, listAt, objectAt, pick, textAt } from "../../../core/json.js";
import { attachPlaceFault, type Place } from "../../../rules/machines/place.js";
import { isDeletionLocked } from "../../azure/locks.js";
import { refuseIf } from "../../azure/refuse.js";
import { type Azure, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { diskNow, isOpen } from "../disks/access.js";
import { attachDisk, detachDisk, maxOwners, ownersOf, putDisk } from "../disks/document.js";
import { diskIdOf, disksIn, generationIn, osTypeOf, withDisks } from "../machine.js";

interface VmWithDisks {
  readonly id: string;
  readonly location: string;
  readonly properties: JsonObject;
  readonly zones?: Json | undefined;
  /** The VM before the write. */
  readonly old: Document | undefined;
}

/**
 * Creates the disks that a VM creates, attaches those that it attaches, and detaches those that it no longer names. Returns
 * the properties of the VM with what it repeats of its disks.
 */
export function attachDisks(azure: Azure, vm: VmWithDisks): JsonObject {
  const disks = disksIn(vm.properties);
  for (const disk of disks) attach(azure, vm, disk);
  const ids = new Set(disks.map((disk) => idKey(diskIdOf(disk))));
  for (const disk of disksIn(objectAt(vm.old?.body, "properties"))) {
    if (!ids.has(idKey(diskIdOf(disk)))) detachDisk(azure, diskIdOf(disk), vm.id);
  }
  return withDisks(azure, vm.properties);
}

function attach(azure: Azure, vm: VmWithDisks, disk: JsonObject): void {
  const id = diskIdOf(disk);
  const found = azure.documents.get(id);
  if (found !== undefined) {
    if (ownersOf(found).some((owner) => sameId(owner, vm.id))) return;
    refuseIf(attachPlaceFault(found.id, placeOf(found.body), { location: vm.location, zone: firstZone(vm.zones) }));
    requireFree(found, vm.id);
    requireNoOpenAccess(azure, found);
    attachDisk(azure, withRequestedType(azure, found, disk), vm.id);
    return;
  }
  if (textAt(disk, "createOption") === "Attach") {
    throw refusal(404, "NotFound", `Resource ${nameOf(id)} is not found. A disk to attach must exist.`);
  }
  const isSystem = textAt(disk, "osType") !== undefined;
  const data = isSystem ? { createOption: "FromImage" } : { createOption: "Empty" };
  putDisk(azure, {
    id,
    location: vm.location,
    sku: textAt(disk, "managedDisk", "storageAccountType") ?? "Premium_LRS",
    properties: {
      creationData: data,
      diskSizeGB: disk["diskSizeGB"],
      ...(isSystem ? { osType: osTypeOf(vm.properties), hyperVGeneration: generationIn(vm.properties) } : {}),
    },
    // The disks of a VM in a zone are in that zone: "Availability zones", Azure documentation.
    ...(vm.zones === undefined ? {} : { zones: vm.zones }),
    managedBy: vm.id,
  });
}

const placeOf = (body: JsonObject): Place => ({
  location: textAt(body, "location") ?? "",
  zone: firstZone(body["zones"]),
  isZoneRedundant: /_ZRS$/i.test(textAt(body, "sku", "name") ?? ""),
});

/** A VM and a disk have at most one zone. */
const firstZone = (zones: Json | undefined): string | undefined =>
  Array.isArray(zones) && zones.length > 0 ? String(zones[0]) : undefined;

/** A disk that is attached with another storage type gets it: recorded (test_vm_disk_attach_detach). */
function withRequestedType(azure: Azure, found: Document, disk: JsonObject): Document {
  const current = textAt(found.body, "sku", "name");
  const sku = textAt(disk, "managedDisk", "storageAccountType") ?? current;
  if (sku === undefined || sku === current) return found;
  return putDisk(azure, {
    id: found.id,
    location: textAt(found.body, "location") ?? "",
    sku,
    properties: objectAt(found.body, "properties"),
    ...pick(found.body, "tags", "zones"),
  });
}

function requireFree(disk: Document, vmId: string): void {
  const others = ownersOf(disk).filter((owner) => !sameId(owner, vmId));
  if (others.length < maxOwners(disk)) return;
  throw refusal(
    409,
    "ConflictingUserInput",
    `Disk '${disk.id}' cannot be attached as the disk is already owned by VM '${others[0]}'.`,
  );
}

/** Throws if a disk is open: it can neither be attached nor be started with. */
function requireNoOpenAccess(azure: Azure, disk: Document): void {
  if (!isOpen(diskNow(disk, azure.now).body)) return;
  throw refusal(
    409,
    "OperationNotAllowed",
    `There is an active shared access signature outstanding for disk ${nameOf(disk.id)}. Call EndGetAccess before attaching the disk.`,
  );
}

/** Throws if a disk of a VM is open: the VM cannot be started. */
export function requireNoOpenDisks(azure: Azure, vm: Document): void {
  for (const disk of disksIn(objectAt(vm.body, "properties"))) {
    const found = azure.documents.get(diskIdOf(disk));
    if (found !== undefined) requireNoOpenAccess(azure, found);
  }
}

/** The data disks that a VM had and no longer names. */
export function droppedDisks(vm: Document, old: Document | undefined): JsonObject[] {
  const ids = new Set(disksIn(objectAt(vm.body, "properties")).map((disk) => idKey(diskIdOf(disk))));
  const before = listAt(old?.body, "properties", "storageProfile", "dataDisks").map((disk) => objectAt(disk));
  return before.filter((disk) => !ids.has(idKey(diskIdOf(disk))));
}

/**
 * Deletes or frees the disks of a VM that is deleted, as each one's `deleteOption` says. A disk that another VM
 * shares, that is open for reading or that a lock protects is not deleted.
 */
export function releaseDisks(azure: Azure, vm: Document): void {
  for (const disk of disksIn(objectAt(vm.body, "properties"))) {
    const found = azure.documents.get(diskIdOf(disk));
    if (found === undefined) continue;
    detachDisk(azure, found.id, vm.id);
    const isShared = ownersOf(found).some((owner) => !sameId(owner, vm.id));
    const isRetained = isShared || isOpen(diskNow(found, azure.now).body) || isDeletionLocked(azure, found.id);
    if (textAt(disk, "deleteOption") === "Delete" && !isRetained) azure.documents.removeTree(found.id);
  }
}
