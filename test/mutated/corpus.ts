/** A valid request of each route, in the form of recorded ones. */
import type { JsonObject } from "../../provider/core/json.js";
import type { Route } from "../../provider/service/azure/route.js";
import { dailyPolicy, GROUP, machine, protection, VAULT, VM } from "../support/service.js";
import { COMPUTE, GUARD, type World } from "./world.js";

/** A request to mutate. */
export interface Valid {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly apiVersion: string;
  readonly body: JsonObject | undefined;
  readonly route: Route;
}

/** The fixed part of a template after the last provider, which names the body of its requests. */
const endOf = (template: string): string => template.split("/providers/").at(-1) ?? template;

/** The path of a route with the names of the world. A key with several `{names}` has the value of the last one. */
export function pathOf({ template }: Route, { names }: World): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string, at: number) => {
    const keys = Object.keys(names).filter((key) => isOf(key, placeholder, template, at));
    const [longest] = keys.sort((a, b) => b.length - a.length);
    return names[longest ?? name] ?? "1";
  });
}

function isOf(key: string, placeholder: string, template: string, at: number): boolean {
  const within = key.lastIndexOf("{");
  return within >= 0 && key.startsWith(placeholder, within) && template.startsWith(key, at - within);
}

const VERSIONS: readonly (readonly [part: string, version: string])[] = [
  ["/deletedVaults", "2026-05-01"],
  ["/configureSourceScan", "2026-07-01"],
  ["/virtualMachines", "2024-07-01"],
  ["/restorePointCollections", "2024-07-01"],
  ["/disks", "2024-03-02"],
  ["/snapshots", "2024-03-02"],
  ["Microsoft.Compute/", "2024-07-01"],
  ["Microsoft.RecoveryServices/", "2024-04-01"],
  ["/managementGroups", "2020-05-01"],
  ["UsageAggregates", "2015-06-01-preview"],
];

const versionOf = (template: string): string => VERSIONS.find(([part]) => template.includes(part))?.[1] ?? "2022-09-01";

/** A route's method and the end of its template. */
export const keyOf = ({ method, template }: Route): string => `${method} ${endOf(template)}`;

/** The requests of all routes. */
export const corpus = (routes: readonly Route[], { names, ...world }: World): Valid[] =>
  routes.map((route) => ({
    method: route.method,
    path: pathOf(route, { ...world, names: { ...names, ...OWN_NAMES[keyOf(route)] } }),
    apiVersion: versionOf(route.template),
    body: BODIES[keyOf(route)],
    route,
  }));

const VAULT_END = "Microsoft.RecoveryServices/vaults/{vault}";
const ITEM_END = `${VAULT_END}/backupFabrics/{fabric}/protectionContainers/{container}/protectedItems/{item}`;
const POINT_END = `${ITEM_END}/recoveryPoints/{point}`;
const LOCATION_END = "Microsoft.RecoveryServices/locations/{location}";
const DEPLOYMENT_END = "Microsoft.Resources/deployments/{deployment}";
const VM_TYPE = "Microsoft.Compute/virtualMachines";

const NETWORK = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name: "[parameters('name')]",
  location: "westeurope",
  tags: { from: "[concat(parameters('name'), '-', resourceGroup().name)]" },
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
};
const DEPLOYMENT = {
  properties: {
    mode: "Incremental",
    parameters: { name: { value: "net" } },
    template: {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { name: { type: "string" }, count: { type: "int", defaultValue: 2 } },
      variables: { names: "[createArray('a', 'b')]" },
      resources: [NETWORK],
      outputs: { id: { type: "string", value: "[resourceId('Microsoft.Network/virtualNetworks', 'net')]" } },
    },
  },
};

const DISK = {
  location: "westeurope",
  sku: { name: "Premium_LRS" },
  tags: { team: "blue" },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8, osType: "Linux" },
};
const SNAPSHOT = {
  location: "westeurope",
  sku: { name: "Standard_ZRS" },
  properties: {
    creationData: { createOption: "Copy", sourceResourceId: `${COMPUTE}/disks/data` },
    incremental: true,
  },
};
const EXTENSION = {
  location: "westeurope",
  properties: {
    publisher: "Microsoft.Azure.Extensions",
    type: "CustomScript",
    typeHandlerVersion: "2.1",
    autoUpgradeMinorVersion: true,
    settings: { commandToExecute: "true" },
    protectedSettings: { secret: "s" },
  },
};
const NEW_VAULT = {
  location: "westeurope",
  sku: { name: "RS0", tier: "Standard" },
  tags: { team: "blue" },
  identity: { type: "SystemAssigned" },
  properties: {
    publicNetworkAccess: "Enabled",
    securitySettings: { softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 14 } },
  },
};
const RESTORE = {
  properties: {
    objectType: "IaasVMRestoreRequest",
    recoveryType: "RestoreDisks",
    sourceResourceId: VM,
    targetResourceGroupId: GROUP,
    region: "westeurope",
    originalStorageAccountOption: false,
  },
};
const STATUS = { resourceType: "VM", resourceId: VM };
const ACCESS = { access: "Read", durationInSeconds: 3600 };

/** The names of requests that the resources of the others would refuse. */
const OWN_NAMES: Readonly<Record<string, World["names"]>> = {
  "DELETE /subscriptions/{subscription}/resourceGroups/{group}": { group: "empty" },
  "PUT Microsoft.Compute/restorePointCollections/{name}/restorePoints/{point}": { "restorePoints/{point}": "second" },
  [`DELETE ${VAULT_END}`]: { vault: "spare" },
};

/** The bodies, by the method and the end of a template. */
export const BODIES: Readonly<Record<string, JsonObject>> = {
  "PUT /subscriptions/{subscription}/resourceGroups/{group}": { location: "westeurope", tags: { team: "blue" } },
  "PATCH /subscriptions/{subscription}/resourceGroups/{group}": { tags: { team: "blue" } },
  "PUT Microsoft.Management/managementGroups/{managementGroup}": { properties: { displayName: "Platform" } },
  "PATCH Microsoft.Management/managementGroups/{managementGroup}": { displayName: "Platform" },
  [`PUT ${DEPLOYMENT_END}`]: DEPLOYMENT,
  [`POST ${DEPLOYMENT_END}/validate`]: DEPLOYMENT,
  [`POST ${DEPLOYMENT_END}/whatIf`]: DEPLOYMENT,
  "PUT Microsoft.Compute/disks/{name}": DISK,
  "PATCH Microsoft.Compute/disks/{name}": { tags: { team: "red" }, properties: { diskSizeGB: 16 } },
  "POST Microsoft.Compute/disks/{name}/beginGetAccess": ACCESS,
  "PUT Microsoft.Compute/snapshots/{name}": SNAPSHOT,
  "PATCH Microsoft.Compute/snapshots/{name}": { tags: { team: "red" } },
  "POST Microsoft.Compute/snapshots/{name}/beginGetAccess": ACCESS,
  "PUT Microsoft.Compute/restorePointCollections/{name}": {
    location: "westeurope",
    properties: { source: { id: VM } },
  },
  "PATCH Microsoft.Compute/restorePointCollections/{name}": { tags: { team: "red" } },
  "PUT Microsoft.Compute/restorePointCollections/{name}/restorePoints/{point}": {
    properties: { consistencyMode: "CrashConsistent" },
  },
  [`PUT ${VM_TYPE}/{name}`]: machine("Linux"),
  [`PATCH ${VM_TYPE}/{name}`]: { tags: { team: "red" } },
  [`PUT ${VM_TYPE}/{name}/extensions/{extension}`]: EXTENSION,
  [`PATCH ${VM_TYPE}/{name}/extensions/{extension}`]: { properties: { settings: { commandToExecute: "date" } } },
  [`PUT ${VAULT_END}`]: NEW_VAULT,
  [`PATCH ${VAULT_END}`]: { tags: { team: "red" }, properties: { publicNetworkAccess: "Disabled" } },
  [`POST ${LOCATION_END}/deletedVaults/{deletedVault}/undelete`]: {
    properties: { recoveryResourceGroupId: GROUP },
  },
  [`PATCH ${VAULT_END}/backupconfig/vaultconfig`]: { properties: { enhancedSecurityState: "Enabled" } },
  [`PUT ${VAULT_END}/backupconfig/vaultconfig`]: {
    properties: { enhancedSecurityState: "Enabled", softDeleteFeatureState: "Enabled" },
  },
  [`PUT ${VAULT_END}/backupstorageconfig/vaultstorageconfig`]: { properties: { storageModelType: "GeoRedundant" } },
  [`PATCH ${VAULT_END}/backupstorageconfig/vaultstorageconfig`]: { properties: { storageModelType: "GeoRedundant" } },
  [`PUT ${VAULT_END}/privateEndpointConnections/{connection}`]: {
    properties: {
      privateEndpoint: { id: `${GROUP}/providers/Microsoft.Network/privateEndpoints/office` },
      privateLinkServiceConnectionState: { status: "Approved" },
    },
  },
  [`PUT ${VAULT_END}/backupResourceGuardProxies/{proxy}`]: { properties: { resourceGuardResourceId: GUARD } },
  [`POST ${VAULT_END}/backupResourceGuardProxies/{proxy}/unlockDelete`]: {
    resourceGuardOperationRequests: [`${GUARD}/deleteProtectedItemRequests/default`],
  },
  [`PUT ${VAULT_END}/backupPolicies/{policy}`]: dailyPolicy("03:00", 40),
  [`POST ${LOCATION_END}/backupStatus`]: STATUS,
  [`POST ${LOCATION_END}/backupPreValidateProtection`]: { ...STATUS, vaultId: VAULT, properties: "" },
  [`POST ${LOCATION_END}/backupValidateFeatures`]: { featureType: "AzureVMResourceBackup", vmSize: "Standard_A1" },
  [`PUT ${VAULT_END}/backupFabrics/{fabric}/protectionContainers/{container}`]: {
    properties: { containerType: VM_TYPE, backupManagementType: "AzureIaasVM", sourceResourceId: VM },
  },
  [`PUT ${ITEM_END}`]: protection(VAULT, "daily"),
  [`POST ${ITEM_END}/configureSourceScan`]: { sourceScanAction: "Enable" },
  [`POST ${ITEM_END}/backup`]: { properties: { objectType: "IaasVMBackupRequest" } },
  [`POST ${ITEM_END}/recoveryPointsRecommendedForMove`]: { objectType: "ListRecoveryPointsRecommendedForMoveRequest" },
  [`POST ${POINT_END}/restore`]: RESTORE,
  [`POST ${POINT_END}/provisionInstantItemRecovery`]: { properties: { objectType: "IaasVMILRRegistrationRequest" } },
  [`POST ${POINT_END}/accessToken`]: { properties: { tenantId: "t", audience: "a" } },
  "POST /_azvb/clock": { advance: "1h" },
};
