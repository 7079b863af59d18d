import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, recordsOf } from "../../support/verbs.js";
import { DISK, diskInputs, ITEM, itemInputs, POLICY, VM } from "./examples.js";

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:ArmResource::db";
const inputs = { ...diskInputs, __provider: "exports.x", __urn: URN };

/** The disk as Azure returns it. */
const disk = {
  id: DISK,
  name: "db",
  type: "Microsoft.Compute/disks",
  location: "westeurope",
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" }, provisioningState: "Succeeded" },
};

/** An engine whose first read of the disk returns `before`, and later ones `after`. */
function withDisk(before: JsonObject | undefined, after: JsonObject = disk) {
  const stubbed = stubEngine();
  const find = sinon.stub(stubbed.armed.resources, "find");
  find.onFirstCall().resolves(before);
  find.resolves(after);
  const put = sinon.stub(stubbed.armed.resources, "put").resolves(after);
  return { ...stubbed, find, put };
}

describe("a create", () => {
  it("writes the resource and returns its inputs as outputs", async () => {
    const { engine, calls } = withDisk(undefined);

    const created = await createResource(armResource, engine, inputs);

    assert.deepEqual(calls, ["resources.find", "resources.put", "resources.find"]);
    assert.deepEqual(created, { id: DISK, outputs: { ...inputs, endpoint: "mock", adopted: false } });
  });

  it("returns the outputs of its kind in addition to the inputs", async () => {
    const { armed, engine } = stubEngine();
    const item = { id: ITEM, properties: { policyId: POLICY, sourceResourceId: VM, protectionState: "IRPending" } };
    sinon.stub(armed.protectedItems, "find").resolves(undefined).onThirdCall().resolves(item);
    sinon.stub(armed.protectedItems, "protect").resolves(item);

    const { outputs } = await createResource(protectedVm, engine, itemInputs);

    assert.deepEqual(outputs, {
      ...itemInputs,
      protectionState: "IRPending",
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
      endpoint: "mock",
      adopted: false,
    });
  });

  it("writes nothing to Azure if its intent cannot be stored", async () => {
    const { engine, calls } = withDisk(undefined);
    sinon.stub(recordsOf(engine), "writeIntent").throws(new BackupError("HomeUnusable", "disk full"));

    await assert.rejects(createResource(armResource, engine, inputs), { code: "HomeUnusable" });

    assert.deepEqual(writesIn(calls), []);
  });

  it("fails if Azure accepts the write but the resource does not exist afterwards", async () => {
    const { engine, find } = withDisk(undefined);
    find.onSecondCall().resolves(undefined);
    find.onThirdCall().resolves(undefined);

    await assert.rejects(createResource(armResource, engine, inputs), {
      code: "NotFound",
      message:
        "Azure accepted the write of Microsoft.Compute/disks db, but a read directly after it found nothing. It may have been deleted in the meantime. Run pulumi up again.",
    });
  });

  it("fails if the id is not known", async () => {
    const { engine, calls } = withDisk(undefined);

    await assert.rejects(createResource(armResource, engine, { ...inputs, name: UNKNOWN }), { code: "Bug" });

    assert.deepEqual(calls, []);
  });
});

describe("a create of a resource that a delete left in Azure", () => {
  it("does not claim the resource if its kind has no leftInputs", async () => {
    const { engine, calls } = withDisk(disk);
    recordsOf(engine).writeHolding(DISK, { left: { urn: URN, live: {} } });

    await assert.rejects(createResource(armResource, engine, inputs), { code: "AlreadyExists" });

    assert.deepEqual(writesIn(calls), []);
  });
});

describe("an interrupted create", () => {
  /** The engine after a run that was killed between writing its intent and the response to its PUT. */
  async function interrupted(declared: JsonObject) {
    const stubbed = withDisk(undefined);
    stubbed.put.onFirstCall().rejects(new Error("killed"));
    stubbed.find.onSecondCall().resolves(undefined);
    await assert.rejects(createResource(armResource, stubbed.engine, declared), { message: "killed" });
    stubbed.calls.length = 0;
    return stubbed;
  }

  it("is resumed by the same declaration, and the resource is not marked as adopted", async () => {
    const { engine, calls } = await interrupted(inputs);

    const { outputs } = await createResource(armResource, engine, inputs);

    assert.deepEqual(writesIn(calls), ["resources.put"]);
    assert.equal(outputs["adopted"], false);
  });

  it("is resumed if only provider settings such as onDelete changed", async () => {
    const { engine, calls } = await interrupted(inputs);

    await createResource(armResource, engine, { ...inputs, onDelete: "retain", adopt: "ifIdentical" });

    assert.deepEqual(writesIn(calls), ["resources.put"]);
  });

  it("is not resumed by a resource with another URN", async () => {
    const { engine, calls } = await interrupted(inputs);

    await assert.rejects(createResource(armResource, engine, { ...inputs, __urn: `${URN}2` }), {
      code: "AlreadyExists",
    });

    assert.deepEqual(writesIn(calls), []);
  });

  it("is not resumed by a declaration with other properties", async () => {
    const { engine, calls } = await interrupted(inputs);

    await assert.rejects(createResource(armResource, engine, { ...inputs, properties: { diskSizeGB: 64 } }), {
      code: "AlreadyExists",
    });

    assert.deepEqual(writesIn(calls), []);
  });
});
