import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { getBackupPolicy, getVault } from "../../../provider/index.js";
import { GROUP, IDENTITY, POLICY, VAULT } from "../kinds/examples.js";
import { engineForFunctions } from "./asking.js";

const vaultBody: JsonObject = { id: VAULT, name: "backups", location: "westeurope", properties: {} };

describe("getVault", () => {
  const stub = engineForFunctions();
  const answer = (vault: JsonObject, settings: JsonObject) => {
    sinon.stub(stub().armed.vaults, "find").resolves({ ...vaultBody, ...vault });
    sinon.stub(stub().armed.vaults, "findSettings").resolves(settings);
  };

  it("returns the identity, the encryption key, the monitoring and the private endpoints of a vault", async () => {
    answer(
      {
        identity: {
          type: "SystemAssigned, UserAssigned",
          principalId: "p",
          tenantId: "t",
          userAssignedIdentities: { [IDENTITY]: {} },
        },
        properties: {
          encryption: {
            keyVaultProperties: { keyUri: "https://k.vault.azure.net/keys/main" },
            kekIdentity: { userAssignedIdentity: IDENTITY, useSystemAssignedIdentity: false },
            infrastructureEncryption: "Enabled",
          },
          monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Disabled" } },
          privateEndpointStateForBackup: "Enabled",
          provisioningState: "Updating",
        },
      },
      {},
    );

    const vault = await getVault({ id: VAULT });

    assert.deepEqual(vault.identity, { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [IDENTITY] });
    assert.deepEqual([vault.principalId, vault.tenantId], ["p", "t"]);
    assert.deepEqual(vault.encryption, {
      keyUri: "https://k.vault.azure.net/keys/main",
      userAssignedIdentity: IDENTITY,
      infrastructureEncryption: "Enabled",
    });
    assert.deepEqual(vault.monitoring, { alertsForAllJobFailures: "Disabled" });
    assert.deepEqual(vault.privateEndpoints, { backup: "Enabled", siteRecovery: "None" });
    assert.equal(vault.provisioningState, "Updating");
  });

  it("returns whether Azure enforces soft delete", async () => {
    answer(
      {},
      {
        softDeleteFeatureState: "AlwaysON",
        softDeleteRetentionPeriodInDays: 30,
        isSoftDeleteFeatureStateEditable: false,
      },
    );

    assert.deepEqual((await getVault({ id: VAULT })).softDelete, {
      state: "AlwaysON",
      retentionDays: 30,
      forced: true,
    });
  });

  it("returns undefined for properties that Azure omits in the first seconds of a vault", async () => {
    answer({}, {});

    const vault = await getVault({ id: VAULT });

    assert.deepEqual(
      [vault.secureScore, vault.backupStorageVersion, vault.softDelete.state, vault.immutability],
      [undefined, undefined, undefined, "Disabled"],
    );
  });

  it("sends no write", async () => {
    answer({}, {});

    await getVault({ resourceGroup: GROUP, name: "backups" });

    assert.deepEqual(stub().calls, ["vaults.find", "vaults.findSettings"]);
  });
});

describe("getBackupPolicy", () => {
  const stub = engineForFunctions();
  const weekly: JsonObject = {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Weekly",
      weeklySchedule: { scheduleRunDays: ["Sunday"], scheduleRunTimes: ["2024-01-01T03:30:00Z"] },
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      weeklySchedule: {
        daysOfTheWeek: ["Sunday"],
        retentionTimes: ["2024-01-01T03:30:00Z"],
        retentionDuration: { count: 104, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 5,
    timeZone: "W. Europe Standard Time",
    protectedItemsCount: 3,
  };

  it("returns every property with which a policy is declared", async () => {
    sinon.stub(stub().armed.policies, "find").resolves({
      id: POLICY,
      name: "daily",
      properties: {
        ...weekly,
        snapshotConsistencyType: "OnlyCrashConsistent",
        instantRPDetails: { azureBackupRGNamePrefix: "snaps-", azureBackupRGNameSuffix: "-prod" },
        tieringPolicy: { ArchivedRP: { tieringMode: "TierAfter", duration: 3, durationType: "Months" } },
      },
    });

    assert.deepEqual(await getBackupPolicy({ id: POLICY }), {
      id: POLICY,
      name: "daily",
      vault: VAULT,
      policyType: "V2",
      timeZone: "W. Europe Standard Time",
      schedule: { frequency: "Weekly", time: "03:30", weekdays: ["Sunday"] },
      retention: { weekly: { count: 104, weekdays: ["Sunday"] } },
      instantRestoreDays: 5,
      instantRestoreResourceGroup: { prefix: "snaps-", suffix: "-prod" },
      consistency: "OnlyCrashConsistent",
      archive: { mode: "TierAfter", duration: 3 },
      builtIn: false,
      protectedItemsCount: 3,
    });
  });

  it("fails with the reason if a policy cannot be described as a BackupPolicy", async () => {
    const schedulePolicy = { schedulePolicyType: "SimpleSchedulePolicyV2", scheduleRunFrequency: "Monthly" };
    sinon.stub(stub().armed.policies, "find").resolves({ id: POLICY, properties: { ...weekly, schedulePolicy } });

    await assert.rejects(getBackupPolicy({ id: POLICY }), {
      code: "InvalidInput",
      message: `getBackupPolicy: The policy ${POLICY} cannot be described by the properties of a BackupPolicy: schedule.frequency is "Monthly": expected Hourly, Daily, Weekly.`,
    });
  });

  it("fails if the vault does not exist, before it lists the policies", async () => {
    sinon.stub(stub().armed.policies, "find").resolves(undefined);
    sinon.stub(stub().armed.vaults, "find").resolves(undefined);

    await assert.rejects(getBackupPolicy({ vault: VAULT, name: "daily" }), {
      code: "NotFound",
      message: /^getBackupPolicy: Microsoft\.RecoveryServices\/vaults backups does not exist: /,
    });
  });
});
