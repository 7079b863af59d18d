/** What a write of a disk or a snapshot is answered with, and what both are asked first. */

import { isOfType, nameOf } from "../../../arm/resource-id.js";
import { isJsonObject, type JsonObject, mergePatch, objectAt, textAt } from "../../../core/json.js";
import {
  creationFault,
  encryptionFault,
  incompleteFault,
  networkFault,
  resizeFault,
} from "../../../rules/disks/disks.js";
import { firstFault, type RuleFault, refused } from "../../../rules/shared/fault.js";
import { isSince } from "../../azure/eras.js";
import { refuseIf } from "../../azure/refuse.js";
import { pick } from "../../azure/replies.js";
import { requireLocation } from "../../azure/resources.js";
import { type Azure, type Call, type Reply, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { startComputeOperation } from "../operations.js";
import { sameText } from "../resource.js";
import { sourceOf } from "./body.js";
import { copyPercent } from "./copies.js";
import { DISK_TYPE, SNAPSHOT_TYPE } from "./document.js";

/** Where the operations of disks and snapshots are read; they take a second or so in Azure. */
export const DISK_OPERATIONS = { collection: "DiskOperations", tookMs: 1000 } as const;

/** The 202 that tells of a disk or snapshot that is being written. */
export function updating(call: Call, azure: Azure, made: Document, given: JsonObject): Reply {
  const headers = startComputeOperation(call, azure, {
    ...DISK_OPERATIONS,
    location: requireLocation({}, made),
    withLocation: true,
    output: made.id,
  });
  return { status: 202, headers, body: updatingEcho(call, made, given) };
}

/** The echo that a 202 carries, before Azure has filled anything in. */
function updatingEcho(call: Call, made: Document, given: JsonObject): JsonObject {
  return {
    ...pick(made.body, "name", "id", "type"),
    ...given,
    location: made.body["location"],
    properties: {
      ...objectAt(given, "properties"),
      creationData: objectAt(made.body, "properties", "creationData"),
      provisioningState: "Updating",
      ...(isSince(call, "2022-01-01") ? {} : earlyEcho(made)),
    },
  };
}

/** What the echo of older versions held besides. */
const earlyEcho = (made: Document): JsonObject => ({
  ...pick(objectAt(made.body, "properties"), "tier", "osType", "diskSizeBytes"),
  isArmResource: true,
  faultDomain: 0,
});

/** What a disk or snapshot was before it is written, and the running machine whose system lies on it. */
interface Before {
  readonly old: Document | undefined;
  readonly bootedBy?: string | undefined;
}

/** Throws where a disk or snapshot cannot be written so: what it copies is there and whole, and the rules let it be. */
export function requireMakeable(azure: Azure, properties: JsonObject, before: Before): void {
  requireSource(azure, properties);
  requireCompleteSource(azure, properties);
  requireAllowed(azure, properties, before);
}

/** Throws where the rules do not let a disk or snapshot become what its properties say. */
export function requireAllowed(azure: Azure, properties: JsonObject, { old, bootedBy }: Before): void {
  const resized = old ?? sourceOf(azure, properties);
  refuseIf(
    firstFault(
      () => (old === undefined ? creationFault(creationOf(properties)) : sameSourceFault(properties, old)),
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

/** What is copied must be there. Throws 404 `NotFound` in the words that Azure was recorded to use. */
function requireSource(azure: Azure, properties: JsonObject): void {
  const data = objectAt(properties, "creationData");
  const source = textAt(data, "sourceResourceId");
  const copies = ["Copy", "CopyStart"].includes(textAt(data, "createOption") ?? "");
  if (!copies || source === undefined || !isDisk(source)) return;
  if (azure.documents.get(source) !== undefined) return;
  throw refusal(404, "NotFound", `Resource ${nameOf(source)} is not found.`);
}

/** Whether an id is that of a disk or a snapshot, which the embedded Azure has rules for. */
const isDisk = (id: string): boolean => isOfType(id, DISK_TYPE) || isOfType(id, SNAPSHOT_TYPE);

/** Throws where what is to be copied is itself still copied in the background. */
function requireCompleteSource(azure: Azure, properties: JsonObject): void {
  const source = sourceOf(azure, properties);
  if (source === undefined) return;
  const name = textAt(source.body, "name") ?? "";
  refuseIf(incompleteFault({ name, completionPercent: copyPercent(azure, source, "other") }));
}

/** The properties of a disk or snapshot with those that a change names. Encryption changes whole; what is not private any more lets its disk access go. */
export function changedProperties({ body }: Document, given: JsonObject): JsonObject {
  const held = objectAt(body, "properties");
  const merged: JsonObject = {
    ...mergePatch(held, given),
    ...(isJsonObject(given["encryption"]) ? { encryption: given["encryption"] } : {}),
  };
  const { diskAccessId, ...rest } = merged;
  const isPrivate = textAt(rest, "networkAccessPolicy") === "AllowPrivate" || given["diskAccessId"] !== undefined;
  return isPrivate && diskAccessId !== undefined ? { ...rest, diskAccessId } : rest;
}

/** A set of keys alone says that they are the customer's. */
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

/** What a disk is made of does not change. The text is Azure's (MicrosoftDocs/azure-docs 34967). */
function sameSourceFault(properties: JsonObject, { body }: Document): RuleFault | undefined {
  const data = objectAt(properties, "creationData");
  const held = objectAt(body, "properties", "creationData");
  const changed = ["createOption", "sourceResourceId", "sourceUri"].find(
    (key) => data[key] !== undefined && !sameText(data[key], held[key]),
  );
  if (changed === undefined) return undefined;
  const name = textAt(body, "name") ?? "";
  return refused("BadRequest", `Changing property '${changed}' is not allowed for existing disk '${name}'.`);
}
