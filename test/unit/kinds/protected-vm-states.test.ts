/** The protection states of a VM: protected, stopped and suspended; and soft-deleted backups. */
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

/** An engine with this item in a vault of this immutability, that accepts every write. */
function withItem(found: JsonObject | undefined, immutability = "Unlocked") {
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

describe("stopping or suspending the protection of a VM", () => {
  it("protects the VM first if it never was, because only existing protection can be stopped", async () => {
    const { handler, names, writes } = withItem(undefined);

    await handler.create(ITEM, stoppedInputs);

    assert.deepEqual(names(), ["protect", "stop"]);
    const how = { state: "ProtectionStopped", resourceGuardRequests: undefined };
    assert.deepEqual(writes[1]?.args, [ITEM, VM, how]);
  });

  it("is refused if the VM was never protected and no policy is declared", async () => {
    const { handler, names } = withItem(undefined);
    const { policy: _, ...rest } = stoppedInputs;

    await assert.rejects(handler.create(ITEM, rest), {
      code: "Refused",
      message: `Cannot stop protection: ${VM} is not protected in ${VAULT}. Nothing was changed. Declare a policy, so the VM is protected first, or remove the resource.`,
    });
    assert.deepEqual(names(), []);
  });

  it("stops a protected VM, and suspends it in an immutable vault", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, writes } = withItem(item("Protected"));

      await handler.update(ITEM, { ...inputs, resourceGuardRequests: ["/requests/1"] }, itemInputs);

      const how = { state, resourceGuardRequests: ["/requests/1"] };
      assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
    }
  });

  it("writes nothing if the VM is already in that state", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, names } = withItem(item(state));

      await handler.update(ITEM, inputs, inputs);

      assert.deepEqual(names(), []);
    }
  });

  it("does not suspend backups in a vault that is not immutable, and changes nothing", async () => {
    const { handler, names } = withItem(undefined, "Disabled");

    await assert.rejects(handler.create(ITEM, suspendedInputs), { code: "Refused", message: /nothing was changed/ });

    assert.deepEqual(names(), []);
  });

  it("is reverted by assigning the policy again", async () => {
    for (const [previous, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler, writes } = withItem(item(state, { policyId: "" }));

      await handler.update(ITEM, itemInputs, previous);

      assert.deepEqual(writes, [
        { call: "protectedItems.protect", args: [ITEM, { sourceResourceId: VM, policyId: POLICY }] },
      ]);
    }
  });

  it("keeps the declared policy in the state, although Azure removes it from the item", async () => {
    for (const [inputs, state] of [
      [stoppedInputs, "ProtectionStopped"],
      [suspendedInputs, "BackupsSuspended"],
    ] as const) {
      const { handler } = withItem(item(state, { policyId: "" }));

      const result = await handler.read(ITEM, inputs);

      assert.deepEqual(result?.inputs, { vault: VAULT, policy: POLICY, vm: VM, protection: inputs.protection });
    }
  });

  it("is drift if it happened outside the program, so the next preview shows an update", async () => {
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

describe("a VM whose vault has a resource guard", () => {
  it("is protected with the resource guard requests, which Azure never returns", async () => {
    const { handler, writes } = withItem(item("Protected"));
    const inputs = { ...itemInputs, resourceGuardRequests: ["/requests/1"] };

    await handler.update(ITEM, inputs, itemInputs);

    assert.deepEqual(writes[0]?.args[1], {
      sourceResourceId: VM,
      policyId: POLICY,
      resourceGuardOperationRequests: ["/requests/1"],
    });
    assert.equal("resourceGuardRequests" in ((await handler.read(ITEM, inputs))?.inputs ?? {}), false);
  });
});

describe("soft-deleted backups", () => {
  it("are undeleted, and protection resumes", async () => {
    const { handler, names } = withItem(softDeleted);

    await handler.create(ITEM, itemInputs);

    assert.deepEqual(names(), ["undelete", "protect"]);
  });

  it("cause an error if recoverSoftDeleted is never", async () => {
    const { handler, names } = withItem(softDeleted);

    await assert.rejects(handler.create(ITEM, { ...itemInputs, recoverSoftDeleted: "never" }), {
      code: "AlreadyExists",
      message: `The backups of ${VM} are in soft delete in ${VAULT}, for another 1 day, and recoverSoftDeleted is "never". Set it to "auto" to undelete them, or wait until Azure purges them.`,
    });
    assert.deepEqual(names(), []);
  });

  it("are read as a missing resource", async () => {
    assert.equal(await withItem(softDeleted).handler.read(ITEM, itemInputs), undefined);
  });
});

describe("a VM that another vault protects", () => {
  const alreadyProtected = new BackupError("Refused", "taken", {
    azureCode: "VirtualMachineAlreadyProtected",
    requestId: "r-1",
  });

  function refusing(other: Promise<string | undefined>) {
    const stubbed = stubEngine();
    const { protectedItems } = stubbed.armed;
    sinon.stub(protectedItems, "find").resolves(undefined);
    sinon.stub(protectedItems, "protect").rejects(alreadyProtected);
    const find = sinon.stub(protectedItems, "findVaultOf").returns(other);
    return { find, create: () => protectedVm.handler(stubbed.engine).create(ITEM, itemInputs) };
  }

  it("is refused, and the error names the other vault", async () => {
    const { find, create } = refusing(Promise.resolve(`${VAULT}2`));

    await assert.rejects(create(), {
      code: "Refused",
      azureCode: "VirtualMachineAlreadyProtected",
      requestId: "r-1",
      message: `${VM} is already protected in the vault ${VAULT}2, and a VM can be protected in only one vault. Stop its protection there and delete its backups, or declare it with that vault.`,
    });
    assert.deepEqual(find.args, [[VM, VAULT]]);
  });

  it("is refused with Azure's own error if the other vault cannot be found", async () => {
    for (const other of [undefined, "forbidden"]) {
      const answer = other === undefined ? Promise.resolve(undefined) : Promise.reject(new Error(other));

      await assert.rejects(refusing(answer).create(), (error) => error === alreadyProtected);
    }
  });
});
