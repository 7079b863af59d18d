/** Every property of a vault, to Azure and back. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, settingsToArm, toArm, withDefaults } from "../../../provider/kinds/vault/arm.js";
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

/** A property as it is declared, the part of the PUT that it makes, and what Azure shows of it. */
const PROPERTIES: readonly (readonly [title: string, given: Partial<Inputs>, sent: JsonObject, shown?: JsonObject])[] =
  [
    ["tier", { sku: "RS0" }, { sku: { name: "RS0", tier: "Standard" } }],
    ["tags", { tags: { team: "shop" } }, { tags: { team: "shop" } }],
    ["own identity", { identity: { type: "SystemAssigned" } }, { identity: { type: "SystemAssigned" } }],
    [
      "assigned identity",
      { identity: { type: "UserAssigned", userAssignedIdentities: [IDENTITY] } },
      { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } } },
      { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: { clientId: "c" } } } },
    ],
    ["public network", { publicNetworkAccess: "Disabled" }, { properties: { publicNetworkAccess: "Disabled" } }],
    [
      "redundancy",
      { redundancy: "ZoneRedundant" },
      { properties: { redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } } },
    ],
    [
      "restore in the paired region",
      { crossRegionRestore: "Enabled" },
      { properties: { redundancySettings: { crossRegionRestore: "Enabled" } } },
    ],
    [
      "restore into another subscription",
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
      "encryption by the vault's own identity",
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
      "encryption by an assigned identity",
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

describe("a property of a vault: its", () => {
  for (const [title, given, sent, shown = sent] of PROPERTIES) {
    it(`${title} goes to Azure`, () => {
      const { properties, ...top } = toArm(declared(given));
      const { properties: wanted, ...wantedTop } = sent;

      assert.deepEqual(top, { location: "westeurope", sku: { name: "Standard" }, ...wantedTop });
      assert.deepEqual(properties, { publicNetworkAccess: "Enabled", ...(wanted as JsonObject | undefined) });
    });

    it(`${title} comes back as it was declared`, () => {
      const { properties, ...top } = shown;
      const seen = fromArm(live((properties ?? {}) as JsonObject, top), {}, given);

      for (const [key, value] of Object.entries(given)) assert.deepEqual(seen[key], value);
    });
  }

  it("consent of a resource guard goes along with the vault and with its settings", () => {
    const given = declared({ resourceGuardRequests: ["/requests/1"], softDelete: { state: "Disabled" } });

    assert.deepEqual(toArm(given)["properties"], {
      publicNetworkAccess: "Enabled",
      resourceGuardOperationRequests: ["/requests/1"],
    });
    assert.deepEqual(settingsToArm(given)?.["resourceGuardOperationRequests"], ["/requests/1"]);
  });
});

describe("soft delete of a vault", () => {
  it("is always on together with the security that goes with it", () => {
    assert.deepEqual(settingsToArm(declared({ softDelete: { state: "AlwaysON", retentionDays: 20 } })), {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 20,
    });
  });

  it("is as declared where a region forces another state", () => {
    const settings = {
      isSoftDeleteFeatureStateEditable: false,
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
    };
    const softDelete = { state: "Disabled" } as const;

    assert.deepEqual(fromArm(live({}), settings, { softDelete })["softDelete"], { state: "Disabled" });
  });

  it("tells other days where only the state cannot be changed", () => {
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

describe("what Azure shows of a vault", () => {
  it("names no identity where there is none", () => {
    assert.equal(fromArm(live({}, { identity: { type: "None" } }), {}, {})["identity"], undefined);
  });

  it("names no assigned reader of the key while the vault reads it itself", () => {
    const encryption = {
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: true, userAssignedIdentity: IDENTITY },
    };

    assert.deepEqual(fromArm(live({ encryption }), {}, {})["encryption"], {
      keyUri: KEY,
      infrastructureEncryption: "Disabled",
    });
  });

  it("tells of the alerts that were declared, and of all where none were", () => {
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

  it("keeps the word that a lock was meant, which Azure does not hold", () => {
    const securitySettings = { immutabilitySettings: { state: "Locked" } };
    const immutability = { state: "Locked", confirmLocked: true } as const;

    assert.deepEqual(fromArm(live({ securitySettings }), {}, { immutability })["immutability"], immutability);
  });
});

describe("what is declared of a vault no longer", () => {
  it("goes back to what Azure has where nothing is said", () => {
    const previous = declared({
      tags: { team: "shop" },
      redundancy: "ZoneRedundant",
      crossSubscriptionRestore: "Disabled",
      softDelete: { state: "Disabled" },
      immutability: { state: "Unlocked" },
      monitoring: { alertsForAllJobFailures: "Disabled" },
    });

    assert.deepEqual(withDefaults(vaultInputs, previous), {
      ...vaultInputs,
      tags: {},
      redundancy: "GeoRedundant",
      crossSubscriptionRestore: "Enabled",
      softDelete: { state: "Enabled", retentionDays: 14 },
      immutability: { state: "Disabled" },
      monitoring: {},
    });
  });

  it("stays as it is where it was never declared", () => {
    assert.deepEqual(withDefaults(vaultInputs, vaultInputs), vaultInputs);
  });

  it("is fourteen days of soft delete where only the days are gone", () => {
    const previous = declared({ softDelete: { state: "Enabled", retentionDays: 90 } });

    assert.deepEqual(withDefaults(declared({ softDelete: { state: "AlwaysON" } }), previous).softDelete, {
      state: "AlwaysON",
      retentionDays: 14,
    });
    assert.deepEqual(withDefaults(declared({ softDelete: { state: "Disabled" } }), previous).softDelete, {
      state: "Disabled",
    });
  });
});
