/**
 * The protected settings of the VMSnapshot extension, as they go to Azure. They hold access signatures: no failure quotes
 * a value of them. Sources as of the public settings.
 */
import { type Json, type JsonObject, listAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown } from "../../schema/unknown.js";
import type { OsType } from "../items/consistency.js";
import { blobSasFault } from "./sas-uri.js";
import { readSnapshotObject } from "./snapshot-object.js";

/**
 * Everything that is wrong with protected settings; undefined for none. Paths are those inside them, such as
 * `objectStr.blobSASUri[0]`; the path of all of them is empty. What is unknown is valid.
 */
export function snapshotSecretsFaults(settings: JsonObject | undefined, osType: OsType | undefined): Failure[] {
  if (settings === undefined) return osType === "Linux" ? [{ property: "", reason: MISSING }] : [];
  return [
    ...objectFaults(settings["objectStr"]),
    ...uriFaults(settings, "logsBlobUri"),
    ...uriFaults(settings, "statusBlobUri"),
  ];
}

const MISSING =
  "is missing: without protected settings the extension on Linux ends without a word, takes no snapshot and writes no status; expected the SAS URIs of the disks' blobs, none for managed disks";

function objectFaults(objectStr: Json | undefined): Failure[] {
  if (objectStr === undefined || hasUnknown(objectStr)) return [];
  const read = readSnapshotObject(String(objectStr));
  if ("reason" in read) return [{ property: "objectStr", reason: read.reason }];
  const property = "objectStr.blobSASUri";
  if (!Array.isArray(read.object["blobSASUri"])) {
    return [
      {
        property,
        reason: "is missing: expected the list of the SAS URIs of the disks' blobs, the system's disk first",
      },
    ];
  }
  return listAt(read.object, "blobSASUri").flatMap((uri, index) => {
    const reason = blobSasFault(String(uri));
    return reason === undefined ? [] : [{ property: `${property}[${index}]`, reason }];
  });
}

function uriFaults(settings: JsonObject, property: string): Failure[] {
  const uri = settings[property];
  if (uri === undefined || hasUnknown(uri)) return [];
  const reason = blobSasFault(String(uri));
  return reason === undefined ? [] : [{ property, reason }];
}
