/**
 * The resource types of the known providers, as ARM describes them. Those of Recovery Services are from December 2020, the only
 * recording of a provider; the types, regions and versions of the others are a selection that clients look for.
 * Requests may have other regions and versions: those of `rules/shared/region-list.ts` and `rules/resources/versions.ts`.
 */
import type { JsonObject } from "../../core/json.js";
import { listedVersions } from "../../rules/resources/versions.js";

const REGIONS_BEFORE = [
  "West US",
  "East US",
  "North Europe",
  "West Europe",
  "Brazil South",
  "East Asia",
  "Southeast Asia",
  "North Central US",
  "South Central US",
  "Japan East",
  "Japan West",
  "Australia East",
  "Australia Southeast",
  "Central US",
  "East US 2",
  "Central India",
  "South India",
  "West India",
];
const REGIONS_AFTER = [
  "UK South",
  "UK West",
  "Korea Central",
  "Korea South",
  "France Central",
  "Australia Central",
  "South Africa North",
  "UAE North",
  "Switzerland North",
  "Germany West Central",
  "Norway East",
];

/** Both lists have the same regions, in another order. */
const VAULT_REGIONS = [
  ...REGIONS_BEFORE,
  "Canada Central",
  "Canada East",
  "West Central US",
  "West US 2",
  ...REGIONS_AFTER,
];
const LOCATION_REGIONS = [
  ...REGIONS_BEFORE,
  "West Central US",
  "Canada Central",
  "Canada East",
  "West US 2",
  ...REGIONS_AFTER,
];

const VAULT_VERSIONS = [
  "2020-10-01",
  "2020-07-01-preview",
  "2020-07-01",
  "2020-02-02-preview",
  "2020-02-02",
  "2019-06-15",
  "2019-05-13-preview",
  "2019-05-13",
  "2018-12-20-preview",
  "2018-12-20",
  "2018-07-10-preview",
  "2018-07-10",
  "2018-01-10",
  "2017-07-01-preview",
  "2017-07-01",
  "2016-12-01",
  "2016-08-10",
  "2016-06-01",
  "2016-05-01",
  "2015-12-15",
  "2015-12-10",
  "2015-11-10",
  "2015-08-15",
  "2015-08-10",
  "2015-06-10",
  "2015-03-15",
];
const OPERATION_VERSIONS = [
  "2020-10-01",
  "2020-07-01-preview",
  "2020-07-01",
  "2020-02-02-preview",
  "2020-02-02",
  "2019-06-15",
  "2019-05-13-preview",
  "2019-05-13",
  "2018-07-10-preview",
  "2018-07-10",
  "2018-01-10",
  "2017-09-01",
  "2017-07-01-preview",
  "2017-07-01",
  "2016-12-01",
  "2016-08-10",
  "2016-06-01",
  "2015-12-15",
  "2015-12-10",
  "2015-11-10",
  "2015-08-15",
  "2015-08-10",
  "2015-06-10",
  "2015-03-15",
];
const STATUS_VERSIONS = ["2017-07-01", "2016-06-01"];
const CROSS_REGION_VERSIONS = ["2018-12-20-preview", "2018-12-20"];

const type = (
  resourceType: string,
  locations: readonly string[],
  apiVersions: readonly string[],
  capabilities?: string,
): JsonObject => ({
  resourceType,
  locations,
  apiVersions,
  ...(capabilities === undefined ? {} : { capabilities }),
});

/** A type below `locations`. */
const regional = (name: string, apiVersions: readonly string[]): JsonObject =>
  type(`locations/${name}`, LOCATION_REGIONS, apiVersions);

const RECOVERY_SERVICES: readonly JsonObject[] = [
  type(
    "vaults",
    VAULT_REGIONS,
    VAULT_VERSIONS,
    "CrossResourceGroupResourceMove, CrossSubscriptionResourceMove, SystemAssignedResourceIdentity",
  ),
  type("operations", [], OPERATION_VERSIONS),
  type("locations", [], STATUS_VERSIONS),
  regional("backupStatus", STATUS_VERSIONS),
  regional("checkNameAvailability", ["2018-01-10"]),
  regional("allocatedStamp", ["2016-06-01"]),
  regional("allocateStamp", ["2016-06-01"]),
  regional("backupValidateFeatures", ["2017-07-01"]),
  regional("backupPreValidateProtection", ["2017-07-01"]),
  regional("backupCrrJobs", CROSS_REGION_VERSIONS),
  regional("backupCrrJob", CROSS_REGION_VERSIONS),
  regional("backupAadProperties", CROSS_REGION_VERSIONS),
  regional("backupCrossRegionRestore", CROSS_REGION_VERSIONS),
  regional("backupCrrOperationResults", ["2018-12-20-preview"]),
  regional("backupCrrOperationsStatus", CROSS_REGION_VERSIONS),
  type("backupProtectedItems", LOCATION_REGIONS, ["2017-07-01-preview"], "SupportsExtension"),
  type("replicationEligibilityResults", LOCATION_REGIONS, ["2018-07-10"], "SupportsExtension"),
];

/**
 * The applications of Azure Backup and Site Recovery that may act in a subscription, with their roles: the same for all
 * subscriptions.
 */
const RECOVERY_SERVICES_AUTHORIZATIONS: readonly JsonObject[] = [
  {
    applicationId: "262044b1-e2ce-469f-a196-69ab7ada62d3",
    roleDefinitionId: "21CEC436-F7D0-4ADE-8AD8-FEC5668484CC",
  },
  {
    applicationId: "b8340c3b-9267-498f-b21a-15d5547fd85e",
    roleDefinitionId: "8A00C8EA-8F1B-45A7-8F64-F4CC61EEE9B6",
  },
  {
    applicationId: "3b2fa68d-a091-48c9-95be-88d572e08fb7",
    roleDefinitionId: "47d68fae-99c7-4c10-b9db-2316116a061e",
  },
  {
    applicationId: "9bdab391-7bbe-42e8-8132-e4491dc29cc0",
    roleDefinitionId: "0383f7f5-023d-4379-b2c7-9ef786459969",
  },
];

const KNOWN_REGIONS = ["West Europe", "North Europe", "East US", "East US 2", "West US", "West US 2", "Southeast Asia"];
const KNOWN_VERSIONS = ["2024-04-01", "2023-04-01", "2022-09-01", "2016-06-01"];

const known = (...names: readonly string[]): readonly JsonObject[] =>
  names.map((name) => type(name, KNOWN_REGIONS, KNOWN_VERSIONS, "None"));

/** A type whose resources extend others or belong to no region. Its versions are a selection of those that Azure lists. */
const global = (name: string, ...apiVersions: readonly string[]): JsonObject => type(name, [], apiVersions);

const AUTHORIZATION: readonly JsonObject[] = [
  global("locks", "2020-05-01", "2017-04-01", "2016-09-01"),
  global("roleAssignments", "2022-04-01", "2020-10-01-preview", "2015-07-01"),
  global("roleDefinitions", "2022-04-01", "2018-01-01-preview", "2015-07-01"),
  global("policyAssignments", "2023-04-01", "2022-06-01", "2021-06-01"),
];
const INSIGHTS: readonly JsonObject[] = [
  global("diagnosticSettings", "2021-05-01-preview", "2017-05-01-preview", "2016-09-01"),
  global("actionGroups", "2023-01-01", "2022-06-01", "2021-09-01"),
  global("metricAlerts", "2018-03-01"),
  global("activityLogAlerts", "2020-10-01", "2017-04-01"),
];
const MANAGEMENT: readonly JsonObject[] = [
  global("managementGroups", "2023-04-01", "2021-04-01", "2020-10-01", "2020-05-01", "2020-02-01", "2019-11-01"),
];

interface ProviderFacts {
  readonly authorizations?: readonly JsonObject[];
  readonly resourceTypes: readonly JsonObject[];
}

/** The providers by their namespaces. */
export const PROVIDERS = new Map<string, ProviderFacts>(
  Object.entries({
    "Microsoft.RecoveryServices": {
      authorizations: RECOVERY_SERVICES_AUTHORIZATIONS,
      resourceTypes: RECOVERY_SERVICES,
    },
    "Microsoft.Compute": {
      resourceTypes: [
        "virtualMachines",
        "virtualMachines/extensions",
        "disks",
        "snapshots",
        "restorePointCollections",
      ].map((name) => type(name, KNOWN_REGIONS, listedVersions("Microsoft.Compute", name), "None")),
    },
    "Microsoft.Network": {
      resourceTypes: known("virtualNetworks", "networkInterfaces", "publicIPAddresses", "networkSecurityGroups"),
    },
    "Microsoft.Storage": { resourceTypes: known("storageAccounts") },
    "Microsoft.Authorization": { resourceTypes: AUTHORIZATION },
    "Microsoft.Insights": { resourceTypes: INSIGHTS },
    "Microsoft.AlertsManagement": { resourceTypes: [global("actionRules", "2021-08-08", "2019-05-05-preview")] },
    "Microsoft.Management": { resourceTypes: MANAGEMENT },
    "Microsoft.KeyVault": { resourceTypes: known("vaults") },
    "Microsoft.ManagedIdentity": { resourceTypes: known("userAssignedIdentities") },
    "Microsoft.OperationalInsights": { resourceTypes: known("workspaces") },
    "Microsoft.Resources": { resourceTypes: known("resourceGroups", "deployments", "subscriptions") },
  }),
);
