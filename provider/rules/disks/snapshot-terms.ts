/**
 * What may be declared of a snapshot, before anything is asked of Azure. What is not known is left out of the terms, and
 * breaks no rule. Sources: "Create a snapshot of a virtual hard disk", "Incremental snapshots", "Copy an incremental
 * snapshot to a new region" of the Azure documentation, and Microsoft.Compute/snapshots, api-version 2023-10-02.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { regionKey, sameRegion } from "../shared/regions.js";
import {
  hasZones,
  isCopiedInBackground,
  MOST_IN_A_WHILE,
  MOST_INCREMENTAL,
  takesOnlyIncremental,
} from "./snapshots.js";

/** What is known of the disk or snapshot that a snapshot is taken of. */
export interface CopySource {
  readonly kind: "disk" | "snapshot";
  readonly subscription?: string | undefined;
  readonly location?: string | undefined;
  /** Such as `PremiumV2_LRS`. */
  readonly sku?: string | undefined;
  readonly sizeGB?: number | undefined;
  /** Whether a snapshot that is copied is an incremental one. */
  readonly isIncremental?: boolean | undefined;
}

/** A VHD that is imported. */
export interface BlobSource {
  readonly kind: "blob";
  readonly uri?: string | undefined;
  /** The name of the storage account that is said to hold it. */
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
}

/** All rules that the terms break. */
export const snapshotTermFaults = (terms: SnapshotTerms): readonly Failure[] =>
  [incremental, full, zones, region, subscription, networkAccess, encryption, blob, size].flatMap((rule) => {
    const fault = rule(terms);
    return fault === undefined ? [] : [fault];
  });

/**
 * How Azure makes a snapshot: within a region a copy is done at once; between regions it is begun (`CopyStart`), goes on
 * in the background, and is for incremental snapshots alone.
 */
export function createOptionOf(source: CopySource | BlobSource, location: string): "Copy" | "CopyStart" | "Import" {
  if (source.kind === "blob") return "Import";
  const isElsewhere = source.location !== undefined && !sameRegion(source.location, location);
  return source.kind === "snapshot" && isElsewhere ? "CopyStart" : "Copy";
}

/** How much of a snapshot is there: all of it, unless Azure copies it in the background. `properties` are Azure's. */
export function completionPercentOf(properties: JsonObject): number {
  const percent = properties["completionPercent"];
  if (typeof percent === "number") return percent;
  return textAt(properties, "creationData", "createOption") === "CopyStart" ? 0 : 100;
}

function incremental({ isIncremental, sku, source }: SnapshotTerms): Failure | undefined {
  if (isIncremental !== true) return undefined;
  if (sku === "Premium_LRS") {
    const reason =
      "is Premium_LRS, and an incremental snapshot lies on standard storage: expected Standard_LRS or Standard_ZRS, or set incremental to false";
    return { property: "sku", reason };
  }
  if (source?.kind !== "blob") return undefined;
  return { property: "incremental", reason: "is true, but a VHD is imported as a full snapshot: set it to false" };
}

function full({ isIncremental, source }: SnapshotTerms): Failure | undefined {
  if (isIncremental !== false || source?.kind !== "disk" || source.sku === undefined) return undefined;
  if (!takesOnlyIncremental(source.sku, isIncremental)) return undefined;
  const reason = `is false, but the disk is of ${source.sku}, of which only incremental snapshots are taken: set it to true, or leave it out`;
  return { property: "incremental", reason };
}

function zones({ sku, location }: SnapshotTerms): Failure | undefined {
  if (sku !== "Standard_ZRS" || location === undefined || hasZones(regionKey(location))) return undefined;
  const reason = `is Standard_ZRS, but ${location} has no availability zones: expected Standard_LRS, or a region with zones`;
  return { property: "sku", reason };
}

function region({ location, source, isIncremental }: SnapshotTerms): Failure | undefined {
  if (location === undefined || source === undefined || source.kind === "blob") return undefined;
  if (source.location === undefined || sameRegion(source.location, location)) return undefined;
  if (source.kind === "disk") {
    const reason = `is ${location}, but the disk lies in ${source.location}, and a snapshot is taken in its disk's region: set ${source.location}, then copy that snapshot to ${location} with source.snapshot`;
    return { property: "location", reason };
  }
  if (isIncremental !== false && source.isIncremental !== false) return undefined;
  const [property, what] = isIncremental === false ? ["incremental", "is false"] : ["source.snapshot", "is a full one"];
  const reason = `${what}, but only incremental snapshots are copied from ${source.location} to ${location}: expected an incremental snapshot of an incremental one, or location ${source.location}`;
  return { property, reason };
}

function subscription({ subscription: own, source, isIncremental }: SnapshotTerms): Failure | undefined {
  if (source === undefined || source.kind === "blob" || isIncremental !== true) return undefined;
  if (own === undefined || source.subscription === undefined) return undefined;
  if (own.toLowerCase() === source.subscription.toLowerCase()) return undefined;
  const reason = `lies in subscription ${own}, but the source lies in ${source.subscription}, and an incremental snapshot lies in its source's subscription: expected a group there, or set incremental to false`;
  return { property: "resourceGroup", reason };
}

function networkAccess({ networkAccessPolicy, hasDiskAccess }: SnapshotTerms): Failure | undefined {
  if (networkAccessPolicy === undefined) return undefined;
  const isPrivate = networkAccessPolicy === "AllowPrivate";
  if (isPrivate === hasDiskAccess) return undefined;
  const reason = isPrivate
    ? "is missing: networkAccessPolicy AllowPrivate needs the id of the disk access whose private endpoints are let through"
    : `has no meaning with networkAccessPolicy ${networkAccessPolicy}: leave it out, or set networkAccessPolicy to AllowPrivate`;
  return { property: "diskAccess", reason };
}

const PLATFORM = "EncryptionAtRestWithPlatformKey";

function encryption({ encryptionType, hasEncryptionSet }: SnapshotTerms): Failure | undefined {
  if (encryptionType === undefined) return undefined;
  const needsSet = encryptionType !== PLATFORM;
  if (needsSet === hasEncryptionSet) return undefined;
  const reason = needsSet
    ? `is missing: ${encryptionType} needs the id of the disk encryption set that holds the customer's key`
    : `has no meaning with encryptionType ${PLATFORM}: leave one of the two out`;
  return { property: "diskEncryptionSet", reason };
}

const OTHER_FORMATS = /\.(vhdx|avhdx?|vmdk|vdi|qcow2?|img|iso|raw)$/i;

/** The address may carry a secret, so that no reason shows it. */
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
    return `is not the https address of a blob: ${BLOB_URI}`;
  }
  if (url.search !== "") {
    return "carries a query: leave the shared access signature out, Azure reads the blob by storageAccount";
  }
  if (OTHER_FORMATS.test(url.pathname)) return `names no VHD: Azure imports a VHD of fixed size, ${BLOB_URI}`;
  const [host = ""] = url.hostname.split(".");
  if (account === undefined || host === account.toLowerCase()) return undefined;
  return `lies in the storage account ${host}, but source.blob.storageAccount is ${account}: expected the account that holds the blob`;
}

function size({ sizeGB, source }: SnapshotTerms): Failure | undefined {
  if (sizeGB === undefined || source === undefined || source.kind === "blob") return undefined;
  if (source.sizeGB === undefined || sizeGB >= source.sizeGB) return undefined;
  const reason = `is ${sizeGB}, but the ${source.kind} has ${source.sizeGB} GiB: expected ${source.sizeGB} or more, or leave it out`;
  return { property: "diskSizeGb", reason };
}

/** What is allowed and yet worth a word. `isRepeated`: whether the snapshot is taken again and again. */
export function snapshotWarnings({ isIncremental, source }: SnapshotTerms, isRepeated: boolean): readonly string[] {
  if (isIncremental !== true || source?.kind !== "disk") return [];
  const limits = `Azure keeps ${MOST_INCREMENTAL} incremental snapshots of a disk and takes ${MOST_IN_A_WHILE} of them in five minutes; each change of triggers takes one more.`;
  const background = `A disk of ${source.sku} is copied in the background: three such snapshots of a disk may be under way, and this resource waits for its own.`;
  return [...(isRepeated ? [limits] : []), ...(isCopiedInBackground(source.sku ?? "") ? [background] : [])];
}
