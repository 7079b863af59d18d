/** The part of the body that disks and snapshots share: size, source, encryption and network access. */
import { groupIdOf, nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { computeTime } from "../resource.js";

/** Bytes in a GiB. */
export const GIB = 1_073_741_824;

/** A disk or a snapshot to write. */
export interface DiskWrite {
  readonly id: string;
  readonly location: string;
  readonly sku: string;
  readonly properties: JsonObject;
  readonly tags?: Json;
  readonly zones?: Json;
  /** The edge zone of the region, if it is in one. It never changes. */
  readonly extendedLocation?: Json;
  /** The properties before a PUT: what a copy inherited from its source stays where the new properties lack it. */
  readonly retained?: JsonObject | undefined;
  /** The VM that the disk is attached to. */
  readonly managedBy?: string;
}

/** What differs between disks and snapshots. */
interface DiskVariant {
  readonly type: string;
  /** Members next to the properties, such as managedBy. */
  readonly head?: JsonObject;
  /** Default properties, by the size in GiB. */
  readonly defaults: (sizeGB: number) => JsonObject;
  /** Properties that the request cannot change. */
  readonly fixed: JsonObject;
}

const SKU_TIERS = new Map([
  ["Premium", "Premium"],
  ["UltraSSD", "Ultra"],
  ["PremiumV2", "Premium"],
]);

/** The tier in a SKU's name: `Premium_LRS` is Premium, `StandardSSD_LRS` Standard. */
const skuTier = (name: string): string => SKU_TIERS.get(name.split("_")[0] ?? "") ?? "Standard";

/** Writes a disk or a snapshot; `timeCreated` and `uniqueId` stay as they were first. */
export function putDiskBody(azure: Azure, disk: DiskWrite, variant: DiskVariant): Document {
  const old = azure.documents.get(disk.id);
  const id = old?.id ?? disk.id;
  const before = objectAt(old?.body, "properties");
  const sizeGB = sizeOf(azure, disk, old);
  const body: JsonObject = {
    name: nameOf(id),
    id,
    type: variant.type,
    location: disk.location,
    extendedLocation: old?.body["extendedLocation"] ?? disk.extendedLocation,
    tags: disk.tags,
    ...variant.head,
    sku: { name: disk.sku, tier: skuTier(disk.sku) },
    properties: {
      ...variant.defaults(sizeGB),
      ...inheritedOf(azure, disk),
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      ...disk.properties,
      encryption: encryptionOf(azure, disk),
      creationData: old === undefined ? creationDataOf(azure, disk.properties) : objectAt(before, "creationData"),
      diskSizeGB: sizeGB,
      timeCreated: before["timeCreated"] ?? computeTime(azure.now),
      provisioningState: "Succeeded",
      diskSizeBytes: sizeGB * GIB,
      uniqueId: before["uniqueId"] ?? azure.newGuid(),
      ...variant.fixed,
    },
  };
  return azure.documents.put({ id, type: variant.type, scope: groupIdOf(id), body, hidden: old?.hidden ?? {} });
}

/** The source of a copy, if it exists. */
export const sourceOf = (azure: Azure, properties: JsonObject): Document | undefined =>
  azure.documents.get(textAt(properties, "creationData", "sourceResourceId") ?? "");

const INHERITED = ["osType", "hyperVGeneration", "supportedCapabilities", "supportsHibernation", "purchasePlan"];

const sourceProperties = (azure: Azure, { properties, retained }: DiskWrite): JsonObject =>
  retained ?? objectAt(sourceOf(azure, properties)?.body, "properties");

/** The properties that a copy inherits from its source: its operating system and capabilities. They outlive the source. */
function inheritedOf(azure: Azure, disk: DiskWrite): JsonObject {
  const source = sourceProperties(azure, disk);
  return Object.fromEntries(INHERITED.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]));
}

/** A disk encryption set implies customer-managed keys; a copy is encrypted as its source is. */
function encryptionOf(azure: Azure, disk: DiskWrite): JsonObject {
  const requested = objectAt(disk.properties, "encryption");
  if (requested["type"] !== undefined) return requested;
  if (requested["diskEncryptionSetId"] !== undefined) return { ...requested, type: "EncryptionAtRestWithCustomerKey" };
  const inherited = objectAt(sourceProperties(azure, disk), "encryption");
  return { type: "EncryptionAtRestWithPlatformKey", ...inherited };
}

/** A copy stores the `uniqueId` of its source, by which Azure knows a family of snapshots. */
function creationDataOf(azure: Azure, properties: JsonObject): JsonObject {
  const uniqueId = textAt(sourceOf(azure, properties)?.body, "properties", "uniqueId");
  const data = objectAt(properties, "creationData");
  return uniqueId === undefined || data["sourceUniqueId"] !== undefined ? data : { ...data, sourceUniqueId: uniqueId };
}

/** The footer of a VHD is not part of the disk. */
const FOOTER_BYTES = 512;

/** The size in GiB: the requested one, else the current one, the source's, or the upload's. */
function sizeOf(azure: Azure, { properties }: Pick<DiskWrite, "properties">, old: Document | undefined): number {
  const upload = objectAt(properties, "creationData")["uploadSizeBytes"];
  const found =
    properties["diskSizeGB"] ??
    objectAt(old?.body, "properties")["diskSizeGB"] ??
    objectAt(sourceOf(azure, properties)?.body, "properties")["diskSizeGB"] ??
    (typeof upload === "number" ? Math.ceil((upload - FOOTER_BYTES) / GIB) : undefined);
  return typeof found === "number" ? found : 32;
}
