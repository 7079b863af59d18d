/**
 * What the published schemas omit: members that only Azure writes, which clients send back after a read, and members and
 * bodies that no schema of a template describes.
 */
import type { Shape, Shapes } from "../../provider/schema/bodies/shapes.ts";

/** Members of every resource that only Azure writes. `type` and `name` are in the path. Source: the common types of ARM. */
const OF_RESOURCES = ["id", "name", "type", "systemData", "etag", "eTag", "resourceGroup", "managedBy", "resources"];

/**
 * Members that only Azure writes, by definition. Source: the properties that are `readOnly` in azure-rest-api-specs, compute
 * 2024-03-01 and later, disks 2023-10-02 and later, recoveryservices 2026-05-01; recorded replies.
 */
const READ_ONLY: Readonly<Record<string, readonly string[]>> = {
  VirtualMachineProperties: ["provisioningState", "vmId", "timeCreated", "instanceView"],
  VirtualMachineIdentity: ["principalId", "tenantId"],
  CommonUserAssignedIdentitiesValue: ["principalId", "clientId"],
  ImageReference: ["exactVersion"],
  WindowsConfiguration: ["enableVMAgentPlatformUpdates"],
  LinuxConfiguration: ["enableVMAgentPlatformUpdates"],
  VirtualMachineExtensionProperties: ["provisioningState"],
  RestorePointCollectionProperties: ["provisioningState", "restorePointCollectionId", "restorePoints"],
  RestorePointCollectionSourceProperties: ["location"],
  RestorePointProperties: ["provisioningState", "instanceView"],
  RestorePointSourceMetadata: [
    ...["vmId", "location", "hardwareProfile", "osProfile", "hyperVGeneration", "diagnosticsProfile", "licenseType"],
    ...["securityProfile", "userData"],
  ],
  RestorePointSourceVMStorageProfile: ["diskControllerType"],
  RestorePointSourceVmosDisk: [
    "osType",
    "name",
    "diskSizeGB",
    "caching",
    "encryptionSettings",
    "writeAcceleratorEnabled",
  ],
  RestorePointSourceVMDataDisk: ["lun", "name", "diskSizeGB", "caching", "writeAcceleratorEnabled"],
  DiskRestorePointAttributes: ["id", "sourceDiskRestorePoint"],
  DiskProperties: [
    ...["provisioningState", "diskState", "timeCreated", "uniqueId", "diskSizeBytes", "isArmResource"],
    ...["LastOwnershipUpdateTime", "propertyUpdatesInProgress", "shareInfo", "managedByExtended"],
  ],
  DiskSku: ["tier"],
  SnapshotProperties: [
    ...["provisioningState", "diskState", "timeCreated", "uniqueId", "diskSizeBytes", "isArmResource"],
    ...["incrementalSnapshotFamilyId", "faultDomain"],
  ],
  SnapshotSku: ["tier"],
  CreationData: ["sourceUniqueId"],
  IdentityData: ["principalId", "tenantId"],
  UserIdentity: ["principalId", "clientId"],
  VaultProperties: [
    ...["provisioningState", "privateEndpointStateForBackup", "privateEndpointStateForSiteRecovery", "secureScore"],
    ...[
      "bcdrSecurityLevel",
      "backupStorageVersion",
      "privateEndpointConnections",
      "regionOfChoiceSettings",
      "moveState",
    ],
  ],
  SecuritySettings: ["multiUserAuthorization"],
};

/** Members of later or earlier versions than the published schemas, by definition. */
const ADDED: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  // recoveryservicesbackup 2026-10-01, AzureIaaSVMProtectionPolicy.
  ProtectionPolicy: {
    instantAccessSnapshotEnabled: { type: "boolean" },
    instantAccessDurationMinutes: { type: "integer" },
  },
  // recoveryservicesbackup 2026-10-01, AzureIaaSVMProtectedItem; the others are in replies, and clients send them back.
  // Azure PowerShell enables the source scan of an item by sourceSideScanInfo.
  ProtectedItem: { existingBasicVMProtection: { type: "string" }, sourceSideScanInfo: {} },
  // "Protection Containers - Register" of the REST reference; the schema has it for workloads in VMs only.
  ProtectionContainer: { sourceResourceId: { type: "string" } },
};

/** Values that the published schemas omit, by definition. `vaultconfig` answers the state of its vault. Source: recorded vaults of 2026. */
const ADDED_VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  BackupResourceVaultConfig: { enhancedSecurityState: ["AlwaysON"] },
};

/**
 * What clients send in addition, and Azure ignores, by definition: azure-cli's `resourceGroup` in policies and a policy's
 * count (recorded in 2024 and 2026), and what a read of an item returns.
 */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  ProtectionPolicy: ["protectedItemsCount"],
  ProtectionContainer: ["sourceLocation", "ConfiguredRPGenerationFrequency"],
  ProtectedItem: [
    ...["friendlyName", "virtualMachineId", "healthStatus", "lastBackupTime", "protectedItemDataId", "workloadType"],
    ...["backupManagementType", "vaultId", "softDeleteRetentionPeriod", "policyType", "sourceLocation"],
    ...["sourceSideScanning", "ConfiguredRPGenerationFrequency"],
  ],
};

/** Further values of a tag, with the value whose members they select. Source: the names of the SDKs' classes in azure-rest-api-specs. */
const TAG_ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ProtectedItem: { AzureIaaSVMProtectedItem: "Microsoft.Compute/virtualMachines" },
};

const readOnly = (names: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, { readOnly: true }]));

/** The shapes with what the published schemas omit. */
export function amended({ resources, definitions }: Shapes): Shapes {
  return {
    resources: mapped(resources, (_, shape) => withMembers(shape, {}, readOnly(OF_RESOURCES))),
    definitions: mapped(definitions, (name, shape) =>
      withMembers(
        withAliases(withValues(shape, ADDED_VALUES[name] ?? {}), TAG_ALIASES[name] ?? {}),
        ADDED[name] ?? {},
        readOnly([...(READ_ONLY[name] ?? []), ...(IGNORED[name] ?? [])]),
      ),
    ),
  };
}

const mapped = (
  shapes: Readonly<Record<string, Shape>>,
  change: (name: string, shape: Shape) => Shape,
): Record<string, Shape> =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, change(name, shape)]));

function withValues(shape: Shape, added: Readonly<Record<string, readonly string[]>>): Shape {
  const properties = mapped(shape.properties ?? {}, (name, member) => {
    const values = added[name];
    return values === undefined ? member : { ...member, enum: [...(member.enum ?? []), ...values] };
  });
  return shape.properties === undefined ? shape : { ...shape, properties };
}

function withAliases(shape: Shape, aliases: Readonly<Record<string, string>>): Shape {
  const { tag, tagValues, branches } = shape;
  if (tag === undefined || tagValues === undefined || branches === undefined) return shape;
  const added = Object.entries(aliases).flatMap(([alias, value]) => {
    const { [value]: branch } = branches;
    const properties = { ...branch?.properties, [tag]: { enum: [alias] } };
    return branch === undefined ? [] : [[alias, { ...branch, properties }] as const];
  });
  return {
    ...shape,
    tagValues: [...tagValues, ...Object.keys(aliases)],
    branches: { ...branches, ...Object.fromEntries(added) },
  };
}

/** A shape, or each of its branches, with more members; one that has a member of that name keeps it. */
function withMembers(shape: Shape, added: Record<string, Shape>, ignored: Record<string, Shape>): Shape {
  if (shape.branches !== undefined)
    return { ...shape, branches: mapped(shape.branches, (_, branch) => withMembers(branch, added, ignored)) };
  if (shape.properties === undefined) return shape;
  return { ...shape, properties: { ...ignored, ...added, ...shape.properties } };
}
