/** The Recovery Services vault. Source: Microsoft.RecoveryServices/vaults, api-version 2026-05-01, and vaults/backupconfig, 2025-02-01. */
import { REGION_NAME } from "../../rules/shared/regions.js";
import { ID_SEGMENT, oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { closed, immutability, SWITCH, softDelete, sourceScan, userIdentity } from "./security.js";

/** As in `rules/shared/names.ts`, but a pattern without flags needs a range for the letters of other scripts. */
const GROUP_LETTER = "-\\w()\\u0080-\\uffff";
export const RESOURCE_GROUP_ID = `^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/${ID_SEGMENT}/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[${GROUP_LETTER}.]{0,89}[${GROUP_LETTER}]$`;

const vaultId = {
  name: Type.String({
    pattern: "^[a-zA-Z][-a-zA-Z0-9]{1,49}$",
    expected: "2 to 50 letters, digits and hyphens, starting with a letter",
    description: "The vault's name in Azure. Default: the resource's name in the program.",
    replaceOnChanges: true,
    ignoreCase: true,
  }),
  resourceGroup: Type.String({
    pattern: RESOURCE_GROUP_ID,
    expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
    refersTo: "Microsoft.Resources/resourceGroups",
    description: "The ARM id of the resource group of the vault.",
    replaceOnChanges: true,
    ignoreCase: true,
  }),
  location: Type.String({
    pattern: REGION_NAME.pattern,
    expected: REGION_NAME.allowed,
    description: "The Azure region; a vault protects the VMs of its own region only.",
    replaceOnChanges: true,
    ignoreCase: true,
    ignoreSpaces: true,
  }),
};

const identity = Type.Object(
  {
    type: oneOf(["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"], {
      description: "Whether the vault has an identity of its own, identities that you assign, or both.",
    }),
    userAssignedIdentities: Type.Optional(
      Type.Array(userIdentity("The ARM id of a managed identity."), {
        minItems: 1,
        uniqueItems: true,
        unordered: true,
        description: "The ARM ids of the identities that you assign; required if `type` contains `UserAssigned`.",
      }),
    ),
  },
  { ...closed, description: "The vault's managed identity, which reads customer-managed keys. Default: none." },
);

const encryption = Type.Object(
  {
    keyUri: Type.String({
      pattern: "^https://[^/]+/keys/[^/]+(/[^/]+)?$",
      expected: "the URI of a key: https://{vault}.vault.azure.net/keys/{name}, with or without a version",
      description: "The key, by its URI in a key vault or managed HSM; without a version the newest version is used.",
    }),
    userAssignedIdentity: Type.Optional(
      userIdentity(
        "The identity that reads the key; one of `identity.userAssignedIdentities`. Default: the system-assigned one.",
      ),
    ),
    infrastructureEncryption: oneOf(SWITCH, {
      typeName: "Switch",
      default: "Disabled",
      description: "Whether the storage infrastructure encrypts the data a second time. It cannot be changed later.",
    }),
  },
  {
    ...closed,
    description:
      "Encryption with a customer-managed key. It cannot be disabled once it is enabled; the key can be changed.",
  },
);

const alert = (what: string) =>
  Type.Optional(oneOf(SWITCH, { typeName: "Switch", description: `${what} Default: \`Enabled\`.` }));

const monitoring = Type.Object(
  {
    alertsForAllJobFailures: alert("Azure Monitor's alerts for failed jobs."),
    alertsForAllReplicationIssues: alert("Azure Monitor's alerts for replication issues."),
    alertsForAllFailoverIssues: alert("Azure Monitor's alerts for failover issues."),
    alertsForCriticalOperations: alert("Classic alerts for critical operations."),
    emailNotificationsForSiteRecovery: alert("Classic email notifications of Site Recovery."),
  },
  { ...closed, description: "Alerts of Azure Monitor and classic alerts." },
);

export const inputs = Type.Object(
  {
    ...vaultId,
    sku: oneOf(["Standard", "RS0"], {
      default: "Standard",
      description: "Pricing tier. `RS0` is an alias of `Standard`.",
    }),
    tags: Type.Optional(tags()),
    identity: Type.Optional(identity),
    publicNetworkAccess: oneOf(SWITCH, {
      typeName: "Switch",
      default: "Enabled",
      description: "Whether the vault may be reached from public networks.",
    }),
    redundancy: Type.Optional(
      oneOf(["GeoRedundant", "LocallyRedundant", "ZoneRedundant"], {
        typeName: "Redundancy",
        description:
          "How many copies Azure keeps, and where. It is locked once the first VM is protected. `ZoneRedundant` needs a region with availability zones, `GeoRedundant` one with a paired region. Default: `GeoRedundant`, or `LocallyRedundant` where the region has no pair.",
      }),
    ),
    crossRegionRestore: Type.Optional(
      oneOf(SWITCH, {
        typeName: "Switch",
        description:
          "Whether backups can be restored in the paired region. Requires `GeoRedundant`. Enabling it is a one-way change. Default: `Disabled`.",
      }),
    ),
    crossSubscriptionRestore: Type.Optional(
      oneOf(["Enabled", "Disabled", "PermanentlyDisabled"], {
        description:
          "Whether backups can be restored into another subscription; `PermanentlyDisabled` is a one-way change. Default: `Enabled`.",
      }),
    ),
    softDelete: Type.Optional(softDelete),
    immutability: Type.Optional(immutability),
    sourceScan: Type.Optional(sourceScan),
    costManagement: Type.Optional(
      oneOf(["VaultLevel", "ProtectedItemLevel", "ProtectedItemWithParentTag"], {
        typeName: "CostManagementLevel",
        description:
          "What Azure's cost analysis shows the costs of: the vault, each protected item, or each item with the tags of its parent. Default: `VaultLevel`.",
      }),
    ),
    encryption: Type.Optional(encryption),
    monitoring: Type.Optional(monitoring),
    resourceGuardRequests: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        local: true,
        description:
          "The ARM ids of the resource guard's requests that allow a critical change; sent with every write.",
      }),
    ),
    onDelete: Type.Optional(
      oneOf(["refuse", "stopRetain", "delete", "deleteAndPurge", "retain"], {
        local: true,
        description:
          "What a destroy does. `refuse` deletes the vault if it contains nothing except soft-deleted backups; otherwise it fails, and the error lists the contents and how to remove them. `stopRetain` stops the protection of every VM and retains the vault with its backups. `delete` deletes the backups of VMs, into soft delete if it is on, and then the vault. `deleteAndPurge` disables soft delete, deletes all backups of VMs and then the vault; it fails if soft delete is always on. `retain` changes nothing. Default: `refuse` for a vault that was created, `retain` for one that was adopted.",
      }),
    ),
    ...common,
  },
  closed,
);

export const outputs = Type.Object({
  principalId: Type.Optional(
    Type.String({ description: "The principal of the vault's system-assigned identity; undefined if it has none." }),
  ),
  tenantId: Type.Optional(
    Type.String({
      description: "The tenant of that principal; undefined if the vault has no system-assigned identity.",
    }),
  ),
});

export type Inputs = Static<typeof inputs>;
