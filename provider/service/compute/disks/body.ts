/** What a disk and a snapshot have in common as documents: both are a size of bytes made of something, encrypted and reachable somehow. */

import { groupIdOf, nameOf } from "../../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { computeTime } from "../resource.js";

/** Bytes of a GiB. */
export const GIB = 1_073_741_824;

/** What is asked for of a disk or a snapshot. */
export interface DiskWrite {
  readonly id: string;
  readonly location: string;
  readonly sku: string;
  readonly properties: JsonObject;
  readonly tags?: Json;
  readonly zones?: Json;
  /** The edge zone of the region, where it lies in one. It never changes. */
  readonly extendedLocation?: Json;
  /** The machine that the disk is attached to. */
  readonly managedBy?: string;
}

/** What disks have and snapshots have not, or the other way about. */
interface DiskVariant {
  readonly type: string;
  /** Beside the properties, such as managedBy. */
  readonly head?: JsonObject;
  /** Properties that stand where nothing else is asked for, by the size in GiB. */
  readonly defaults: (sizeGB: number) => JsonObject;
  /** Properties that stand whatever is asked for. */
  readonly fixed: JsonObject;
}

const SKU_TIERS = new Map([
  ["Premium", "Premium"],
  ["UltraSSD", "Ultra"],
  ["PremiumV2", "Premium"],
]);

/** What a sku's name says of its tier: `Premium_LRS` is Premium, `StandardSSD_LRS` Standard. */
const skuTier = (name: string): string => SKU_TIERS.get(name.split("_")[0] ?? "") ?? "Standard";

/** Writes a disk or a snapshot whole, keeping what was made when it was first written. */
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
      ...inheritedOf(azure, disk.properties),
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      ...disk.properties,
      encryption: encryptionOf(azure, disk.properties),
      creationData: creationDataOf(azure, disk.properties),
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

/** What a copy is made of, where the service has it. */
export const sourceOf = (azure: Azure, properties: JsonObject): Document | undefined =>
  azure.documents.get(textAt(properties, "creationData", "sourceResourceId") ?? "");

const INHERITED = ["osType", "hyperVGeneration", "supportedCapabilities", "supportsHibernation", "purchasePlan"];

/** What a copy has from its source: the system on it and what that can do. */
function inheritedOf(azure: Azure, properties: JsonObject): JsonObject {
  const source = objectAt(sourceOf(azure, properties)?.body, "properties");
  return Object.fromEntries(INHERITED.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]));
}

/** A set of keys says that they are the customer's; a copy is encrypted as its source is. */
function encryptionOf(azure: Azure, properties: JsonObject): JsonObject {
  const given = objectAt(properties, "encryption");
  if (given["type"] !== undefined) return given;
  if (given["diskEncryptionSetId"] !== undefined) return { ...given, type: "EncryptionAtRestWithCustomerKey" };
  const inherited = objectAt(sourceOf(azure, properties)?.body, "properties", "encryption");
  return { type: "EncryptionAtRestWithPlatformKey", ...inherited };
}

/** What is copied keeps the source's own id with it, by which Azure knows a family of snapshots. */
function creationDataOf(azure: Azure, properties: JsonObject): JsonObject {
  const uniqueId = textAt(sourceOf(azure, properties)?.body, "properties", "uniqueId");
  const data = objectAt(properties, "creationData");
  return uniqueId === undefined || data["sourceUniqueId"] !== undefined ? data : { ...data, sourceUniqueId: uniqueId };
}

/** A VHD ends with a footer that is no part of the disk. */
const FOOTER_BYTES = 512;

/** The size in GiB that is asked for, that the disk had, that its source has, or that its upload will have. */
function sizeOf(azure: Azure, { properties }: Pick<DiskWrite, "properties">, old: Document | undefined): number {
  const upload = objectAt(properties, "creationData")["uploadSizeBytes"];
  const found =
    properties["diskSizeGB"] ??
    objectAt(old?.body, "properties")["diskSizeGB"] ??
    objectAt(sourceOf(azure, properties)?.body, "properties")["diskSizeGB"] ??
    (typeof upload === "number" ? Math.ceil((upload - FOOTER_BYTES) / GIB) : undefined);
  return typeof found === "number" ? found : 32;
}
