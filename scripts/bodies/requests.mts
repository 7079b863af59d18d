/**
 * The shapes of bodies that no published schema of a template describes: actions, resource groups, deployments. Source:
 * the models of azure-rest-api-specs that each names.
 */
import type { Shape, Shapes } from "../../provider/schema/bodies/shapes.ts";

const text: Shape = { type: "string" };
const flag: Shape = { type: "boolean" };
const any: Shape = {};
const enumOf = (...values: string[]): Shape => ({ type: "string", enum: values });
const object = (properties: Readonly<Record<string, Shape>>): Shape => ({ type: "object", properties });
const arrayOf = (items: Shape): Shape => ({ type: "array", items });
const tags: Shape = { type: "object", values: text };

const ITEMS = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
const DEPLOYMENTS = "Microsoft.Resources/deployments";

/** GrantAccessData, disks 2024-03-02. */
const access = object({
  access: enumOf("None", "Read", "Write"),
  durationInSeconds: { type: "integer" },
  fileFormat: enumOf("VHD", "VHDX"),
  getSecureVMGuestStateSAS: flag,
});

const identityInfo = object({ isSystemAssignedIdentity: flag, managedIdentityResourceId: text });

/** IaasVMRestoreRequest and IaasVMRestoreWithRehydrationRequest, recoveryservicesbackup 2026-07-01. */
const restore = {
  objectType: text,
  affinityGroup: text,
  createNewCloudService: flag,
  diskEncryptionSetId: text,
  encryptionDetails: any,
  extendedLocation: any,
  identityBasedRestoreDetails: object({ objectType: text, targetStorageAccountId: text }),
  identityInfo,
  originalStorageAccountOption: flag,
  recoveryPointId: text,
  recoveryPointRehydrationInfo: object({
    rehydrationPriority: enumOf("Standard", "High"),
    rehydrationRetentionDuration: text,
  }),
  recoveryType: enumOf("Invalid", "OriginalLocation", "AlternateLocation", "RestoreDisks", "Offline"),
  region: text,
  resourceGuardOperationRequests: arrayOf(text),
  restoreDiskLunList: arrayOf({ type: "integer" }),
  restoreWithManagedDisks: flag,
  securedVMDetails: any,
  sourceResourceId: text,
  storageAccountId: text,
  subnetId: text,
  targetDiskNetworkAccessSettings: object({
    targetDiskAccessId: text,
    targetDiskNetworkAccessOption: enumOf(
      "SameAsOnSourceDisks",
      "EnablePrivateAccessForAllDisks",
      "EnablePublicAccessForAllDisks",
    ),
  }),
  targetDomainNameId: text,
  targetResourceGroupId: text,
  targetVirtualMachineId: text,
  virtualNetworkId: text,
  zones: arrayOf(text),
};

/** The requests for workloads are known, and refused where the request is handled. */
const restoreRequest: Shape = {
  type: "object",
  tag: "objectType",
  tagValues: [
    ...["IaasVMRestoreRequest", "IaasVMRestoreWithRehydrationRequest", "AzureFileShareRestoreRequest"],
    ...["AzureWorkloadRestoreRequest", "AzureWorkloadPointInTimeRestoreRequest", "AzureWorkloadSAPHanaRestoreRequest"],
    ...["AzureWorkloadSQLRestoreRequest", "AzureWorkloadSQLPointInTimeRestoreRequest"],
    ...["AzureWorkloadSAPHanaPointInTimeRestoreRequest", "AzureWorkloadSAPHanaRestoreWithRehydrateRequest"],
  ],
  branches: { IaasVMRestoreRequest: object(restore), IaasVMRestoreWithRehydrationRequest: object(restore) },
};

/** IaasVMBackupRequest, recoveryservicesbackup 2026-07-01. An expiry that is no date has a code of its own. */
const backupRequest: Shape = {
  type: "object",
  tag: "objectType",
  tagValues: ["IaasVMBackupRequest", "AzureFileShareBackupRequest", "AzureWorkloadBackupRequest"],
  branches: { IaasVMBackupRequest: object({ objectType: text, recoveryPointExpiryTimeInUTC: any }) },
};

/** Deployment, resources 2024-03-01. A template and its parameters are read by the template's own rules. */
const deployment = object({
  location: text,
  tags,
  properties: object({
    debugSetting: any,
    diagnosticSettings: any,
    expressionEvaluationOptions: any,
    extensionConfigs: any,
    externalInputDefinitions: any,
    externalInputs: any,
    mode: enumOf("Incremental", "Complete"),
    onErrorDeployment: any,
    parameters: any,
    parametersLink: any,
    template: any,
    templateLink: any,
    validationLevel: enumOf("Template", "Provider", "ProviderNoRbac"),
    whatIfSettings: object({ resultFormat: enumOf("ResourceIdOnly", "FullResourcePayloads") }),
  }),
});

/** DataSourceType, recoveryservicesbackup 2026-07-01. */
const resourceType = enumOf(
  ...["Invalid", "VM", "FileFolder", "AzureSqlDb", "SQLDB", "Exchange", "Sharepoint", "VMwareVM", "SystemState"],
  ...["Client", "GenericDataSource", "SQLDataBase", "AzureFileShare", "SAPHanaDatabase", "SAPAseDatabase"],
  "SAPHanaDBInstance",
);

/** The requests of BackupStatus, ProtectionIntent and FeatureSupport, recoveryservicesbackup 2026-07-01. */
const discovery: Readonly<Record<string, Shape>> = {
  backupStatus: object({ resourceType, resourceId: text, poLogicalName: text }),
  backupPreValidateProtection: object({ resourceType, resourceId: text, vaultId: text, properties: text }),
  backupValidateFeatures: {
    type: "object",
    tag: "featureType",
    tagValues: ["AzureBackupGoals", "AzureVMResourceBackup"],
    branches: { AzureVMResourceBackup: object({ featureType: text, vmSize: text, vmSku: text }) },
  },
};

/** CreateManagementGroupRequest and PatchManagementGroupRequest, managementgroups 2023-04-01. */
const managementGroup = object({
  properties: object({
    displayName: text,
    tenantId: text,
    children: any,
    details: object({ parent: object({ id: text }), updatedBy: any, updatedTime: any, version: any }),
  }),
  displayName: text,
  parentGroupId: text,
});

/** By type, and type and action. */
export const requests: Shapes = {
  definitions: {},
  resources: {
    "subscriptions/resourceGroups": object({ location: text, managedBy: text, properties: any, tags }),
    [DEPLOYMENTS]: deployment,
    [`${DEPLOYMENTS}/validate`]: deployment,
    [`${DEPLOYMENTS}/whatIf`]: deployment,
    "Microsoft.Compute/disks/beginGetAccess": access,
    "Microsoft.Compute/snapshots/beginGetAccess": access,
    "Microsoft.Management/managementGroups": managementGroup,
    ...Object.fromEntries(
      Object.entries(discovery).map(([action, shape]) => [`Microsoft.RecoveryServices/locations/${action}`, shape]),
    ),
    // UnlockDeleteRequest, recoveryservicesbackup 2026-07-01.
    "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/unlockDelete": object({
      resourceGuardOperationRequests: arrayOf(text),
      resourceToBeDeleted: text,
    }),
    // ConfigureSourceScanRequest and ListRecoveryPointsRecommendedForMoveRequest, recoveryservicesbackup 2026-07-01.
    [`${ITEMS}/configureSourceScan`]: object({
      sourceScanAction: text,
      resourceGuardOperationRequests: arrayOf(text),
    }),
    [`${ITEMS}/recoveryPointsRecommendedForMove`]: object({ objectType: text, excludedRPList: arrayOf(text) }),
    [`${ITEMS}/backup`]: object({ properties: backupRequest }),
    [`${ITEMS}/recoveryPoints/restore`]: object({ properties: restoreRequest }),
  },
};
