/** A snapshot in Azure's words and in ours. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import { groupIdOf, isOfType, nameOf } from "../../arm/resource-id.js";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  withoutUndefined,
} from "../../core/json.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs, Source } from "./schema.js";

export type CreateOption = "Copy" | "CopyStart" | "Import";

/** The body of the PUT that takes the snapshot. */
export const toArm = (given: Inputs, createOption: CreateOption): JsonObject =>
  withoutUndefined({
    location: given.location,
    extendedLocation: given.edgeZone === undefined ? undefined : { name: given.edgeZone, type: "EdgeZone" },
    ...changeable(given),
    properties: {
      creationData: creationData(given.source, createOption),
      incremental: given.incremental,
      hyperVGeneration: given.hyperVGeneration,
      ...objectAt(changeable(given), "properties"),
    },
  });

/** The body of the PATCH: what can be changed and is declared, and what was declared before and is to be taken back. */
export function toPatch(given: Inputs, previous: Partial<Inputs>): JsonObject {
  const body = changeable(given);
  const takenBack = withoutUndefined({
    dataAccessAuthMode: wasDropped("dataAccessAuthMode", given, previous) ? "None" : undefined,
    encryption: encryptionWasDropped(given, previous) ? { type: "EncryptionAtRestWithPlatformKey" } : undefined,
    encryptionSettingsCollection: wasDropped("encryptionSettings", given, previous) ? { enabled: false } : undefined,
  });
  const tags = wasDropped("tags", given, previous) ? { tags: {} } : {};
  return { ...body, ...tags, properties: { ...objectAt(body, "properties"), ...takenBack } };
}

const wasDropped = (key: keyof Inputs, given: Inputs, previous: Partial<Inputs>): boolean =>
  given[key] === undefined && previous[key] !== undefined;

const encryptionWasDropped = (given: Inputs, previous: Partial<Inputs>): boolean =>
  encryptionToArm(given) === undefined && encryptionToArm(previous) !== undefined;

/** What Azure lets be changed after the snapshot was taken. Source: SnapshotUpdate. */
const changeable = (given: Inputs): JsonObject =>
  withoutUndefined({
    tags: given.tags,
    sku: given.sku === undefined ? undefined : { name: given.sku },
    properties: {
      networkAccessPolicy: given.networkAccessPolicy,
      diskAccessId: given.diskAccess,
      publicNetworkAccess: given.publicNetworkAccess,
      dataAccessAuthMode: given.dataAccessAuthMode,
      encryption: encryptionToArm(given),
      encryptionSettingsCollection: settingsToArm(given.encryptionSettings),
      osType: given.osType,
      supportedCapabilities: given.architecture === undefined ? undefined : { architecture: given.architecture },
      supportsHibernation: given.supportsHibernation,
      diskSizeGB: given.diskSizeGb,
    },
  });

function creationData({ disk, snapshot, blob }: Source, createOption: CreateOption): JsonObject {
  if (blob !== undefined) return { createOption, sourceUri: blob.uri, storageAccountId: blob.storageAccount };
  return { createOption, sourceResourceId: disk ?? snapshot };
}

function encryptionToArm({ diskEncryptionSet, encryptionType }: Partial<Inputs>): JsonObject | undefined {
  if (diskEncryptionSet === undefined && encryptionType === undefined) return undefined;
  return { type: encryptionType ?? "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: diskEncryptionSet };
}

type Settings = NonNullable<Inputs["encryptionSettings"]>;

/** In a preview any part may be unknown, and stays what it is. */
function settingsToArm(settings: Settings | undefined): Json | undefined {
  if (settings === undefined || isUnknown(settings)) return settings;
  const { version, volumes } = settings;
  return {
    enabled: true,
    encryptionSettings: isUnknown(volumes) ? volumes : volumes.map(volumeToArm),
    encryptionSettingsVersion: version,
  };
}

function volumeToArm(volume: Settings["volumes"][number]): Json {
  if (isUnknown(volume)) return volume;
  const { diskEncryptionKey: key, keyEncryptionKey: wrapping } = volume;
  const isKnown = <T>(value: T | undefined): value is T => value !== undefined && !isUnknown(value);
  return {
    diskEncryptionKey: isKnown(key) ? { secretUrl: key.secretUrl, sourceVault: { id: key.vault } } : key,
    keyEncryptionKey: isKnown(wrapping) ? { keyUrl: wrapping.keyUrl, sourceVault: { id: wrapping.vault } } : wrapping,
  };
}

/** What Azure has, in the words of the inputs; where Azure leaves out what it has by default, the default. */
export function fromArm(snapshot: JsonObject, given: Partial<Inputs>): JsonObject {
  const id = textAt(snapshot, "id") ?? "";
  const properties = objectAt(snapshot, "properties");
  return withoutUndefined({
    name: textAt(snapshot, "name") ?? nameOf(id),
    resourceGroup: groupIdOf(id),
    location: snapshot["location"],
    source: sourceFromArm(objectAt(properties, "creationData"), given.source),
    triggers: given.triggers,
    incremental: properties["incremental"] ?? false,
    sku: textAt(snapshot, "sku", "name"),
    networkAccessPolicy: properties["networkAccessPolicy"] ?? "AllowAll",
    diskAccess: properties["diskAccessId"] ?? undefined,
    publicNetworkAccess: properties["publicNetworkAccess"] ?? "Enabled",
    dataAccessAuthMode: properties["dataAccessAuthMode"] ?? "None",
    diskEncryptionSet: textAt(properties, "encryption", "diskEncryptionSetId"),
    encryptionType: textAt(properties, "encryption", "type"),
    encryptionSettings: settingsFromArm(objectAt(properties, "encryptionSettingsCollection"), given),
    osType: properties["osType"],
    hyperVGeneration: properties["hyperVGeneration"],
    architecture: textAt(properties, "supportedCapabilities", "architecture"),
    supportsHibernation: properties["supportsHibernation"],
    diskSizeGb: properties["diskSizeGB"],
    edgeZone: textAt(snapshot, "extendedLocation", "name"),
    tags: snapshot["tags"],
  });
}

/** Azure tells what the snapshot was taken of even where that is gone; where it tells nothing, nothing is known to differ. */
function sourceFromArm(data: JsonObject, declared: Source | undefined): Json | undefined {
  const id = textAt(data, "sourceResourceId") ?? "";
  if (isOfType(id, "Microsoft.Compute/disks")) return { disk: id };
  if (isOfType(id, "Microsoft.Compute/snapshots")) return { snapshot: id };
  const uri = textAt(data, "sourceUri") ?? declared?.blob?.uri;
  const storageAccount = textAt(data, "storageAccountId") ?? declared?.blob?.storageAccount;
  return uri === undefined || storageAccount === undefined ? declared : { blob: { uri, storageAccount } };
}

function settingsFromArm(collection: JsonObject, given: Partial<Inputs>): JsonObject | undefined {
  if (collection["enabled"] !== true) return undefined;
  const volumes = listAt(collection, "encryptionSettings").filter(isJsonObject);
  const wantsVersion = given.encryptionSettings === undefined || given.encryptionSettings.version !== undefined;
  return {
    version: wantsVersion ? collection["encryptionSettingsVersion"] : undefined,
    volumes: volumes.map(({ diskEncryptionKey: key, keyEncryptionKey: wrapping }) => ({
      diskEncryptionKey:
        key === undefined
          ? undefined
          : { secretUrl: textAt(key, "secretUrl"), vault: textAt(key, "sourceVault", "id") },
      keyEncryptionKey:
        wrapping === undefined
          ? undefined
          : { keyUrl: textAt(wrapping, "keyUrl"), vault: textAt(wrapping, "sourceVault", "id") },
    })),
  };
}

/** The outputs: what a program may want to know of the snapshot and did not declare. */
export function outputsOf(snapshot: JsonObject): JsonObject {
  const properties = objectAt(snapshot, "properties");
  const { timeCreated, uniqueId, diskSizeBytes, diskState } = properties;
  const { incrementalSnapshotFamilyId, completionPercent, copyCompletionError } = properties;
  return withoutUndefined({
    timeCreated: timeCreated ?? "",
    uniqueId: uniqueId ?? "",
    diskSizeBytes: diskSizeBytes ?? 0,
    diskState: diskState ?? "Unattached",
    incrementalSnapshotFamilyId,
    completionPercent,
    copyCompletionError,
  });
}
