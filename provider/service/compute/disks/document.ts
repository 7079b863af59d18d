/** Managed disks as documents. Source: the recordings of Microsoft.Compute/disks; sizes and speeds by "Disk types", Azure documentation. */
import { formatResourceId, parseResourceId, sameId } from "../../../arm/resource-id.js";
import { type JsonObject, listAt, objectAt, textAt } from "../../../core/json.js";
import { isCopiedInBackground } from "../../../rules/disks/snapshots.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { awaitsUpload, closedState, diskNow, isOpen } from "./access.js";
import { type DiskWrite, putDiskBody } from "./body.js";

export const DISK_TYPE = "Microsoft.Compute/disks";
export const SNAPSHOT_TYPE = "Microsoft.Compute/snapshots";

/** Premium SSD sizes: the performance tier, its largest size in GiB, operations and megabytes per second. */
const PREMIUM_TIERS: readonly (readonly [string, number, number, number])[] = [
  ["P1", 4, 120, 25],
  ["P2", 8, 120, 25],
  ["P3", 16, 120, 25],
  ["P4", 32, 120, 25],
  ["P6", 64, 240, 50],
  ["P10", 128, 500, 100],
  ["P15", 256, 1100, 125],
  ["P20", 512, 2300, 150],
  ["P30", 1024, 5000, 200],
  ["P40", 2048, 7500, 250],
  ["P50", 4096, 7500, 250],
  ["P60", 8192, 16000, 500],
  ["P70", 16384, 18000, 750],
  ["P80", 32767, 20000, 900],
];

function speedOf(sku: string, sizeGB: number): JsonObject {
  if (!sku.startsWith("Premium_")) return { diskIOPSReadWrite: 500, diskMBpsReadWrite: 60 };
  const [tier, , diskIOPSReadWrite, diskMBpsReadWrite] =
    PREMIUM_TIERS.find(([, most]) => sizeGB <= most) ?? (["P80", 0, 20000, 900] as const);
  return { diskIOPSReadWrite, diskMBpsReadWrite, tier };
}

/** Writes a disk; `timeCreated` and `uniqueId` stay as they were first. */
export function putDisk(azure: Azure, write: DiskWrite): Document {
  const old = azure.documents.get(write.id);
  const managedBy = write.managedBy ?? textAt(old?.body, "managedBy");
  return putDiskBody(azure, withNewSpeed(write, old), {
    type: DISK_TYPE,
    head: { zones: write.zones, managedBy, managedByExtended: old?.body["managedByExtended"] },
    defaults: (sizeGB) => speedOf(write.sku, sizeGB),
    fixed: { diskState: writtenState(write.properties, old, managedBy) },
  });
}

const SPEED = ["tier", "diskIOPSReadWrite", "diskMBpsReadWrite"];

/**
 * The speed follows from the storage type and the size, so one that was only read is dropped where they change. Ultra and Premium
 * SSD v2 disks have the speed that was requested.
 */
function withNewSpeed(write: DiskWrite, old: Document | undefined): DiskWrite {
  if (old === undefined || isCopiedInBackground(write.sku)) return write;
  const before = objectAt(old.body, "properties");
  const hasOldSize = (write.properties["diskSizeGB"] ?? before["diskSizeGB"]) === before["diskSizeGB"];
  if (hasOldSize && textAt(old.body, "sku", "name") === write.sku) return write;
  const isRead = (key: string) => SPEED.includes(key) && write.properties[key] === before[key];
  const sent = Object.entries(write.properties).filter(([key]) => !isRead(key));
  return { ...write, properties: Object.fromEntries(sent) };
}

/** The state of a disk or snapshot once it is written: what is open stays open. */
export function writtenState(properties: JsonObject, old: Document | undefined, managedBy?: string): string {
  const current = textAt(old?.body, "properties", "diskState");
  if (old !== undefined && current !== undefined && isOpen(old.body)) return current;
  const awaits = awaitsUpload(properties) && (old === undefined || current === "ReadyToUpload");
  return closedState(managedBy === undefined ? {} : { managedBy }, awaits);
}

/** The VMs that a disk is attached to: one, or several that share it. */
export function ownersOf({ body }: Pick<Document, "body">): string[] {
  const shared = listAt(body, "managedByExtended").map(String);
  const owner = textAt(body, "managedBy");
  return shared.length > 0 || owner === undefined ? shared : [owner];
}

/** To how many VMs a disk may be attached at once. */
export const maxOwners = ({ body }: Pick<Document, "body">): number =>
  Number(objectAt(body, "properties")["maxShares"] ?? 1);

/** Attaches a disk to a VM, in addition to those that share it. */
export function attachDisk(azure: Azure, disk: Document, vmId: string): void {
  const others = ownersOf(disk).filter((owner) => !sameId(owner, vmId));
  putOwners(azure, disk, [...others, vmId]);
}

/** Detaches a disk from a VM. */
export function detachDisk(azure: Azure, diskId: string, vmId: string): void {
  const disk = azure.documents.get(diskId);
  if (disk === undefined) return;
  const others = ownersOf(disk).filter((owner) => !sameId(owner, vmId));
  putOwners(azure, disk, others);
}

/** Writes which VMs a disk is attached to; a disk that is open for reading or writing stays open. */
function putOwners(azure: Azure, disk: Document, owners: readonly string[]): void {
  const attached = owners.length > 0 ? "Attached" : "Unattached";
  const diskState = isOpen(diskNow(disk, azure.now).body) ? textAt(disk.body, "properties", "diskState") : attached;
  const properties = { ...objectAt(disk.body, "properties"), diskState };
  const isShared = maxOwners(disk) > 1;
  const body = {
    ...disk.body,
    managedBy: owners[0],
    managedByExtended: isShared && owners.length > 0 ? owners : undefined,
    properties,
  };
  azure.documents.put({ ...disk, body });
}

/** The id of a disk of this name in the VM's resource group. */
export function siblingDiskId(vmId: string, name: string): string {
  const { subscription, group, namespace } = parseResourceId(vmId);
  return formatResourceId({ subscription, group, namespace, path: [{ type: "disks", name }] });
}
