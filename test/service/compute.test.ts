import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import {
  DISK,
  GROUP,
  machine,
  machineWith,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VM,
} from "../support/service.js";

const EMPTY_DISK = {
  location: "westeurope",
  sku: { name: "Premium_LRS" },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
};
const withDisks = (dataDisks: JsonObject[], name = "os"): JsonObject =>
  machineWith({ storageProfile: { osDisk: { name }, dataDisks } });
const ATTACHED: JsonObject = { lun: 0, createOption: "Attach", managedDisk: { id: DISK } };

describe("a disk", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", DISK, EMPTY_DISK);
  });

  afterEach(() => azure.close());

  it("is accepted with 202, and its operation returns the complete disk", async () => {
    const put = await azure.call("PUT", DISK, EMPTY_DISK);
    const operation = await azure.follow(put);
    assert.equal(put.status, 202);
    assert.equal(at(put.body, "properties", "provisioningState"), "Updating");
    assert.equal(operation.body["status"], "Succeeded");
    assert.equal(at(operation.body, "properties", "output", "properties", "diskState"), "Unattached");
    assert.equal(at(operation.body, "properties", "output", "properties", "diskSizeBytes"), 4_294_967_296);
  });

  it("that two VMs share is managed by both, until each of them is deleted", async () => {
    const other = VM.replace("web", "other");
    await azure.call("PUT", DISK, { ...EMPTY_DISK, properties: { ...EMPTY_DISK.properties, maxShares: 2 } });
    await azure.call("PUT", VM, withDisks([ATTACHED]));
    await azure.call("PUT", other, withDisks([ATTACHED], "os2"));
    const shared = (await azure.call("GET", DISK)).body;
    await azure.call("DELETE", VM);
    const afterFirst = (await azure.call("GET", DISK)).body;
    await azure.call("DELETE", other);
    const free = (await azure.call("GET", DISK)).body;
    assert.deepEqual(shared["managedByExtended"], [VM, other]);
    assert.deepEqual([afterFirst["managedByExtended"], afterFirst["managedBy"]], [[other], other]);
    assert.deepEqual([free["managedBy"], at(free, "properties", "diskState")], [undefined, "Unattached"]);
  });

  for (const [diskSizeGB, tier, iops] of [
    [4, "P1", 120],
    [16, "P3", 120],
    [1024, "P30", 5000],
  ] as const) {
    it(`of ${diskSizeGB} GiB on premium storage has the performance tier ${tier}`, async () => {
      const path = `${DISK}-${tier}`;
      await azure.call("PUT", path, { ...EMPTY_DISK, properties: { ...EMPTY_DISK.properties, diskSizeGB } });
      const properties = propertiesOf(await azure.call("GET", path));
      assert.deepEqual([properties["tier"], properties["diskIOPSReadWrite"]], [tier, iops]);
    });
  }

  it("is returned with isArmResource to a PUT with api-version 2020-06-30, but not to later versions", async () => {
    const old = await azure.call("PUT", `${DISK}?api-version=2020-06-30`, EMPTY_DISK);
    const now = await azure.call("PUT", DISK, EMPTY_DISK);
    assert.deepEqual([propertiesOf(old)["isArmResource"], propertiesOf(now)["isArmResource"]], [true, undefined]);
  });

  it("is managed by the VM that attaches it, until the VM detaches it", async () => {
    await azure.call("PUT", VM, withDisks([ATTACHED]));
    const attached = (await azure.call("GET", DISK)).body;
    await azure.call("PUT", VM, withDisks([]));
    const free = (await azure.call("GET", DISK)).body;
    assert.deepEqual([attached["managedBy"], at(attached, "properties", "diskState")], [VM, "Attached"]);
    assert.deepEqual([free["managedBy"], at(free, "properties", "diskState")], [undefined, "Unattached"]);
  });

  it("is copied into a snapshot that records the unique id of its source", async () => {
    const snapshot = DISK.replace("disks/data1", "snapshots/before");
    const creationData = { createOption: "Copy", sourceResourceId: DISK };
    await azure.call("PUT", snapshot, { location: "westeurope", properties: { creationData } });
    const properties = propertiesOf(await azure.call("GET", snapshot));
    const { uniqueId } = propertiesOf(await azure.call("GET", DISK));
    assert.equal(properties["diskSizeGB"], 4);
    assert.equal(at(properties, "creationData", "sourceUniqueId"), uniqueId);
    assert.equal(properties["incrementalSnapshotFamilyId"], undefined);
  });

  it("that does not exist cannot be copied", async () => {
    const creationData = { createOption: "Copy", sourceResourceId: DISK.replace("data1", "ghost") };
    const answer = await azure.call("PUT", `${DISK}copy`, { location: "westeurope", properties: { creationData } });
    assert.equal(answer.status, 404);
    assert.equal(at(answer.body, "error", "message"), "Resource ghost is not found.");
  });
});

describe("a VM", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("is created with its OS disk and a vmId that stays the same", async () => {
    const put = await azure.call("PUT", VM, machine("Linux"));
    const properties = propertiesOf(await azure.call("GET", VM));
    const again = await azure.call("PUT", VM, machine("Linux"));
    const disk = await azure.call("GET", String(at(properties, "storageProfile", "osDisk", "managedDisk", "id")));

    assert.deepEqual([put.status, again.status], [201, 200]);
    assert.equal(disk.body["managedBy"], VM);
    assert.equal(propertiesOf(disk)["osType"], "Linux");
    assert.equal(at(again.body, "properties", "vmId"), properties["vmId"]);
  });

  it("reports its power state in the instance view", async () => {
    await azure.call("PUT", VM, machine());
    const powerState = async () => {
      const { body } = await azure.call("GET", `${VM}?$expand=instanceView`);
      return at((at(body, "properties", "instanceView", "statuses") as Json[])[1], "code");
    };
    const running = await powerState();
    await azure.call("POST", `${VM}/deallocate`);
    assert.deepEqual([running, await powerState()], ["PowerState/running", "PowerState/deallocated"]);
  });

  it("never returns the admin password", async () => {
    const osProfile = { computerName: "web", adminUsername: "me", adminPassword: "Tr0ub4dor" };
    const body = machine();
    await azure.call("PUT", VM, { ...body, properties: { ...(body["properties"] as JsonObject), osProfile } });
    assert.doesNotMatch(JSON.stringify((await azure.call("GET", VM)).body), /Tr0ub4dor/);
  });

  it("is deleted together with disks that have deleteOption Delete, and detaches the others", async () => {
    const dataDisks = [
      { lun: 0, name: "gone", createOption: "Empty", diskSizeGB: 4, deleteOption: "Delete" },
      { lun: 1, name: "kept", createOption: "Empty", diskSizeGB: 4, deleteOption: "Detach" },
    ];
    await azure.call("PUT", VM, withDisks(dataDisks));
    await azure.call("DELETE", VM);
    const disks = (await azure.call("GET", `${GROUP}/providers/Microsoft.Compute/disks`)).body["value"] as Json[];
    assert.deepEqual(
      disks.map((disk) => [at(disk, "name"), at(disk, "managedBy"), at(disk, "properties", "diskState")]),
      [
        ["os", undefined, "Unattached"],
        ["kept", undefined, "Unattached"],
      ],
    );
  });

  it("reports the current size of a disk that was enlarged", async () => {
    await azure.call("PUT", DISK, EMPTY_DISK);
    await azure.call("PUT", VM, withDisks([{ ...ATTACHED, diskSizeGB: 4 }]));
    await azure.call("PATCH", DISK, { properties: { diskSizeGB: 8 } });
    const [disk] = at(propertiesOf(await azure.call("GET", VM)), "storageProfile", "dataDisks") as Json[];
    assert.equal(at(disk, "diskSizeGB"), 8);
  });

  it("is deleted with its extensions but without its disks", async () => {
    await azure.call("PUT", VM, machine());
    const disk = String(at(propertiesOf(await azure.call("GET", VM)), "storageProfile", "osDisk", "managedDisk", "id"));
    const extension = {
      location: "westeurope",
      properties: { publisher: "p", type: "t", typeHandlerVersion: "1.0", protectedSettings: { key: 1 } },
    };
    const put = await azure.call("PUT", `${VM}/extensions/tool`, extension);
    const deleted = await azure.call("DELETE", VM);
    await azure.call("PUT", VM, machine());

    assert.deepEqual([put.status, deleted.status], [201, 202]);
    assert.equal(at(put.body, "properties", "protectedSettings"), undefined);
    assert.deepEqual((await azure.call("GET", `${VM}/extensions`)).body["value"], []);
    assert.equal((await azure.call("GET", disk)).status, 200);
  });
});
