/**
 * The VM extensions with which Azure Backup takes snapshots: their names, warnings about the settings that a user sends, and
 * what a run reports. Sources: "VM Snapshot Windows extension for Azure Backup"; Azure/azure-linux-extensions, VMBackup:
 * `manifest.xml`, `common.py` (codes), `Utils/Status.py` (the document, which is the name of a substatus),
 * `freezesnapshotter.py` (a command is late after 140 minutes), `parameterparser.py` (settings).
 */
import { type Json, type JsonObject, objectAt, textAt } from "../../core/json.js";
import type { OsType } from "../items/machine.js";
import { readSnapshotObject, snapshotMetadataFaults } from "./object.js";
import { snapshotSecretsFaults, snapshotSettingsFaults, TICKS } from "./settings.js";

export const SNAPSHOT_PUBLISHER = "Microsoft.Azure.RecoveryServices";

export const SNAPSHOT_EXTENSIONS: Readonly<Record<OsType, { readonly type: string; readonly version: string }>> = {
  Windows: { type: "VMSnapshot", version: "1.9" },
  Linux: { type: "VMSnapshotLinux", version: "1.0" },
};

/** Whether an extension's properties are those of an extension with which Azure Backup takes snapshots. */
export const isSnapshotExtension = (properties: JsonObject): boolean =>
  textAt(properties, "publisher") === SNAPSHOT_PUBLISHER &&
  Object.values(SNAPSHOT_EXTENSIONS).some(({ type }) => type === textAt(properties, "type"));

/** Whether an extension's properties are those of the snapshot extension for this operating system. */
export const isSnapshotExtensionOf = (osType: OsType, properties: JsonObject): boolean =>
  isSnapshotExtension(properties) && textAt(properties, "type") === SNAPSHOT_EXTENSIONS[osType].type;

/** Warnings about an extension's properties; none for other extensions. Azure accepts any settings. */
export function extensionWarnings(properties: JsonObject, osType: OsType): string[] {
  if (!isSnapshotExtension(properties)) return [];
  const type = textAt(properties, "type") ?? "";
  const expected = SNAPSHOT_EXTENSIONS[osType].type;
  const mismatch =
    type === expected ? [] : [`The VM runs ${osType}: its snapshot extension is ${expected}, not ${type}.`];
  return [...mismatch, ...settingsWarnings(properties, type === SNAPSHOT_EXTENSIONS.Linux.type ? "Linux" : "Windows")];
}

function settingsWarnings(properties: JsonObject, osType: OsType): string[] {
  const settings = objectAt(properties, "settings");
  if (Object.keys(settings).length === 0) return [];
  const isWithoutSecrets = Object.keys(objectAt(properties, "protectedSettings")).length === 0;
  return [
    ...snapshotSettingsFaults(settings, osType).map(({ property, found, reason }) =>
      found === undefined ? `settings.${property} ${reason}.` : `settings.${property}: ${found} ${reason}.`,
    ),
    ...(isWithoutSecrets ? snapshotSecretsFaults(undefined, osType) : []).map(
      ({ reason }) => `protectedSettings ${reason}.`,
    ),
  ];
}

/** The task of a run and its result. */
interface SnapshotRun {
  readonly taskId: string;
  /** 0 and 1 are success; see `rules/items/errors.ts`. */
  readonly code: number;
  readonly commandStartTimeUTCTicks: string | number | undefined;
}

const SUCCEEDED = 1;
const METADATA_REFUSED = 2;
const PARAMETER_ERROR = 11;
const LATE = 402;
const MAX_DELAY_MINUTES = 140;
/** Ticks, of 100 ns, from the year 1 to 1970. */
const TICKS_AT_1970 = 621_355_968_000_000_000n;
const TICKS_PER_MINUTE = 600_000_000n;

/**
 * The run that these settings start; undefined without a task, or with the task of the run before. `snapshotCode` is the
 * code of a snapshot.
 */
export function snapshotRun(
  settings: JsonObject,
  lastTask: string | undefined,
  { now, snapshotCode }: { readonly now: Date; readonly snapshotCode: number },
): SnapshotRun | undefined {
  const taskId = textAt(settings, "taskId");
  if (taskId === undefined || taskId === lastTask) return undefined;
  const ticks = settings["commandStartTimeUTCTicks"];
  const commandStartTimeUTCTicks = typeof ticks === "string" || typeof ticks === "number" ? ticks : undefined;
  const command = textAt(settings, "commandToExecute")?.toLowerCase() ?? "";
  const made = metadataCode(settings) ?? snapshotCode;
  return { taskId, commandStartTimeUTCTicks, code: codeOf(command, isLate(ticks, now), made) };
}

/** Whether the extension can read its protected settings; on Windows it may have none, as far as is documented. */
export function hasUsableSecrets(secrets: JsonObject | undefined, osType: OsType): boolean {
  if (secrets === undefined) return osType === "Windows";
  return isReadable(secrets["objectStr"]);
}

/** Whether the extension reports anything of a run with these settings. */
export function isReported(settings: JsonObject, osType: OsType): boolean {
  const { vmType, objectStr } = settings;
  if (vmType === undefined || vmType === "") return false;
  return objectStr === undefined ? osType === "Windows" : isReadable(objectStr);
}

const isReadable = (objectStr: Json | undefined): boolean =>
  objectStr === undefined || (typeof objectStr === "string" && !("reason" in readSnapshotObject(objectStr)));

/** The code of a run whose metadata is missing, or which Azure Storage refuses (that code is ours); undefined for usable metadata. */
function metadataCode({ objectStr }: JsonObject): number | undefined {
  if (typeof objectStr !== "string") return undefined;
  const read = readSnapshotObject(objectStr);
  if ("reason" in read) return undefined;
  if (!Array.isArray(read.object["backupMetadata"])) return PARAMETER_ERROR;
  const isRefused = snapshotMetadataFaults(read.object).some(({ property }) => property.startsWith("objectStr.backup"));
  return isRefused ? METADATA_REFUSED : undefined;
}

function codeOf(command: string, late: boolean, snapshotCode: number): number {
  if (late) return LATE;
  if (command.includes("install")) return SUCCEEDED;
  return command.includes("snapshot") ? snapshotCode : PARAMETER_ERROR;
}

/** The extension ignores malformed ticks. */
function isLate(ticks: unknown, now: Date): boolean {
  if (typeof ticks !== "string" || !new RegExp(TICKS).test(ticks)) return false;
  const nowTicks = TICKS_AT_1970 + BigInt(now.getTime()) * 10_000n;
  return nowTicks - BigInt(ticks) > BigInt(MAX_DELAY_MINUTES) * TICKS_PER_MINUTE;
}

/** The document that the extension writes about a run. It has the failure of the run; the status of the extension itself is a success. */
export function runDocument(extension: string, run: SnapshotRun, at: Date): string {
  const message = JSON.stringify({
    messageStr: run.code === SUCCEEDED ? "" : `Extension ended with code ${run.code}.`,
    snapshotConsistency: 0,
    jobMessage: "",
    isSizeComputationFailed: false,
  });
  return JSON.stringify({
    version: "1.0",
    timestampUTC: `/Date(${at.getTime()})/`,
    status: {
      name: extension,
      operation: "Enable",
      status: run.code <= SUCCEEDED ? "success" : "error",
      substatus: [],
      code: String(run.code),
      taskId: run.taskId,
      formattedMessage: { lang: "en-US", message },
      commandStartTimeUTCTicks: run.commandStartTimeUTCTicks,
    },
  });
}
