import assert from "node:assert/strict";
import { asCall } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
const ID = `${VM}/extensions/VMSnapshot`;
const API = "2024-07-01";

const power = (code: string): JsonObject => ({ statuses: [{ code: "ProvisioningState/succeeded" }, { code }] });
const refusal = (message = "Cannot modify extensions in the VM when the VM is not running.") =>
  new BackupError("Conflict", `DELETE ${ID} was refused: ${message}`, {
    azureCode: "OperationNotAllowed",
    requestId: "r-1",
  });
const gone = () => new BackupError("NotFound", "none");

function engineWith() {
  const arm = fakeArm();
  const lines: string[] = [];
  return { arm, lines, engine: engineOver({ arm, clock: fakeClock(), endpoint: "embedded" }) };
}

describe("the engine's extensions", () => {
  it("are written by PUT and PATCH, deleted, and read with their VM and its instance view", async () => {
    const { arm, engine } = engineWith();
    arm.write.resolves({ resource: { name: "VMSnapshot" }, operation: {} });
    arm.find.resolves({ name: "web" });

    assert.deepEqual(await engine.extensions.put(ID, { location: "x" }), { name: "VMSnapshot" });
    await engine.extensions.patch(ID, { tags: {} });
    await engine.extensions.delete(ID);
    await engine.extensions.find(ID);
    await engine.extensions.findMachine(VM);
    await engine.extensions.findInstanceView(VM);

    assert.deepEqual(arm.write.args, [
      [{ method: "PUT", path: ID, apiVersion: API, body: { location: "x" } }],
      [{ method: "PATCH", path: ID, apiVersion: API, body: { tags: {} } }],
      [{ method: "DELETE", path: ID, apiVersion: API }],
    ]);
    assert.deepEqual(arm.find.args, [
      [ID, API],
      [VM, API],
      [`${VM}/instanceView`, API],
    ]);
  });

  it("are listed, or undefined if the VM does not exist", async () => {
    const { arm, engine } = engineWith();
    arm.list.onFirstCall().returns(pageOf({ name: "a" }, { name: "b" }));
    arm.list.onSecondCall().throws(gone());

    assert.deepEqual(await engine.extensions.list(VM), [{ name: "a" }, { name: "b" }]);
    assert.equal(await engine.extensions.list(VM), undefined);
    assert.deepEqual(arm.list.args[0], [`${VM}/extensions`, API]);
  });

  it("report that the VM must run if Azure refuses a write because the VM does not run", async () => {
    const { arm, engine } = engineWith();
    arm.write.rejects(refusal());
    arm.find.resolves(power("PowerState/deallocated"));

    await assert.rejects(engine.extensions.put(ID, {}), {
      code: "Conflict",
      message:
        "Cannot change the extension VMSnapshot: the VM web is not running, and Azure changes extensions only in a running VM. Start the VM and run again.",
      azureCode: "OperationNotAllowed",
      requestId: "r-1",
    });
  });

  it("fail with Azure's error if a write is refused with the same code for another reason", async () => {
    const { arm, engine } = engineWith();
    const refused = refusal("Cannot update handlerVersion or autoUpgradeMinorVersion for VM extension 'VMSnapshot'.");
    arm.write.rejects(refused);
    arm.find.resolves(power("PowerState/running"));

    await assert.rejects(engine.extensions.put(ID, {}), refused);
    await assert.rejects(engine.extensions.delete(ID), refused);
  });
});

describe("the delete of an extension", () => {
  it("succeeds if the extension or its VM no longer exists", async () => {
    const { arm, engine, lines } = engineWith();
    arm.write.rejects(gone());

    await engine.extensions.delete(ID);

    assert.deepEqual(lines, []);
  });

  it("keeps the extension on a VM that does not run, with a warning", async () => {
    const { arm, engine, lines } = engineWith();
    arm.write.rejects(refusal());
    arm.find.resolves(power("PowerState/stopped"));

    await asCall({ warn: (text) => lines.push(text) }, () => engine.extensions.delete(ID));

    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /\/extensions\/VMSnapshot: the extension was not deleted because its VM is not running/,
    );
  });

  it("keeps the extension if Azure reports that the VM does not run, but returns no power state", async () => {
    const { arm, engine, lines } = engineWith();
    arm.write.rejects(refusal());
    arm.find.rejects(new Error("no view"));

    await asCall({ warn: (text) => lines.push(text) }, () => engine.extensions.delete(ID));

    assert.equal(lines.length, 1);
  });

  it("succeeds if the VM was deleted meanwhile or is being deleted", async () => {
    const { arm, engine, lines } = engineWith();
    arm.write.rejects(refusal("The VM is being deleted."));
    arm.find.onFirstCall().resolves(undefined);
    arm.find.onSecondCall().resolves({ statuses: [{ code: "ProvisioningState/deleting" }] });

    await engine.extensions.delete(ID);
    await engine.extensions.delete(ID);

    assert.deepEqual(lines, []);
  });

  it("fails with any other error of Azure, without further requests", async () => {
    const { arm, engine } = engineWith();
    const refused = new BackupError("Forbidden", "no", { azureCode: "AuthorizationFailed" });
    arm.write.rejects(refused);

    await assert.rejects(engine.extensions.delete(ID), refused);
    assert.equal(arm.find.callCount, 0);
  });
});
