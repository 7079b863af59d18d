import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt } from "../../provider/core/json.js";
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
  protection,
  putBasics,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { newDisk } from "./snapshot-steps.js";

const LOCKS = "providers/Microsoft.Authorization/locks";
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const POLICY = `${VAULT}/backupPolicies/daily`;

const lockBody = (level: string): JsonObject => ({ properties: { level } });
const putLock = (azure: TestAzure, scope: string, level: string, name = "keep") =>
  azure.call("PUT", `${scope}/${LOCKS}/${name}`, lockBody(level));
const outcome = (answer: Answer): readonly [number, Json | undefined] => [answer.status, codeOf(answer)];
const LOCKED = [409, "ScopeLocked"] as const;

describe("a management lock", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await putBasics(azure);
    await azure.call("PUT", DISK, newDisk());
  });
  afterEach(() => azure.close());

  const exists = async (path: string) => (await azure.call("GET", path)).status === 200;

  for (const level of ["CanNotDelete", "ReadOnly"]) {
    for (const [what, scope] of [
      ["the resource", DISK],
      ["its group", GROUP],
      ["its subscription", SUBSCRIPTION],
    ] as const) {
      it(`of level ${level} on ${what} refuses the deletion of a resource with Azure's text`, async () => {
        await putLock(azure, scope, level);
        const refused = await azure.call("DELETE", DISK);
        assert.deepEqual(outcome(refused), LOCKED);
        assert.equal(
          messageOf(refused),
          `The scope '${DISK}' cannot perform delete operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
        );
        assert.equal(await exists(DISK), true);
      });
    }
  }

  it("of level CanNotDelete allows writes and actions", async () => {
    await putLock(azure, GROUP, "CanNotDelete");
    const put = await azure.call("PUT", DISK, { ...newDisk(), tags: { a: "b" } });
    const patched = await azure.call("PATCH", VAULT, { tags: { a: "b" } });
    const acted = await azure.call("POST", `${VM}/restart`);
    assert.deepEqual([put.status, patched.status, acted.status], [202, 202, 202]);
  });

  it("of level ReadOnly refuses PUT, PATCH and actions, whose scope is their resource, but no read", async () => {
    await putLock(azure, GROUP, "ReadOnly");
    const tags = { a: "b" };
    const calls = [
      await azure.call("PUT", `${GROUP}/providers/Microsoft.RecoveryServices/vaults/new`, {
        location: "westeurope",
        sku: { name: "Standard" },
        properties: {},
      }),
      await azure.call("PATCH", VAULT, { tags }),
      await azure.call("PUT", GROUP, { location: "westeurope", tags }),
      await azure.call("PATCH", GROUP, { tags }),
      await azure.call("POST", `${VM}/start`),
      await azure.call("PUT", NETWORK, { location: "westeurope", properties: {} }),
      await azure.call("PUT", ITEM, protection()),
    ];
    assert.deepEqual(
      calls.map(outcome),
      calls.map(() => LOCKED),
    );
    assert.equal(
      messageOf(calls[4] as Answer),
      `The scope '${VM}' cannot perform write operation because following scope(s) are locked: '${GROUP}'. Please remove the lock and try again.`,
    );
    assert.deepEqual([await exists(VM), await exists(NETWORK), await exists(ITEM)], [true, false, false]);
  });

  it("is inherited by children at any depth and by extension resources", async () => {
    await azure.call("PUT", ITEM, protection());
    const assignment = `${VAULT}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000a`;
    await azure.call("PUT", assignment, { properties: {} });
    await putLock(azure, VAULT, "CanNotDelete");
    for (const path of [ITEM, POLICY, assignment]) assert.deepEqual(outcome(await azure.call("DELETE", path)), LOCKED);
  });

  it("on one resource leaves others in the same group free", async () => {
    await putLock(azure, VM, "ReadOnly");
    assert.equal((await azure.call("DELETE", DISK)).status, 202);
    assert.equal((await azure.call("PATCH", GROUP, { tags: { a: "b" } })).status, 200);
  });

  it("on a resource refuses the deletion of its group as a whole", async () => {
    await putLock(azure, DISK, "CanNotDelete");
    const refused = await azure.call("DELETE", GROUP);
    assert.deepEqual(outcome(refused), LOCKED);
    assert.match(messageOf(refused), new RegExp(`^The scope '${GROUP}' cannot .* are locked: '${DISK}'\\.`));
    assert.deepEqual([await exists(VM), await exists(VAULT), await exists(DISK)], [true, true, true]);
  });

  it("on a child refuses the deletion of its parent", async () => {
    await azure.call("PUT", NETWORK, { location: "westeurope", properties: {} });
    await azure.call("PUT", `${NETWORK}/subnets/web`, { properties: { addressPrefix: "10.0.0.0/24" } });
    await putLock(azure, `${NETWORK}/subnets/web`, "CanNotDelete");
    assert.deepEqual(outcome(await azure.call("DELETE", NETWORK)), LOCKED);
  });

  it("names all scopes that are locked", async () => {
    await putLock(azure, GROUP, "ReadOnly");
    await putLock(azure, GROUP, "CanNotDelete", "second");
    await putLock(azure, DISK, "CanNotDelete");
    assert.match(messageOf(await azure.call("DELETE", DISK)), new RegExp(`are locked: '${GROUP},${DISK}'\\.`));
  });

  it("can be written and deleted while its scope is locked, which then is free", async () => {
    await putLock(azure, SUBSCRIPTION, "ReadOnly");
    assert.equal((await putLock(azure, GROUP, "ReadOnly")).status, 201);
    assert.equal((await putLock(azure, GROUP, "CanNotDelete")).status, 200);
    for (const scope of [GROUP, SUBSCRIPTION]) {
      assert.equal((await azure.call("DELETE", `${scope}/${LOCKS}/keep`)).status, 200);
    }
    assert.equal((await azure.call("DELETE", DISK)).status, 202);
  });

  it("in another case of the id locks the same resource", async () => {
    await azure.call("PUT", `${DISK.toLowerCase()}/${LOCKS}/keep`, lockBody("cannotdelete"));
    assert.deepEqual(outcome(await azure.call("DELETE", DISK)), LOCKED);
    assert.equal(propertiesOf(await azure.call("GET", `${DISK}/${LOCKS}/keep`))["level"], "CanNotDelete");
  });

  it("retains a disk that the deletion of its VM would delete", async () => {
    const dataDisks = [{ lun: 0, createOption: "Attach", deleteOption: "Delete", managedDisk: { id: DISK } }];
    await azure.call("PUT", VM, machineWith({ storageProfile: { dataDisks } }, "Windows"));
    await putLock(azure, DISK, "CanNotDelete");
    assert.equal((await azure.call("DELETE", VM)).status, 202);
    const disk = await azure.call("GET", DISK);
    assert.deepEqual([disk.status, disk.body["managedBy"]], [200, undefined]);
  });

  it("fails the deployment of a resource in a locked scope", async () => {
    await putLock(azure, VM, "ReadOnly");
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [{ type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", name: "web", ...machine() }],
    };
    const deployment = `${GROUP}/providers/Microsoft.Resources/deployments/one`;
    await azure.call("PUT", deployment, { properties: { mode: "Incremental", template } });
    const { error, provisioningState } = propertiesOf(await azure.call("GET", deployment));
    assert.deepEqual([provisioningState, at(listAt(error, "details")[0], "code")], ["Failed", "ScopeLocked"]);
  });
});

describe("a management lock on the resource group of restore points", () => {
  it("fails backups when it has retained 18 restore points, which without it are deleted", async () => {
    const azure = await openTestAzure();
    await putProtected(azure);
    const backup = () => azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const lastJob = async () => listAt((await azure.call("GET", `${VAULT}/backupJobs`)).body, "value")[0];
    await backup();
    const pointGroup = `${SUBSCRIPTION}/resourceGroups/AzureBackupRG_westeurope_1`;
    await putLock(azure, pointGroup, "CanNotDelete");
    for (let day = 1; day < 18; day++) {
      azure.advance(86_400_000);
      await backup();
    }
    assert.equal(at(await lastJob(), "properties", "status"), "Completed");
    azure.advance(86_400_000);
    await backup();
    const failed = await azure.call("GET", String(at(await lastJob(), "id")));
    assert.equal(propertiesOf(failed)["status"], "Failed");
    assert.match(
      JSON.stringify(propertiesOf(failed)["errorDetails"]),
      /The Restore Point collection max limit has reached/,
    );

    await azure.call("DELETE", `${pointGroup}/${LOCKS}/keep`);
    await backup();
    const points = await azure.azure.store.read((documents) =>
      documents.count({ type: "Microsoft.Compute/restorePointCollections/restorePoints" }),
    );
    const status = at(await lastJob(), "properties", "status");
    await azure.close();
    assert.deepEqual([status, points], ["Completed", 2]);
  });
});
