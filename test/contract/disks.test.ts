import assert from "node:assert/strict";
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import {
  firstOf,
  GROUP,
  ITEM,
  machineWith,
  openTestAzure,
  propertiesOf,
  protection,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { carryOut, POINTS } from "./walk.js";

/** Puts a VM with an OS disk and two data disks, and a vault in the same region. */
async function putVm({ call }: TestAzure): Promise<void> {
  const dataDisks = [0, 1].map((lun) => ({ lun, name: `data${lun}`, createOption: "Empty", diskSizeGB: 8 }));
  await call("PUT", GROUP, { location: "westeurope" });
  await call(
    "PUT",
    VM,
    machineWith({
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      storageProfile: { osDisk: { name: "os" }, dataDisks },
    }),
  );
  await call("PUT", VAULT, { location: "westeurope", properties: {} });
}

const selecting = (diskLunList: readonly number[], isInclusionList: boolean): JsonObject => ({
  properties: {
    ...objectAt(protection(), "properties"),
    extendedProperties: { diskExclusionProperties: { diskLunList, isInclusionList } },
  },
});

describe("the disks of a backup", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putVm(azure);
  });

  afterEach(() => azure.close());

  /** The disks of a new recovery point; undefined if the point contains no list of disks. */
  async function included(): Promise<readonly Json[] | undefined> {
    await carryOut(azure, "backup");
    const point = await azure.call("GET", `${POINTS}/${String(firstOf(await azure.call("GET", POINTS), "name"))}`);
    const disks = propertiesOf(point)["recoveryPointDiskConfiguration"];
    return disks === undefined
      ? undefined
      : listAt(disks, "includedDiskList").map((disk) => textAt(disk, "name") ?? "");
  }

  for (const [luns, isInclusionList, expected] of [
    [[], true, ["os"]],
    [[1], true, ["os", "data1"]],
    [[0, 1], true, ["os", "data0", "data1"]],
    [[1], false, ["os", "data0"]],
    [[0, 1], false, ["os"]],
  ] as const) {
    it(`are ${expected.join(", ")} if diskLunList is [${luns.join(", ")}] and isInclusionList is ${isInclusionList}`, async () => {
      await azure.call("PUT", ITEM, selecting(luns, isInclusionList));
      assert.deepEqual(await included(), expected);
    });
  }

  it("may be selected by LUNs that the VM does not have: Azure accepts them with a warning, and the backup ignores them", async () => {
    const known = await azure.call("PUT", ITEM, selecting([0, 1], true));
    const unknown = await azure.call("PUT", ITEM, selecting([1, 7, 9], true));
    assert.deepEqual([known.status, unknown.status], [202, 202]);
    assert.equal(known.headers.get("x-ms-azvb-warning"), null);
    const warning = unknown.headers.get("x-ms-azvb-warning") ?? "";
    for (const lun of [7, 9])
      assert.match(warning, new RegExp(`The VM has no data disk with LUN ${lun}: a backup ignores it`));
    assert.doesNotMatch(warning, /LUN 1:/);
    assert.deepEqual(await included(), ["os", "data1"]);
  });

  it("follow a changed selection from the next backup on", async () => {
    await azure.call("PUT", ITEM, protection());
    const all = await included();
    await azure.call("PUT", ITEM, selecting([0], true));
    assert.deepEqual([all, await included()], [undefined, ["os", "data0"]]);
  });
});
