/**
 * The public and protected settings of the VMSnapshot extension, as they are sent to Azure: what makes the extension fail, or
 * end without a status. Azure accepts any settings, so these checks are the only ones. For Linux they follow its published
 * code; for Windows, whose code is not published, only its documentation.
 * Sources: "VM Snapshot Windows extension for Azure Backup"; Azure/azure-linux-extensions, VMBackup (`parameterparser.py`,
 * `common.py`, `handle.py`, `HttpUtil.py`); "Service SAS", Azure Storage REST API.
 */
import type { Json, JsonObject } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown } from "../../schema/unknown.js";
import type { OsType } from "../items/machine.js";
import { parsedObject, readSnapshotObject, snapshotMetadataFaults } from "./object.js";

/** .NET ticks of today: tenths of a microsecond since the year 1, as a string, since a JSON number has too few digits. */
export const TICKS = "^\\d{17,19}$";
const TICKS_PATTERN = new RegExp(TICKS);

/** The format of ticks, for messages. */
export const TICKS_EXPECTED =
  '17 to 19 digits in a string, such as "638512299280000000": a number or E-notation loses digits, and the extension then does not notice that its command is late';

/** `vmType` of a VM of Microsoft.Compute, and of a classic VM. */
export const VM_TYPES = ["microsoft.compute/virtualmachines", "microsoft.classiccompute/virtualmachines"] as const;

const SNAPSHOT_SOURCES = ["onlyGuest", "onlyHost", "firstGuestThenHost", "firstHostThenGuest"];
const NO_STATUS = "the extension for Linux ends without a status and takes no snapshot";

/**
 * The failures of public settings; `osType` is undefined while it is not known. Paths are those inside the settings, such as
 * `objectStr.includedDisks.dataDiskLunList`. Unknown values are valid.
 */
export const snapshotSettingsFaults = (settings: JsonObject, osType: OsType | undefined): Failure[] => [
  ...commandFaults(settings),
  ...typeFaults(settings),
  ...ticksFaults(settings),
  ...objectFaults(settings, osType),
  ...customFaults(settings),
  ...["logsBlobUri", "statusBlobUri"].flatMap((key) => uriFaults(settings, key)),
];

/** The extension looks for these words anywhere in the command, in any case. */
function commandFaults({ commandToExecute: command }: JsonObject): Failure[] {
  if (hasUnknown(command)) return [];
  const property = "commandToExecute";
  const expected =
    'expected "snapshot", which takes a snapshot, or "install", which only installs; for other commands the extension ends with code 11';
  if (command === undefined) return [{ property, reason: `is missing: ${expected}` }];
  if (typeof command === "string" && /install|snapshot/i.test(command)) return [];
  return [{ property, found: JSON.stringify(command), reason: `is not a command of the extension: ${expected}` }];
}

function typeFaults({ vmType }: JsonObject): Failure[] {
  if (hasUnknown(vmType)) return [];
  const property = "vmType";
  if (vmType === undefined || vmType === "") {
    const reason = `is missing: without it the extension takes snapshots but never writes its status; expected "${VM_TYPES[0]}"`;
    return [{ property, reason }];
  }
  if (VM_TYPES.some((known) => known === String(vmType).toLowerCase())) return [];
  return [{ property, found: JSON.stringify(vmType), reason: `is not a type of VM: expected "${VM_TYPES[0]}"` }];
}

function ticksFaults({ commandStartTimeUTCTicks: ticks }: JsonObject): Failure[] {
  if (ticks === undefined || hasUnknown(ticks)) return [];
  if (typeof ticks === "string" && TICKS_PATTERN.test(ticks)) return [];
  const reason = `is not allowed: expected ${TICKS_EXPECTED}`;
  return [{ property: "commandStartTimeUTCTicks", found: JSON.stringify(ticks), reason }];
}

function objectFaults({ objectStr }: JsonObject, osType: OsType | undefined): Failure[] {
  const property = "objectStr";
  if (hasUnknown(objectStr)) return [];
  if (objectStr === undefined) {
    if (osType !== "Linux") return [];
    return [{ property, reason: `is missing: without it ${NO_STATUS}; expected {"backupMetadata":[…]} in base64` }];
  }
  if (typeof objectStr !== "string") return [{ property, reason: "is not a string: expected a JSON object in base64" }];
  const read = readSnapshotObject(objectStr);
  return "reason" in read ? [{ property, reason: read.reason }] : snapshotMetadataFaults(read.object);
}

/** `customSettings` is JSON in a string. For an unknown source of snapshots the extension uses its default. */
function customFaults({ customSettings: text }: JsonObject): Failure[] {
  if (text === undefined || hasUnknown(text)) return [];
  const custom = parsedObject(String(text));
  if (custom === undefined) return [{ property: "customSettings", reason: "is not a JSON object in a string" }];
  const { takeSnapshotFrom: source } = custom;
  if (source === undefined || SNAPSHOT_SOURCES.includes(String(source))) return [];
  const reason = `is not a source of snapshots, so the extension would use firstHostThenGuest: expected one of ${SNAPSHOT_SOURCES.join(", ")}`;
  return [{ property: "customSettings.takeSnapshotFrom", found: JSON.stringify(source), reason }];
}

/**
 * The failures of protected settings; undefined where there are none. Paths are those inside them, such as
 * `objectStr.blobSASUri[0]`, and empty for all of them. Unknown values are valid. No failure quotes a value, which may contain
 * an access signature.
 */
export function snapshotSecretsFaults(settings: JsonObject | undefined, osType: OsType | undefined): Failure[] {
  if (settings === undefined) {
    if (osType !== "Linux") return [];
    const reason = `is missing: without protected settings ${NO_STATUS}; expected the SAS URIs of the disks' blobs, an empty array for managed disks`;
    return [{ property: "", reason }];
  }
  return [
    ...blobFaults(settings["objectStr"]),
    ...uriFaults(settings, "logsBlobUri"),
    ...uriFaults(settings, "statusBlobUri"),
  ];
}

function blobFaults(objectStr: Json | undefined): Failure[] {
  if (objectStr === undefined || hasUnknown(objectStr)) return [];
  const read = readSnapshotObject(String(objectStr));
  if ("reason" in read) return [{ property: "objectStr", reason: read.reason }];
  const property = "objectStr.blobSASUri";
  const uris = read.object["blobSASUri"];
  if (!Array.isArray(uris)) {
    return [
      {
        property,
        reason: "is missing: expected an array of the SAS URIs of the disks' blobs, that of the OS disk first",
      },
    ];
  }
  return uris.flatMap((uri: Json, index) => uriFault(String(uri), `${property}[${index}]`));
}

function uriFaults(settings: JsonObject, property: string): Failure[] {
  const uri = settings[property];
  return uri === undefined || hasUnknown(uri) ? [] : uriFault(String(uri), property);
}

function uriFault(uri: string, property: string): Failure[] {
  const reason = blobSasFault(uri);
  return reason === undefined ? [] : [{ property, reason }];
}

const BLOB_URI = "expected https://{account}.blob.core.windows.net/{container}/{blob}?…&sig=…";

/**
 * What is wrong with the SAS URI of a blob, or undefined. The extension connects with TLS to port 443 of the URI's host,
 * whatever the URI's port, and has no other credential than the signature. A reason never quotes the URI, which gives access
 * to the blob.
 */
export function blobSasFault(uri: string): string | undefined {
  if (uri === "") return "is empty: omit it, or set the SAS URI of a blob";
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url === undefined) return `is not a URI: ${BLOB_URI}`;
  if (url.protocol !== "https:") {
    return `does not begin with https: the extension supports only TLS, and a signature without TLS is exposed; ${BLOB_URI}`;
  }
  if (url.port !== "") return `has the port ${url.port}, but the extension always uses port 443: remove the port`;
  if (!/^\/[^/]+\/.+/.test(url.pathname)) return `is not the URI of a blob in a container: ${BLOB_URI}`;
  if (url.searchParams.has("sig")) return undefined;
  return `has no signature (sig): the extension has no other credential for the blob; ${BLOB_URI}`;
}

/** A string with the access signatures in it redacted. */
export const withoutSignatures = (text: string): string => text.replaceAll(/([?&]sig=)[^&\s"'\\]+/gi, "$1…");
