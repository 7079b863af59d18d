import assert from "node:assert/strict";
import { at, type JsonObject, listAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  DISK,
  GROUP,
  ITEM,
  machineWith,
  messageOf,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  SUBSCRIPTION,
  type TestAzure,
  VM,
} from "../support/service.js";
import { copyOf, newDisk, READ, snapshotPath } from "./snapshot-steps.js";

const OTHER_GROUP = `${SUBSCRIPTION}/resourceGroups/other`;
const OTHER_DISK = `${OTHER_GROUP}/providers/Microsoft.Compute/disks/data1`;
const OTHER_VM = `${OTHER_GROUP}/providers/Microsoft.Compute/virtualMachines/other`;
const COPY = `${OTHER_GROUP}/providers/Microsoft.Compute/snapshots/copy`;
const WESTEUROPE = { location: "westeurope" };

const withDisk = (id: string, more: JsonObject = {}): JsonObject =>
  machineWith({ storageProfile: { dataDisks: [{ lun: 0, createOption: "Attach", managedDisk: { id }, ...more }] } });

/** The code and target that a refused deletion reports for each blocking resource. */
const blockersOf = ({ body }: Answer) =>
  listAt(body, "error", "details").map((detail) => [at(detail, "code"), at(detail, "target")]);

describe("the deletion of a resource group", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, WESTEUROPE);
    await azure.call("PUT", OTHER_GROUP, WESTEUROPE);
  });

  afterEach(() => azure.close());

  const statusOf = async (path: string) => (await azure.call("GET", path)).status;

  it("is refused while a disk is open for reading, names the disk and deletes nothing", async () => {
    await azure.call("PUT", VM, machineWith({}));
    await azure.call("PUT", DISK, newDisk());
    await azure.call("POST", `${DISK}/beginGetAccess`, READ);
    const refused = await azure.call("DELETE", GROUP);
    assert.deepEqual([refused.status, codeOf(refused)], [409, "ResourceGroupDeletionBlocked"]);
    assert.match(messageOf(refused), new RegExp(`resource group 'rehearsal' failed .* '${DISK}' could not be deleted`));
    assert.deepEqual(blockersOf(refused), [["OperationNotAllowed", DISK]]);
    assert.deepEqual([await statusOf(VM), await statusOf(DISK)], [200, 200]);
    await azure.call("POST", `${DISK}/endGetAccess`);
    const deleted = await azure.call("DELETE", GROUP);
    assert.deepEqual([deleted.status, await statusOf(DISK), await statusOf(GROUP)], [202, 404, 404]);
  });

  it("is refused while the disk of a VM in the group is open, even though the VM would be deleted first", async () => {
    for (const deleteOption of ["Detach", "Delete"]) {
      await azure.call("PUT", DISK, newDisk());
      await azure.call("PUT", VM, withDisk(DISK, { deleteOption }));
      await azure.call("POST", `${VM}/deallocate`);
      const opened = await azure.call("POST", `${DISK}/beginGetAccess`, READ);
      const refused = await azure.call("DELETE", GROUP);
      assert.deepEqual([opened.status, refused.status], [202, 409], deleteOption);
      assert.deepEqual(blockersOf(refused), [["OperationNotAllowed", DISK]]);
      assert.equal(await statusOf(VM), 200);
      await azure.call("POST", `${DISK}/endGetAccess`);
      await azure.call("DELETE", VM);
    }
  });

  it("is refused while a snapshot is open for reading", async () => {
    await azure.call("PUT", DISK, newDisk());
    await azure.call("PUT", snapshotPath("one"), copyOf(DISK));
    await azure.call("POST", `${snapshotPath("one")}/beginGetAccess`, READ);
    const refused = await azure.call("DELETE", GROUP);
    assert.deepEqual([refused.status, blockersOf(refused)], [409, [["OperationNotAllowed", snapshotPath("one")]]]);
  });

  it("is refused while a VM of another group uses one of its disks", async () => {
    await azure.call("PUT", DISK, newDisk());
    await azure.call("PUT", OTHER_VM, withDisk(DISK));
    const refused = await azure.call("DELETE", GROUP);
    assert.deepEqual([refused.status, blockersOf(refused)], [409, [["OperationNotAllowed", DISK]]]);
    await azure.call("DELETE", OTHER_VM);
    assert.equal((await azure.call("DELETE", GROUP)).status, 202);
  });

  it("detaches disks of other groups, and deletes those with deleteOption Delete", async () => {
    const doomed = `${OTHER_GROUP}/providers/Microsoft.Compute/disks/doomed`;
    for (const path of [OTHER_DISK, doomed]) await azure.call("PUT", path, newDisk());
    const dataDisks = [
      { lun: 0, createOption: "Attach", managedDisk: { id: OTHER_DISK } },
      { lun: 1, createOption: "Attach", deleteOption: "Delete", managedDisk: { id: doomed } },
    ];
    await azure.call("PUT", VM, machineWith({ storageProfile: { dataDisks } }));
    const attached = await azure.call("GET", OTHER_DISK);
    assert.equal((await azure.call("DELETE", GROUP)).status, 202);
    const free = await azure.call("GET", OTHER_DISK);
    assert.deepEqual([attached.body["managedBy"], propertiesOf(attached)["diskState"]], [VM, "Attached"]);
    assert.deepEqual([free.body["managedBy"], propertiesOf(free)["diskState"]], [undefined, "Unattached"]);
    assert.equal(await statusOf(doomed), 404);
    assert.equal((await azure.call("DELETE", OTHER_DISK)).status, 202);
  });

  it("is refused while a vault in the group protects a VM, and deletes nothing", async () => {
    await putBasics(azure);
    await azure.call("PUT", ITEM, protection());
    const refused = await azure.call("DELETE", GROUP);
    assert.deepEqual([refused.status, codeOf(refused)], [409, "ResourceGroupDeletionBlocked"]);
    assert.deepEqual([await statusOf(VM), await statusOf(ITEM)], [200, 200]);
  });
});

describe("the deletion of a resource group while its snapshot is copied", () => {
  it("fails the copy, as the deletion of the snapshot does", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    for (const group of [GROUP, OTHER_GROUP]) await azure.call("PUT", group, WESTEUROPE);
    await azure.call("PUT", DISK, newDisk());
    await azure.call("PUT", snapshotPath("one"), copyOf(DISK));
    const started = await azure.call("PUT", COPY, {
      ...copyOf(snapshotPath("one"), {}, "CopyStart"),
      location: "northeurope",
    });
    azure.advance(4_000);
    const half = propertiesOf(await azure.call("GET", COPY))["completionPercent"];
    const deleted = await azure.call("DELETE", GROUP);
    azure.advance(60_000);
    const failed = propertiesOf(await azure.call("GET", COPY));
    assert.deepEqual([started.status, half, deleted.status], [202, 50, 202]);
    assert.deepEqual(
      [failed["completionPercent"], at(failed, "copyCompletionError", "errorCode")],
      [50, "CopySourceNotFound"],
    );
    await azure.close();
  });
});
