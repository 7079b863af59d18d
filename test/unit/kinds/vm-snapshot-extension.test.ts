/** Creating and updating a VMSnapshot extension with a stubbed engine. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { objectAt } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, PartiallyCreated } from "../../support/verbs.js";
import { VM } from "./examples.js";
import { armedWith, checked, extension, inputsWithSettings, liveVm, view } from "./extension-engine.js";
import { EXTENSION, extensionInputs, SAS } from "./extension-examples.js";

describe("a new snapshot extension", () => {
  it("is created in the region of its VM, after a check that the VM has no extension with its handler", async () => {
    const { handler, put, calls } = armedWith({ name: "agent", properties: { publisher: "p", type: "t" } });

    await handler.create(EXTENSION, checked(extensionInputs));

    assert.deepEqual(calls, ["extensions.list", "extensions.findMachine", "extensions.put"]);
    assert.equal(put.args[0]?.[0], EXTENSION);
    assert.equal(put.args[0]?.[1]["location"], "westeurope");
  });

  it("is written again after an interrupted run", async () => {
    const { handler, put } = armedWith(extension({ provisioningState: "Creating" }));

    await handler.create(EXTENSION, checked(extensionInputs));

    assert.equal(put.callCount, 1);
  });

  it("keeps the settings of the adopted extension of Azure Backup if it declares none", async () => {
    const { handler, patch, put } = armedWith(extension());

    await handler.create(EXTENSION, checked({ ...extensionInputs, adopt: "always", enableAutomaticUpgrade: true }));
    await handler.create(EXTENSION, checked({ ...inputsWithSettings, adopt: "always" }));

    const properties = { autoUpgradeMinorVersion: true, enableAutomaticUpgrade: true };
    assert.deepEqual(patch.args, [[EXTENSION, { properties }]]);
    assert.equal(put.callCount, 1, "settings are declared, so the extension is written with PUT");
  });

  it("is not created if another extension has the same handler, and the error names that extension and what to do", async () => {
    const { handler, calls } = armedWith({ ...extension(), name: "BackupSnap" });

    await assert.rejects(handler.create(EXTENSION, checked(extensionInputs)), {
      code: "Conflict",
      message:
        'Cannot create the extension VMSnapshotLinux on the VM web: a VM can have only one extension of Microsoft.Azure.RecoveryServices.VMSnapshotLinux, and it already has "BackupSnap". Declare that one with name: "BackupSnap" and adopt: "always", or delete it first.',
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("is not created on a VM with another OS type, or if the VM does not exist", async () => {
    const { armed, engine, calls } = stubEngine();
    const handler = vmSnapshotExtension.handler(engine);
    const list = sinon.stub(armed.extensions, "list").resolves([]);
    sinon.stub(armed.extensions, "findMachine").resolves(liveVm("Windows"));

    await assert.rejects(handler.create(EXTENSION, checked(extensionInputs)), {
      code: "InvalidInput",
      message:
        'osType is "Linux", but the VM web runs Windows: its extension is VMSnapshot. Declare osType: "Windows".',
    });
    list.resolves(undefined);
    await assert.rejects(handler.create(EXTENSION, checked(extensionInputs)), {
      code: "NotFound",
      message: `The VM of the extension does not exist: ${VM}. Create it first, or set vm to the VM resource, so the extension is created after it.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("has the status from the VM's instance view in the state, without access signatures", async () => {
    const { armed, engine } = stubEngine();
    const find = sinon.stub(armed.extensions, "find").resolves(extension());
    find.onFirstCall().resolves(undefined);
    sinon.stub(armed.extensions, "list").resolves([]);
    sinon.stub(armed.extensions, "findMachine").resolves(liveVm());
    sinon.stub(armed.extensions, "put").resolves(extension());
    sinon.stub(armed.extensions, "findInstanceView").resolves(view(`wrote ${SAS}`));

    const { id, outputs } = await createResource(vmSnapshotExtension, engine, { ...checked(extensionInputs) });

    assert.equal(id, EXTENSION);
    assert.deepEqual(outputs, {
      ...extensionInputs,
      provisioningState: "Succeeded",
      handlerVersion: "1.0.9184.0",
      status: { code: "ProvisioningState/succeeded", message: `wrote ${SAS.replace("c2lnbmF0dXJl", "…")}` },
      endpoint: "mock",
      adopted: false,
    });
  });

  it("that failed inside the VM is partially created, so the next up writes it again", async () => {
    const { engine, put, find } = armedWith();
    find.onFirstCall().resolves(undefined);
    find.onSecondCall().resolves(extension({ provisioningState: "Failed" }));
    put.rejects(new BackupError("JobFailed", "the handler reported 1009"));

    const failure = await createResource(vmSnapshotExtension, engine, { ...checked(extensionInputs) }).catch(
      (error) => error,
    );

    assert.ok(failure instanceof PartiallyCreated);
    assert.deepEqual(failure.resource.outputs["incomplete"], ["the handler reported 1009"]);
    assert.equal(failure.resource.outputs["provisioningState"], "Failed");
  });
});

describe("a changed snapshot extension", () => {
  const old = checked(inputsWithSettings);

  it("is sent as a PATCH if it declares no settings, because Azure Backup may have written some", async () => {
    const { handler, patch, calls } = armedWith(extension());
    const bare = checked(extensionInputs);

    await handler.update(EXTENSION, { ...bare, tags: { a: "b" } }, bare);
    await handler.update(EXTENSION, { ...bare, typeHandlerVersion: "1.1" }, bare);
    await handler.update(EXTENSION, { ...bare, autoUpgradeMinorVersion: false }, bare);
    await handler.update(EXTENSION, { ...bare, enableAutomaticUpgrade: true }, bare);
    await handler.update(EXTENSION, { ...bare, forceUpdateTag: "2" }, bare);
    await handler.update(EXTENSION, { ...bare, suppressFailures: true }, bare);

    assert.deepEqual(new Set(calls), new Set(["extensions.patch"]));
    assert.deepEqual(
      patch.args.map(([, body]) => body),
      [
        { tags: { a: "b" }, properties: { autoUpgradeMinorVersion: true } },
        { properties: { autoUpgradeMinorVersion: true, typeHandlerVersion: "1.1" } },
        { properties: { autoUpgradeMinorVersion: false } },
        { properties: { autoUpgradeMinorVersion: true, enableAutomaticUpgrade: true } },
        { properties: { autoUpgradeMinorVersion: true, forceUpdateTag: "2" } },
        { properties: { autoUpgradeMinorVersion: true, suppressFailures: true } },
      ],
    );
  });

  it("is sent as a PUT if it declares settings, public or protected, typed or raw", async () => {
    const { handler, put, calls } = armedWith(extension());

    await handler.update(
      EXTENSION,
      {
        ...old,
        settings: { ...inputsWithSettings.settings, vmType: "microsoft.compute/virtualmachines", taskId: "2" },
      },
      old,
    );
    await handler.update(EXTENSION, { ...old, rawSettings: { region: "x" } }, old);
    await handler.update(EXTENSION, { ...old, protectedSettings: { blobSasUris: [] } }, old);
    await handler.update(EXTENSION, { ...old, rawProtectedSettings: { other: "x" } }, old);
    await handler.update(EXTENSION, { ...old, provisionAfterExtensions: ["agent"] }, old);
    await handler.update(EXTENSION, { ...old, forceUpdateTag: "2" }, old);

    assert.deepEqual(new Set(writesIn(calls)), new Set(["extensions.put"]));
    const propertiesOf = (call: number) => objectAt(put.args[call]?.[1], "properties");
    assert.equal(objectAt(propertiesOf(0), "settings")["taskId"], "2");
    assert.equal(objectAt(propertiesOf(1), "settings")["region"], "x");
    assert.deepEqual(objectAt(propertiesOf(2), "protectedSettings"), { objectStr: "eyJibG9iU0FTVXJpIjpbXX0=" });
    assert.equal(objectAt(propertiesOf(3), "protectedSettings")["other"], "x");
    assert.deepEqual(propertiesOf(4)["provisionAfterExtensions"], ["agent"]);
    assert.equal(propertiesOf(5)["forceUpdateTag"], "2");
  });

  it("is sent as a PUT if it was left incomplete", async () => {
    const { handler, calls } = armedWith(extension());

    await handler.update(EXTENSION, old, old);

    assert.deepEqual(writesIn(calls), ["extensions.put"]);
  });
});
