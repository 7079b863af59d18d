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
  it("are built from the VM's resource group and name, in lower case", () => {
    const respelled = VM.replace("shop", "SHOP").replace("/web", "/Web-01");

    assert.equal(uniqueName(respelled), "iaasvmcontainerv2;shop;web-01");
    assert.equal(protectedItemId(VAULT, VM), ITEM);
    assert.equal(
      protectedItemId(VAULT, respelled),
      `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;web-01/protectedItems/VM;iaasvmcontainerv2;shop;web-01`,
    );
  });

  it("form its id as soon as vault and VM are known", () => {
    assert.equal(protectedVm.armId(itemInputs), ITEM);
    assert.equal(protectedVm.armId({ vault: VAULT }), undefined);
    assert.equal(protectedVm.armId({ ...itemInputs, vm: UNKNOWN }), undefined);
  });
});

describe("the vault in a resource id", () => {
  it("is found in the id of a protected item, of a policy and of the vault itself, whatever the letter case", () => {
    assert.equal(vaultOf(ITEM), VAULT);
    assert.equal(vaultOf(`${VAULT}/BACKUPPOLICIES/daily`), VAULT);
    assert.equal(vaultOf(VAULT), VAULT);
  });
});

describe("a protected VM", () => {
  it("is protected by its policy, without a first backup if initialBackup is false", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);
    const protect = sinon.stub(armed.protectedItems, "protect").resolves(item());

    await protectedVm.handler(engine).create(ITEM, itemInputs);

    assert.deepEqual(calls, ["protectedItems.find", "protectedItems.protect"]);
    assert.deepEqual(protect.args, [[ITEM, { sourceResourceId: VM, policyId: POLICY }]]);
  });

  it("is assigned another policy by the same PUT", async () => {
    const { armed, engine } = stubEngine();
    const protect = sinon.stub(armed.protectedItems, "protect").resolves(item());
    const policy = `${VAULT}/backupPolicies/hourly`;

    await protectedVm.handler(engine).update(ITEM, { ...itemInputs, policy }, itemInputs);

    assert.deepEqual(protect.args, [[ITEM, { sourceResourceId: VM, policyId: policy }]]);
  });

  it("is read back as inputs", () => {
    assert.deepEqual(fromArm(item(), {}), { vault: VAULT, policy: POLICY, vm: VM, protection: "protected" });
    assert.deepEqual(fromArm({ id: ITEM, properties: {} }, {}), { vault: VAULT, protection: "protected" });
  });

  it("is read as missing if no protected item exists, without further requests", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);

    assert.equal(await protectedVm.handler(engine).read(ITEM, itemInputs), undefined);
    assert.deepEqual(calls, ["protectedItems.find"]);
  });

  it("returns its state, its names and its oldest recovery point as outputs", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item({ lastRecoveryPoint: "2024-04-29T02:00:00Z" }));
    sinon.stub(armed.recoveryPoints, "list").resolves([point("2"), point("1", "InstantRP")]);

    const result = await protectedVm.handler(engine).read(ITEM, itemInputs);

    assert.deepEqual(await result?.outputs(), {
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

  it("has no recovery point before its first backup, and requests none", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item({ protectionState: "IRPending" }));

    const result = await protectedVm.handler(engine).read(ITEM, itemInputs);

    assert.deepEqual(await result?.outputs(), {
      protectionState: "IRPending",
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
    });
    assert.deepEqual(calls, ["protectedItems.find"]);
  });
});

describe("deleting a protected VM", () => {
  it("keeps its recovery points with stopRetain, which is the default", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item());
    const stop = sinon.stub(armed.protectedItems, "stop").resolves(item());
    const handler = protectedVm.handler(engine);

    await handler.delete(ITEM, itemInputs);
    await handler.delete(ITEM, { ...itemInputs, onDelete: "stopRetain" });

    assert.deepEqual(writesIn(calls), ["protectedItems.stop", "protectedItems.stop"]);
    assert.deepEqual(stop.args[0], [ITEM, VM, { state: "ProtectionStopped", resourceGuardRequests: undefined }]);
  });

  it("writes nothing if it does not exist", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(undefined);

    await protectedVm.handler(engine).delete(ITEM, itemInputs);

    assert.deepEqual(calls, ["protectedItems.find"]);
  });

  it("deletes its recovery points with onDelete: delete", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.protectedItems, "find").onFirstCall().resolves(item()).onSecondCall().resolves(undefined);
    sinon.stub(armed.protectedItems, "delete").resolves();
    sinon.stub(armed.vaults, "find").resolves({ id: VAULT });

    await protectedVm.handler(engine).delete(ITEM, { ...itemInputs, onDelete: "delete" });

    assert.deepEqual(writesIn(calls), ["protectedItems.delete"]);
  });
});

describe("the outputs of a recovery point", () => {
  it("contain its tier", () => {
    const tierOf = (...tiers: string[]) => pointOutputs(point("1", ...tiers))?.["tier"];

    assert.equal(tierOf("InstantRP"), "Snapshot");
    assert.equal(tierOf("InstantRP", "HardenedRP"), "SnapshotAndVault");
    assert.equal(tierOf("HardenedRP"), "Vault");
    assert.equal(tierOf(), "None");
  });

  it("ignore a tier that is no longer valid", () => {
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

  it("are undefined if no recovery point exists", () => {
    assert.equal(pointOutputs(undefined), undefined);
  });
});
