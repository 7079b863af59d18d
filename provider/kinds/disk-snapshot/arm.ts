/** Converts a snapshot between inputs and ARM. Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
import { groupIdOf, isOfType, nameOf } from "../../arm/resource-id.js";
import {
  at,
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
export const toArm = (declared: Inputs, createOption: CreateOption): JsonObject =>
  withoutUndefined({
    location: declared.location,
    extendedLocation: declared.edgeZone === undefined ? undefined : { name: declared.edgeZone, type: "EdgeZone" },
    ...changeable(declared),
    properties: {
      creationData: creationData(declared, createOption),
      incremental: declared.incremental,
      hyperVGeneration: declared.hyperVGeneration,
      ...objectAt(changeable(declared), "properties"),
    },
  });

/** The body of the PATCH: the declared properties that Azure can change, and resets of those no longer declared. */
export function toPatch(declared: Inputs, previous: Partial<Inputs>): JsonObject {
  const body = changeable(declared);
  const resets = withoutUndefined({
    dataAccessAuthMode: wasDropped("dataAccessAuthMode", declared, previous) ? "None" : undefined,
    encryption: encryptionWasDropped(declared, previous) ? { type: "EncryptionAtRestWithPlatformKey" } : undefined,
    encryptionSettingsCollection: wasDropped("encryptionSettings", declared, previous) ? { enabled: false } : undefined,
  });
  const tags = wasDropped("tags", declared, previous) ? { tags: {} } : {};
  return { ...body, ...tags, properties: { ...objectAt(body, "properties"), ...resets } };
}

const wasDropped = (key: keyof Inputs, declared: Inputs, previous: Partial<Inputs>): boolean =>
  declared[key] === undefined && previous[key] !== undefined;

const encryptionWasDropped = (declared: Inputs, previous: Partial<Inputs>): boolean =>
  encryptionToArm(declared) === undefined && encryptionToArm(previous) !== undefined;

/** The properties that Azure can change after the snapshot was taken. Source: SnapshotUpdate. */
const changeable = (declared: Inputs): JsonObject =>
  withoutUndefined({
    tags: declared.tags,
    sku: declared.sku === undefined ? undefined : { name: declared.sku },
    properties: {
      networkAccessPolicy: declared.networkAccessPolicy,
      diskAccessId: declared.diskAccess,
      publicNetworkAccess: declared.publicNetworkAccess,
      dataAccessAuthMode: declared.dataAccessAuthMode,
      encryption: encryptionToArm(declared),
      encryptionSettingsCollection: settingsToArm(declared.encryptionSettings),
      osType: declared.osType,
      supportedCapabilities: declared.architecture === undefined ? undefined : { architecture: declared.architecture },
      supportsHibernation: declared.supportsHibernation,
      diskSizeGB: declared.diskSizeGb,
    },
  });

function creationData(declared: Inputs, createOption: CreateOption): JsonObject {
  const { disk, snapshot, blob } = declared.source;
  if (blob !== undefined) return { createOption, sourceUri: blob.uri, storageAccountId: blob.storageAccount };
  const { instantAccessDurationMinutes } = declared;
  return withoutUndefined({ createOption, sourceResourceId: disk ?? snapshot, instantAccessDurationMinutes });
}

function encryptionToArm({ diskEncryptionSet, encryptionType }: Partial<Inputs>): JsonObject | undefined {
  if (diskEncryptionSet === undefined && encryptionType === undefined) return undefined;
  return { type: encryptionType ?? "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: diskEncryptionSet };
}

type Settings = NonNullable<Inputs["encryptionSettings"]>;

/** In a preview any part may be unknown, and is then passed on unchanged. */
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
  const { diskEncryptionKey: key, keyEncryptionKey: keyKey } = volume;
  const isKnown = <T>(value: T | undefined): value is T => value !== undefined && !isUnknown(value);
  return {
    diskEncryptionKey: isKnown(key) ? { secretUrl: key.secretUrl, sourceVault: { id: key.vault } } : key,
    keyEncryptionKey: isKnown(keyKey) ? { keyUrl: keyKey.keyUrl, sourceVault: { id: keyKey.vault } } : keyKey,
  };
}

/** The live snapshot as inputs, with the defaults that Azure omits. */
export function fromArm(snapshot: JsonObject, declared: Partial<Inputs>): JsonObject {
  const id = textAt(snapshot, "id") ?? "";
  const properties = objectAt(snapshot, "properties");
  return withoutUndefined({
    name: textAt(snapshot, "name") ?? nameOf(id),
    resourceGroup: groupIdOf(id),
    location: snapshot["location"],
    source: sourceFromArm(objectAt(properties, "creationData"), declared.source),
    triggers: declared.triggers,
    incremental: properties["incremental"] ?? false,
    // An older api-version does not return it.
    instantAccessDurationMinutes:
      at(properties, "creationData", "instantAccessDurationMinutes") ?? declared.instantAccessDurationMinutes,
    sku: textAt(snapshot, "sku", "name"),
    networkAccessPolicy: properties["networkAccessPolicy"] ?? "AllowAll",
    diskAccess: properties["diskAccessId"] ?? undefined,
    publicNetworkAccess: properties["publicNetworkAccess"] ?? "Enabled",
    dataAccessAuthMode: properties["dataAccessAuthMode"] ?? "None",
    diskEncryptionSet: textAt(properties, "encryption", "diskEncryptionSetId"),
    encryptionType: textAt(properties, "encryption", "type"),
    encryptionSettings: settingsFromArm(objectAt(properties, "encryptionSettingsCollection"), declared),
    osType: properties["osType"],
    hyperVGeneration: properties["hyperVGeneration"],
    architecture: textAt(properties, "supportedCapabilities", "architecture"),
    supportsHibernation: properties["supportsHibernation"],
    diskSizeGb: properties["diskSizeGB"],
    edgeZone: textAt(snapshot, "extendedLocation", "name"),
    tags: snapshot["tags"],
  });
}

/** Azure returns the source even if it no longer exists. Without a source in the response, the declared one is returned, so it is not drift. */
function sourceFromArm(data: JsonObject, declared: Source | undefined): Json | undefined {
  const id = textAt(data, "sourceResourceId") ?? "";
  if (isOfType(id, "Microsoft.Compute/disks")) return { disk: id };
  if (isOfType(id, "Microsoft.Compute/snapshots")) return { snapshot: id };
  const uri = textAt(data, "sourceUri") ?? declared?.blob?.uri;
  const storageAccount = textAt(data, "storageAccountId") ?? declared?.blob?.storageAccount;
  return uri === undefined || storageAccount === undefined ? declared : { blob: { uri, storageAccount } };
}

function settingsFromArm(collection: JsonObject, declared: Partial<Inputs>): JsonObject | undefined {
  if (collection["enabled"] !== true) return undefined;
  const volumes = listAt(collection, "encryptionSettings").filter(isJsonObject);
  const wantsVersion = declared.encryptionSettings === undefined || declared.encryptionSettings.version !== undefined;
  return {
    version: wantsVersion ? collection["encryptionSettingsVersion"] : undefined,
    volumes: volumes.map(({ diskEncryptionKey: key, keyEncryptionKey: keyKey }) => ({
      diskEncryptionKey:
        key === undefined
          ? undefined
          : { secretUrl: textAt(key, "secretUrl"), vault: textAt(key, "sourceVault", "id") },
      keyEncryptionKey:
        keyKey === undefined
          ? undefined
          : { keyUrl: textAt(keyKey, "keyUrl"), vault: textAt(keyKey, "sourceVault", "id") },
    })),
  };
}

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
