/** The reply to a write of a disk or a snapshot, and the checks that both share. */

import { isOfType, nameOf } from "../../../arm/resource-id.js";
import { isJsonObject, type Json, type JsonObject, mergePatch, objectAt, pick, textAt } from "../../../core/json.js";
import {
  creationFault,
  encryptionFault,
  incompleteFault,
  networkFault,
  resizeFault,
} from "../../../rules/disks/disks.js";
import { diskSizeFault } from "../../../rules/disks/sizes.js";
import { firstFault, type RuleFault, refused } from "../../../rules/shared/fault.js";
import { isSince } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, type Reply, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { startComputeOperation } from "../operations.js";
import { sourceOf } from "./body.js";
import { copyPercent } from "./copies.js";
import { DISK_TYPE, SNAPSHOT_TYPE } from "./document.js";

/** The operations of disks and snapshots. They take about a second in Azure. */
export const DISK_OPERATIONS = { collection: "DiskOperations", tookMs: 1000 } as const;

/** The 202 for a disk or snapshot that is being written. */
export function updating(call: Call, azure: Azure, written: Document, requested: JsonObject): Reply {
  const headers = startComputeOperation(call, azure, {
    ...DISK_OPERATIONS,
    location: requireLocation({}, written),
    withLocation: true,
    output: written.id,
  });
  return { status: 202, headers, body: updatingEcho(call, written, requested) };
}

/** The body of a 202: what was sent, without Azure's defaults. */
function updatingEcho(call: Call, written: Document, requested: JsonObject): JsonObject {
  return {
    ...pick(written.body, "name", "id", "type"),
    ...requested,
    location: written.body["location"],
    properties: {
      ...copiedGeneration(written),
      ...objectAt(requested, "properties"),
      creationData: objectAt(written.body, "properties", "creationData"),
      provisioningState: "Updating",
      ...(isSince(call, "2022-01-01") ? {} : earlyEcho(written)),
    },
  };
}

/** That a copy is of generation V2, which it inherits; V1 is not in recorded replies unless it was sent. */
const copiedGeneration = ({ body }: Document): JsonObject =>
  textAt(body, "properties", "hyperVGeneration") === "V2" ? { hyperVGeneration: "V2" } : {};

/** What older versions also return in it. */
const earlyEcho = (written: Document): JsonObject => ({
  ...pick(objectAt(written.body, "properties"), "tier", "osType", "diskSizeBytes", "hyperVGeneration"),
  isArmResource: true,
  faultDomain: 0,
});

function sizeFault(properties: JsonObject, sku: string | undefined): RuleFault | undefined {
  const sizeGB = numberAt(properties, "diskSizeGB");
  return sizeGB === undefined ? undefined : diskSizeFault("disk.diskSizeGb", sizeGB, sku);
}

/** The disk or snapshot before the write, its new storage type, and the running VM whose OS disk it is. */
interface Before {
  readonly old: Document | undefined;
  readonly sku: string | undefined;
  readonly bootedBy?: string | undefined;
}

/**
 * Throws if a disk or snapshot cannot be written like this. A new one needs a source that exists and is complete; an existing
 * one is independent of its source, which may be deleted.
 */
export function requireWritable(azure: Azure, properties: JsonObject, before: Before): void {
  if (before.old === undefined) {
    requireSource(azure, properties);
    requireCompleteSource(azure, properties);
  }
  requireAllowed(azure, properties, before);
}

/** Throws if the rules do not allow a disk or snapshot with these properties. */
export function requireAllowed(azure: Azure, properties: JsonObject, { old, sku, bootedBy }: Before): void {
  const resized = old ?? sourceOf(azure, properties);
  refuseIf(
    firstFault(
      () => (old === undefined ? creationFault(creationOf(properties)) : sameSourceFault(properties, old)),
      () => sizeFault(properties, sku),
      () => networkFault(networkOf(properties)),
      () => keyFault(objectAt(properties, "encryption")),
      () => {
        const fromGB = numberAt(objectAt(resized?.body, "properties"), "diskSizeGB");
        const toGB = numberAt(properties, "diskSizeGB");
        if (resized === undefined || fromGB === undefined || toGB === undefined) return undefined;
        return resizeFault({ id: resized.id, fromGB, toGB, bootedBy });
      },
    ),
  );
}

/** Throws if the source of a copy does not exist: 404 `NotFound` with Azure's recorded text. */
function requireSource(azure: Azure, properties: JsonObject): void {
  const data = objectAt(properties, "creationData");
  const source = textAt(data, "sourceResourceId");
  const copies = ["Copy", "CopyStart"].includes(textAt(data, "createOption") ?? "");
  if (!copies || source === undefined || !isDisk(source)) return;
  if (azure.documents.get(source) !== undefined) return;
  throw refusal(404, "NotFound", `Resource ${nameOf(source)} is not found.`);
}

/** Whether an id is that of a disk or a snapshot. */
const isDisk = (id: string): boolean => isOfType(id, DISK_TYPE) || isOfType(id, SNAPSHOT_TYPE);

/** Throws if the source of a copy is itself still being copied in the background. */
function requireCompleteSource(azure: Azure, properties: JsonObject): void {
  const source = sourceOf(azure, properties);
  if (source === undefined) return;
  const name = textAt(source.body, "name") ?? "";
  refuseIf(incompleteFault({ name, completionPercent: copyPercent(azure, source, "other") }));
}

/**
 * The properties of a disk or snapshot after a PATCH. Encryption is replaced as a whole; a disk access is dropped when network
 * access is no longer private.
 */
export function changedProperties({ body }: Document, requested: JsonObject): JsonObject {
  const current = objectAt(body, "properties");
  const merged: JsonObject = {
    ...mergePatch(current, requested),
    ...(isJsonObject(requested["encryption"]) ? { encryption: requested["encryption"] } : {}),
  };
  const { diskAccessId, ...rest } = merged;
  const isPrivate = textAt(rest, "networkAccessPolicy") === "AllowPrivate" || requested["diskAccessId"] !== undefined;
  return isPrivate && diskAccessId !== undefined ? { ...rest, diskAccessId } : rest;
}

/** A disk encryption set without a type implies customer-managed keys. */
function keyFault(encryption: JsonObject): RuleFault | undefined {
  const type = textAt(encryption, "type");
  return type === undefined ? undefined : encryptionFault(type, textAt(encryption, "diskEncryptionSetId"));
}

const numberAt = (object: JsonObject, key: string): number | undefined => {
  const found = object[key];
  return typeof found === "number" ? found : undefined;
};

function creationOf(properties: JsonObject) {
  const data = objectAt(properties, "creationData");
  return {
    createOption: textAt(data, "createOption"),
    sourceResourceId: textAt(data, "sourceResourceId"),
    sourceUri: textAt(data, "sourceUri"),
    storageAccountId: textAt(data, "storageAccountId"),
    securityDataUri: textAt(data, "securityDataUri"),
    securityType: textAt(properties, "securityProfile", "securityType"),
    uploadSizeBytes: numberAt(data, "uploadSizeBytes"),
    diskSizeGB: numberAt(properties, "diskSizeGB"),
  };
}

const networkOf = (properties: JsonObject) => ({
  networkAccessPolicy: textAt(properties, "networkAccessPolicy") ?? "AllowAll",
  publicNetworkAccess: textAt(properties, "publicNetworkAccess") ?? "Enabled",
  diskAccessId: textAt(properties, "diskAccessId"),
});

/** Whether two values are equal, strings in any case. */
const isSameValue = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one)?.toLowerCase() === JSON.stringify(other)?.toLowerCase();

/** The source of a disk cannot change. The text is Azure's (MicrosoftDocs/azure-docs 34967). */
function sameSourceFault(properties: JsonObject, { body }: Document): RuleFault | undefined {
  const data = objectAt(properties, "creationData");
  const current = objectAt(body, "properties", "creationData");
  const changed = Object.keys(data).find((key) => data[key] !== null && !isSameValue(data[key], current[key]));
  if (changed === undefined) return undefined;
  const name = textAt(body, "name") ?? "";
  return refused("BadRequest", `Changing property '${changed}' is not allowed for existing disk '${name}'.`);
}
