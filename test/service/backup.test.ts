import assert from "node:assert/strict";
import { at, type Json, objectAt } from "../../provider/core/json.js";
import {
  firstOf,
  GROUP,
  ITEM,
  machineWith,
  openTestAzure,
  propertiesOf,
  protection,
  putProtected,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const JOBS = `${VAULT}/backupJobs`;
const POINTS = `${ITEM}/recoveryPoints`;

const tiersOf = (point: Json | undefined): Json[] =>
  (at(point, "properties", "recoveryPointTierDetails") as Json[]).map((tier) => at(tier, "type") ?? null);

/** The path of the newest job. */
async function newestJob({ call }: TestAzure): Promise<string> {
  return `${JOBS}/${String(firstOf(await call("GET", JOBS), "name"))}`;
}

describe("an on-demand backup", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
  });

  afterEach(() => azure.close());

  it("completes at the first poll and creates a recovery point in both tiers", async () => {
    await putProtected(azure);
    const backup = await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const operation = await azure.follow(backup);
    const job = propertiesOf(await azure.call("GET", await newestJob(azure)));
    const [point] = (await azure.call("GET", POINTS)).body["value"] as Json[];

    assert.equal(backup.status, 202);
    assert.equal(backup.headers.get("retry-after"), "0");
    assert.equal(operation.body["status"], "Succeeded");
    assert.equal(job["status"], "Completed");
    assert.deepEqual(tiersOf(point), ["InstantRP", "HardenedRP"]);
  });

  it("moves its item from IRPending to Protected and updates the item's last backup and recovery point", async () => {
    await putProtected(azure);
    const before = propertiesOf(await azure.call("GET", ITEM));
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const after = propertiesOf(await azure.call("GET", ITEM));

    assert.equal(before["protectionState"], "IRPending");
    assert.equal(before["lastBackupTime"], "2001-01-01T00:00:00Z");
    assert.equal(after["protectionState"], "Protected");
    assert.equal(after["lastBackupStatus"], "Completed");
    assert.equal(after["lastRecoveryPoint"], "2024-05-13T10:25:28Z");
  });

  it("installs the VMSnapshot extension on a Windows VM, only the first time", async () => {
    await putProtected(azure);
    assert.deepEqual((await azure.call("GET", `${VM}/extensions`)).body["value"], []);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const extensions = (await azure.call("GET", `${VM}/extensions`)).body["value"] as Json[];

    assert.equal(extensions.length, 1);
    assert.equal(at(extensions[0], "name"), "VMSnapshot");
    const { publisher, type, typeHandlerVersion } = objectAt(extensions[0], "properties");
    assert.deepEqual([publisher, type, typeHandlerVersion], ["Microsoft.Azure.RecoveryServices", "VMSnapshot", "1.9"]);
  });

  it("does not overwrite a snapshot extension that the user changed", async () => {
    await putProtected(azure);
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("PATCH", `${VM}/extensions/VMSnapshot`, { properties: { settings: { mine: true } } });
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const extension = await azure.call("GET", `${VM}/extensions/VMSnapshot`);
    assert.deepEqual(propertiesOf(extension)["settings"], { mine: true });
  });

  it("installs VMSnapshotLinux on a Linux VM and creates a file-system-consistent recovery point", async () => {
    await putProtected(azure, "Linux");
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    assert.equal(firstOf(await azure.call("GET", `${VM}/extensions`), "name"), "VMSnapshotLinux");
    assert.equal(firstOf(await azure.call("GET", POINTS), "properties", "recoveryPointType"), "FileSystemConsistent");
  });

  for (const [verb, expected] of [
    ["start", "AppConsistent"],
    ["powerOff", "CrashConsistent"],
    ["deallocate", "CrashConsistent"],
  ] as const) {
    it(`after ${verb} of the VM creates a recovery point of the type ${expected}`, async () => {
      await putProtected(azure);
      await azure.call("POST", `${VM}/${verb}`);
      await azure.call("POST", `${ITEM}/backup`, BACKUP);
      assert.equal(firstOf(await azure.call("GET", POINTS), "properties", "recoveryPointType"), expected);
    });
  }

  it("lists included and excluded disks in the recovery point", async () => {
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const dataDisks = [0, 1].map((lun) => ({ lun, name: `data${lun}`, createOption: "Empty", diskSizeGB: 8 }));
    const storageProfile = { osDisk: { name: "os" }, dataDisks };
    await azure.call("PUT", VM, machineWith({ storageProfile }, "Windows"));
    await azure.call("PUT", VAULT, { location: "westeurope", properties: {} });
    const extendedProperties = { diskExclusionProperties: { diskLunList: [1], isInclusionList: false } };
    const protectionBody = protection();
    await azure.call("PUT", ITEM, { properties: { ...objectAt(protectionBody, "properties"), extendedProperties } });
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const name = firstOf(await azure.call("GET", POINTS), "name");
    const point = await azure.call("GET", `${POINTS}/${String(name)}`);

    assert.deepEqual(propertiesOf(point)["recoveryPointDiskConfiguration"], {
      numberOfDisksIncludedInBackup: 2,
      numberOfDisksAttachedToVm: 3,
      includedDiskList: [
        { lun: -1, name: "os" },
        { lun: 0, name: "data0" },
      ],
      excludedDiskList: [{ lun: 1, name: "data1" }],
    });
  });
});
