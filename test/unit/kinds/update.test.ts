import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { deleteResource, recordsOf, updateResource } from "../../support/verbs.js";
import { DISK, diskInputs, ITEM, itemInputs, POLICY, VAULT, VM, vaultInputs } from "./examples.js";

const state = { ...diskInputs, __provider: "exports.x", __urn: "urn", endpoint: "mock", adopted: false };

/** The bodies that an update of the disk to these inputs writes. */
async function writesOf(news: JsonObject, olds: JsonObject = state): Promise<unknown[]> {
  const { armed, engine } = stubEngine();
  sinon.stub(armed.resources, "find").resolves({ id: DISK });
  const put = sinon.stub(armed.resources, "put").resolves({});
  await updateResource(armResource, engine, { id: DISK, outputs: olds }, news);
  return put.args.map(([, , body]) => body);
}

describe("an update", () => {
  it("writes the new inputs and returns them as outputs", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.resources, "find").resolves({ id: DISK });
    sinon.stub(armed.resources, "put").resolves({});
    const news = { ...diskInputs, properties: { diskSizeGB: 64 }, __provider: "exports.y", __urn: "urn" };

    const updated = await updateResource(armResource, engine, { id: DISK, outputs: state }, news);

    assert.deepEqual(calls, ["resources.put", "resources.find"]);
    assert.deepEqual(updated, { id: DISK, outputs: { ...news, endpoint: "mock", adopted: false } });
  });

  it("writes nothing if only provider settings such as onDelete changed", async () => {
    assert.deepEqual(await writesOf({ ...diskInputs, onDelete: "retain", adopt: "always" }), []);
  });

  it("writes nothing if only the serialized provider changed", async () => {
    assert.deepEqual(await writesOf({ ...diskInputs, __provider: "exports.new" }), []);
  });

  it("writes nothing if only the letter case or spacing of a name or region changed", async () => {
    assert.deepEqual(await writesOf({ ...diskInputs, location: "West Europe", name: "DB" }), []);
  });

  it("writes a change of letter case in free-form properties", async () => {
    const olds = { ...state, properties: { commandToExecute: "echo a" } };
    const news = { ...diskInputs, properties: { commandToExecute: "echo A" } };

    assert.deepEqual(await writesOf(news, olds), [
      { location: "westeurope", properties: { commandToExecute: "echo A" } },
    ]);
  });

  it("removes the tags that are no longer declared", async () => {
    assert.deepEqual(await writesOf(diskInputs, { ...state, tags: { team: "shop" } }), [
      { location: "westeurope", tags: {}, properties: diskInputs.properties },
    ]);
  });

  it("writes the declared value of a property that drifted", async () => {
    const drifted = { ...state, properties: { ...diskInputs.properties, diskSizeGB: 64, tier: "P10" } };

    assert.deepEqual(await writesOf(diskInputs, drifted), [
      { location: "westeurope", properties: diskInputs.properties },
    ]);
  });

  it("keeps an adopted resource marked as adopted", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").resolves({ id: DISK });
    sinon.stub(armed.resources, "put").resolves({});

    const { outputs } = await updateResource(
      armResource,
      engine,
      { id: DISK, outputs: { ...state, adopted: true } },
      { ...diskInputs, tags: { team: "shop" } },
    );

    assert.equal(outputs["adopted"], true);
  });

  it("takes a first backup if initialBackup is set to true later", async () => {
    const { armed, engine, calls } = stubEngine();
    const item = { id: ITEM, properties: { policyId: POLICY, sourceResourceId: VM } };
    sinon.stub(armed.protectedItems, "find").resolves(item);
    sinon.stub(armed.protectedItems, "protect").resolves(item);
    sinon.stub(armed.jobs, "list").resolves([]);
    sinon.stub(armed.recoveryPoints, "list").resolves([]);
    sinon.stub(armed.protectedItems, "backUp").resolves("j");
    sinon.stub(armed.jobs, "settled").resolves({});

    await updateResource(
      protectedVm,
      engine,
      { id: ITEM, outputs: itemInputs },
      { ...itemInputs, initialBackup: true },
    );

    assert.deepEqual(writesIn(calls), ["protectedItems.protect", "protectedItems.backUp"]);
  });
});

describe("a delete", () => {
  async function callsOf(kind: Kind, id: string, outputs: JsonObject): Promise<string[]> {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves({ id: VAULT });
    sinon.stub(armed.vaults, "listContainers").resolves([]);
    sinon.stub(armed.vaults, "delete").resolves();
    sinon.stub(armed.protectedItems, "list").resolves([]);
    sinon.stub(armed.protectedItems, "find").resolves(undefined).onFirstCall().resolves({ id: ITEM });
    sinon.stub(armed.protectedItems, "stop").resolves({});
    sinon.stub(armed.protectedItems, "delete").resolves();
    await deleteResource(kind, engine, { id, outputs });
    return writesIn(calls);
  }

  it("deletes a vault that was created, and stops the protection of a VM", async () => {
    assert.deepEqual(await callsOf(vault, VAULT, { ...vaultInputs, adopted: false }), ["vaults.delete"]);
    assert.deepEqual(await callsOf(protectedVm, ITEM, { ...itemInputs, adopted: false }), ["protectedItems.stop"]);
  });

  it("leaves an adopted resource in Azure unless onDelete is declared", async () => {
    assert.deepEqual(await callsOf(vault, VAULT, { ...vaultInputs, adopted: true }), []);
    assert.deepEqual(await callsOf(vault, VAULT, { ...vaultInputs, adopted: true, onDelete: "refuse" }), [
      "vaults.delete",
    ]);
    assert.deepEqual(await callsOf(protectedVm, ITEM, { ...itemInputs, adopted: true, onDelete: "delete" }), [
      "protectedItems.delete",
    ]);
  });

  it("records a resource that it leaves in Azure for a later create, but not one with onDelete: retain", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves({ id: ITEM });
    sinon.stub(armed.protectedItems, "stop").resolves({});
    const outputs = { ...itemInputs, __urn: "urn:pulumi:web", adopted: false };

    await deleteResource(protectedVm, engine, { id: ITEM, outputs: { ...outputs, onDelete: "retain" } });
    assert.equal(recordsOf(engine).find(ITEM).left, undefined);

    await deleteResource(protectedVm, engine, { id: ITEM, outputs });
    assert.deepEqual(recordsOf(engine).find(ITEM).left, {
      urn: "urn:pulumi:web",
      live: { protection: "protected" },
    });
  });

  it("deletes the home's record of the id if the resource does not exist", async () => {
    const { armed, engine } = stubEngine();
    recordsOf(engine).writeIntent(VAULT, { urn: "urn:pulumi:v", token: "t" });
    sinon.stub(armed.vaults, "find").resolves(undefined);

    await deleteResource(vault, engine, { id: VAULT, outputs: vaultInputs });

    assert.deepEqual(recordsOf(engine).find(VAULT), {});
  });
});
