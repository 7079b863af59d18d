/**
 * The public settings of the VMSnapshot extension, as they go to Azure: what the extension fails on, or ends on without a
 * word. Azure takes any settings, so that nobody else says it. Linux is judged by its published code; of Windows, whose code
 * is not published, only what its documentation has.
 * Sources: "VM Snapshot Windows extension for Azure Backup"; Azure/azure-linux-extensions, VMBackup (`parameterparser.py`,
 * `common.py`, `handle.py`).
 */
import { isJsonObject, type JsonObject } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown } from "../../schema/unknown.js";
import type { OsType } from "../items/consistency.js";
import { blobSasFault } from "./sas-uri.js";
import { snapshotMetadataFaults } from "./snapshot-metadata.js";
import { readSnapshotObject } from "./snapshot-object.js";

/** .NET ticks of a day of our time: tenths of a microsecond since the year 1. They are text, since no JSON number holds them. */
export const TICKS = "^\\d{17,19}$";

/** Whether the extension knows what to do: it looks for these words anywhere in the command, in any case. */
export const isSnapshotCommand = (command: string): boolean => /install|snapshot/i.test(command);

/** `vmType` of a machine of Microsoft.Compute; the other one is of the classic machines. */
export const VM_TYPES = ["microsoft.compute/virtualmachines", "microsoft.classiccompute/virtualmachines"] as const;

const SNAPSHOT_SOURCES = ["onlyGuest", "onlyHost", "firstGuestThenHost", "firstHostThenGuest"];

/**
 * Everything that is wrong with settings as they go to Azure; `osType` is undefined while it is not known. Paths are those
 * inside the settings, such as `objectStr.includedDisks.dataDiskLunList`. What is unknown is valid.
 */
export const snapshotSettingsFaults = (settings: JsonObject, osType: OsType | undefined): Failure[] => [
  ...commandFaults(settings),
  ...typeFaults(settings),
  ...ticksFaults(settings),
  ...objectFaults(settings, osType),
  ...customFaults(settings),
  ...["logsBlobUri", "statusBlobUri"].flatMap((key) => uriFaults(settings, key)),
];

function commandFaults({ commandToExecute: command }: JsonObject): Failure[] {
  if (hasUnknown(command)) return [];
  const property = "commandToExecute";
  const expected =
    'expected "snapshot", which takes one, or "install", which only installs; to others the extension answers 11';
  if (command === undefined) return [{ property, reason: `is missing: ${expected}` }];
  if (typeof command === "string" && isSnapshotCommand(command)) return [];
  return [{ property, found: JSON.stringify(command), reason: `is no command of the extension: ${expected}` }];
}

function typeFaults({ vmType }: JsonObject): Failure[] {
  if (hasUnknown(vmType)) return [];
  const property = "vmType";
  if (vmType === undefined || vmType === "") {
    return [
      {
        property,
        reason: `is missing: without it the extension takes snapshots and never writes its status; expected "${VM_TYPES[0]}"`,
      },
    ];
  }
  const isKnown = VM_TYPES.some((known) => known === String(vmType).toLowerCase());
  if (isKnown) return [];
  return [{ property, found: JSON.stringify(vmType), reason: `is no kind of machine: expected "${VM_TYPES[0]}"` }];
}

function ticksFaults({ commandStartTimeUTCTicks: ticks }: JsonObject): Failure[] {
  if (ticks === undefined || hasUnknown(ticks)) return [];
  if (typeof ticks === "string" && new RegExp(TICKS).test(ticks)) return [];
  return [
    {
      property: "commandStartTimeUTCTicks",
      found: JSON.stringify(ticks),
      reason: `is not allowed: expected ${TICKS_EXPECTED}`,
    },
  ];
}

/** What ticks have to be, and why. */
export const TICKS_EXPECTED =
  '17 to 19 digits as text, such as "638512299280000000": ticks have more digits than a number keeps, and with a number or E-notation the extension does not see that its command is late';

/** On Linux nothing works without `objectStr`: the extension ends with 0, takes no snapshot and writes no status. */
function objectFaults({ objectStr }: JsonObject, osType: OsType | undefined): Failure[] {
  const property = "objectStr";
  if (hasUnknown(objectStr)) return [];
  if (objectStr === undefined) {
    if (osType !== "Linux") return [];
    const reason =
      'is missing: without it the extension on Linux ends without a word, takes no snapshot and writes no status; expected the base64 text of {"backupMetadata":[…]}';
    return [{ property, reason }];
  }
  if (typeof objectStr !== "string") return [{ property, reason: "is not a text: expected base64 of a JSON object" }];
  const read = readSnapshotObject(objectStr);
  return "reason" in read ? [{ property, reason: read.reason }] : snapshotMetadataFaults(read.object);
}

/** `customSettings` travels as the text of JSON. A place of snapshots that the extension does not know is taken for its default. */
function customFaults({ customSettings: text }: JsonObject): Failure[] {
  if (text === undefined || hasUnknown(text)) return [];
  const custom = objectOf(String(text));
  if (custom === undefined) return [{ property: "customSettings", reason: "is not the text of a JSON object" }];
  const { takeSnapshotFrom: source } = custom;
  if (source === undefined || SNAPSHOT_SOURCES.includes(String(source))) return [];
  const reason = `is no place of snapshots, and the extension would go by firstHostThenGuest: expected one of ${SNAPSHOT_SOURCES.join(", ")}`;
  return [{ property: "customSettings.takeSnapshotFrom", found: JSON.stringify(source), reason }];
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function uriFaults(settings: JsonObject, property: string): Failure[] {
  const uri = settings[property];
  if (uri === undefined || hasUnknown(uri)) return [];
  const reason = blobSasFault(String(uri));
  return reason === undefined ? [] : [{ property, reason }];
}
