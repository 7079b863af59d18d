/** Converts the extension between inputs and ARM. */
import { nameOf, parentOf } from "../../arm/resource-id.js";
import { type Json, type JsonObject, listAt, objectAt, sameJson, textAt, withoutUndefined } from "../../core/json.js";
import { withoutSignatures } from "../../rules/extensions/settings.js";
import { SNAPSHOT_EXTENSIONS, SNAPSHOT_PUBLISHER } from "../../rules/extensions/snapshot.js";
import { isUnknown, UNKNOWN } from "../../schema/unknown.js";
import { handlerType } from "./names.js";
import type { Inputs } from "./schema.js";
import { settings, typedKeys } from "./settings-schema.js";
import { allSettingsFromArm, declaresNoSettings, protectedToArm, settingsFromArm, settingsToArm } from "./wire.js";

const versionOf = ({ osType, typeHandlerVersion }: Inputs): string =>
  typeHandlerVersion ?? (isUnknown(osType) ? UNKNOWN : SNAPSHOT_EXTENSIONS[osType].version);

/** The values that reset properties that are no longer declared. */
const RESET_VALUES: Partial<Record<keyof Inputs, Json>> = {
  enableAutomaticUpgrade: false,
  suppressFailures: false,
  provisionAfterExtensions: [],
  forceUpdateTag: "",
};

/** The declared value, or the value that resets the previous one. */
const valueOrReset = (key: keyof Inputs, declared: Inputs, previous: Partial<Inputs>): Json | undefined =>
  declared[key] ?? (previous[key] === undefined ? undefined : RESET_VALUES[key]);

const tagsOf = ({ tags }: Inputs, previous: Partial<Inputs>) => tags ?? (previous.tags === undefined ? undefined : {});

/** The body of the PUT. `previous` are the previous inputs, for resets of those no longer declared. */
export function toArm(declared: Inputs, location: string, previous: Partial<Inputs> = {}): JsonObject {
  const value = (key: keyof Inputs) => valueOrReset(key, declared, previous);
  return withoutUndefined({
    location,
    tags: tagsOf(declared, previous),
    properties: {
      publisher: SNAPSHOT_PUBLISHER,
      type: handlerType(declared.osType) ?? UNKNOWN,
      typeHandlerVersion: versionOf(declared),
      autoUpgradeMinorVersion: declared.autoUpgradeMinorVersion,
      enableAutomaticUpgrade: value("enableAutomaticUpgrade"),
      forceUpdateTag: value("forceUpdateTag"),
      suppressFailures: value("suppressFailures"),
      provisionAfterExtensions: value("provisionAfterExtensions"),
      settings: settingsToArm(declared),
      protectedSettings: protectedToArm(declared),
    },
  });
}

/** Properties that a PATCH can change without sending settings. Source: VirtualMachineExtensionUpdate. */
const PATCHABLE: readonly (keyof Inputs)[] = [
  "tags",
  "typeHandlerVersion",
  "autoUpgradeMinorVersion",
  "enableAutomaticUpgrade",
  "forceUpdateTag",
  "suppressFailures",
];

/** Properties that keep their value if they are no longer declared: a different value would replace the extension. */
const INHERITED: readonly (keyof Inputs)[] = ["location", "name"];

/** Provider settings, which no request contains. */
const LOCAL: readonly (keyof Inputs)[] = ["onDelete", "adopt", "timeouts"];

/**
 * The body of a PATCH, for a change of an extension without declared settings, so the settings that Azure Backup wrote are
 * retained. It contains all declared properties, not only the changed ones, since an earlier write may have failed. Undefined
 * if a PUT is required: for other changes, and for an incomplete resource.
 */
export function patchToArm(declared: Inputs, previous: Partial<Inputs>): JsonObject | undefined {
  const keys = new Set([...Object.keys(declared), ...Object.keys(previous)] as (keyof Inputs)[]);
  const isDropped = (key: keyof Inputs) => INHERITED.includes(key) && declared[key] === undefined;
  const changed = [...keys].filter(
    (key) => !LOCAL.includes(key) && !isDropped(key) && !sameJson(declared[key], previous[key]),
  );
  const isPatchable = changed.length > 0 && changed.every((key) => PATCHABLE.includes(key));
  if (!(isPatchable && declaresNoSettings(declared))) return undefined;
  const version = changed.includes("typeHandlerVersion") ? { typeHandlerVersion: versionOf(declared) } : {};
  return patchBody(declared, previous, version);
}

/**
 * The body of a PATCH that adopts an extension with the settings that Azure Backup wrote; undefined if settings or
 * provisionAfterExtensions are declared, which a PATCH cannot change.
 */
export const adoptionToArm = (declared: Inputs): JsonObject | undefined =>
  declaresNoSettings(declared) && declared.provisionAfterExtensions === undefined
    ? patchBody(declared, {}, {})
    : undefined;

function patchBody(declared: Inputs, previous: Partial<Inputs>, version: JsonObject): JsonObject {
  const plain = PATCHABLE.filter((key) => key !== "tags").map(
    (key) => [key, valueOrReset(key, declared, previous)] as const,
  );
  return withoutUndefined({
    tags: tagsOf(declared, previous),
    properties: { ...Object.fromEntries(plain), ...version },
  });
}

/** The live extension as inputs, with only the declared settings. */
export function fromArm(extension: JsonObject, declared: Partial<Inputs>): JsonObject {
  const id = textAt(extension, "id") ?? "";
  const properties = objectAt(extension, "properties");
  const plain = [...PATCHABLE, "provisionAfterExtensions" as const]
    .filter((key) => key !== "tags")
    .map((key) => [key, properties[key] ?? absentOf(key, declared)] as const);
  return withoutUndefined({
    vm: parentOf(id),
    osType: osTypeIn(properties),
    name: textAt(extension, "name") ?? nameOf(id),
    location: extension["location"],
    tags: extension["tags"],
    ...Object.fromEntries(plain),
    ...settingsIn(objectAt(properties, "settings"), declared),
  });
}

/** Azure omits disabled properties, so a declared `false` is not drift. */
const absentOf = (key: keyof Inputs, declared: Partial<Inputs>): Json | undefined =>
  sameJson(declared[key], RESET_VALUES[key]) ? RESET_VALUES[key] : undefined;

const osTypeIn = (properties: JsonObject): string | undefined =>
  Object.entries(SNAPSHOT_EXTENSIONS).find(
    ([, { type }]) => type.toLowerCase() === textAt(properties, "type")?.toLowerCase(),
  )?.[0];

function settingsIn(live: JsonObject, declared: Partial<Inputs>): JsonObject {
  if (declared.vm === undefined) {
    const { settings: typed, raw } = allSettingsFromArm(live, typedKeys(settings));
    return { settings: typed, rawSettings: Object.keys(raw).length === 0 ? undefined : raw };
  }
  return {
    settings: declared.settings === undefined ? undefined : settingsFromArm(live, declared.settings),
    rawSettings: declared.rawSettings === undefined ? undefined : partOf(live, declared.rawSettings),
  };
}

const partOf = (live: JsonObject, declared: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(declared).map((key) => [key, live[key]]));

/** The outputs. `view` is the instance view of the VM. */
export function outputsOf(extension: JsonObject, view: JsonObject | undefined): JsonObject {
  const name = textAt(extension, "name")?.toLowerCase();
  const entryOfExtension = listAt(view, "extensions").find((entry) => textAt(entry, "name")?.toLowerCase() === name);
  const status = listAt(entryOfExtension, "statuses")[0];
  const code = textAt(status, "code");
  const message = textAt(status, "message");
  return withoutUndefined({
    provisioningState: textAt(extension, "properties", "provisioningState") ?? "Unknown",
    handlerVersion: textAt(entryOfExtension, "typeHandlerVersion"),
    status:
      code === undefined
        ? undefined
        : { code, message: message === undefined ? undefined : withoutSignatures(message) },
  });
}
