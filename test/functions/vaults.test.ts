import assert from "node:assert/strict";
import { getBackupPolicy, getDiskSnapshots, getJobs, getVault } from "../../provider/index.js";
import {
  DISK,
  GROUP,
  ITEM,
  putBasics,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openFunctionsAzure } from "./answers.js";

const HOUR_MS = 3_600_000;

describe("functions for vaults and disks against the embedded Azure", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openFunctionsAzure();
  });
  afterEach(() => azure.close());

  it("return a vault with the properties of a declared Vault and with Azure's security rating", async () => {
    await putBasics(azure);
    await azure.call("PATCH", VAULT, {
      tags: { team: "shop" },
      properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } },
    });

    const vault = await getVault({ resourceGroup: GROUP, name: "vault1" });

    assert.deepEqual(vault, {
      id: VAULT,
      name: "vault1",
      resourceGroup: GROUP,
      location: "westeurope",
      sku: "Standard",
      tags: { team: "shop" },
      identity: undefined,
      principalId: undefined,
      tenantId: undefined,
      publicNetworkAccess: "Enabled",
      redundancy: "GeoRedundant",
      crossRegionRestore: "Disabled",
      crossSubscriptionRestore: "Enabled",
      softDelete: { state: "Enabled", retentionDays: 14, forced: false },
      immutability: "Unlocked",
      immutabilityDays: undefined,
      sourceScan: "Disabled",
      costManagement: undefined,
      encryption: undefined,
      monitoring: undefined,
      secureScore: "Minimum",
      securityLevel: "Fair",
      multiUserAuthorization: "Disabled",
      backupStorageVersion: "Unassigned",
      regionOfChoice: "Disabled",
      privateEndpoints: { backup: "None", siteRecovery: "None" },
      provisioningState: "Succeeded",
    });
    assert.deepEqual(await getVault({ id: VAULT.toUpperCase().replace("SUBSCRIPTIONS", "subscriptions") }), vault);
  });

  it("return the days of immutability, the scan of VMs and the cost management of a vault", async () => {
    await putBasics(azure);
    await azure.call("PATCH", `${VAULT}?api-version=2026-05-01`, {
      properties: {
        costManagementSettings: { granularityLevel: "ProtectedItemLevel" },
        securitySettings: {
          sourceScanConfiguration: { state: "Enabled" },
          immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays: 60 } },
        },
      },
    });

    const { immutabilityDays, sourceScan, costManagement } = await getVault({ id: VAULT });

    assert.deepEqual([immutabilityDays, sourceScan, costManagement], [60, "Enabled", "ProtectedItemLevel"]);
  });

  it("return the backup storage version of a vault once it protects a VM", async () => {
    await putProtected(azure);

    assert.equal((await getVault({ id: VAULT })).backupStorageVersion, "V2");
  });

  it("fail with advice if the vault does not exist", async () => {
    await assert.rejects(getVault({ resourceGroup: GROUP, name: "vault1" }), {
      name: "BackupError",
      code: "NotFound",
      message: `getVault: Microsoft.RecoveryServices/vaults vault1 does not exist: ${VAULT} was not found (endpoint: embedded). If this program declares it, call the Output form with the resource itself or with { dependsOn }, which waits until it is created; otherwise correct the id.`,
    });
  });

  it("return the built-in policies of a vault", async () => {
    await putBasics(azure);

    const usual = await getBackupPolicy({ vault: VAULT, name: "DefaultPolicy" });
    const enhanced = await getBackupPolicy({ id: `${VAULT}/backupPolicies/EnhancedPolicy` });

    assert.deepEqual(usual, {
      id: `${VAULT}/backupPolicies/DefaultPolicy`,
      name: "DefaultPolicy",
      vault: VAULT,
      policyType: "V1",
      timeZone: "UTC",
      schedule: { frequency: "Daily", time: "20:00" },
      retention: { daily: { count: 30 } },
      instantRestoreDays: 2,
      instantRestoreResourceGroup: undefined,
      consistency: undefined,
      archive: undefined,
      builtIn: true,
      protectedItemsCount: 0,
    });
    assert.deepEqual(
      [enhanced.policyType, enhanced.schedule],
      ["V2", { frequency: "Hourly", time: "08:00", intervalHours: 4, windowHours: 12 }],
    );
  });

  it("list the existing policies if the requested policy does not exist, and reject a policy that is not for VMs", async () => {
    await putBasics(azure);

    await assert.rejects(getBackupPolicy({ vault: VAULT, name: "daily" }), {
      code: "NotFound",
      message: /The policy daily does not exist in .*\. Its policies for VMs are DefaultPolicy, EnhancedPolicy\. /,
    });
    await assert.rejects(getBackupPolicy({ vault: VAULT, name: "HourlyLogBackup" }), {
      code: "InvalidInput",
      message: `getBackupPolicy: The policy ${VAULT}/backupPolicies/HourlyLogBackup is a policy for AzureWorkload, not for VMs. Use a policy for VMs.`,
    });
  });

  it("list jobs, newest first, filtered by operation, status, VM and time", async () => {
    await putProtected(azure);
    azure.advance(HOUR_MS);
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const operations = async (wanted: object) =>
      (await getJobs({ vault: VAULT, ...wanted })).map(({ operation }) => operation);

    const [backup] = await getJobs({ vault: VAULT });

    assert.deepEqual(
      [backup?.operation, backup?.status, backup?.vmName, backup?.startedAt, backup?.errors],
      ["Backup", "Completed", "web", "2024-05-13T11:25:28.000Z", []],
    );
    assert.equal(backup?.id, `${VAULT}/backupJobs/${backup?.name}`);
    assert.deepEqual(await operations({}), ["Backup", "ConfigureBackup"]);
    assert.deepEqual(await operations({ operation: "ConfigureBackup" }), ["ConfigureBackup"]);
    assert.deepEqual(await operations({ status: "Failed" }), []);
    assert.deepEqual(await operations({ vm: VM, from: "2024-05-13T11:00:00Z" }), ["Backup"]);
    assert.deepEqual(await operations({ to: "2024-05-13T13:00:00+02:00" }), ["ConfigureBackup"]);
    assert.deepEqual(await operations({ vm: `${VM}2` }), []);
  });

  it("return the errors of a failed job", async () => {
    await putProtected(azure);
    await azure.call("DELETE", VM);
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });

    const [job] = await getJobs({ vault: VAULT, operation: "Backup" });

    assert.deepEqual([job?.status, job?.cancellable], ["Failed", false]);
    assert.deepEqual(
      job?.errors.map(({ code, title }) => [code, title]),
      [[400136, "UserErrorVmNotFoundV2"]],
    );
  });

  it("return the incremental snapshots of a disk in order, and full snapshots separately", async () => {
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", DISK, {
      location: "westeurope",
      properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
    });
    const take = async (name: string, incremental: boolean) => {
      azure.advance(HOUR_MS);
      await azure.call("PUT", `${GROUP}/providers/Microsoft.Compute/snapshots/${name}`, {
        location: "westeurope",
        properties: { incremental, creationData: { createOption: "Copy", sourceResourceId: DISK } },
      });
    };
    await take("zulu", true);
    await take("alpha", true);
    await take("whole", false);

    const ofDisk = await getDiskSnapshots({ disk: DISK });
    const ofGroup = await getDiskSnapshots({ resourceGroup: GROUP });

    assert.deepEqual(
      ofDisk.chains.map(({ source, snapshots }) => [source, snapshots.map(({ name }) => name)]),
      [[DISK, ["zulu", "alpha"]]],
    );
    assert.deepEqual(
      ofDisk.full.map(({ name, time, diskSizeGb, source }) => [name, time, diskSizeGb, source]),
      [["whole", "2024-05-13T13:25:28.000Z", 32, DISK]],
    );
    assert.deepEqual(ofGroup, ofDisk);
    assert.deepEqual(await getDiskSnapshots({ disk: `${DISK}2` }), { chains: [], full: [] });
    await assert.rejects(getDiskSnapshots({ resourceGroup: `${SUBSCRIPTION}/resourceGroups/nowhere` }), {
      code: "NotFound",
      message: /^getDiskSnapshots: Microsoft\.Resources\/resourceGroups nowhere does not exist: /,
    });
  });
});
