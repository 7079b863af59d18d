/** The engine that answers with what was written to it, and the one that keeps what it was asked. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { objectAt } from "../../../provider/core/json.js";
import { mockEngine, rememberingEngine, stubEngine, writesIn } from "../../../provider/testing/index.js";
import { DISK, GROUP, ITEM, POLICY, SUBSCRIPTION, VAULT, VM } from "../kinds/examples.js";

const SNAPSHOT = `${GROUP}/providers/Microsoft.Compute/snapshots/s`;
const EXTENSION = `${VM}/extensions/VMSnapshot`;

describe("an engine that remembers", () => {
  it("has at first what it is given, by its id in any case", async () => {
    const engine = rememberingEngine([{ id: VM, location: "westeurope" }]);
    const vm = { id: VM, name: "web", type: "Microsoft.Compute/virtualMachines", location: "westeurope" };

    assert.deepEqual(await engine.extensions.findMachine(VM.toUpperCase()), vm);
    assert.deepEqual(await engine.discovery.listVms(SUBSCRIPTION), [vm]);
    assert.deepEqual(await engine.discovery.listProtectable(VAULT), []);
    assert.equal(await engine.resources.find(DISK, "1"), undefined);
  });

  it("deletes what a patch sets to null, as Azure does", async () => {
    const { snapshots } = rememberingEngine();

    await snapshots.put(SNAPSHOT, { location: "x", tags: { a: "1", b: "2" } });
    await snapshots.patch(SNAPSHOT, { tags: { a: null, c: "3" } });

    assert.deepEqual((await snapshots.find(SNAPSHOT))?.["tags"], { b: "2", c: "3" });
  });

  it("has what was put, until it is deleted", async () => {
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
    const gone = [
      resources.find(DISK, "1"),
      policies.find(POLICY),
      snapshots.find(SNAPSHOT),
      extensions.find(EXTENSION),
    ];
    assert.deepEqual(await Promise.all(gone), [undefined, undefined, undefined, undefined]);
  });

  it("lays what is said of a vault over what was said before", async () => {
    const { vaults } = rememberingEngine();

    await vaults.put(VAULT, { location: "x", properties: { publicNetworkAccess: "Enabled" } });
    await vaults.put(VAULT, { tags: { a: "1" } });

    assert.deepEqual(await vaults.find(VAULT), {
      ...{ id: VAULT, name: "backups", type: "Microsoft.RecoveryServices/vaults", location: "x" },
      ...{ tags: { a: "1" }, properties: { publicNetworkAccess: "Enabled" } },
    });
    assert.deepEqual(await vaults.listContainers(VAULT), []);
  });

  it("has the soft delete of a new vault until it is set otherwise", async () => {
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

  it("knows how an item is protected, backed up, stopped, and taken back", async () => {
    const { protectedItems, recoveryPoints, jobs } = rememberingEngine();
    const seen = async () => {
      const { protectionState, policyId } = objectAt(await protectedItems.find(ITEM), "properties");
      return [protectionState, policyId];
    };

    await protectedItems.protect(ITEM, { sourceResourceId: VM, policyId: POLICY });
    assert.deepEqual(await seen(), ["IRPending", POLICY]);
    await jobs.settled(VAULT, await protectedItems.backUp(ITEM));
    await protectedItems.backUp(ITEM);
    assert.deepEqual(
      (await recoveryPoints.list(ITEM)).map(({ name }) => name),
      ["2", "1"],
    );
    assert.deepEqual(await seen(), ["Protected", POLICY]);
    await protectedItems.stop(ITEM, VM, { state: "BackupsSuspended" });
    assert.deepEqual(await seen(), ["BackupsSuspended", POLICY]);
    await protectedItems.stop(ITEM, VM);
    assert.deepEqual(await seen(), ["ProtectionStopped", ""]);
    await protectedItems.protect(ITEM, { sourceResourceId: VM, policyId: POLICY });
    assert.deepEqual(await seen(), ["Protected", POLICY]);
    await protectedItems.undelete(ITEM, VM);
    assert.deepEqual(await seen(), ["ProtectionStopped", ""]);
    assert.equal((await protectedItems.list(VAULT)).length, 1);
    assert.equal(await protectedItems.findVaultOf(VM, VAULT), undefined);
    await protectedItems.delete(ITEM);
    assert.deepEqual(await protectedItems.list(VAULT), []);
  });

  it("answers otherwise where a test wants that", async () => {
    const engine = rememberingEngine();
    sinon.stub(engine.jobs, "list").resolves([{ name: "j" }]);

    assert.deepEqual(await engine.jobs.list(VAULT, ""), [{ name: "j" }]);
  });
});

describe("an engine whose calls are kept", () => {
  it("names every call, and the writes with what they carried", async () => {
    const { engine, calls, writes } = stubEngine(rememberingEngine());

    await engine.vaults.put(VAULT, { location: "x" });
    await engine.vaults.find(VAULT);

    assert.deepEqual(calls, ["vaults.put", "vaults.find"]);
    assert.deepEqual(writes, [{ call: "vaults.put", args: [VAULT, { location: "x" }] }]);
    assert.equal(engine.endpoint, "mock");
  });

  it("answers nothing until it is armed, and then as it is armed", async () => {
    const { armed, engine } = stubEngine();

    await assert.rejects(engine.vaults.find(VAULT), { message: "unexpected vaults.find" });
    sinon.stub(armed.vaults, "find").resolves({ name: "backups" });
    assert.deepEqual(await engine.vaults.find(VAULT), { name: "backups" });
    await assert.rejects(engine.now(), { message: "unexpected now" });
  });

  it("keeps apart what only reads", () => {
    const calls = ["vaults.find", "vaults.patchSettings", "protectedItems.backUp", "jobs.settled"];

    assert.deepEqual(writesIn(calls), ["vaults.patchSettings", "protectedItems.backUp"]);
    assert.equal(mockEngine().endpoint, "mock");
  });
});
