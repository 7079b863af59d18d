import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { ArmResource, BackupPolicy, ProtectedVm, Vault } from "../../../provider/index.js";
import { backupMocks, mockEngine } from "../../../provider/testing/index.js";
import { machineProperties } from "../../support/service.js";
import { GROUP, ITEM, POLICY, VAULT, VM, vaultInputs } from "../kinds/examples.js";

const TYPE = "pulumi-nodejs:dynamic/azure-vm-backup";
const vaultBody = { id: VAULT, name: "backups", location: "westeurope", properties: {} };

/** The value of an output. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

function request(type: string, inputs: object): pulumi.runtime.MockResourceArgs {
  return { type, name: "backups", inputs, custom: true };
}

/** An engine in which a vault can be created. */
function withVault() {
  const engine = mockEngine();
  const find = sinon.stub(engine.vaults, "find");
  find.onFirstCall().resolves(undefined);
  find.resolves(vaultBody);
  sinon.stub(engine.vaults, "findSettings").resolves({});
  const put = sinon.stub(engine.vaults, "put").resolves(vaultBody);
  return { engine, put };
}

describe("the mocked engine", () => {
  it("fails an unexpected call with its name", async () => {
    const engine = mockEngine();

    await assert.rejects(engine.vaults.put(VAULT, {}), { message: "unexpected vaults.put" });
    await assert.rejects(engine.protectedItems.backUp(ITEM), { message: "unexpected protectedItems.backUp" });
    await assert.rejects(engine.recoveryPoints.list(ITEM), { message: "unexpected recoveryPoints.list" });
    await assert.rejects(engine.jobs.settled(VAULT, "j"), { message: "unexpected jobs.settled" });
    await assert.rejects(engine.resources.find(VM, "1"), { message: "unexpected resources.find" });
    await assert.rejects(engine.policies.delete(POLICY), { message: "unexpected policies.delete" });
  });

  it("returns the result of a stub", async () => {
    const engine = mockEngine();
    sinon.stub(engine.vaults, "find").withArgs(VAULT).resolves(vaultBody);

    assert.deepEqual(await engine.vaults.find(VAULT), vaultBody);
  });
});

describe("the mocks for Pulumi", () => {
  it("check and create a resource of this package over the engine", async () => {
    const { engine, put } = withVault();
    const { name, resourceGroup, location } = vaultInputs;

    const created = await backupMocks(engine).newResource(request(`${TYPE}:Vault`, { name, resourceGroup, location }));

    assert.deepEqual(created, { id: VAULT, state: { ...vaultInputs, endpoint: "mock", adopted: false } });
    assert.equal(put.callCount, 1);
  });

  it("refuse an invalid resource of this package with the reason, and write nothing", async () => {
    const { engine, put } = withVault();

    await assert.rejects(
      async () => backupMocks(engine).newResource(request(`${TYPE}:Vault`, { ...vaultInputs, name: "1st" })),
      {
        code: "InvalidInput",
        message:
          "Vault 'backups' has a problem: name: [not shown] is not allowed: expected 2 to 50 letters, digits and hyphens, starting with a letter",
      },
    );
    assert.equal(put.callCount, 0);
  });

  it("return the inputs of a resource of another package", async () => {
    const created = await backupMocks(mockEngine()).newResource(request("aws:s3/bucket:Bucket", { bucket: "b" }));

    assert.deepEqual(created, { id: "backups_id", state: { bucket: "b" } });
  });

  it("read a resource by its id with the engine and write nothing", async () => {
    const engine = mockEngine();
    const put = sinon.stub(engine.vaults, "put");
    sinon.stub(engine.vaults, "findSettings").resolves({});
    sinon.stub(engine.vaults, "find").resolves({ ...vaultBody, properties: { publicNetworkAccess: "Disabled" } });
    const mocks = backupMocks(engine);

    const found = await mocks.newResource({ ...request(`${TYPE}:Vault`, {}), id: VAULT });

    assert.ok(typeof found === "object" && "state" in found);
    const { name, location, publicNetworkAccess } = found.state;
    assert.deepEqual([found.id, name, location, publicNetworkAccess], [VAULT, "backups", "westeurope", "Disabled"]);
    assert.equal(put.callCount, 0);
  });

  it("refuse a read of a missing resource with its id", async () => {
    const engine = mockEngine();
    sinon.stub(engine.vaults, "find").resolves(undefined);

    await assert.rejects(async () => backupMocks(engine).newResource({ ...request(`${TYPE}:Vault`, {}), id: VAULT }), {
      code: "NotFound",
      message: `The Vault ${VAULT} does not exist.`,
    });
  });

  it("leave a resource unknown whose id is unknown in a preview", async () => {
    const id = pulumi.runtime.unknownValue;

    const found = await backupMocks(mockEngine()).newResource({ ...request(`${TYPE}:Vault`, {}), id });

    assert.deepEqual(found, { id, state: {} });
  });

  it("refuse an unknown kind of this package", async () => {
    await assert.rejects(async () => backupMocks(mockEngine()).newResource(request(`${TYPE}:Vaults`, {})), {
      message: /^Unknown kind "Vaults"\. Known kinds: .*Vault/,
    });
  });
});

describe("a program under the mocks", () => {
  let engine: ReturnType<typeof mockEngine>;

  before(async () => {
    engine = mockEngine();
    await pulumi.runtime.setMocks(backupMocks(engine), "shop", "dev");
  });

  it("declares a vault by its Pulumi name, and gets its outputs", async () => {
    const find = sinon.stub(engine.vaults, "find");
    find.onFirstCall().resolves(undefined);
    find.resolves(vaultBody);
    sinon.stub(engine.vaults, "findSettings").resolves({});
    sinon.stub(engine.vaults, "put").resolves(vaultBody);

    const vault = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });

    assert.equal(await settled(vault.id), VAULT);
    assert.equal(await settled(vault.name), "backups");
    assert.equal(await settled(vault.publicNetworkAccess), "Enabled");
    assert.equal(await settled(vault.softDelete), undefined);
    assert.equal(await settled(vault.endpoint), "mock");
    assert.equal(await settled(vault.adopted), false);
  });

  it("gets a vault that exists, with its outputs", async () => {
    const mocked = mockEngine();
    sinon.stub(mocked.vaults, "find").resolves(vaultBody);
    sinon.stub(mocked.vaults, "findSettings").resolves({});
    await pulumi.runtime.setMocks(backupMocks(mocked), "shop", "dev");

    const vault = Vault.get("shared", VAULT);

    assert.equal(await settled(vault.location), "westeurope");
    assert.equal(await settled(vault.resourceGroup), GROUP);
    assert.equal(Vault.isInstance(vault), true);
    await pulumi.runtime.setMocks(backupMocks(engine), "shop", "dev");
  });

  it("declares a policy, an ArmResource and a protected VM, and gets their outputs", async () => {
    const item = { id: ITEM, properties: { policyId: POLICY, sourceResourceId: VM, protectionState: "IRPending" } };
    sinon.stub(engine.policies, "find").resolves({ id: POLICY, name: "daily" }).onFirstCall().resolves(undefined);
    sinon.stub(engine.resources, "find").resolves({ id: VM, name: "web" }).onFirstCall().resolves(undefined);
    sinon.stub(engine.protectedItems, "find").resolves(item).onFirstCall().resolves(undefined);
    sinon.stub(engine.policies, "put").resolves({});
    sinon.stub(engine.resources, "put").resolves({});
    sinon.stub(engine.protectedItems, "protect").resolves(item);

    const policy = new BackupPolicy("daily", {
      vault: VAULT,
      schedule: { frequency: "Daily", time: "02:00" },
      retention: { daily: { count: 30 } },
    });
    const vm = new ArmResource("web", {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      parent: GROUP,
      location: "westeurope",
      properties: machineProperties(),
    });
    const protectedVm = new ProtectedVm("web", { vault: VAULT, policy: policy.id, vm: vm.id });

    assert.equal(await settled(protectedVm.id), ITEM);
    assert.equal(await settled(protectedVm.protectionState), "IRPending");
    assert.equal(await settled(protectedVm.firstRecoveryPoint), undefined);
    assert.equal(await settled(policy.policyType), "V1");
    assert.equal(await settled(vm.name), "web");
  });
});
