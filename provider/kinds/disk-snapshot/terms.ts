/** Converts a declared snapshot and the known properties of its source to the terms that the rules check. */
import { nameOf, subscriptionOf } from "../../arm/resource-id.js";
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { BlobSource, CopySource, SnapshotTerms } from "../../rules/disks/terms.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Known } from "../caller.js";
import type { Inputs } from "./schema.js";

const BYTES_OF_GIB = 1_073_741_824;

/** Unknown values become undefined. */
export const termsOf = (declared: Inputs, known: Known): SnapshotTerms => ({
  subscription: knownSubscription(declared.resourceGroup),
  location: text(declared.location),
  source: sourceOf(declared, known),
  isIncremental: isUnknown(declared.incremental) ? undefined : declared.incremental,
  sku: text(declared.sku),
  networkAccessPolicy: text(declared.networkAccessPolicy),
  hasDiskAccess: declared.diskAccess !== undefined,
  encryptionType: text(declared.encryptionType),
  hasEncryptionSet: declared.diskEncryptionSet !== undefined,
  sizeGB: number(declared.diskSizeGb),
  instantAccessMinutes: number(declared.instantAccessDurationMinutes),
});

function sourceOf({ source }: Inputs, known: Known): CopySource | BlobSource | undefined {
  if (isUnknown(source)) return undefined;
  const { disk, snapshot, blob } = source;
  if (disk !== undefined) return copySource("disk", disk, known["disk"] ?? {});
  if (snapshot !== undefined) return copySource("snapshot", snapshot, known["snapshot"] ?? {});
  if (blob === undefined || isUnknown(blob)) return undefined;
  const account = text(blob.storageAccount);
  return { kind: "blob", uri: text(blob.uri), account: account === undefined ? undefined : nameOf(account) };
}

/** Disks and snapshots of this package and of others have the same properties under different names. */
export function copySource(kind: CopySource["kind"], id: string, facts: JsonObject): CopySource {
  const properties = objectAt(facts, "properties");
  const isIncremental = facts["incremental"] ?? facts["incrementalEnabled"] ?? properties["incremental"];
  return {
    kind,
    subscription: knownSubscription(id),
    location: text(facts["location"]),
    sku: skuOf(facts),
    sizeGB: sizeOf(facts) ?? sizeOf(properties),
    isIncremental: typeof isIncremental === "boolean" ? isIncremental : undefined,
  };
}

const skuOf = (facts: JsonObject): string | undefined =>
  text(facts["sku"]) ?? text(textAt(facts, "sku", "name")) ?? text(textAt(facts, "body", "sku", "name"));

function sizeOf({ diskSizeGB, diskSizeGb, diskSizeBytes }: JsonObject): number | undefined {
  const bytes = number(diskSizeBytes);
  return number(diskSizeGB) ?? number(diskSizeGb) ?? (bytes === undefined ? undefined : bytes / BYTES_OF_GIB);
}

const text = (value: Json | undefined): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;

const number = (value: Json | undefined): number | undefined => (typeof value === "number" ? value : undefined);

function knownSubscription(id: string): string | undefined {
  return isUnknown(id) ? undefined : subscriptionOf(id);
}
