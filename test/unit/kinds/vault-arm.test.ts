/** The conversion of every property of a vault to ARM and back. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, settingsToArm, toArm } from "../../../provider/kinds/vault/arm.js";
import { IDENTITY, VAULT, vaultInputs } from "./examples.js";

type Inputs = Parameters<typeof toArm>[0];

const KEY = "https://shop.vault.azure.net/keys/backups";
const declared = (more: Partial<Inputs>): Inputs => ({ ...vaultInputs, ...more });
const live = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: VAULT,
  name: "backups",
  location: "westeurope",
  sku: { name: "Standard" },
  ...more,
  properties,
});

/** Each row: a declared property, its part of the PUT, and its part of the response if that differs. */
type Row = readonly [title: string, inputs: Partial<Inputs>, sent: JsonObject, returned?: JsonObject];
const PROPERTIES: readonly Row[] = [
  ["tier", { sku: "RS0" }, { sku: { name: "RS0", tier: "Standard" } }],
  ["tags", { tags: { team: "shop" } }, { tags: { team: "shop" } }],
  ["system-assigned identity", { identity: { type: "SystemAssigned" } }, { identity: { type: "SystemAssigned" } }],
  [
    "user-assigned identity",
    { identity: { type: "UserAssigned", userAssignedIdentities: [IDENTITY] } },
    { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } } },
    { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: { clientId: "c" } } } },
  ],
  ["public network access", { publicNetworkAccess: "Disabled" }, { properties: { publicNetworkAccess: "Disabled" } }],
  [
    "redundancy",
    { redundancy: "ZoneRedundant" },
    { properties: { redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } } },
  ],
  [
    "cross region restore",
    { crossRegionRestore: "Enabled" },
    { properties: { redundancySettings: { crossRegionRestore: "Enabled" } } },
  ],
  [
    "cross subscription restore",
    { crossSubscriptionRestore: "PermanentlyDisabled" },
    {
      properties: {
        restoreSettings: {
          crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "PermanentlyDisabled" },
        },
      },
    },
  ],
  [
    "immutability",
    { immutability: { state: "Unlocked" } },
    { properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } } },
  ],
  [
    "time-based immutability",
    { immutability: { state: "Unlocked", configuration: { type: "TimeBased", days: 60 } } },
    {
      properties: {
        securitySettings: {
          immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays: 60 } },
        },
      },
    },
  ],
  [
    "source scan",
    { sourceScan: { state: "Enabled", userAssignedIdentity: IDENTITY } },
    {
      properties: {
        securitySettings: {
          sourceScanConfiguration: {
            state: "Enabled",
            sourceScanIdentity: { operationIdentityType: "UserAssigned", userAssignedIdentity: IDENTITY },
          },
        },
      },
    },
  ],
  [
    "cost management",
    { costManagement: "ProtectedItemLevel" },
    { properties: { costManagementSettings: { granularityLevel: "ProtectedItemLevel" } } },
  ],
  [
    "encryption with the system-assigned identity",
    { encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    {
      properties: {
        encryption: {
          keyVaultProperties: { keyUri: KEY },
          kekIdentity: { useSystemAssignedIdentity: true },
          infrastructureEncryption: "Disabled",
        },
      },
    },
  ],
  [
    "encryption with a user-assigned identity",
    { encryption: { keyUri: KEY, userAssignedIdentity: IDENTITY, infrastructureEncryption: "Enabled" } },
    {
      properties: {
        encryption: {
          keyVaultProperties: { keyUri: KEY },
          kekIdentity: { userAssignedIdentity: IDENTITY, useSystemAssignedIdentity: false },
          infrastructureEncryption: "Enabled",
        },
      },
    },
  ],
  [
    "alerts",
    { monitoring: { alertsForAllJobFailures: "Disabled" } },
    {
      properties: {
        monitoringSettings: {
          azureMonitorAlertSettings: {
            alertsForAllJobFailures: "Disabled",
            alertsForAllReplicationIssues: "Enabled",
            alertsForAllFailoverIssues: "Enabled",
          },
          classicAlertSettings: {
            alertsForCriticalOperations: "Enabled",
            emailNotificationsForSiteRecovery: "Enabled",
          },
        },
      },
    },
  ],
];

describe("a vault", () => {
  for (const [title, inputs, sent, returned = sent] of PROPERTIES) {
    it(`sends its ${title} to Azure`, () => {
      const { properties, ...top } = toArm(declared(inputs));
      const { properties: expected, ...expectedTop } = sent;

      assert.deepEqual(top, { location: "westeurope", sku: { name: "Standard" }, ...expectedTop });
      assert.deepEqual(properties, { publicNetworkAccess: "Enabled", ...(expected as JsonObject | undefined) });
    });

    it(`reads its ${title} back as declared`, () => {
      const { properties, ...top } = returned;
      const result = fromArm(live((properties ?? {}) as JsonObject, top), {}, inputs);

      for (const [key, value] of Object.entries(inputs)) assert.deepEqual(result[key], value);
    });
  }

  it("sends resource guard requests with the PUT and with its settings", () => {
    const inputs = declared({ resourceGuardRequests: ["/requests/1"], softDelete: { state: "Disabled" } });

    assert.deepEqual(toArm(inputs)["properties"], {
      publicNetworkAccess: "Enabled",
      resourceGuardOperationRequests: ["/requests/1"],
    });
    assert.deepEqual(settingsToArm(inputs)?.["resourceGuardOperationRequests"], ["/requests/1"]);
  });
});

describe("soft delete of a vault", () => {
  it("is sent as AlwaysON with enhancedSecurityState Enabled", () => {
    assert.deepEqual(settingsToArm(declared({ softDelete: { state: "AlwaysON", retentionDays: 20 } })), {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 20,
    });
  });

  it("is read back as declared if the region forces another state", () => {
    const settings = {
      isSoftDeleteFeatureStateEditable: false,
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
    };
    const softDelete = { state: "Disabled" } as const;

    assert.deepEqual(fromArm(live({}), settings, { softDelete })["softDelete"], { state: "Disabled" });
  });

  it("is read back with the live retention days if only the state cannot be changed", () => {
    const settings = {
      isSoftDeleteFeatureStateEditable: false,
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
    };
    const softDelete = { state: "AlwaysON", retentionDays: 60 } as const;

    assert.deepEqual(fromArm(live({}), settings, { softDelete })["softDelete"], {
      state: "AlwaysON",
      retentionDays: 14,
    });
  });
});

describe("reading a vault", () => {
  it("returns no identity if its type is None", () => {
    assert.equal(fromArm(live({}, { identity: { type: "None" } }), {}, {})["identity"], undefined);
  });

  it("returns no user-assigned identity for the key if the system-assigned identity reads it", () => {
    const encryption = {
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: true, userAssignedIdentity: IDENTITY },
    };

    assert.deepEqual(fromArm(live({ encryption }), {}, {})["encryption"], {
      keyUri: KEY,
      infrastructureEncryption: "Disabled",
    });
  });

  it("returns the declared alerts, and all alerts if none were declared", () => {
    const monitoringSettings = {
      azureMonitorAlertSettings: { alertsForAllJobFailures: "Disabled" },
      classicAlertSettings: { alertsForCriticalOperations: "Enabled" },
    };
    const monitoring = { alertsForCriticalOperations: "Disabled" } as const;

    assert.deepEqual(fromArm(live({ monitoringSettings }), {}, { monitoring })["monitoring"], {
      alertsForCriticalOperations: "Enabled",
    });
    assert.deepEqual(fromArm(live({ monitoringSettings }), {}, {})["monitoring"], {
      alertsForAllJobFailures: "Disabled",
      alertsForCriticalOperations: "Enabled",
    });
  });

  it("keeps confirmLocked, which Azure does not store", () => {
    const securitySettings = { immutabilitySettings: { state: "Locked" } };
    const immutability = { state: "Locked", confirmLocked: true } as const;

    assert.deepEqual(fromArm(live({ securitySettings }), {}, { immutability })["immutability"], immutability);
  });
});
