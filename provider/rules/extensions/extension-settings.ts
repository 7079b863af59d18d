/**
 * The VM extensions by which Azure Backup takes snapshots: who they are, and what is odd about settings that a user sends.
 * Sources: "VM Snapshot Windows extension for Azure Backup"; Azure/azure-linux-extensions, VMBackup (`manifest.xml`,
 * `parameterparser.py`). Nothing is refused here: Azure takes any settings, and the extension fails later or not at all.
 */
import { isJsonObject, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { OsType } from "../items/consistency.js";
import { isSnapshotCommand, TICKS } from "./snapshot-settings.js";

export const SNAPSHOT_PUBLISHER = "Microsoft.Azure.RecoveryServices";

export const SNAPSHOT_EXTENSIONS: Readonly<Record<OsType, { readonly type: string; readonly version: string }>> = {
  Windows: { type: "VMSnapshot", version: "1.9" },
  Linux: { type: "VMSnapshotLinux", version: "1.0" },
};

/** Whether an extension's properties name the one by which Azure Backup takes snapshots. */
export const isSnapshotExtension = (properties: JsonObject): boolean =>
  textAt(properties, "publisher") === SNAPSHOT_PUBLISHER &&
  Object.values(SNAPSHOT_EXTENSIONS).some(({ type }) => type === textAt(properties, "type"));

/** What is to be warned of in an extension's properties; empty for extensions of others. */
export function extensionWarnings(properties: JsonObject, osType: OsType): string[] {
  if (!isSnapshotExtension(properties)) return [];
  const type = textAt(properties, "type") ?? "";
  const settings = objectAt(properties, "settings");
  return [
    ...(type === SNAPSHOT_EXTENSIONS[osType].type
      ? []
      : [`The machine runs ${osType}: its snapshot extension is ${SNAPSHOT_EXTENSIONS[osType].type}, not ${type}.`]),
    ...ticksWarnings(settings),
    ...commandWarnings(settings),
    ...(Object.keys(settings).length > 0 && settings["vmType"] === undefined
      ? ["settings.vmType is missing: the extension takes snapshots but never writes its status."]
      : []),
    ...(type === SNAPSHOT_EXTENSIONS.Linux.type && Object.keys(settings).length > 0 ? linuxWarnings(properties) : []),
  ];
}

/** What makes the extension of Linux end without a word: it reads both settings before it can report anything. */
function linuxWarnings(properties: JsonObject): string[] {
  const fault = objectTextFault(textAt(properties, "settings", "objectStr"));
  return [
    ...(fault === undefined ? [] : [`settings.objectStr ${fault}: the extension of Linux ends without a status.`]),
    ...(Object.keys(objectAt(properties, "protectedSettings")).length > 0
      ? []
      : ["protectedSettings are missing: the extension of Linux ends without a status."]),
  ];
}

/** What is wrong with the disks and metadata that travel as base64 of ASCII JSON; undefined where nothing is. */
function objectTextFault(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return "is missing";
  const text = Buffer.from(encoded, "base64").toString("utf8");
  if (/\P{ASCII}/u.test(text)) return "holds letters beyond ASCII; write them as \\u escapes";
  try {
    const found: unknown = JSON.parse(text);
    return isJsonObject(found) && Array.isArray(found["backupMetadata"]) ? undefined : "has no list backupMetadata";
  } catch {
    return "is not base64 of JSON";
  }
}

/** .NET ticks have 18 digits today: more than a JSON number keeps, so they are text. */
function ticksWarnings(settings: JsonObject): string[] {
  const ticks = settings["commandStartTimeUTCTicks"];
  if (ticks === undefined || ticks === "" || ticks === null) return [];
  if (typeof ticks === "string" && new RegExp(TICKS).test(ticks)) return [];
  const found = JSON.stringify(ticks);
  return [
    `settings.commandStartTimeUTCTicks is ${found}: expected 17 to 19 digits as text; a number or E-notation loses digits, and the extension then does not know when the command is late.`,
  ];
}

function commandWarnings(settings: JsonObject): string[] {
  const command = textAt(settings, "commandToExecute");
  if (command === undefined || isSnapshotCommand(command)) return [];
  return [`settings.commandToExecute is '${command}': expected snapshot or install; the extension answers 11.`];
}
