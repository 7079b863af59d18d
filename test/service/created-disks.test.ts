/** The disks that a VM creates, in later writes of the VM that have no ids of them, as those of programs and templates. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, mergeJson } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  type TestAzure,
  VM,
} from "../support/service.js";

const DISKS = `${GROUP}/providers/Microsoft.Compute/disks`;

const creating = (dataDisk: JsonObject, osDisk: JsonObject = {}): JsonObject =>
  mergeJson(machine("Linux"), {
    properties: {
      storageProfile: {
        osDisk: { createOption: "FromImage", ...osDisk },
        dataDisks: [{ lun: 0, createOption: "Empty", diskSizeGB: 32, ...dataDisk }],
      },
    },
  });

describe("the disks that a VM creates", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  const put = (body: JsonObject): Promise<Answer> => azure.call("PUT", VM, body);
  const names = async (): Promise<(Json | undefined)[]> =>
    listAt((await azure.call("GET", DISKS)).body, "value")
      .map((disk) => at(disk, "name"))
      .sort();

  it("are the same after a write that has no names of them", async () => {
    await put(creating({}));
    const before = await names();
    assert.equal(before.length, 2);
    assert.ok((await put(mergeJson(creating({}), { tags: { a: "b" } }))).status < 300);
    assert.deepEqual(await names(), before);
  });

  it("have names of at most 80 characters, however long that of their VM is", async () => {
    const long = `${GROUP}/providers/Microsoft.Compute/virtualMachines/${"a".repeat(64)}`;
    assert.equal((await azure.call("PUT", long, creating({}))).status, 201);
    const sizes = (await names()).map((name) => String(name).length);
    assert.ok(
      sizes.every((length) => length === 80),
      String(sizes),
    );
  });

  for (const [what, first, then, code] of [
    [
      "the size of a data disk",
      creating({ name: "d0" }),
      creating({ name: "d0", diskSizeGB: 64 }),
      "OperationNotAllowed",
    ],
    ["the size of a data disk without a name", creating({}), creating({ diskSizeGB: 64 }), "OperationNotAllowed"],
    [
      "the storage type of a data disk",
      creating({}),
      creating({ managedDisk: { storageAccountType: "StandardSSD_LRS" } }),
      "OperationNotAllowed",
    ],
    [
      "the size of the OS disk",
      creating({}, { diskSizeGB: 64 }),
      creating({}, { diskSizeGB: 128 }),
      "OperationNotAllowed",
    ],
  ] as const) {
    it(`do not change with their VM: ${what}`, async () => {
      assert.ok((await put(first)).status < 300);
      const before = (await azure.call("GET", VM)).body;
      const refused = await put(then);
      assert.deepEqual([refused.status, codeOf(refused)], [409, code], messageOf(refused));
      assert.deepEqual((await azure.call("GET", VM)).body, before);
    });
  }
});
