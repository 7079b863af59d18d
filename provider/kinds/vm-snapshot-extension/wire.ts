/**
 * Converts settings between inputs and ARM. `backup` and `blobSasUris` are encoded in `objectStr`, `customSettings` as a JSON
 * string. If a part of one of these is unknown, the string is unknown.
 */
import {
  isJsonObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  withoutUndefined,
} from "../../core/json.js";
import { encodeSnapshotObject, readSnapshotObject } from "../../rules/extensions/object.js";
import { VM_TYPES } from "../../rules/extensions/settings.js";
import { hasUnknown, isUnknown, UNKNOWN } from "../../schema/unknown.js";
import type { Inputs, ProtectedSettings, Settings } from "./schema.js";

/** The settings of an extension without declared settings: it is only installed. Azure Backup writes settings with the next backup. */
const INSTALL: JsonObject = {
  commandToExecute: "install",
  vmType: VM_TYPES[0],
  objectStr: encodeSnapshotObject({ backupMetadata: [] }),
};
const INSTALL_PROTECTED: JsonObject = { objectStr: encodeSnapshotObject({ blobSASUri: [] }) };

/** Whether no settings are declared. */
export const declaresNoSettings = ({
  settings,
  rawSettings,
  protectedSettings,
  rawProtectedSettings,
}: Partial<Inputs>): boolean =>
  [settings, rawSettings, protectedSettings, rawProtectedSettings].every((part) => part === undefined);

/** The public settings; unknown if one of their two inputs is. */
export function settingsToArm(declared: Inputs): JsonObject | typeof UNKNOWN {
  if (declaresNoSettings(declared)) return INSTALL;
  const { settings, rawSettings } = declared;
  if (isUnknown(settings) || isUnknown(rawSettings)) return UNKNOWN;
  return withoutUndefined({ ...rawSettings, ...(settings === undefined ? {} : typedToArm(settings)) });
}

function typedToArm({ backup, customSettings, ...plain }: Settings): JsonObject {
  return {
    ...plain,
    ...(backup === undefined ? {} : { objectStr: encoded(backup, backupToArm) }),
    ...(customSettings === undefined ? {} : { customSettings: textOf(customSettings) }),
  };
}

/** The protected settings; undefined without any. */
export function protectedToArm(declared: Inputs): JsonObject | typeof UNKNOWN | undefined {
  if (declaresNoSettings(declared)) return INSTALL_PROTECTED;
  const { protectedSettings, rawProtectedSettings } = declared;
  if (isUnknown(protectedSettings) || isUnknown(rawProtectedSettings)) return UNKNOWN;
  if (protectedSettings === undefined && rawProtectedSettings === undefined) return undefined;
  const typed = protectedSettings === undefined ? {} : protectedTypedToArm(protectedSettings);
  return withoutUndefined({ ...rawProtectedSettings, ...typed });
}

function protectedTypedToArm({ blobSasUris, customSettings, ...plain }: ProtectedSettings): JsonObject {
  return {
    ...plain,
    ...(blobSasUris === undefined ? {} : { objectStr: encoded(blobSasUris, (uris) => ({ blobSASUri: uris })) }),
    ...(customSettings === undefined ? {} : { customSettings: textOf(customSettings) }),
  };
}

function encoded<T extends Json>(value: T, toObject: (value: T) => JsonObject): string {
  return hasUnknown(value) ? UNKNOWN : encodeSnapshotObject(toObject(value));
}

const textOf = (value: JsonObject): string => (hasUnknown(value) ? UNKNOWN : JSON.stringify(value));

type Backup = NonNullable<Settings["backup"]>;

const backupToArm = ({ metadata, includedDisks, snapshotTaskToken, dynamicConfigs }: Backup): JsonObject =>
  withoutUndefined({
    backupMetadata: pairs(metadata ?? {}),
    includedDisks,
    snapshotTaskToken,
    dynamicConfigsFromCRP: dynamicConfigs === undefined ? undefined : pairs(dynamicConfigs),
  });

const pairs = (record: Readonly<Record<string, string>>): JsonObject[] =>
  Object.entries(record).map(([Key, Value]) => ({ Key, Value }));

/** The live values of the declared settings. */
export function settingsFromArm(live: JsonObject, declared: Settings): JsonObject {
  const entries = Object.keys(declared).map((key) => [key, settingFromArm(live, key, declared)] as const);
  return withoutUndefined(Object.fromEntries(entries));
}

function settingFromArm(live: JsonObject, key: string, declared: Settings): Json | undefined {
  if (key === "customSettings") return parsed(live["customSettings"]);
  return key === "backup" ? backupFromArm(textAt(live, "objectStr") ?? "", declared.backup ?? {}) : live[key];
}

/** The declared members of the decoded `objectStr`; undefined if it cannot be decoded. */
function backupFromArm(objectStr: string, declared: Backup): JsonObject | undefined {
  const read = readSnapshotObject(objectStr);
  if ("reason" in read) return undefined;
  const { object } = read;
  const all: JsonObject = {
    metadata: recordOf(listAt(object, "backupMetadata")),
    includedDisks: object["includedDisks"],
    snapshotTaskToken: object["snapshotTaskToken"],
    dynamicConfigs: recordOf(listAt(object, "dynamicConfigsFromCRP")),
  };
  return withoutUndefined(Object.fromEntries(Object.keys(declared).map((key) => [key, all[key]])));
}

const recordOf = (list: readonly Json[]): JsonObject =>
  Object.fromEntries(list.filter(isJsonObject).map((pair) => [textAt(pair, "Key") ?? "", pair["Value"]]));

/** The parsed value of a JSON string; other values unchanged. */
function parsed(text: Json | undefined): Json | undefined {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** All live settings, for a `get` by id: the typed ones, and the others. */
export function allSettingsFromArm(
  live: JsonObject,
  typed: readonly string[],
): { settings: JsonObject; raw: JsonObject } {
  const entries = Object.entries(live).map(
    ([key, value]) => [key, key === "customSettings" ? parsed(value) : value] as const,
  );
  return {
    settings: objectAt(Object.fromEntries(entries.filter(([key]) => typed.includes(key)))),
    raw: objectAt(Object.fromEntries(entries.filter(([key]) => !typed.includes(key)))),
  };
}
