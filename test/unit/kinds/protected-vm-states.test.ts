/** A protected VM between protected, stopped and suspended, and out of soft delete; its disks. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { drive, rememberingEngine } from "../../../provider/testing/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { ITEM, itemInputs, POLICY, VAULT, VM } from "./examples.js";

const item = (protectionState: string, more: JsonObject = {}): JsonObject => ({
  id: ITEM,
  properties: { sourceResourceId: VM, policyId: POLICY, protectionState, ...more },
});
const softDeleted = item("ProtectionStopped", {
  isScheduledForDeferredDelete: true,
  deferredDeleteTimeRemaining: "01.00:00:00",
});

/** An engine with this item, whose vault is immutable or not, and which takes every write. */
function holding(found: JsonObject | undefined, immutability = "Unlocked") {
  const stubbed = stubEngine();
  const { vaults, protectedItems } = stubbed.armed;
  sinon.stub(protectedItems, "find").resolves(found);
  const securitySettings = { immutabilitySettings: { state: immutability } };
  sinon.stub(vaults, "find").resolves({ id: VAULT, properties: { securitySettings } });
  for (const verb of ["protect", "stop", "undelete"] as const) sinon.stub(protectedItems, verb).resolves({});
  const names = () => stubbed.writes.map(({ call }) => call.replace("protectedItems.", ""));
  return { ...stubbed, names, handler: protectedVm.handler(stubbed.engine) };
}

const stoppedInputs = { ...itemInputs, protection: "stopped" } as const;
const suspendedInputs = { ...itemInputs, protection: "suspended" } as const;

describe("a VM that is to be stopped or suspended", () => {
  it("is protected first where it never was, so that there is something to stop", async () => {
    const { handler, names, writes } = holding(undefined);

    await handler.create(ITEM, stoppedInputs);

    assert.deepEqual(names(), ["protect", "stop"]);
    const how = { state: "ProtectionStopped", resourceGuardRequests: undefined };
    assert.deepEqual(writes[1]?.args, [ITEM, VM, how]);
  });

  it("is not made where no policy says how it begins", async () => {
    const { handler, names } = holding(undefined);
    const { policy: _, ...rest } = stoppedInputs;

    await assert.rejects(handler.create(ITEM, rest), {
      code: "Refused",
      message: `Cannot stop protection: ${VM} is not protected in ${VAULT}. Nothing was changed. Declare a policy, so the VM is protected first, or remove the resource.`,
    });
    assert.deepEqual(names(), []);
  });

  it("is stopped where it is protected, and suspended where the vault is immutable", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, writes } = holding(item("Protected"));

      await handler.update(ITEM, { ...inputs, resourceGuardRequests: ["/requests/1"] }, itemInputs);

      const how = { state, resourceGuardRequests: ["/requests/1"] };
      assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
    }
  });

  it("is written to no more where it is so already", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, names } = holding(item(state));

      await handler.update(ITEM, inputs, inputs);

      assert.deepEqual(names(), []);
    }
  });

  it("is not suspended in a vault that is not immutable, and nothing is changed", async () => {
    const { handler, names } = holding(undefined, "Disabled");

    await assert.rejects(handler.create(ITEM, suspendedInputs), { code: "Refused", message: /nothing was changed/ });

    assert.deepEqual(names(), []);
  });

  it("is protected again by its policy", async () => {
    for (const [previous, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, writes } = holding(item(state, { policyId: "" }));

      await handler.update(ITEM, itemInputs, previous);

      assert.deepEqual(writes, [
        { call: "protectedItems.protect", args: [ITEM, { sourceResourceId: VM, policyId: POLICY }] },
      ]);
    }
  });

  it("has no other policy because Azure forgets it", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler } = holding(item(state, { policyId: "" }));

      const seen = await handler.read(ITEM, inputs);

      assert.deepEqual(seen?.inputs, { vault: VAULT, policy: POLICY, vm: VM, protection: inputs.protection });
    }
  });

  it("is a change where somebody stopped it elsewhere", async () => {
    const engine = rememberingEngine();
    const driven = drive("ProtectedVm", engine);
    await driven.up(itemInputs);
    await engine.protectedItems.stop(ITEM, VM);

    assert.equal(await driven.refresh(), true);
    assert.equal(driven.state?.outputs["protection"], "stopped");
    assert.equal(driven.state?.outputs["policy"], POLICY);
    assert.equal(driven.preview(itemInputs).step, "update");
  });
});

describe("a VM whose vault is guarded", () => {
  it("is protected with what the guard granted, which Azure never shows", async () => {
    const { handler, writes } = holding(item("Protected"));
    const given = { ...itemInputs, resourceGuardRequests: ["/requests/1"] };

    await handler.update(ITEM, given, itemInputs);

    assert.deepEqual(writes[0]?.args[1], {
      sourceResourceId: VM,
      policyId: POLICY,
      resourceGuardOperationRequests: ["/requests/1"],
    });
    assert.equal("resourceGuardRequests" in ((await handler.read(ITEM, given))?.inputs ?? {}), false);
  });
});

describe("backups that are in soft delete", () => {
  it("are undeleted, and protection resumes", async () => {
    const { handler, names } = holding(softDeleted);

    await handler.create(ITEM, itemInputs);

    assert.deepEqual(names(), ["undelete", "protect"]);
  });

  it("are an error where they are not to be taken back", async () => {
    const { handler, names } = holding(softDeleted);

    await assert.rejects(handler.create(ITEM, { ...itemInputs, recoverSoftDeleted: "never" }), {
      code: "AlreadyExists",
      message: `The backups of ${VM} are in soft delete in ${VAULT}, for another 1 day, and recoverSoftDeleted is "never". Set it to "auto" to undelete them, or wait until Azure purges them.`,
    });
    assert.deepEqual(names(), []);
  });

  it("are no resource", async () => {
    assert.equal(await holding(softDeleted).handler.read(ITEM, itemInputs), undefined);
  });
});

describe("a VM that another vault protects", () => {
  const taken = new BackupError("Refused", "taken", { azureCode: "VirtualMachineAlreadyProtected", requestId: "r-1" });

  function refusing(other: Promise<string | undefined>) {
    const stubbed = stubEngine();
    const { protectedItems } = stubbed.armed;
    sinon.stub(protectedItems, "find").resolves(undefined);
    sinon.stub(protectedItems, "protect").rejects(taken);
    const find = sinon.stub(protectedItems, "findVaultOf").returns(other);
    return { find, create: () => protectedVm.handler(stubbed.engine).create(ITEM, itemInputs) };
  }

  it("is refused, and the other vault is named", async () => {
    const { find, create } = refusing(Promise.resolve(`${VAULT}2`));

    await assert.rejects(create(), {
      code: "Refused",
      azureCode: "VirtualMachineAlreadyProtected",
      requestId: "r-1",
      message: `${VM} is already protected in the vault ${VAULT}2, and a VM can be protected in only one vault. Stop its protection there and delete its backups, or declare it with that vault.`,
    });
    assert.deepEqual(find.args, [[VM, VAULT]]);
  });

  it("is refused as Azure says where it does not tell which one", async () => {
    for (const other of [undefined, "forbidden"]) {
      const answer = other === undefined ? Promise.resolve(undefined) : Promise.reject(new Error(other));

      await assert.rejects(refusing(answer).create(), (error) => error === taken);
    }
  });
});
