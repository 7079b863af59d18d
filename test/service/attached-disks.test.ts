import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, mergeJson, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  dailyPolicy,
  firstOf,
  GROUP,
  ITEM,
  machine,
  machineWith,
  messageOf,
  openTestAzure,
  propertiesOf,
  protection,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const SYSTEM = `${COMPUTE}/disks/system`;

const disk = (diskSizeGB: number, more: JsonObject = {}, sku = "StandardSSD_LRS"): JsonObject => ({
  location: "westeurope",
  sku: { name: sku },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB, ...more },
});

/** A VM that boots from a disk and has a data disk; `type` is the operating system. */
const attaching = (type: string, more: JsonObject = {}): JsonObject => {
  const { osProfile: _, ...properties } = objectAt(machine(type), "properties");
  const storageProfile: JsonObject = {
    osDisk: { createOption: "Attach", osType: type, caching: "ReadOnly", managedDisk: { id: SYSTEM } },
    dataDisks: [{ lun: 3, createOption: "Attach", caching: "ReadOnly", managedDisk: { id: DISK }, ...more }],
  };
  return { location: "westeurope", properties: { ...properties, storageProfile } };
};

const diskAt = (answer: Answer, ...path: readonly string[]): Json | undefined =>
  at(answer.body, "properties", "storageProfile", ...path);
/** Its data disk. */
const dataAt = (answer: Answer, ...path: readonly string[]): Json | undefined =>
  at(listAt(diskAt(answer), "dataDisks")[0], ...path);
/** The size and the storage type of both disks. */
const repeated = (answer: Answer): readonly (Json | undefined)[] => [
  diskAt(answer, "osDisk", "diskSizeGB"),
  diskAt(answer, "osDisk", "managedDisk", "storageAccountType"),
  dataAt(answer, "diskSizeGB"),
  dataAt(answer, "managedDisk", "storageAccountType"),
];
const OWN = [128, "StandardSSD_LRS", 16, "Premium_LRS"];

describe("a VM that attaches its disks", () => {
  let azure: TestAzure;
  const accepted = async (method: string, path: string, body?: Json): Promise<Answer> => {
    const answer = await azure.call(method, path, body);
    assert.ok(answer.status < 400, `${method} ${path}: ${answer.status} ${messageOf(answer)}`);
    return answer;
  };

  beforeEach(async () => {
    azure = await openTestAzure();
    await accepted("PUT", GROUP, { location: "westeurope" });
    await accepted("PUT", SYSTEM, disk(128));
    await accepted("PUT", DISK, disk(16, {}, "Premium_LRS"));
  });

  afterEach(() => azure.close());

  for (const type of ["Linux", "Windows"]) {
    it(`repeats their sizes and storage types on ${type}, in the reply and in a read`, async () => {
      const created = await accepted("PUT", VM, attaching(type));
      const read = await accepted("GET", VM);
      assert.deepEqual([repeated(created), repeated(read)], [OWN, OWN]);
      assert.deepEqual([diskAt(read, "osDisk", "caching"), dataAt(read, "caching")], ["ReadOnly", "ReadOnly"]);
    });
  }

  for (const state of ["running", "deallocated"]) {
    it(`can be read, changed and written back while it is ${state}`, async () => {
      await accepted("PUT", VM, attaching("Linux"));
      if (state === "deallocated") await accepted("POST", `${VM}/deallocate`);
      const read = await accepted("GET", VM);
      const written = await accepted("PUT", VM, { ...read.body, tags: { a: "b" } });
      const again = await accepted("GET", VM);
      assert.deepEqual(at(written.body, "tags"), { a: "b" });
      assert.deepEqual(propertiesOf(again), propertiesOf(read));
    });
  }

  it("repeats the size and the storage type that a disk gets later", async () => {
    await accepted("PUT", VM, attaching("Linux"));
    await accepted("POST", `${VM}/deallocate`);
    await accepted("PATCH", DISK, { sku: { name: "Standard_LRS" }, properties: { diskSizeGB: 64 } });
    await accepted("PUT", SYSTEM, disk(256));
    assert.deepEqual(repeated(await accepted("GET", VM)), [256, "StandardSSD_LRS", 64, "Standard_LRS"]);
  });

  it("has restored disks of their sizes", async () => {
    await accepted("PUT", VM, attaching("Windows"));
    await accepted("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
    await accepted("PUT", `${VAULT}/backupPolicies/daily`, dailyPolicy());
    await accepted("PUT", ITEM, protection(VAULT, "daily"));
    await accepted("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const points = await accepted("GET", `${ITEM}/recoveryPoints`);
    const point = String(firstOf(points, "name"));
    await accepted("POST", `${ITEM}/recoveryPoints/${point}/restore`, {
      properties: {
        objectType: "IaasVMRestoreRequest",
        recoveryType: "RestoreDisks",
        sourceResourceId: VM,
        storageAccountId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/staging`,
        targetResourceGroupId: GROUP,
        region: "westeurope",
        recoveryPointId: point,
      },
    });
    const listed = (await accepted("GET", `${COMPUTE}/disks`)).body["value"] as JsonObject[];
    const restored = listed.filter(({ name }) => /^web-(os|data)disk-/.test(String(name)));
    const sizes = restored.map((one) => objectAt(one, "properties")["diskSizeGB"]);
    assert.deepEqual(sizes.sort(), [128, 16]);
  });

  it("is refused with another size than the disk has, and nothing is stored", async () => {
    for (const [more, code, message] of [
      [
        { diskSizeGB: 8 },
        "ResizeDiskError",
        "Disk size reduction is not supported. Current size is 17179869184 bytes, requested size is 8589934592 bytes.",
      ],
      [
        { diskSizeGB: 32 },
        "ResizeDiskError",
        `Managed disk resize via Virtual Machine 'web' is not allowed. Please resize disk resource at ${DISK}.`,
      ],
    ] as const) {
      const answer = await azure.call("PUT", VM, attaching("Linux", more));
      assert.deepEqual([answer.status, codeOf(answer), messageOf(answer)], [409, code, message]);
    }
    assert.equal((await azure.call("GET", VM)).status, 404);
    assert.equal(propertiesOf(await accepted("GET", DISK))["diskState"], "Unattached");
  });

  it("gives a disk the storage type that it is attached with, and cannot change it later", async () => {
    const standard = { managedDisk: { id: DISK, storageAccountType: "Standard_LRS" } };
    const premium = { managedDisk: { id: DISK, storageAccountType: "Premium_LRS" } };
    await accepted("PUT", VM, attaching("Linux", standard));
    const answer = await azure.call("PUT", VM, attaching("Linux", premium));
    assert.deepEqual([answer.status, codeOf(answer)], [409, "OperationNotAllowed"]);
    assert.equal(
      messageOf(answer),
      `Managed disk storage account type change through Virtual Machine 'web' is not allowed. Please update disk resource at ${DISK}.`,
    );
    assert.equal(at((await accepted("GET", DISK)).body, "sku", "name"), "Standard_LRS");
    assert.deepEqual(repeated(await accepted("GET", VM)), [128, "StandardSSD_LRS", 16, "Standard_LRS"]);
  });

  it("is refused with another operating system than its OS disk has", async () => {
    await accepted("PUT", SYSTEM, disk(128, { osType: "Windows" }));
    const answer = await azure.call("PUT", VM, attaching("Linux"));
    assert.deepEqual([answer.status, codeOf(answer)], [409, "PropertyChangeNotAllowed"]);
    assert.equal(messageOf(answer), "Changing property 'osDisk.osType' is not allowed.");
  });

  it("keeps its disks in a PUT that has no storage profile, as that of an identity", async () => {
    await accepted("PUT", VM, attaching("Linux"));
    const read = await accepted("GET", VM);
    await accepted("PUT", VM, { location: "westeurope", identity: { type: "SystemAssigned" } });
    assert.deepEqual(diskAt(await accepted("GET", VM)), diskAt(read));
    assert.equal(propertiesOf(await accepted("GET", DISK))["diskState"], "Attached");
  });
});

describe("a VM that creates its disks", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  const NAMED = {
    storageProfile: {
      osDisk: { name: "system" },
      dataDisks: [{ lun: 0, name: "data1", createOption: "Empty", diskSizeGB: 8 }],
    },
  };

  it("repeats the sizes of its data disks", async () => {
    const created = await azure.call("PUT", VM, machineWith(NAMED));
    assert.deepEqual(repeated(created), [30, "Premium_LRS", 8, "Premium_LRS"]);
  });

  for (const [what, more] of [
    [
      "a gen2 image",
      { storageProfile: { imageReference: { offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2" } } },
    ],
    [
      "Trusted Launch",
      {
        storageProfile: { imageReference: { offer: "x", sku: "y" } },
        securityProfile: { securityType: "TrustedLaunch" },
      },
    ],
  ] as const) {
    it(`and has ${what}, has an OS disk of generation V2, as have the copies of that disk`, async () => {
      await azure.call("PUT", VM, machineWith(mergeJson(NAMED, more as JsonObject)));
      const view = await azure.call("GET", `${VM}/instanceView`);
      const copy = await azure.call("PUT", `${COMPUTE}/snapshots/s1`, {
        location: "westeurope",
        properties: { creationData: { createOption: "Copy", sourceResourceId: SYSTEM } },
      });
      const generations = [propertiesOf(await azure.call("GET", SYSTEM)), view.body, propertiesOf(copy)];
      assert.deepEqual(
        generations.map((one) => one["hyperVGeneration"]),
        ["V2", "V2", "V2"],
      );
      assert.equal(propertiesOf(await azure.call("GET", DISK))["hyperVGeneration"], undefined);
    });
  }

  it("without either has an OS disk of generation V1", async () => {
    await azure.call(
      "PUT",
      VM,
      machineWith(mergeJson(NAMED, { storageProfile: { imageReference: { offer: "x", sku: "y" } } })),
    );
    assert.equal(propertiesOf(await azure.call("GET", SYSTEM))["hyperVGeneration"], "V1");
  });

  it("in a zone has its disks in that zone", async () => {
    await azure.call("PUT", VM, { ...machineWith(NAMED), zones: ["2"] });
    const disks = [await azure.call("GET", SYSTEM), await azure.call("GET", DISK)];
    assert.deepEqual(
      disks.map(({ body }) => body["zones"]),
      [["2"], ["2"]],
    );
  });
});
