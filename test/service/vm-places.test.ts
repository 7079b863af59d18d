/** Where a VM may be, and its disks and network interfaces. */
import assert from "node:assert/strict";
import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  type TestAzure,
  VM,
} from "../support/service.js";

const SYSTEM = `${GROUP}/providers/Microsoft.Compute/disks/system`;

const disk = (diskSizeGB: number, sku = "StandardSSD_LRS"): JsonObject => ({
  location: "westeurope",
  sku: { name: sku },
  properties: { creationData: { createOption: "Empty" }, diskSizeGB },
});

const attaching = (): JsonObject => {
  const { osProfile: _, ...properties } = objectAt(machine("Linux"), "properties");
  const storageProfile: JsonObject = {
    osDisk: { createOption: "Attach", osType: "Linux", managedDisk: { id: SYSTEM } },
    dataDisks: [{ lun: 3, createOption: "Attach", managedDisk: { id: DISK } }],
  };
  return { location: "westeurope", properties: { ...properties, storageProfile } };
};

describe("a VM", () => {
  let azure: TestAzure;
  const accepted = async (method: string, path: string, body?: Json): Promise<Answer> => {
    const answer = await azure.call(method, path, body);
    assert.ok(answer.status < 400, `${method} ${path}: ${answer.status} ${messageOf(answer)}`);
    return answer;
  };

  beforeEach(async () => {
    azure = await openTestAzure();
    await accepted("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  for (const [what, place, vmPlace, message] of [
    ["region", { location: "northeurope" }, {}, /because it is not in the region 'westeurope'\.$/],
    ["zone", { zones: ["1"] }, { zones: ["2"] }, /because it is not in zone '2'\.$/],
    ["zone than a VM without one", { zones: ["1"] }, {}, /because it is in zone '1', and the VM is in none\.$/],
  ] as const) {
    it(`is refused with a disk in another ${what}, and nothing is stored`, async () => {
      await accepted("PUT", DISK, { ...disk(16, "Premium_LRS"), ...place });
      await accepted("PUT", SYSTEM, { ...disk(128), ...vmPlace });
      const refused = await azure.call("PUT", VM, { ...attaching(), ...vmPlace });
      assert.deepEqual([refused.status, codeOf(refused)], [400, "BadRequest"]);
      assert.match(messageOf(refused), message);
      assert.equal((await azure.call("GET", VM)).status, 404);
    });
  }

  it("may attach a zone-redundant disk in any zone", async () => {
    await accepted("PUT", DISK, disk(16, "Premium_ZRS"));
    await accepted("PUT", SYSTEM, { ...disk(128), zones: ["2"] });
    await accepted("PUT", VM, { ...attaching(), zones: ["2"] });
  });

  it("is refused with a network interface in another region", async () => {
    const nic = `${GROUP}/providers/Microsoft.Network/networkInterfaces/north`;
    await accepted("PUT", nic, { location: "northeurope", properties: {} });
    await accepted("PUT", SYSTEM, disk(128));
    await accepted("PUT", DISK, disk(16));
    const networkProfile = { networkInterfaces: [{ id: nic }] };
    const refused = await azure.call("PUT", VM, mergeJson(attaching(), { properties: { networkProfile } }));
    assert.deepEqual([refused.status, codeOf(refused)], [400, "InvalidResourceReference"]);
  });
});
