/**
 * `objectStr` of the VMSnapshot extension's settings: base64 of JSON. The extension decodes base64, reads the bytes as ASCII,
 * trims white space and single quotes at both ends, and parses. On a byte that is not ASCII it ends without a status, so
 * every other character is written as `\uXXXX`. The public object is `{backupMetadata:[{Key,Value}…], includedDisks}`: each
 * entry of the metadata becomes a header `x-ms-meta-{Key}` of every snapshot, and `includedDisks` selects the disks.
 * Source: Azure/azure-linux-extensions, VMBackup (`parameterparser.py`, `guestsnapshotter.py`, `hostsnapshotter.py`);
 * "Naming and referencing metadata", Azure Storage REST API.
 */
import { isJsonObject, type Json, type JsonObject, listAt, objectAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { MAX_LUN } from "../machines/disks.js";

/** A decoded `objectStr`, or why it cannot be decoded. */
type SnapshotObject = { readonly object: JsonObject } | { readonly reason: string };

/** The `objectStr` of an object. */
export function encodeSnapshotObject(object: JsonObject): string {
  const ascii = JSON.stringify(object).replaceAll(/[\u0080-\uffff]/g, escaped);
  return Buffer.from(ascii, "latin1").toString("base64");
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Decodes an `objectStr` as the extension does, with a reason where the extension would end without a status. A reason never quotes it. */
export function readSnapshotObject(text: string): SnapshotObject {
  if (text === "" || !BASE64.test(text)) {
    return { reason: "is not base64: expected a JSON object in base64, on one line" };
  }
  const bytes = Buffer.from(text, "base64");
  if (bytes.some((byte) => byte > 0x7f)) {
    return {
      reason:
        "contains a byte that is not ASCII, on which the extension ends without a status: write such characters as \\uXXXX before encoding",
    };
  }
  const trimmed = bytes
    .toString("latin1")
    .trim()
    .replaceAll(/^'+|'+$/g, "");
  const object = parsedObject(trimmed);
  if (object !== undefined) return { object };
  return { reason: 'is not a JSON object in base64: expected an object such as {"backupMetadata":[]}' };
}

/** The JSON object in a string; undefined for any other string. */
export function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The LUNs that are allowed, for messages. */
export const LUNS_EXPECTED = `LUNs of data disks, integers from 0 to ${MAX_LUN}, each once; the OS disk has no LUN: use isOSDiskIncluded`;

/** The failures of a public object; their paths begin with `objectStr`. */
export const snapshotMetadataFaults = (object: JsonObject): Failure[] => [
  ...metadataFaults(object["backupMetadata"]),
  ...diskFaults(objectAt(object, "includedDisks")),
];

function metadataFaults(metadata: Json | undefined): Failure[] {
  const property = "objectStr.backupMetadata";
  if (!Array.isArray(metadata)) {
    return [
      {
        property,
        reason:
          "is missing: without it the extension ends with code 11; expected an array of {Key, Value}, which may be empty",
      },
    ];
  }
  return metadata.flatMap((entry: Json, index) => {
    const reason = isJsonObject(entry) ? entryFault(entry["Key"], entry["Value"]) : NOT_A_PAIR;
    return reason === undefined ? [] : [{ property: `${property}[${index}]`, reason }];
  });
}

const NOT_A_PAIR = "is not a {Key, Value} pair of two strings";

function entryFault(key: Json | undefined, value: Json | undefined): string | undefined {
  if (typeof key !== "string" || typeof value !== "string") return NOT_A_PAIR;
  if (!/^[A-Za-z_]\w*$/.test(key)) {
    return `has the name ${JSON.stringify(key)}, which Azure Storage does not accept for metadata: expected letters, digits and underscores, no digit first`;
  }
  if (/^[\x20-\x7e]*$/.test(value)) return undefined;
  return `has a value of ${JSON.stringify(key)} that is not valid in a header: expected printable ASCII`;
}

function diskFaults(included: JsonObject): Failure[] {
  const property = "objectStr.includedDisks.dataDiskLunList";
  const value = included["dataDiskLunList"];
  const luns = listAt(included, "dataDiskLunList");
  if (value !== undefined && !areLuns(value)) {
    return [{ property, found: JSON.stringify(value), reason: `is not allowed: expected ${LUNS_EXPECTED}` }];
  }
  const hasNoDisk =
    included["isAnyDiskExcluded"] === true && luns.length === 0 && included["isOSDiskIncluded"] !== true;
  if (!hasNoDisk) return [];
  const reason =
    "is empty while isAnyDiskExcluded is true and isOSDiskIncluded is not: the snapshot would have no disk, and the extension does not report it; list LUNs or set isOSDiskIncluded";
  return [{ property, reason }];
}

function areLuns(value: Json): boolean {
  const isLun = (lun: Json) => Number.isInteger(lun) && Number(lun) >= 0 && Number(lun) <= MAX_LUN;
  return Array.isArray(value) && value.every(isLun) && new Set(value).size === value.length;
}
