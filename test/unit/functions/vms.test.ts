import assert from "node:assert/strict";
import sinon from "sinon";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { getProtectedVm, getProtectedVms, getRecoveryPoints } from "../../../provider/index.js";
import { ITEM, POLICY, VAULT, VM } from "../kinds/examples.js";
import { engineForFunctions } from "./asking.js";

const vaultBody: JsonObject = { id: VAULT, name: "backups", location: "westeurope", properties: {} };

const item = (properties: JsonObject = {}, id = ITEM): JsonObject => ({
  id,
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    backupManagementType: "AzureIaasVM",
    friendlyName: "web",
    sourceResourceId: VM,
    protectionState: "Protected",
    healthStatus: "Passed",
    policyId: POLICY.replace("/subscriptions", "/Subscriptions"),
    policyName: "daily",
    lastBackupStatus: "Completed",
    lastBackupTime: "2026-03-10T01:00:05.1234567Z",
    lastRecoveryPoint: "2026-03-10T01:00:09.5Z",
    ...properties,
  },
});

const policyBody = (timeZone = "W. Europe Standard Time"): JsonObject => ({
  id: POLICY,
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: ["2024-01-01T02:00:00Z"],
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: {
        retentionTimes: ["2024-01-01T02:00:00Z"],
        retentionDuration: { count: 30, durationType: "Days" },
      },
    },
    timeZone,
  },
});

describe("getProtectedVm", () => {
  const stub = engineForFunctions();

  it("returns the protection of a VM, and the next run of its policy in standard time", async () => {
    sinon.stub(stub().armed.protectedItems, "find").withArgs(ITEM).resolves(item());
    sinon.stub(stub().armed.policies, "find").resolves(policyBody());

    assert.deepEqual(await getProtectedVm({ vault: VAULT, vm: VM }), {
      id: ITEM,
      vault: VAULT,
      vm: VM,
      name: "web",
      policy: POLICY.replace("/subscriptions", "/Subscriptions"),
      policyName: "daily",
      protection: "protected",
      protectionState: "Protected",
      health: "Passed",
      healthDetails: [],
      lastBackup: { status: "Completed", time: "2026-03-10T01:00:05.123Z" },
      lastRecoveryPoint: "2026-03-10T01:00:09.500Z",
      nextRun: "2026-03-11T01:00:00.000Z",
      softDelete: undefined,
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
    });
  });

  it("returns the state of the scan for threats, if Azure reports it", async () => {
    const scan = { sourceSideScanStatus: "Configured", sourceSideScanSummary: "Suspicious" };
    sinon.stub(stub().armed.protectedItems, "find").resolves(item({ sourceSideScanInfo: scan }));
    sinon.stub(stub().armed.policies, "find").resolves(policyBody());

    const { sourceScan } = await getProtectedVm({ vault: VAULT, vm: VM });

    assert.deepEqual(sourceScan, { status: "Configured", summary: "Suspicious" });
  });

  it("returns Azure's health details of the VM", async () => {
    const detail = {
      code: 380016,
      title: "UserErrorGuestAgentVersionUnsupported",
      message: "No agent.",
      recommendations: ["Install it."],
    };
    sinon
      .stub(stub().armed.protectedItems, "find")
      .resolves(item({ healthStatus: "ActionRequired", healthDetails: [detail], policyId: "" }));

    const found = await getProtectedVm({ id: ITEM });

    assert.equal(found.health, "ActionRequired");
    assert.deepEqual(found.healthDetails, [detail]);
    assert.equal(found.policy, undefined);
  });

  it("returns no next run if the policy's time zone is unknown or backups are suspended", async () => {
    const find = sinon.stub(stub().armed.protectedItems, "find").resolves(item());
    sinon.stub(stub().armed.policies, "find").resolves(policyBody("Mars Standard Time"));
    const lost = await getProtectedVm({ id: ITEM });
    find.resolves(item({ protectionState: "BackupsSuspended" }));
    const suspended = await getProtectedVm({ id: ITEM });

    assert.deepEqual([lost.protection, lost.nextRun], ["protected", undefined]);
    assert.deepEqual([suspended.protection, suspended.nextRun], ["suspended", undefined]);
  });

  it("treats Azure's placeholder times in the years 1 and 2001 as undefined", async () => {
    const never = {
      lastBackupStatus: "Failed",
      lastBackupTime: "2001-01-01T00:00:00Z",
      lastRecoveryPoint: "0001-01-01T00:00:00",
    };
    sinon.stub(stub().armed.protectedItems, "find").resolves(item({ ...never, policyId: "" }));

    const { lastBackup, lastRecoveryPoint } = await getProtectedVm({ id: ITEM });

    assert.deepEqual([lastBackup, lastRecoveryPoint], [undefined, undefined]);
  });

  it("fails with advice if no vault protects the VM", async () => {
    sinon.stub(stub().armed.protectedItems, "find").resolves(undefined);
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon.stub(stub().armed.protectedItems, "findVaultOf").resolves(undefined);

    await assert.rejects(getProtectedVm({ vault: VAULT, vm: VM }), {
      code: "NotFound",
      message: `getProtectedVm: The VM ${VM} is not protected in ${VAULT}, nor in another vault of its region. If this program declares it, call the Output form with the resource itself or with { dependsOn }, which waits until it is created; otherwise protect it with a ProtectedVm.`,
    });
  });
});

describe("getProtectedVms", () => {
  const stub = engineForFunctions();

  it("lists only VMs, sorted by name, and reads the policies once", async () => {
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon.stub(stub().armed.policies, "list").resolves([policyBody("UTC")]);
    sinon
      .stub(stub().armed.protectedItems, "list")
      .resolves([
        item(),
        item({ friendlyName: "api" }, `${ITEM}2`),
        item({ protectedItemType: "AzureVmWorkloadSQLDatabase", friendlyName: "sql" }, `${ITEM}3`),
      ]);

    const found = await getProtectedVms({ vault: VAULT });

    assert.deepEqual(
      found.map(({ name, nextRun }) => [name, nextRun]),
      [
        ["api", "2026-03-11T02:00:00.000Z"],
        ["web", "2026-03-11T02:00:00.000Z"],
      ],
    );
    assert.deepEqual(stub().calls, ["vaults.find", "protectedItems.list", "policies.list"]);
  });
});

describe("getRecoveryPoints", () => {
  const stub = engineForFunctions();
  const point = (name: string, recoveryPointTime: string, ...tiers: string[]): JsonObject => ({
    id: `${ITEM}/recoveryPoints/${name}`,
    name,
    properties: {
      recoveryPointTime,
      recoveryPointType: "AppConsistent",
      recoveryPointTierDetails: tiers.map((type) => ({ type, status: "Valid" })),
      recoveryPointProperties: { expiryTime: "2026-04-09T00:00:00.0000000", ruleName: "Daily" },
    },
  });

  it("returns the threats that a scan found, if Azure reports a status", async () => {
    const threatInfo = [{ threatTitle: "Ransomware", threatState: "Active", threatSeverity: "High", threatURI: "" }];
    const scanned = (properties: JsonObject) => {
      const found = point("1", "2026-03-01T02:00:00Z", "HardenedRP");
      return { ...found, properties: { ...objectAt(found, "properties"), ...properties } };
    };
    sinon.stub(stub().armed.protectedItems, "find").resolves(item());
    const list = sinon.stub(stub().armed.recoveryPoints, "list");
    list.resolves([scanned({ threatStatus: "UnHealthy", threatInfo }), scanned({ threatStatus: 0 })]);

    const [infected, old] = await getRecoveryPoints({ vault: VAULT, vm: VM });

    assert.equal(infected?.threatStatus, "UnHealthy");
    assert.deepEqual(infected?.threats, [{ title: "Ransomware", severity: "High", state: "Active" }]);
    assert.deepEqual([old?.threatStatus, old?.threats], [undefined, undefined]);
  });

  it("returns tiers including the archive, and expiry times in UTC", async () => {
    sinon.stub(stub().armed.protectedItems, "find").resolves(item());
    sinon
      .stub(stub().armed.recoveryPoints, "list")
      .resolves([
        point("1", "2026-03-01T02:00:00Z", "HardenedRP"),
        point("2", "2026-03-03T02:00:00Z", "InstantRP"),
        point("3", "2025-03-01T02:00:00Z", "ArchivedRP"),
      ]);

    const points = await getRecoveryPoints({ vault: VAULT, vm: VM });

    assert.deepEqual(
      points.map(({ name, tier }) => [name, tier]),
      [
        ["2", "Snapshot"],
        ["1", "Vault"],
        ["3", "Archive"],
      ],
    );
    assert.deepEqual(points[0], {
      id: `${ITEM}/recoveryPoints/2`,
      name: "2",
      time: "2026-03-03T02:00:00.000Z",
      tier: "Snapshot",
      consistency: "AppConsistent",
      expiresAt: "2026-04-09T00:00:00.000Z",
      rule: "Daily",
    });
  });
});
