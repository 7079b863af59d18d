/** Managed disks as documents. Source: the recordings of Microsoft.Compute/disks; sizes and speeds by "Disk types", Azure documentation. */
import { formatResourceId, groupId, parseResourceId } from "../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { Azure } from "../route.js";
import type { Document } from "../store/documents.js";
import { computeTime } from "./time.js";

export const DISK_TYPE = "Microsoft.Compute/disks";
/** Bytes of a GiB. */
export const GIB = 1_073_741_824;

/** Premium SSD sizes: the performance tier, the largest size in GiB, operations and megabytes a second. */
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

const SKU_TIERS: Readonly<Record<string, string>> = { Premium: "Premium", UltraSSD: "Ultra", PremiumV2: "Premium" };

/** What a sku's name says of its tier: `Premium_LRS` is Premium, `StandardSSD_LRS` Standard. */
export const skuTier = (name: string): string => SKU_TIERS[name.split("_")[0] ?? ""] ?? "Standard";

function speedOf(sku: string, sizeGB: number): JsonObject {
  if (!sku.startsWith("Premium_")) return { diskIOPSReadWrite: 500, diskMBpsReadWrite: 60 };
  const [tier, , diskIOPSReadWrite, diskMBpsReadWrite] =
    PREMIUM_TIERS.find(([, most]) => sizeGB <= most) ?? (["P80", 0, 20000, 900] as const);
  return { diskIOPSReadWrite, diskMBpsReadWrite, tier };
}

export interface DiskWish {
  readonly id: string;
  readonly location: string;
  readonly sku: string;
  readonly properties: JsonObject;
  readonly tags?: Json;
  readonly zones?: Json;
  /** The machine that the disk is attached to. */
  readonly managedBy?: string;
}

/** Writes a disk whole, keeping what was made when it was first written. */
export function putDisk(azure: Azure, wish: DiskWish): Document {
  const old = azure.documents.get(wish.id);
  const id = old?.id ?? wish.id;
  const sizeGB = sizeOf(azure, wish, old);
  const managedBy = wish.managedBy ?? textAt(old?.body, "managedBy");
  const kept = objectAt(old?.body, "properties");
  const body: JsonObject = {
    name: parseResourceId(id).path.at(-1)?.name ?? "",
    id,
    type: DISK_TYPE,
    location: wish.location,
    ...(wish.tags === undefined ? {} : { tags: wish.tags }),
    ...(wish.zones === undefined ? {} : { zones: wish.zones }),
    ...(managedBy === undefined ? {} : { managedBy }),
    sku: { name: wish.sku, tier: skuTier(wish.sku) },
    properties: {
      ...speedOf(wish.sku, sizeGB),
      ...inheritedOf(azure, wish.properties),
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      ...wish.properties,
      creationData: creationDataOf(azure, wish.properties),
      diskSizeGB: sizeGB,
      timeCreated: kept["timeCreated"] ?? computeTime(azure.now),
      provisioningState: "Succeeded",
      diskState: stateOf(wish.properties, managedBy),
      diskSizeBytes: sizeGB * GIB,
      uniqueId: kept["uniqueId"] ?? azure.newGuid(),
    },
  };
  return azure.documents.put({ id, type: DISK_TYPE, scope: groupId(id), body });
}

function stateOf(properties: JsonObject, managedBy: string | undefined): string {
  if (managedBy !== undefined) return "Attached";
  return textAt(properties, "creationData", "createOption") === "Upload" ? "ReadyToUpload" : "Unattached";
}

/** What a copy has from its source: the system on it. */
export function inheritedOf(azure: Azure, properties: JsonObject): JsonObject {
  const source = azure.documents.get(textAt(properties, "creationData", "sourceResourceId") ?? "");
  const { osType, hyperVGeneration } = objectAt(source?.body, "properties");
  return {
    ...(osType === undefined ? {} : { osType }),
    ...(hyperVGeneration === undefined ? {} : { hyperVGeneration }),
  };
}

/** What is copied keeps the source's own id with it, by which Azure knows a family of snapshots. */
export function creationDataOf(azure: Azure, properties: JsonObject): JsonObject {
  const data = objectAt(properties, "creationData");
  const source = textAt(data, "sourceResourceId");
  const uniqueId =
    source === undefined ? undefined : textAt(azure.documents.get(source)?.body, "properties", "uniqueId");
  return uniqueId === undefined ? data : { ...data, sourceUniqueId: uniqueId };
}

/** The size in GiB that is asked for, that the disk had, or that its source has. */
export function sizeOf(azure: Azure, { properties }: Pick<DiskWish, "properties">, old: Document | undefined): number {
  const source = textAt(properties, "creationData", "sourceResourceId");
  const inherited = source === undefined ? undefined : azure.documents.get(source)?.body;
  const found =
    properties["diskSizeGB"] ??
    objectAt(old?.body, "properties")["diskSizeGB"] ??
    objectAt(inherited, "properties")["diskSizeGB"];
  return typeof found === "number" ? found : 32;
}

/** Ties a disk to a machine, or frees it. */
export function setDiskOwner(azure: Azure, diskId: string, machineId: string | undefined): void {
  const disk = azure.documents.get(diskId);
  if (disk === undefined) return;
  const { managedBy: _, ...rest } = disk.body;
  const properties = {
    ...objectAt(rest, "properties"),
    diskState: machineId === undefined ? "Unattached" : "Attached",
  };
  const body = { ...rest, ...(machineId === undefined ? {} : { managedBy: machineId }), properties };
  azure.documents.put({ ...disk, body });
}

/** The id of a disk of that name beside a machine. */
export function diskIdBeside(machineId: string, name: string): string {
  const { subscription, group, namespace } = parseResourceId(machineId);
  return formatResourceId({ subscription, group, namespace, path: [{ type: "disks", name }] });
}
