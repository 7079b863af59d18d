import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { vaultOf } from "../../../provider/engine/vault-of.js";
import { fromArm } from "../../../provider/kinds/protected-vm/arm.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { protectedItemId, uniqueName } from "../../../provider/kinds/protected-vm/names.js";
import { pointOutputs } from "../../../provider/kinds/protected-vm/points.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { ITEM, itemInputs, POLICY, VAULT, VM } from "./examples.js";

const item = (properties: JsonObject = {}): JsonObject => ({
  id: ITEM,
  name: "VM;iaasvmcontainerv2;shop;web",
  properties: { policyId: POLICY, sourceResourceId: VM, protectionState: "Protected", ...properties },
});

const point = (name: string, ...tiers: string[]): JsonObject => ({
  id: `${ITEM}/recoveryPoints/${name}`,
  properties: {
    recoveryPointTime: "2024-04-28T02:00:00Z",
    recoveryPointType: "AppConsistent",
    recoveryPointTierDetails: tiers.map((type) => ({ type, status: "Valid" })),
  },
});

describe("the names of a protected VM", () => {
  it("are built from the VM's group and name, in lower case", () => {
    const shouted = VM.replace("shop", "SHOP").replace("/web", "/Web-01");

    assert.equal(uniqueName(shouted), "iaasvmcontainerv2;shop;web-01");
    assert.equal(protectedItemId(VAULT, VM), ITEM);
    assert.equal(
      protectedItemId(VAULT, shouted),
      `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web-01/protectedItems/VM;iaasvmcontainerv2;shop;web-01`,
    );
  });

  it("make its id as soon as vault and VM are known", () => {
    assert.equal(protectedVm.armId(itemInputs), ITEM);
    assert.equal(protectedVm.armId({ vault: VAULT }), undefined);
    assert.equal(protectedVm.armId({ ...itemInputs, vm: UNKNOWN }), undefined);
  });

  it("tell the vault, in any case", () => {
    assert.equal(vaultOf(ITEM), VAULT);
    assert.equal(vaultOf(`${VAULT}/BACKUPPOLICIES/daily`), VAULT);
    assert.equal(vaultOf(VAULT), VAULT);
  });
});

describe("a protected VM", () => {
  it("is put under its policy, without a backup where none is asked for", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);
    const protect = sinon.stub(armed.protectedItems, "protect").resolves(item());

    await protectedVm.handler(engine).create(ITEM, itemInputs);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect"]);
    assert.deepEqual(protect.args, [[ITEM, { sourceResourceId: VM, policyId: POLICY }]]);
  });

  it("is put under another policy by the same write", async () => {
    const { armed, engine } = stubEngine();
    const protect = sinon.stub(armed.protectedItems, "protect").resolves(item());
    const policy = `${VAULT}/backupPolicies/hourly`;

    await protectedVm.handler(engine).update(ITEM, { ...itemInputs, policy }, itemInputs);

    assert.deepEqual(protect.args, [[ITEM, { sourceResourceId: VM, policyId: policy }]]);
  });

  it("is read in the words of the inputs", () => {
    assert.deepEqual(fromArm(item(), {}), { vault: VAULT, policy: POLICY, vm: VM, protection: "protected" });
    assert.deepEqual(fromArm({ id: ITEM, properties: {} }, {}), { vault: VAULT, protection: "protected" });
  });

  it("is gone where Azure has no item, and nothing more is asked", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);

    assert.equal(await protectedVm.handler(engine).read(ITEM, itemInputs), undefined);
    assert.deepEqual(calls, ["protectedItems.find"]);
  });

  it("tells its state, its names and its oldest point", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item({ lastRecoveryPoint: "2024-04-29T02:00:00Z" }));
    sinon.stub(armed.recoveryPoints, "list").resolves([point("2"), point("1", "InstantRP")]);

    const seen = await protectedVm.handler(engine).read(ITEM, itemInputs);

    assert.deepEqual(await seen?.outputs(), {
      protectionState: "Protected",
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
      firstRecoveryPoint: {
        id: `${ITEM}/recoveryPoints/1`,
        time: "2024-04-28T02:00:00Z",
        tier: "Snapshot",
        consistency: "AppConsistent",
      },
    });
  });

  it("has no point before its first backup, and none is asked for", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item({ protectionState: "IRPending" }));

    const seen = await protectedVm.handler(engine).read(ITEM, itemInputs);

    assert.deepEqual(await seen?.outputs(), {
      protectionState: "IRPending",
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
    });
    assert.deepEqual(calls, ["protectedItems.find"]);
  });
});

describe("the end of a protected VM", () => {
  it("keeps its points where nothing or stopRetain was declared", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item());
    const stop = sinon.stub(armed.protectedItems, "stop").resolves(item());
    const handler = protectedVm.handler(engine);

    await handler.delete(ITEM, itemInputs);
    await handler.delete(ITEM, { ...itemInputs, onDelete: "stopRetain" });

    assert.deepEqual(writesIn(calls), ["protectedItems.stop", "protectedItems.stop"]);
    assert.deepEqual(stop.args[0], [ITEM, VM, { state: "ProtectionStopped", resourceGuardRequests: undefined }]);
  });

  it("writes nothing where it is gone already", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);

    await protectedVm.handler(engine).delete(ITEM, itemInputs);

    assert.deepEqual(calls, ["protectedItems.find"]);
  });

  it("deletes its points where that was declared", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").onFirstCall().resolves(item()).onSecondCall().resolves(undefined);
    sinon.stub(armed.protectedItems, "delete").resolves();
    sinon.stub(armed.vaults, "find").resolves({ id: VAULT });

    await protectedVm.handler(engine).delete(ITEM, { ...itemInputs, onDelete: "delete" });

    assert.deepEqual(writesIn(calls), ["protectedItems.delete"]);
  });
});

describe("a recovery point in the words of the outputs", () => {
  it("tells where it is", () => {
    const tierOf = (...tiers: string[]) => pointOutputs(point("1", ...tiers))?.["tier"];

    assert.equal(tierOf("InstantRP"), "Snapshot");
    assert.equal(tierOf("InstantRP", "HardenedRP"), "SnapshotAndVault");
    assert.equal(tierOf("HardenedRP"), "Vault");
    assert.equal(tierOf(), "None");
  });

  it("is not where its tier is no longer valid", () => {
    const recoveryPointTierDetails = [
      { type: "InstantRP", status: "Deleted" },
      { type: "HardenedRP", status: "Valid" },
    ];

    assert.deepEqual(pointOutputs({ id: "p", properties: { recoveryPointTierDetails } }), {
      id: "p",
      time: "",
      tier: "Vault",
      consistency: "",
    });
  });

  it("is nothing where there is none", () => {
    assert.equal(pointOutputs(undefined), undefined);
  });
});
