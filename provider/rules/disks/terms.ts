/**
 * Which declared snapshots Azure accepts, checked offline. Terms that are not known are undefined and break no rule. Sources: "Create a snapshot of a virtual hard disk", "Incremental snapshots", "Copy an incremental
 * snapshot to a new region" of the Azure documentation, and Microsoft.Compute/snapshots, api-version 2023-10-02.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { hasZones, sameRegion } from "../shared/regions.js";
import { isCopiedInBackground, MAX_INCREMENTAL, MAX_PER_FIVE_MINUTES, needsIncremental } from "./snapshots.js";

/** The disk or snapshot that a snapshot is taken of, as far as it is known. */
export interface CopySource {
  readonly kind: "disk" | "snapshot";
  readonly subscription?: string | undefined;
  readonly location?: string | undefined;
  /** Such as `PremiumV2_LRS`. */
  readonly sku?: string | undefined;
  readonly sizeGB?: number | undefined;
  /** Whether the source is an incremental snapshot. */
  readonly isIncremental?: boolean | undefined;
}

/** An imported VHD. */
export interface BlobSource {
  readonly kind: "blob";
  readonly uri?: string | undefined;
  /** The name of the declared storage account. */
  readonly account?: string | undefined;
}

export interface SnapshotTerms {
  readonly subscription?: string | undefined;
  readonly location?: string | undefined;
  readonly source?: CopySource | BlobSource | undefined;
  readonly isIncremental?: boolean | undefined;
  readonly sku?: string | undefined;
  readonly networkAccessPolicy?: string | undefined;
  readonly hasDiskAccess: boolean;
  readonly encryptionType?: string | undefined;
  readonly hasEncryptionSet: boolean;
  readonly sizeGB?: number | undefined;
  readonly instantAccessMinutes?: number | undefined;
}

/** One failure for each broken rule. */
export const snapshotTermFaults = (terms: SnapshotTerms): readonly Failure[] =>
  [incremental, full, zones, region, subscription, networkAccess, encryption, blob, size, instantAccess].flatMap(
    (rule) => {
      const fault = rule(terms);
      return fault === undefined ? [] : [fault];
    },
  );

/** How Azure creates a snapshot: at once within a region, in the background (`CopyStart`, incremental snapshots only) between regions. */
export function createOptionOf(source: CopySource | BlobSource, location: string): "Copy" | "CopyStart" | "Import" {
  if (source.kind === "blob") return "Import";
  const isElsewhere = source.location !== undefined && !sameRegion(source.location, location);
  return source.kind === "snapshot" && isElsewhere ? "CopyStart" : "Copy";
}

/** The progress of a snapshot by Azure's properties: 100 unless it is copied in the background. */
export function completionPercentOf(properties: JsonObject): number {
  const percent = properties["completionPercent"];
  if (typeof percent === "number") return percent;
  return textAt(properties, "creationData", "createOption") === "CopyStart" ? 0 : 100;
}

function incremental({ isIncremental, sku, source }: SnapshotTerms): Failure | undefined {
  if (isIncremental !== true) return undefined;
  if (sku === "Premium_LRS") {
    const reason =
      "is Premium_LRS, but an incremental snapshot needs standard storage: expected Standard_LRS or Standard_ZRS, or set incremental to false";
    return { property: "sku", reason };
  }
  if (source?.kind !== "blob") return undefined;
  return { property: "incremental", reason: "is true, but a VHD is imported as a full snapshot: set it to false" };
}

function full({ isIncremental, source }: SnapshotTerms): Failure | undefined {
  if (isIncremental !== false || source?.kind !== "disk" || source.sku === undefined) return undefined;
  if (!needsIncremental(source.sku, isIncremental)) return undefined;
  const reason = `is false, but the disk has the SKU ${source.sku}, which supports only incremental snapshots: set it to true or omit it`;
  return { property: "incremental", reason };
}

function zones({ sku, location }: SnapshotTerms): Failure | undefined {
  if (sku !== "Standard_ZRS" || location === undefined || hasZones(location) !== false) return undefined;
  const reason = `is Standard_ZRS, but ${location} has no availability zones: expected Standard_LRS, or a region with zones`;
  return { property: "sku", reason };
}

function region({ location, source, isIncremental }: SnapshotTerms): Failure | undefined {
  if (location === undefined || source === undefined || source.kind === "blob") return undefined;
  if (source.location === undefined || sameRegion(source.location, location)) return undefined;
  if (source.kind === "disk") {
    const reason = `is ${location}, but the disk is in ${source.location}, and a snapshot must be in the region of its disk: set ${source.location}, then copy that snapshot to ${location} with source.snapshot`;
    return { property: "location", reason };
  }
  if (isIncremental !== false && source.isIncremental !== false) return undefined;
  const [property, what] =
    isIncremental === false ? ["incremental", "is false"] : ["source.snapshot", "is a full snapshot"];
  const reason = `${what}, but only incremental snapshots can be copied from ${source.location} to ${location}: expected an incremental snapshot of an incremental one, or location ${source.location}`;
  return { property, reason };
}

function subscription({ subscription: own, source, isIncremental }: SnapshotTerms): Failure | undefined {
  if (source === undefined || source.kind === "blob" || isIncremental !== true) return undefined;
  if (own === undefined || source.subscription === undefined) return undefined;
  if (own.toLowerCase() === source.subscription.toLowerCase()) return undefined;
  const reason = `is in subscription ${own}, but the source is in ${source.subscription}, and an incremental snapshot must be in the subscription of its source: use a group of that subscription, or set incremental to false`;
  return { property: "resourceGroup", reason };
}

function networkAccess({ networkAccessPolicy, hasDiskAccess }: SnapshotTerms): Failure | undefined {
  if (networkAccessPolicy === undefined) return undefined;
  const isPrivate = networkAccessPolicy === "AllowPrivate";
  if (isPrivate === hasDiskAccess) return undefined;
  const reason = isPrivate
    ? "is missing: networkAccessPolicy AllowPrivate needs the id of the disk access whose private endpoints may connect"
    : `has no effect with networkAccessPolicy ${networkAccessPolicy}: remove it, or set networkAccessPolicy to AllowPrivate`;
  return { property: "diskAccess", reason };
}

const PLATFORM = "EncryptionAtRestWithPlatformKey";

function encryption({ encryptionType, hasEncryptionSet }: SnapshotTerms): Failure | undefined {
  if (encryptionType === undefined) return undefined;
  const needsSet = encryptionType !== PLATFORM;
  if (needsSet === hasEncryptionSet) return undefined;
  const reason = needsSet
    ? `is missing: ${encryptionType} needs the id of the disk encryption set with the customer's key`
    : `has no effect with encryptionType ${PLATFORM}: remove one of the two`;
  return { property: "diskEncryptionSet", reason };
}

const OTHER_FORMATS = /\.(vhdx|avhdx?|vmdk|vdi|qcow2?|img|iso|raw)$/i;

/** The URI may contain a secret, so no reason quotes it. */
function blob({ source }: SnapshotTerms): Failure | undefined {
  if (source?.kind !== "blob" || source.uri === undefined) return undefined;
  const wrong = blobUriFault(source.uri, source.account);
  return wrong === undefined ? undefined : { property: "source.blob.uri", reason: wrong };
}

const BLOB_URI = "expected https://{account}.blob.core.windows.net/{container}/{name}.vhd";

function blobUriFault(uri: string, account: string | undefined): string | undefined {
  const url = URL.parse(uri);
  if (
    url === null ||
    url.protocol !== "https:" ||
    !/\.blob\./i.test(url.hostname) ||
    !/^\/[^/]+\/./.test(url.pathname)
  ) {
    return `is not the https URI of a blob: ${BLOB_URI}`;
  }
  if (url.search !== "") {
    return "has a query: remove the shared access signature, since Azure reads the blob through storageAccount";
  }
  if (OTHER_FORMATS.test(url.pathname)) return `is not a VHD: Azure imports only fixed-size VHDs, ${BLOB_URI}`;
  const [host = ""] = url.hostname.split(".");
  if (account === undefined || host === account.toLowerCase()) return undefined;
  return `is in the storage account ${host}, but source.blob.storageAccount is ${account}: expected the account of the blob`;
}

function size({ sizeGB, source }: SnapshotTerms): Failure | undefined {
  if (sizeGB === undefined || source === undefined || source.kind === "blob") return undefined;
  if (source.sizeGB === undefined || sizeGB >= source.sizeGB) return undefined;
  const reason = `is ${sizeGB}, but the ${source.kind} has ${source.sizeGB} GiB: expected at least ${source.sizeGB}, or omit it`;
  return { property: "diskSizeGb", reason };
}

function instantAccess({ instantAccessMinutes, source }: SnapshotTerms): Failure | undefined {
  if (instantAccessMinutes === undefined || source === undefined) return undefined;
  if (source.kind === "disk" && (source.sku === undefined || isCopiedInBackground(source.sku))) return undefined;
  const found =
    source.kind === "disk" ? `the disk has the SKU ${source.sku}` : `the source is a ${SOURCE_WORDS[source.kind]}`;
  const reason = `is ${instantAccessMinutes}, but ${found}: expected a disk with the SKU PremiumV2_LRS or UltraSSD_LRS; for any other source, omit instantAccessDurationMinutes`;
  return { property: "instantAccessDurationMinutes", reason };
}

const SOURCE_WORDS = { snapshot: "snapshot", blob: "VHD" } as const;

/** Warnings about valid terms. `isRepeated`: whether the snapshot has triggers. */
export function snapshotWarnings({ isIncremental, source }: SnapshotTerms, isRepeated: boolean): readonly string[] {
  if (isIncremental !== true || source?.kind !== "disk") return [];
  const limits = `A disk may have ${MAX_INCREMENTAL} incremental snapshots, and ${MAX_PER_FIVE_MINUTES} may be taken in five minutes; each change of triggers takes one more.`;
  const background = `A disk of the SKU ${source.sku} is copied in the background: at most three such copies of a disk may run at once, and this resource waits for its own.`;
  return [...(isRepeated ? [limits] : []), ...(isCopiedInBackground(source.sku ?? "") ? [background] : [])];
}
