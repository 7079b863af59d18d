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
const given = { ...diskInputs, __provider: "exports.x", __urn: URN };

/** The disk as Azure has it. */
const disk = {
  id: DISK,
  name: "db",
  type: "Microsoft.Compute/disks",
  location: "westeurope",
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" }, provisioningState: "Succeeded" },
};

/** An engine in which a disk is there before its create, or only after it. */
function holding(before: JsonObject | undefined, after: JsonObject = disk) {
  const stubbed = stubEngine();
  const find = sinon.stub(stubbed.armed.resources, "find");
  find.onFirstCall().resolves(before);
  find.resolves(after);
  const put = sinon.stub(stubbed.armed.resources, "put").resolves(after);
  return { ...stubbed, find, put };
}

describe("a create", () => {
  it("writes the intent first, then the resource, and echoes the inputs in its outputs", async () => {
    const { engine, calls } = holding(undefined);

    const created = await createResource(armResource, engine, given);

    assert.deepEqual(calls, ["resources.find", "resources.put", "resources.find"]);
    assert.deepEqual(created, { id: DISK, outputs: { ...given, endpoint: "mock", adopted: false } });
  });

  it("has the outputs of its kind beside the inputs", async () => {
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

  it("writes nothing where its intent cannot be kept", async () => {
    const { engine, calls } = holding(undefined);
    sinon.stub(recordsOf(engine), "writeIntent").throws(new BackupError("HomeUnusable", "disk full"));

    await assert.rejects(createResource(armResource, engine, given), { code: "HomeUnusable" });

    assert.deepEqual(writesIn(calls), []);
  });

  it("says so where what was accepted is not there afterwards", async () => {
    const { engine, find } = holding(undefined);
    find.onSecondCall().resolves(undefined);
    find.onThirdCall().resolves(undefined);

    await assert.rejects(createResource(armResource, engine, given), {
      code: "NotFound",
      message:
        "Azure accepted the write of Microsoft.Compute/disks db, but a read directly after it found nothing. It may have been deleted in the meantime. Run pulumi up again.",
    });
  });

  it("needs an id that is known", async () => {
    const { engine, calls } = holding(undefined);

    await assert.rejects(createResource(armResource, engine, { ...given, name: UNKNOWN }), { code: "Bug" });

    assert.deepEqual(calls, []);
  });
});

describe("a create of what a delete left", () => {
  it("takes nothing of a kind whose deletes leave nothing that is recognized", async () => {
    const { engine, calls } = holding(disk);
    recordsOf(engine).writeHolding(DISK, { left: { urn: URN, live: {} } });

    await assert.rejects(createResource(armResource, engine, given), { code: "AlreadyExists" });

    assert.deepEqual(writesIn(calls), []);
  });
});

describe("a create that was interrupted", () => {
  /** What a run that was killed between its intent and its end left behind. */
  async function interrupted(declared: JsonObject) {
    const stubbed = holding(undefined);
    stubbed.put.onFirstCall().rejects(new Error("killed"));
    stubbed.find.onSecondCall().resolves(undefined);
    await assert.rejects(createResource(armResource, stubbed.engine, declared), { message: "killed" });
    stubbed.calls.length = 0;
    return stubbed;
  }

  it("is taken up by the same declaration, and the resource is ours", async () => {
    const { engine, calls } = await interrupted(given);

    const { outputs } = await createResource(armResource, engine, given);

    assert.deepEqual(writesIn(calls), ["resources.put"]);
    assert.equal(outputs["adopted"], false);
  });

  it("is taken up where only how we act was declared otherwise", async () => {
    const { engine, calls } = await interrupted(given);

    await createResource(armResource, engine, { ...given, onDelete: "retain", adopt: "ifIdentical" });

    assert.deepEqual(writesIn(calls), ["resources.put"]);
  });

  it("is nobody else's to take up", async () => {
    const { engine, calls } = await interrupted(given);

    await assert.rejects(createResource(armResource, engine, { ...given, __urn: `${URN}2` }), {
      code: "AlreadyExists",
    });

    assert.deepEqual(writesIn(calls), []);
  });

  it("is not taken up by a declaration of something else", async () => {
    const { engine, calls } = await interrupted(given);

    await assert.rejects(createResource(armResource, engine, { ...given, properties: { diskSizeGB: 64 } }), {
      code: "AlreadyExists",
    });

    assert.deepEqual(writesIn(calls), []);
  });
});
