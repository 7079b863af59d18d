/**
 * Settings as they go to Azure and as they come back. `backup` and `blobSasUris` travel in `objectStr`, `customSettings` as
 * the text of JSON. While a part of one of these is unknown, so is its whole text.
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

/** What an extension gets that no program gives settings: it is installed, and the next backup tells it what to do. */
const INSTALL: JsonObject = {
  commandToExecute: "install",
  vmType: VM_TYPES[0],
  objectStr: encodeSnapshotObject({ backupMetadata: [] }),
};
const INSTALL_PROTECTED: JsonObject = { objectStr: encodeSnapshotObject({ blobSASUri: [] }) };

/** Whether a program leaves all settings to Azure Backup. */
export const declaresNoSettings = ({
  settings,
  rawSettings,
  protectedSettings,
  rawProtectedSettings,
}: Partial<Inputs>): boolean =>
  [settings, rawSettings, protectedSettings, rawProtectedSettings].every((part) => part === undefined);

/** The public settings; the unknown while one of the two is. */
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

/** The protected settings; undefined for none. */
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

/** The settings that were declared, as Azure has them; what was not declared is whoever's it is. */
export function settingsFromArm(live: JsonObject, declared: Settings): JsonObject {
  const entries = Object.keys(declared).map((key) => [key, settingFromArm(live, key, declared)] as const);
  return withoutUndefined(Object.fromEntries(entries));
}

function settingFromArm(live: JsonObject, key: string, declared: Settings): Json | undefined {
  if (key === "customSettings") return parsed(live["customSettings"]);
  return key === "backup" ? backupFromArm(textAt(live, "objectStr") ?? "", declared.backup ?? {}) : live[key];
}

/** What `objectStr` says, in the parts that were declared; undefined where it says nothing that can be read. */
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

/** A JSON text as what it means; anything else as it is. */
function parsed(text: Json | undefined): Json | undefined {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** All settings that Azure has, for a resource of which nothing is declared yet: those with a type, and the rest. */
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
