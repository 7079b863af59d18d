import assert from "node:assert/strict";
import { at, type JsonObject, textAt } from "../../provider/core/json.js";
import { codeOf, DISK, GROUP, machineWith, messageOf, openTestAzure, type TestAzure, VM } from "../support/service.js";

const DISKS = `${GROUP}/providers/Microsoft.Compute/disks`;
const [OTHER, MISSING] = [`${DISKS}/other`, `${DISKS}/missing`];
const DATA = { lun: 0, createOption: "Attach", managedDisk: { id: DISK } };

describe("the OS disk of an existing VM", () => {
  let azure: TestAzure;

  const disk = (id: string, more: JsonObject = {}) =>
    azure.call("PUT", id, {
      location: "westeurope",
      properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32, ...more },
    });
  const system = async () => at((await azure.call("GET", VM)).body, "properties", "storageProfile", "osDisk");
  /** The same change as a PATCH and as a PUT of what was read. */
  async function changing(method: string, change: JsonObject) {
    const { name, managedDisk, ...osDisk } = (await system()) as JsonObject;
    if (method === "PATCH") return azure.call(method, VM, { properties: { storageProfile: { osDisk: change } } });
    const storageProfile = { osDisk: { ...osDisk, ...change }, dataDisks: [DATA] };
    return azure.call(method, VM, { location: "westeurope", properties: { storageProfile } });
  }

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await disk(DISK);
    const { status } = await azure.call("PUT", VM, machineWith({ storageProfile: { dataDisks: [DATA] } }));
    assert.equal(status, 201);
  });
  afterEach(() => azure.close());

  for (const method of ["PATCH", "PUT"]) {
    it(`is not replaced by one that does not exist, by ${method}`, async () => {
      const before = await system();
      for (const more of [{}, { createOption: "Attach" }, { createOption: "FromImage", name: "missing" }]) {
        const answer = await changing(method, { ...more, managedDisk: { id: MISSING } });
        assert.deepEqual([answer.status, codeOf(answer)], [404, "NotFound"]);
        assert.equal(messageOf(answer), "Resource missing is not found. A disk to attach must exist.");
      }
      assert.equal((await azure.call("GET", MISSING)).status, 404);
      assert.deepEqual(await system(), before);
    });

    it(`cannot get another name, by ${method}`, async () => {
      const before = await system();
      const answer = await changing(method, { name: "other" });
      assert.deepEqual([answer.status, codeOf(answer)], [409, "PropertyChangeNotAllowed"]);
      assert.equal(messageOf(answer), "Changing property 'osDisk.name' is not allowed.");
      assert.deepEqual([await system(), (await azure.call("GET", OTHER)).status], [before, 404]);
    });

    it(`is replaced by another disk with an operating system, by ${method}`, async () => {
      const before = await system();
      await disk(OTHER, { osType: "Linux", diskSizeGB: 30 });
      const answer = await changing(method, { managedDisk: { id: OTHER } });
      assert.equal(answer.status, 200, messageOf(answer));
      assert.deepEqual([textAt(await system(), "name"), textAt(await system(), "managedDisk", "id")], ["other", OTHER]);
      const old = await azure.call("GET", textAt(before, "managedDisk", "id") ?? "");
      assert.equal(at(old.body, "properties", "diskState"), "Unattached");
      assert.equal(at((await azure.call("GET", OTHER)).body, "managedBy"), VM);
    });
  }

  it("stays where a PUT has no id of it, also in another resource group", async () => {
    const elsewhere = `${GROUP}-more`;
    const id = `${elsewhere}/providers/Microsoft.Compute/disks/system`;
    await azure.call("PUT", elsewhere, { location: "westeurope" });
    await disk(id, { osType: "Linux", diskSizeGB: 30 });
    await changing("PATCH", { managedDisk: { id } });
    const answer = await changing("PUT", {});
    assert.equal(answer.status, 200, messageOf(answer));
    assert.equal(textAt(await system(), "managedDisk", "id"), id);
  });
});
