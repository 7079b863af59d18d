/** Snapshots of disks, as a program would declare them and as Azure would return them. */
import type { JsonObject } from "../../../provider/core/json.js";
import type { Inputs } from "../../../provider/kinds/disk-snapshot/schema.js";

const GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop";
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
export const SOURCE_DISK = `${COMPUTE}/disks/db`;
export const SNAPSHOT = `${COMPUTE}/snapshots/db-before`;
export const OTHER_SNAPSHOT = `${COMPUTE}/snapshots/db-elsewhere`;
export const DISK_ACCESS = `${COMPUTE}/diskAccesses/private`;
export const ENCRYPTION_SET = `${COMPUTE}/diskEncryptionSets/keys`;
export const STORAGE_ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`;
export const KEY_VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/secrets`;
export const SNAPSHOT_GROUP = GROUP;

/** The required inputs, with all defaults. */
export const snapshotInputs = {
  name: "db-before",
  resourceGroup: GROUP,
  location: "westeurope",
  source: { disk: SOURCE_DISK },
  incremental: true,
  networkAccessPolicy: "AllowAll",
  publicNetworkAccess: "Enabled",
  adopt: "never",
} as const;

export const volumes: NonNullable<Inputs["encryptionSettings"]>["volumes"] = [
  {
    diskEncryptionKey: { secretUrl: "https://secrets.vault.azure.net/secrets/disk/1", vault: KEY_VAULT },
    keyEncryptionKey: { keyUrl: "https://secrets.vault.azure.net/keys/wrapping/1", vault: KEY_VAULT },
  },
];

/** All inputs of a snapshot of a disk. */
export const allSnapshotInputs: Inputs = {
  ...snapshotInputs,
  triggers: ["2024-04"],
  instantAccessDurationMinutes: 120,
  sku: "Standard_ZRS",
  networkAccessPolicy: "AllowPrivate",
  diskAccess: DISK_ACCESS,
  publicNetworkAccess: "Disabled",
  dataAccessAuthMode: "AzureActiveDirectory",
  diskEncryptionSet: ENCRYPTION_SET,
  encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
  encryptionSettings: { version: "1.1", volumes },
  osType: "Linux",
  hyperVGeneration: "V2",
  architecture: "x64",
  supportsHibernation: true,
  diskSizeGb: 64,
  edgeZone: "losangeles",
  tags: { team: "shop" },
  onDelete: "delete",
};

export const snapshotDeclarations: readonly JsonObject[] = [
  snapshotInputs,
  { ...allSnapshotInputs, timeouts: { create: "2h", update: "30m", delete: "90s" } },
  { ...snapshotInputs, location: "northeurope", source: { snapshot: OTHER_SNAPSHOT } },
  {
    ...snapshotInputs,
    source: { blob: { uri: "https://disks.blob.core.windows.net/vhds/os.vhd", storageAccount: STORAGE_ACCOUNT } },
    incremental: false,
    sku: "Premium_LRS",
  },
];

/** The snapshot of the required inputs, as Azure returns it. */
export const snapshotBody = {
  id: SNAPSHOT,
  name: "db-before",
  type: "Microsoft.Compute/snapshots",
  location: "westeurope",
  sku: { name: "Standard_ZRS", tier: "Standard" },
  properties: {
    creationData: { createOption: "Copy", sourceResourceId: SOURCE_DISK, sourceUniqueId: "u-disk" },
    incremental: true,
    networkAccessPolicy: "AllowAll",
    publicNetworkAccess: "Enabled",
    encryption: { type: "EncryptionAtRestWithPlatformKey" },
    diskSizeGB: 32,
    diskSizeBytes: 34_359_738_368,
    diskState: "Unattached",
    incrementalSnapshotFamilyId: "f-1",
    uniqueId: "u-1",
    timeCreated: "2024-04-28T06:00:00+00:00",
    provisioningState: "Succeeded",
  },
} as const;

/** The same with other properties. */
export const snapshotWith = (properties: JsonObject): JsonObject => ({
  ...snapshotBody,
  properties: { ...snapshotBody.properties, ...properties },
});

/** The properties of the snapshot of all inputs. */
export const fullProperties = {
  networkAccessPolicy: "AllowPrivate",
  diskAccessId: DISK_ACCESS,
  publicNetworkAccess: "Disabled",
  dataAccessAuthMode: "AzureActiveDirectory",
  encryption: { type: "EncryptionAtRestWithPlatformAndCustomerKeys", diskEncryptionSetId: ENCRYPTION_SET },
  encryptionSettingsCollection: {
    enabled: true,
    encryptionSettings: [
      {
        diskEncryptionKey: {
          secretUrl: "https://secrets.vault.azure.net/secrets/disk/1",
          sourceVault: { id: KEY_VAULT },
        },
        keyEncryptionKey: { keyUrl: "https://secrets.vault.azure.net/keys/wrapping/1", sourceVault: { id: KEY_VAULT } },
      },
    ],
    encryptionSettingsVersion: "1.1",
  },
  osType: "Linux",
  supportedCapabilities: { architecture: "x64" },
  supportsHibernation: true,
  diskSizeGB: 64,
};

/** The snapshot of all inputs, as Azure returns it. */
export const fullBody: JsonObject = {
  ...snapshotWith({
    ...fullProperties,
    creationData: { ...snapshotBody.properties.creationData, instantAccessDurationMinutes: 120 },
    hyperVGeneration: "V2",
  }),
  extendedLocation: { name: "losangeles", type: "EdgeZone" },
  tags: { team: "shop" },
};
