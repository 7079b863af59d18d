import assert from "node:assert/strict";
import { at, type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import {
  dailyPolicy,
  firstOf,
  GROUP,
  ITEM,
  itemPath,
  machine,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const BACKUP = { properties: { objectType: "IaasVMBackupRequest" } };
const POINTS = `${ITEM}/recoveryPoints`;
const JOBS = `${VAULT}/backupJobs`;
const BACKUP_GROUP = `${SUBSCRIPTION}/resourceGroups/AzureBackupRG_westeurope_1`;
const COLLECTIONS = "providers/Microsoft.Compute/restorePointCollections";

const namesIn = (body: JsonObject): Json[] => (body["value"] as Json[]).map((one) => at(one, "name") ?? null);

async function newestJob({ call }: TestAzure): Promise<JsonObject> {
  const name = String(firstOf(await call("GET", JOBS), "name"));
  return propertiesOf(await call("GET", `${JOBS}/${name}`));
}

describe("the first backup of a VM", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  for (const [osType, type, version] of [
    ["Windows", "VMSnapshot", "1.9"],
    ["Linux", "VMSnapshotLinux", "1.0"],
  ] as const) {
    it(`installs the snapshot extension for ${osType}, which the instance view lists`, async () => {
      await putProtected(azure, osType);
      const before = await azure.call("GET", `${VM}/extensions`);
      await azure.call("POST", `${ITEM}/backup`, BACKUP);
      const extension = propertiesOf(await azure.call("GET", `${VM}/extensions/${type}`));
      const view = await azure.call("GET", `${VM}/instanceView`);
      const { publisher, typeHandlerVersion, autoUpgradeMinorVersion } = extension;
      assert.deepEqual(before.body["value"], []);
      assert.deepEqual(
        [publisher, extension["type"], typeHandlerVersion, autoUpgradeMinorVersion],
        ["Microsoft.Azure.RecoveryServices", type, version, true],
      );
      assert.equal(at((view.body["extensions"] as Json[])[0], "name"), type);
    });
  }

  it("installs the snapshot extension even if the VM is deallocated", async () => {
    await putProtected(azure);
    await azure.call("POST", `${VM}/deallocate`);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.deepEqual(namesIn((await azure.call("GET", `${VM}/extensions`)).body), ["VMSnapshot"]);
    assert.equal(firstOf(await azure.call("GET", POINTS), "properties", "recoveryPointType"), "CrashConsistent");
  });

  it("creates the resource group and the restore point collection, which are deleted with the item", async () => {
    await putProtected(azure);
    assert.equal((await azure.call("GET", BACKUP_GROUP)).status, 404);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const group = await azure.call("GET", BACKUP_GROUP);
    const [collection] = namesIn((await azure.call("GET", `${BACKUP_GROUP}/${COLLECTIONS}`)).body);
    assert.match(String(group.body["managedBy"]), /Microsoft\.RecoveryServices/);
    assert.match(String(collection), /^AzureBackup_web_\d+$/);

    const softDeleteOff = { properties: { softDeleteFeatureState: "Disabled" } };
    await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, softDeleteOff);
    await azure.call("DELETE", ITEM);
    assert.equal((await azure.call("GET", BACKUP_GROUP)).status, 404);
  });

  it("names the resource group by the policy, with the number between prefix and suffix", async () => {
    await putBasics(azure);
    const naming = { azureBackupRGNamePrefix: "points-", azureBackupRGNameSuffix: "-kept" };
    const policy = mergeJson(dailyPolicy(), { properties: { instantRPDetails: naming } });
    await azure.call("PUT", `${VAULT}/backupPolicies/named`, policy);
    await azure.call("PUT", ITEM, protection(VAULT, "named"));
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.equal((await azure.call("GET", `${SUBSCRIPTION}/resourceGroups/points-1-kept`)).status, 200);
  });
});

describe("a snapshot extension that the user installs", () => {
  it("never returns its protected settings, and keeps ticks as a string", async () => {
    const azure = await openTestAzure();
    try {
      await azure.call("PUT", GROUP, { location: "westeurope" });
      await azure.call("PUT", VM, machine());
      const settings = {
        taskId: "task_1",
        commandToExecute: "snapshot",
        commandStartTimeUTCTicks: "638512299280000000",
      };
      const protectedSettings = { objectStr: "c2VjcmV0", logsBlobUri: "https://a.blob.core.windows.net/l?sig=secret" };
      const handler = { publisher: "Microsoft.Azure.RecoveryServices", type: "VMSnapshot", typeHandlerVersion: "1.9" };
      const put = await azure.call("PUT", `${VM}/extensions/VMSnapshot`, {
        location: "westeurope",
        properties: { ...handler, settings, protectedSettings },
      });
      const got = await azure.call("GET", `${VM}/extensions/VMSnapshot`);
      assert.doesNotMatch(JSON.stringify([put.body, got.body]), /protectedSettings|secret|c2VjcmV0/);
      assert.deepEqual(propertiesOf(got)["settings"], settings);
    } finally {
      await azure.close();
    }
  });
});

describe("a snapshot through the VM agent", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  const ROWS: readonly (readonly [rule: string, vm: JsonObject, code: number, title: string])[] = [
    [
      "fails if the VM has no agent",
      { properties: { osProfile: { windowsConfiguration: { provisionVMAgent: false } } } },
      400_196,
      "UserErrorGuestAgentStatusUnavailable",
    ],
    [
      "fails if the agent is older than 2.6.1198.718",
      { tags: { "azvb-vm-agent-version": "2.6.1198.717" } },
      380_016,
      "UserErrorGuestAgentVersionUnsupported",
    ],
    [
      "fails if the VM has no network",
      { tags: { "azvb-extension-code": "76" } },
      400_206,
      "ExtensionSnapshotFailedNoNetwork",
    ],
    [
      "fails if the file systems cannot be frozen",
      { tags: { "azvb-extension-code": "121" } },
      121,
      "UserErrorFsFreezeFailed",
    ],
    ["fails if its command is too late", { tags: { "azvb-extension-code": "402" } }, 402, "ExtensionCommandTooLate"],
  ];
  for (const [rule, vm, code, title] of ROWS) {
    it(`${rule}, and reports the error in the job and in the item's health details`, async () => {
      await putBasics(azure);
      await azure.call("PUT", VM, mergeJson(machine(), vm));
      await azure.call("PUT", ITEM, protection());
      await azure.call("POST", `${ITEM}/backup`, BACKUP);
      const job = await newestJob(azure);
      const item = propertiesOf(await azure.call("GET", ITEM));
      const [error] = job["errorDetails"] as JsonObject[];
      const [health] = item["healthDetails"] as JsonObject[];
      assert.deepEqual([job["status"], error?.["errorCode"], error?.["errorTitle"]], ["Failed", code, title]);
      assert.deepEqual([item["lastBackupStatus"], health?.["code"], health?.["title"]], ["Failed", code, title]);
      assert.deepEqual((await azure.call("GET", POINTS)).body["value"], []);
    });
  }

  it("succeeds with the minimum agent version, and with an older agent while the VM is off", async () => {
    await putProtected(azure);
    await azure.call("PUT", VM, mergeJson(machine(), { tags: { "azvb-vm-agent-version": "2.6.1198.718" } }));
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const running = await newestJob(azure);
    await azure.call("PUT", VM, mergeJson(machine(), { tags: { "azvb-vm-agent-version": "1.0" } }));
    await azure.call("POST", `${VM}/powerOff`);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const types = ((await azure.call("GET", POINTS)).body["value"] as Json[]).map((point) =>
      at(point, "properties", "recoveryPointType"),
    );
    assert.equal(running["status"], "Completed");
    assert.deepEqual(types, ["CrashConsistent", "AppConsistent"]);
  });
});

describe("a VM with a soft-deleted item", () => {
  it("is not listed as protectable until the item is purged", async () => {
    const azure = await openTestAzure();
    try {
      await putProtected(azure);
      const listed = async () => {
        await azure.follow(await azure.call("POST", `${VAULT}/backupFabrics/Azure/refreshContainers`));
        return namesIn((await azure.call("GET", `${VAULT}/backupProtectableItems`)).body);
      };
      await azure.call("DELETE", ITEM);
      const softDeleted = await listed();
      azure.advance(14 * 86_400_000);
      assert.deepEqual(softDeleted, []);
      assert.deepEqual(await listed(), ["iaasvmcontainerv2;rehearsal;web"]);
    } finally {
      await azure.close();
    }
  });
});

describe("several VMs", () => {
  it("can be registered and protected concurrently, and are counted in the usage summaries", async () => {
    const azure = await openTestAzure();
    try {
      await putBasics(azure);
      const names = ["web", "api", "db"];
      const vmOf = (name: string) => VM.replace(/web$/, name);
      await Promise.all(names.map((name) => azure.call("PUT", vmOf(name), machine())));
      const containerOf = (name: string) => itemPath(VAULT, name).split("/protectedItems/")[0] ?? "";
      const register = (name: string) =>
        azure.call("PUT", containerOf(name), {
          properties: { backupManagementType: "AzureIaasVM", sourceResourceId: vmOf(name) },
        });
      const registered = await Promise.all(names.map(register));
      const containers = (await azure.call("GET", `${VAULT}/backupProtectionContainers`)).body["value"] as Json[];
      const enable = (name: string) =>
        azure.call("PUT", itemPath(VAULT, name), protection(VAULT, "DefaultPolicy", vmOf(name)));
      const enabled = await Promise.all(names.map(enable));
      const counts = await azure.call("GET", `${VAULT}/backupUsageSummaries?$filter=type eq 'BackupJobCountSummary'`);
      const items = await azure.call("GET", `${VAULT}/backupUsageSummaries`);

      assert.deepEqual(
        [...registered, ...enabled].map(({ status }) => status),
        Array(6).fill(202),
      );
      assert.equal(containers.length, 3);
      assert.deepEqual(objectAt(containers[0], "properties")["registrationStatus"], "Registered");
      assert.equal(firstOf(items, "currentValue"), 3);
      const completed = (counts.body["value"] as Json[]).find((one) => at(one, "name", "value") === "Completed");
      assert.equal(at(completed, "currentValue"), 3);
      assert.equal((await azure.call("DELETE", containerOf("web"))).status, 400);
    } finally {
      await azure.close();
    }
  });
});
