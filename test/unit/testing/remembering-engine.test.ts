/** The engine that returns what was written to it, and the engine that records its calls. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { objectAt } from "../../../provider/core/json.js";
import { mockEngine, rememberingEngine, stubEngine, writesIn } from "../../../provider/testing/index.js";
import { DISK, GROUP, ITEM, POLICY, SUBSCRIPTION, VAULT, VM } from "../kinds/examples.js";

const SNAPSHOT = `${GROUP}/providers/Microsoft.Compute/snapshots/s`;
const EXTENSION = `${VM}/extensions/VMSnapshot`;

describe("a remembering engine", () => {
  it("contains its initial resources, which are found by id in any case", async () => {
    const engine = rememberingEngine([{ id: VM, location: "westeurope" }]);
    const vm = { id: VM, name: "web", type: "Microsoft.Compute/virtualMachines", location: "westeurope" };

    assert.deepEqual(await engine.extensions.findMachine(VM.toUpperCase()), vm);
    assert.deepEqual(await engine.discovery.listVms(SUBSCRIPTION), [vm]);
    assert.deepEqual(await engine.discovery.listProtectable(VAULT), []);
    assert.equal(await engine.resources.find(DISK, "1"), undefined);
  });

  it("deletes members that a PATCH sets to null, as Azure does", async () => {
    const { snapshots } = rememberingEngine();

    await snapshots.put(SNAPSHOT, { location: "x", tags: { a: "1", b: "2" } });
    await snapshots.patch(SNAPSHOT, { tags: { a: null, c: "3" } });

    assert.deepEqual((await snapshots.find(SNAPSHOT))?.["tags"], { b: "2", c: "3" });
  });

  it("contains each written resource until it is deleted", async () => {
    const { resources, policies, snapshots, extensions } = rememberingEngine();

    await resources.put(DISK, "1", { location: "x" });
    await policies.put(POLICY, { properties: { timeZone: "UTC" } });
    await snapshots.put(SNAPSHOT, { location: "x", tags: { a: "1" } });
    await extensions.put(EXTENSION, { properties: { publisher: "p" } });
    await extensions.patch(EXTENSION, { properties: { settings: {} } });
    await snapshots.patch(SNAPSHOT, { tags: { b: "2" } });

    assert.equal((await resources.find(DISK, "1"))?.["location"], "x");
    assert.deepEqual(
      (await policies.list(VAULT)).map(({ name }) => name),
      ["daily"],
    );
    assert.deepEqual((await snapshots.list(GROUP))[0]?.["tags"], { a: "1", b: "2" });
    assert.equal((await snapshots.copied(SNAPSHOT))["name"], "s");
    assert.deepEqual((await extensions.list(VM))?.[0]?.["properties"], { publisher: "p", settings: {} });
    assert.equal(await extensions.findInstanceView(VM), undefined);

    await Promise.all([resources.delete(DISK, "1"), policies.delete(POLICY), snapshots.delete(SNAPSHOT)]);
    await extensions.delete(EXTENSION);
    const reads = [
      resources.find(DISK, "1"),
      policies.find(POLICY),
      snapshots.find(SNAPSHOT),
      extensions.find(EXTENSION),
    ];
    assert.deepEqual(await Promise.all(reads), [undefined, undefined, undefined, undefined]);
  });

  it("merges a PUT of a vault into the existing vault", async () => {
    const { vaults } = rememberingEngine();

    await vaults.put(VAULT, { location: "x", properties: { publicNetworkAccess: "Enabled" } });
    await vaults.put(VAULT, { tags: { a: "1" } });

    assert.deepEqual(await vaults.find(VAULT), {
      ...{ id: VAULT, name: "backups", type: "Microsoft.RecoveryServices/vaults", location: "x" },
      ...{ tags: { a: "1" }, properties: { publicNetworkAccess: "Enabled" } },
    });
    assert.deepEqual(await vaults.listContainers(VAULT), []);
  });

  it("has the default soft delete settings of a new vault until they are changed", async () => {
    const { vaults } = rememberingEngine();

    assert.equal(await vaults.findSettings(VAULT), undefined);
    await vaults.put(VAULT, {});
    assert.equal((await vaults.findSettings(VAULT))?.["softDeleteRetentionPeriodInDays"], 14);
    await vaults.patchSettings(VAULT, { softDeleteRetentionPeriodInDays: 30 });
    await vaults.patchSettings(VAULT, { softDeleteFeatureState: "Enabled" });
    assert.deepEqual(await vaults.findSettings(VAULT), {
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 30,
      isSoftDeleteFeatureStateEditable: false,
    });
  });

  it("contains the state of an item that is protected, backed up, suspended, stopped, undeleted and deleted", async () => {
    const { protectedItems, recoveryPoints, jobs } = rememberingEngine();
    const stateOfItem = async () => {
      const { protectionState, policyId } = objectAt(await protectedItems.find(ITEM), "properties");
      return [protectionState, policyId];
    };

    await protectedItems.protect(ITEM, { sourceResourceId: VM, policyId: POLICY });
    assert.deepEqual(await stateOfItem(), ["IRPending", POLICY]);
    await jobs.settled(VAULT, await protectedItems.backUp(ITEM));
    await protectedItems.backUp(ITEM);
    assert.deepEqual(
      (await recoveryPoints.list(ITEM)).map(({ name }) => name),
      ["2", "1"],
    );
    assert.deepEqual(await stateOfItem(), ["Protected", POLICY]);
    await protectedItems.stop(ITEM, VM, { state: "BackupsSuspended" });
    assert.deepEqual(await stateOfItem(), ["BackupsSuspended", POLICY]);
    await protectedItems.stop(ITEM, VM);
    assert.deepEqual(await stateOfItem(), ["ProtectionStopped", ""]);
    await protectedItems.protect(ITEM, { sourceResourceId: VM, policyId: POLICY });
    assert.deepEqual(await stateOfItem(), ["Protected", POLICY]);
    await protectedItems.undelete(ITEM, VM);
    assert.deepEqual(await stateOfItem(), ["ProtectionStopped", ""]);
    assert.equal((await protectedItems.list(VAULT)).length, 1);
    assert.equal(await protectedItems.findVaultOf(VM, VAULT), undefined);
    await protectedItems.delete(ITEM);
    assert.deepEqual(await protectedItems.list(VAULT), []);
  });

  it("can be stubbed by a test", async () => {
    const engine = rememberingEngine();
    sinon.stub(engine.jobs, "list").resolves([{ name: "j" }]);

    assert.deepEqual(await engine.jobs.list(VAULT, ""), [{ name: "j" }]);
  });
});

describe("a stub engine", () => {
  it("records every call, and writes with their arguments", async () => {
    const { engine, calls, writes } = stubEngine(rememberingEngine());

    await engine.vaults.put(VAULT, { location: "x" });
    await engine.vaults.find(VAULT);

    assert.deepEqual(calls, ["vaults.put", "vaults.find"]);
    assert.deepEqual(writes, [{ call: "vaults.put", args: [VAULT, { location: "x" }] }]);
    assert.equal(engine.endpoint, "mock");
  });

  it("fails a call until it is stubbed", async () => {
    const { armed, engine } = stubEngine();

    await assert.rejects(engine.vaults.find(VAULT), { message: "unexpected vaults.find" });
    sinon.stub(armed.vaults, "find").resolves({ name: "backups" });
    assert.deepEqual(await engine.vaults.find(VAULT), { name: "backups" });
    await assert.rejects(engine.now(), { message: "unexpected now" });
  });

  it("separates writes from reads", () => {
    const calls = ["vaults.find", "vaults.patchSettings", "protectedItems.backUp", "jobs.settled"];

    assert.deepEqual(writesIn(calls), ["vaults.patchSettings", "protectedItems.backUp"]);
    assert.equal(mockEngine().endpoint, "mock");
  });
});
