import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  ITEM,
  machine,
  machineWith,
  messageOf,
  openTestAzure,
  propertiesOf,
  putProtected,
  type TestAzure,
  VM,
} from "../support/service.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const SNAPSHOT = `${COMPUTE}/snapshots/s1`;
const COPY = `${COMPUTE}/disks/copy`;
const COLLECTION = `${COMPUTE}/restorePointCollections/points`;

const copyOf = (sourceResourceId: string): JsonObject => ({
  location: "westeurope",
  properties: { creationData: { createOption: "Copy", sourceResourceId } },
});

describe("an update by PUT", () => {
  let azure: TestAzure;
  const accepted = async (method: string, path: string, body?: Json): Promise<Answer> => {
    const answer = await azure.call(method, path, body);
    assert.ok(answer.status < 400, `${method} ${path}: ${answer.status} ${messageOf(answer)}`);
    return answer;
  };

  beforeEach(async () => {
    azure = await openTestAzure();
    await accepted("PUT", GROUP, { location: "westeurope" });
    await accepted("PUT", DISK, {
      location: "westeurope",
      properties: {
        creationData: { createOption: "Empty" },
        diskSizeGB: 16,
        osType: "Linux",
        hyperVGeneration: "V2",
        encryption: {
          type: "EncryptionAtRestWithPlatformAndCustomerKeys",
          diskEncryptionSetId: `${COMPUTE}/diskEncryptionSets/k`,
        },
      },
    });
    await accepted("PUT", SNAPSHOT, copyOf(DISK));
    await accepted("PUT", COPY, copyOf(SNAPSHOT));
  });

  afterEach(() => azure.close());

  it("of a snapshot succeeds after its source was deleted, and changes only what it sends", async () => {
    await accepted("DELETE", DISK);
    const read = await accepted("GET", SNAPSHOT);
    await accepted("PUT", SNAPSHOT, { ...read.body, tags: { a: "b" } });
    const written = await accepted("GET", SNAPSHOT);
    assert.deepEqual(written.body, { ...read.body, tags: { a: "b" } });
  });

  it("of a disk succeeds after its source was deleted, and may raise its size", async () => {
    await accepted("DELETE", SNAPSHOT);
    const read = await accepted("GET", COPY);
    const properties = { ...propertiesOf(read), diskSizeGB: 32 };
    await accepted("PUT", COPY, { ...read.body, properties });
    const written = propertiesOf(await accepted("GET", COPY));
    assert.deepEqual([written["diskSizeGB"], written["creationData"]], [32, propertiesOf(read)["creationData"]]);
  });

  it("that sends only what was declared keeps what the copy inherited from its source", async () => {
    const read = await accepted("GET", SNAPSHOT);
    await accepted("DELETE", DISK);
    await accepted("PUT", SNAPSHOT, { ...copyOf(DISK), tags: { a: "b" } });
    assert.deepEqual(propertiesOf(await accepted("GET", SNAPSHOT)), propertiesOf(read));
  });

  it("without creationData keeps the creationData", async () => {
    const read = await accepted("GET", COPY);
    await accepted("PUT", COPY, { location: "westeurope", properties: { diskSizeGB: 64 } });
    assert.deepEqual(propertiesOf(await accepted("GET", COPY))["creationData"], propertiesOf(read)["creationData"]);
  });

  for (const [property, change] of [
    ["createOption", { createOption: "Empty" }],
    ["sourceResourceId", { sourceResourceId: DISK }],
    ["storageAccountId", { storageAccountId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/a` }],
    ["logicalSectorSize", { logicalSectorSize: 4096 }],
  ] as const) {
    it(`that changes ${property} is refused even if the source was deleted, and nothing is stored`, async () => {
      await accepted("DELETE", SNAPSHOT);
      const read = await accepted("GET", COPY);
      const creationData = { createOption: "Copy", sourceResourceId: SNAPSHOT, ...change };
      const answer = await azure.call("PUT", COPY, { location: "westeurope", properties: { creationData } });
      assert.deepEqual([answer.status, codeOf(answer)], [400, "BadRequest"]);
      assert.equal(messageOf(answer), `Changing property '${property}' is not allowed for existing disk 'copy'.`);
      assert.deepEqual((await accepted("GET", COPY)).body, read.body);
    });
  }

  for (const method of ["PUT", "PATCH"]) {
    it(`of the size or the storage type of a disk by ${method} changes its performance`, async () => {
      const body = { location: "westeurope", sku: { name: "Premium_LRS" }, properties: { diskSizeGB: 512 } };
      const read = await accepted("GET", COPY);
      const sent =
        method === "PATCH" ? body : { ...read.body, ...body, properties: { ...propertiesOf(read), diskSizeGB: 512 } };
      await accepted(method, COPY, sent);
      const { tier, diskIOPSReadWrite, diskMBpsReadWrite } = propertiesOf(await accepted("GET", COPY));
      await accepted("PATCH", COPY, { sku: { name: "StandardSSD_LRS" } });
      const standard = propertiesOf(await accepted("GET", COPY));
      assert.deepEqual([tier, diskIOPSReadWrite, diskMBpsReadWrite], ["P20", 2300, 150]);
      assert.deepEqual([standard["tier"], standard["diskIOPSReadWrite"]], [undefined, 500]);
    });
  }

  it("of a disk keeps the performance that was requested", async () => {
    await accepted("PATCH", COPY, { sku: { name: "Premium_LRS" }, properties: { tier: "P50" } });
    await accepted("PATCH", COPY, { tags: { a: "b" } });
    assert.equal(propertiesOf(await accepted("GET", COPY))["tier"], "P50");
  });

  it("of a restore point collection succeeds after its VM was deleted", async () => {
    await accepted("PUT", VM, machine());
    const body = { location: "westeurope", properties: { source: { id: VM } } };
    const created = await accepted("PUT", COLLECTION, body);
    await accepted("DELETE", VM);
    const written = await accepted("PUT", COLLECTION, { ...body, tags: { a: "b" } });
    assert.deepEqual([written.body["tags"], propertiesOf(written)], [{ a: "b" }, propertiesOf(created)]);
  });

  it("of a restore point collection cannot change its VM", async () => {
    await accepted("PUT", VM, machine());
    await accepted("PUT", `${VM}2`, machine());
    await accepted("PUT", COLLECTION, { location: "westeurope", properties: { source: { id: VM } } });
    const answer = await azure.call("PUT", COLLECTION, {
      location: "westeurope",
      properties: { source: { id: `${VM}2` } },
    });
    assert.deepEqual([answer.status, codeOf(answer)], [409, "PropertyChangeNotAllowed"]);
    assert.equal(at(propertiesOf(await accepted("GET", COLLECTION)), "source", "id"), VM);
  });

  it("of a deallocated VM succeeds while one of its disks is open for reading", async () => {
    await accepted(
      "PUT",
      VM,
      machineWith({ storageProfile: { dataDisks: [{ lun: 0, createOption: "Attach", managedDisk: { id: DISK } }] } }),
    );
    await accepted("POST", `${VM}/deallocate`);
    await accepted("POST", `${DISK}/beginGetAccess`, { access: "Read", durationInSeconds: 600 });
    const read = await accepted("GET", VM);
    const written = await accepted("PUT", VM, { ...read.body, tags: { a: "b" } });
    assert.deepEqual(written.body["tags"], { a: "b" });
  });
});

describe("the snapshot extension that was declared under another name", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
  });
  afterEach(() => azure.close());

  it("is used by a backup, which installs no second one, and can be updated after it", async () => {
    const extension = {
      location: "westeurope",
      properties: { publisher: "Microsoft.Azure.RecoveryServices", type: "VMSnapshot", typeHandlerVersion: "1.9" },
    };
    await putProtected(azure);
    await azure.call("PUT", `${VM}/extensions/mine`, extension);
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const listed = listAt((await azure.call("GET", `${VM}/extensions`)).body, "value");
    assert.deepEqual(
      listed.map((one) => objectAt(one)["name"]),
      ["mine"],
    );
    const updated = await azure.call("PUT", `${VM}/extensions/mine`, { ...extension, tags: { a: "b" } });
    assert.equal(updated.status, 200, messageOf(updated));
  });
});
