import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machineWith, openTestAzure, propertiesOf, type TestAzure, VM } from "../support/service.js";

const SECOND_VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web2`;

const sharedDisk = (maxShares: number): JsonObject => ({
  location: "westeurope",
  sku: { name: "Premium_LRS" },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 256, maxShares },
});

const withDisk = machineWith({
  storageProfile: {
    dataDisks: [{ lun: 0, createOption: "Attach", deleteOption: "Delete", managedDisk: { id: DISK } }],
  },
});

describe("a shared disk with deleteOption Delete", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", DISK, sharedDisk(2));
    for (const path of [VM, SECOND_VM]) await azure.call("PUT", path, withDisk);
  });

  afterEach(() => azure.close());

  it("is not deleted with the first of its VMs, and stays attached to the other", async () => {
    const shared = (await azure.call("GET", DISK)).body["managedByExtended"];
    await azure.call("DELETE", VM);
    const disk = await azure.call("GET", DISK);
    assert.deepEqual(shared, [VM, SECOND_VM]);
    assert.deepEqual([disk.status, disk.body["managedByExtended"]], [200, [SECOND_VM]]);
    assert.equal(propertiesOf(disk)["diskState"], "Attached");
    assert.equal((await azure.call("DELETE", DISK)).status, 409);
  });

  it("is deleted with the last of its VMs", async () => {
    await azure.call("DELETE", VM);
    await azure.call("DELETE", SECOND_VM);
    assert.equal((await azure.call("GET", DISK)).status, 404);
  });
});
