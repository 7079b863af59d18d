/**
 * What stands in the public `objectStr` of the VMSnapshot extension: `{backupMetadata:[{Key,Value}…], includedDisks}`.
 * Each entry of the metadata becomes a header `x-ms-meta-{Key}` of every snapshot, and `includedDisks` says of which disks.
 * Source: Azure/azure-linux-extensions, VMBackup (`parameterparser.py`, `guestsnapshotter.py`, `hostsnapshotter.py`);
 * "Naming and referencing metadata", Azure Storage REST API.
 */
import { isJsonObject, type Json, type JsonObject, listAt, objectAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";

/** The highest LUN that a machine can have: 64 data disks, counted from 0. */
export const HIGHEST_LUN = 63;

/** What is allowed in a list of LUNs, in words. */
export const LUNS_EXPECTED = `LUNs of data disks, whole numbers from 0 to ${HIGHEST_LUN}, each once; the system's disk is no LUN here but isOSDiskIncluded`;

/** Everything that is wrong with the object; paths begin with `objectStr`. */
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
        reason: "is missing: the extension answers 11 without it; expected a list of {Key, Value}, which may be empty",
      },
    ];
  }
  return metadata.flatMap((entry: Json, index) => {
    const reason = isJsonObject(entry) ? entryFault(entry["Key"], entry["Value"]) : "is no {Key, Value}";
    return reason === undefined ? [] : [{ property: `${property}[${index}]`, reason }];
  });
}

function entryFault(key: Json | undefined, value: Json | undefined): string | undefined {
  if (typeof key !== "string" || typeof value !== "string") return "is no {Key, Value} of two texts";
  if (!/^[A-Za-z_]\w*$/.test(key)) {
    return `has the name ${JSON.stringify(key)}, which Azure Storage does not take for metadata: expected letters, digits and underscores, no digit first`;
  }
  if (/^[\x20-\x7e]*$/.test(value)) return undefined;
  return `has a value at ${JSON.stringify(key)} that no header can carry: expected printable ASCII`;
}

function diskFaults(included: JsonObject): Failure[] {
  const property = "objectStr.includedDisks.dataDiskLunList";
  const luns = listAt(included, "dataDiskLunList");
  if (included["dataDiskLunList"] !== undefined && !areLuns(luns, included["dataDiskLunList"])) {
    return [
      {
        property,
        found: JSON.stringify(included["dataDiskLunList"]),
        reason: `is not allowed: expected ${LUNS_EXPECTED}`,
      },
    ];
  }
  const takesNone =
    included["isAnyDiskExcluded"] === true && luns.length === 0 && included["isOSDiskIncluded"] !== true;
  if (!takesNone) return [];
  const reason =
    "is empty while isAnyDiskExcluded is true and isOSDiskIncluded is not: no disk would be in the snapshot, and the extension does not say so; name LUNs or set isOSDiskIncluded";
  return [{ property, reason }];
}

function areLuns(luns: readonly Json[], given: Json): boolean {
  const isLun = (lun: Json) => Number.isInteger(lun) && Number(lun) >= 0 && Number(lun) <= HIGHEST_LUN;
  return Array.isArray(given) && luns.every(isLun) && new Set(luns).size === luns.length;
}
