import assert from "node:assert/strict";
import { itemPath, machine, openTestAzure, protection, SUBSCRIPTION, type TestAzure, VM } from "../support/service.js";

const groupPath = (name: string): string => `${SUBSCRIPTION}/resourceGroups/${name}`;
const vaultPath = (name: string): string =>
  `${groupPath("rehearsal")}/providers/Microsoft.RecoveryServices/vaults/${name}`;
const WESTEUROPE = { location: "westeurope", properties: {} };

/** The store finds the children of an id by a range of keys; a sibling with a longer name is outside that range. */
describe("for resources where one name is a prefix of another,", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    for (const name of ["rehearsal", "rehearsal1", "rehearsal-1", "rehearsal.1"]) {
      await azure.call("PUT", groupPath(name), WESTEUROPE);
    }
  });

  afterEach(() => azure.close());

  const statusOf = async (path: string) => (await azure.call("GET", path)).status;

  it("the deletion of a vault keeps the other vaults with their items and recovery points", async () => {
    for (const name of ["vault1", "vault10", "vault1-a"]) await azure.call("PUT", vaultPath(name), WESTEUROPE);
    await azure.call("PUT", VM, machine());
    const item = itemPath(vaultPath("vault10"));
    await azure.call("PUT", item, protection(vaultPath("vault10")));
    await azure.call("POST", `${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const deleted = await azure.call("DELETE", vaultPath("vault1"));
    assert.equal(deleted.status, 202);
    const points = await azure.call("GET", `${item}/recoveryPoints`);
    assert.equal((points.body["value"] as unknown[]).length, 1);
    for (const name of ["vault10", "vault1-a"]) {
      assert.equal(await statusOf(`${vaultPath(name)}/backupPolicies/DefaultPolicy`), 200);
    }
    assert.equal(await statusOf(`${vaultPath("vault1")}/backupPolicies/DefaultPolicy`), 404);
  });

  it("the deletion of a VM keeps the extensions of the other VMs", async () => {
    const extension = { ...WESTEUROPE, properties: { publisher: "p", type: "t", typeHandlerVersion: "1.0" } };
    for (const name of ["web", "web1", "web-1"]) {
      const path = VM.replace(/web$/, name);
      await azure.call("PUT", path, machine());
      await azure.call("PUT", `${path}/extensions/one`, extension);
    }
    await azure.call("DELETE", VM);
    assert.deepEqual(
      [await statusOf(VM), await statusOf(`${VM}1/extensions/one`), await statusOf(`${VM}-1/extensions/one`)],
      [404, 200, 200],
    );
  });

  it("the deletion of a resource group keeps the resources of the others, and lists do not mix them", async () => {
    const machineIn = (group: string): string => `${groupPath(group)}/providers/Microsoft.Compute/virtualMachines/web`;
    for (const group of ["rehearsal", "rehearsal1", "rehearsal-1"])
      await azure.call("PUT", machineIn(group), machine());
    const listed = await azure.call("GET", `${groupPath("rehearsal")}/resources`);
    const ids = (listed.body["value"] as { id: string }[]).map(({ id }) => id);
    assert.ok(ids.length > 0 && ids.every((id) => id.startsWith(`${groupPath("rehearsal")}/`)), String(ids));
    assert.equal((await azure.call("DELETE", groupPath("rehearsal"))).status, 202);
    assert.deepEqual([await statusOf(machineIn("rehearsal1")), await statusOf(machineIn("rehearsal-1"))], [200, 200]);
    assert.equal(await statusOf(groupPath("rehearsal.1")), 200);
  });
});
