import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import {
  codeOf,
  firstOf,
  GROUP,
  ITEM,
  machineWith,
  propertiesOf,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const POINTS = `${ITEM}/recoveryPoints`;

describe("a restore", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
  });

  afterEach(() => azure.close());

  const restore = async (request: Record<string, Json>) => {
    const point = String(firstOf(await azure.call("GET", POINTS), "name"));
    const properties = { objectType: "IaasVMRestoreRequest", sourceResourceId: VM, recoveryPointId: point, ...request };
    return azure.call("POST", `${POINTS}/${point}/restore`, { properties });
  };
  const newestJob = async () => {
    const name = String(firstOf(await azure.call("GET", `${VAULT}/backupJobs`), "name"));
    return propertiesOf(await azure.call("GET", `${VAULT}/backupJobs/${name}`));
  };

  it("of disks creates them in the target resource group", async () => {
    const answer = await restore({ recoveryType: "RestoreDisks", targetResourceGroupId: GROUP });
    const disks = (await azure.call("GET", `${GROUP}/providers/Microsoft.Compute/disks`)).body["value"] as Json[];
    const job = await newestJob();

    assert.equal(answer.status, 202);
    assert.equal(disks.length, 2);
    assert.deepEqual([job["operation"], job["status"]], ["Restore", "Completed"]);
    assert.equal(at(job, "extendedInfo", "progressPercentage"), 100);
  });

  it("in a vault with a resource guard of 2024 needs an operation request of the guard", async () => {
    const guard = `${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard`;
    const link = { properties: { resourceGuardResourceId: guard } };
    await azure.call("PUT", `${VAULT}/backupResourceGuardProxies/VaultProxy`, link);
    const disks = { recoveryType: "RestoreDisks", targetResourceGroupId: GROUP };
    const refused = await restore(disks);
    const granted = [`${guard}/triggerRestoreRequests/default`];

    assert.deepEqual([refused.status, codeOf(refused)], [403, "UserErrorResourceGuardOperationRequestMissing"]);
    assert.equal((await restore({ ...disks, resourceGuardOperationRequests: granted })).status, 202);
  });

  it("in place replaces the VM's disks and detaches the old ones", async () => {
    const diskOf = async () =>
      at(propertiesOf(await azure.call("GET", VM)), "storageProfile", "osDisk", "managedDisk", "id");
    const before = await diskOf();
    await restore({ recoveryType: "OriginalLocation" });
    const after = await diskOf();
    const old = await azure.call("GET", String(before));

    await restore({ recoveryType: "OriginalLocation" });
    assert.notEqual(after, before);
    assert.notEqual(await diskOf(), after);
    assert.equal(old.body["managedBy"], undefined);
    assert.equal((await azure.call("GET", String(after))).body["managedBy"], undefined);
    assert.equal((await azure.call("GET", String(await diskOf()))).body["managedBy"], VM);
  });

  it("to an alternate location creates a VM", async () => {
    const target = `${VM}-copy`;
    await restore({ recoveryType: "AlternateLocation", targetVirtualMachineId: target, targetResourceGroupId: GROUP });
    const restored = await azure.call("GET", target);
    const source = await azure.call("GET", VM);

    assert.equal(restored.status, 200);
    assert.notEqual(propertiesOf(restored)["vmId"], propertiesOf(source)["vmId"]);
    assert.equal(at(propertiesOf(restored), "storageProfile", "osDisk", "osType"), "Windows");
  });

  it("works after the VM was deleted, because the recovery point stores the VM's configuration", async () => {
    await azure.call("DELETE", VM);
    await restore({
      recoveryType: "AlternateLocation",
      targetVirtualMachineId: `${VM}-again`,
      targetResourceGroupId: GROUP,
    });
    const restored = propertiesOf(await azure.call("GET", `${VM}-again`));
    assert.equal(at(restored, "hardwareProfile", "vmSize"), "Standard_DS1_v2");
  });

  it("of a Spot VM creates a regular VM", async () => {
    await azure.call("DELETE", VM);
    await azure.call("PUT", VM, machineWith({ priority: "Spot", evictionPolicy: "Deallocate" }));
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const target = `${VM}-copy`;
    await restore({ recoveryType: "AlternateLocation", targetVirtualMachineId: target, targetResourceGroupId: GROUP });
    const restored = propertiesOf(await azure.call("GET", target));
    assert.equal(propertiesOf(await azure.call("GET", VM))["priority"], "Spot");
    assert.deepEqual([restored["priority"], restored["evictionPolicy"]], [undefined, undefined]);
  });

  it("of a VM with a Marketplace plan is refused as a new VM, but accepted for its disks", async () => {
    const { location, properties } = (await azure.call("GET", VM)).body;
    await azure.call("DELETE", VM);
    const plan = { name: "gold", publisher: "contoso", product: "firewall" };
    await azure.call("PUT", VM, { location: location ?? "", plan, properties: properties ?? {} });
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const target = { targetVirtualMachineId: `${VM}-copy`, targetResourceGroupId: GROUP };
    const refused = await restore({ recoveryType: "AlternateLocation", ...target });
    const disks = await restore({ recoveryType: "RestoreDisks", targetResourceGroupId: GROUP });
    assert.deepEqual([refused.status, codeOf(refused)], [400, "UserErrorMarketplaceMachineNotRestorable"]);
    assert.equal(disks.status, 202);
  });

  it("of an unknown recovery type is refused", async () => {
    assert.equal((await restore({ recoveryType: "Elsewhere" })).status, 400);
  });

  it("without the type of a restore request is refused", async () => {
    const { body, status } = await restore({
      recoveryType: "RestoreDisks",
      targetResourceGroupId: GROUP,
      objectType: null,
    });
    assert.equal(status, 400);
    assert.match(
      String(at(body, "error", "message")),
      /objectType is missing: expected the type of the request, such as IaasVMRestoreRequest/,
    );
    const other = await restore({ objectType: "AzureFileShareRestoreRequest", recoveryType: "RestoreDisks" });
    assert.deepEqual([other.status, codeOf(other)], [400, "BMSUserErrorInvalidRestoreRequest"]);
  });

  it("into a resource group that does not exist is refused, and no job starts", async () => {
    const jobs = async () => ((await azure.call("GET", `${VAULT}/backupJobs`)).body["value"] as Json[]).length;
    const before = await jobs();
    const answer = await restore({ recoveryType: "RestoreDisks", targetResourceGroupId: `${GROUP}-missing` });
    assert.deepEqual([answer.status, codeOf(answer)], [400, "BMSUserErrorInvalidRestoreRequest"]);
    assert.match(String(at(answer.body, "error", "message")), /-missing', which was not found: create the group first/);
    assert.equal(await jobs(), before);
  });

  it("into a group beside a storage account that the embedded Azure does not know is accepted", async () => {
    const elsewhere = `${GROUP}-outside`;
    const answer = await restore({
      recoveryType: "RestoreDisks",
      targetResourceGroupId: elsewhere,
      storageAccountId: `${elsewhere}/providers/Microsoft.Storage/storageAccounts/staging`,
    });
    assert.equal(answer.status, 202);
  });

  it("of a recovery point that does not exist is refused", async () => {
    const answer = await azure.call("POST", `${POINTS}/1/restore`, {
      properties: { objectType: "IaasVMRestoreRequest", recoveryType: "RestoreDisks" },
    });
    assert.equal(answer.status, 404);
  });
});
