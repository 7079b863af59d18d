/** Reading and deleting a VMSnapshot extension with a stubbed engine, and its protected settings in errors. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError, readableMessage } from "../../../provider/core/errors.js";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, deleteResource, readResource } from "../../support/verbs.js";
import { armedWith, checked, extension, inputsWithSettings } from "./extension-engine.js";
import { EXTENSION, extensionInputs, SAS } from "./extension-examples.js";

describe("reading a snapshot extension", () => {
  const state = {
    ...checked(inputsWithSettings),
    endpoint: "mock",
    adopted: false,
    provisioningState: "Succeeded",
  } as JsonObject;
  const settings = {
    commandToExecute: "snapshot",
    vmType: "microsoft.compute/virtualmachines",
    taskId: "1",
    objectStr: "e30=",
  };

  it("finds no drift if Azure has what was declared, and keeps the protected settings, which Azure never returns", async () => {
    const { engine, find } = armedWith();
    find.resolves(extension({ settings: { ...settings, by: "Azure Backup" } }));

    const read = await readResource(vmSnapshotExtension, engine, { id: EXTENSION, outputs: state });

    assert.deepEqual(read?.outputs, state);
  });

  it("returns the declared settings that Azure Backup changed", async () => {
    const { engine, find } = armedWith();
    find.resolves(extension({ settings: { ...settings, taskId: "of a job" }, typeHandlerVersion: "1.2" }));

    const read = await readResource(vmSnapshotExtension, engine, { id: EXTENSION, outputs: state });

    assert.equal(objectAt(read?.outputs, "settings")["taskId"], "of a job");
    assert.deepEqual(read?.outputs["protectedSettings"], inputsWithSettings.protectedSettings);
    assert.equal("typeHandlerVersion" in (read?.outputs ?? {}), false, "it was not declared");
  });

  it("returns nothing if the extension does not exist", async () => {
    const { engine, find } = armedWith();
    find.resolves(undefined);

    assert.equal(await readResource(vmSnapshotExtension, engine, { id: EXTENSION, outputs: state }), undefined);
  });
});

describe("deleting a snapshot extension", () => {
  const deletes = async (onDelete?: "delete" | "retain") => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.extensions, "delete").resolves();
    const outputs = { ...extensionInputs, ...(onDelete === undefined ? {} : { onDelete }) };
    await deleteResource(vmSnapshotExtension, engine, { id: EXTENSION, outputs });
    return writesIn(calls);
  };

  it("sends one delete, unless onDelete is retain", async () => {
    assert.deepEqual(await deletes(), ["extensions.delete"]);
    assert.deepEqual(await deletes("delete"), ["extensions.delete"]);
    assert.deepEqual(await deletes("retain"), []);
  });
});

describe("the protected settings of a snapshot extension", () => {
  it("are redacted in the error of a create, even if Azure quotes them", async () => {
    const { handler, put } = armedWith();
    const blobs = Buffer.from(JSON.stringify({ blobSASUri: [SAS] })).toString("base64");
    const quoted = `bad protectedSettings {"statusBlobUri":"${SAS}","snapshotTaskToken":"hidden-token","objectStr":"${blobs}"}`;
    const details = [{ code: "Bad", message: `hidden-token and ${SAS}` }];
    put.rejects(new BackupError("Refused", quoted, { azureCode: "InvalidParameter", requestId: "r-1", details }));

    const failure = await handler.create(EXTENSION, checked(inputsWithSettings)).catch((error) => error);

    assert.equal(
      readableMessage(failure),
      'bad protectedSettings {"statusBlobUri":"[not shown]","snapshotTaskToken":"[not shown]","objectStr":"[not shown]"}\n  Bad: [not shown] and [not shown]\n(Azure\'s code: InvalidParameter, request id: r-1)',
    );
    assert.doesNotMatch(
      JSON.stringify([failure, failure.message, failure.details, failure.cause]),
      /hidden|c2lnbmF0dXJl/,
    );
  });

  it("are redacted in the error of an update", async () => {
    const { handler, put } = armedWith();
    put.rejects(new BackupError("Refused", "hidden-token is bad"));
    const old = checked(inputsWithSettings);

    await assert.rejects(handler.update(EXTENSION, { ...old, forceUpdateTag: "2" }, old), {
      message: "[not shown] is bad",
    });
  });

  it("are not in the error of a refused adoption", async () => {
    const { engine } = armedWith();

    const failure = await createResource(vmSnapshotExtension, engine, { ...checked(inputsWithSettings) }).catch(
      (error) => error,
    );

    assert.match(failure.message, /^VmSnapshotExtension VMSnapshotLinux already exists/);
    assert.doesNotMatch(failure.message, /hidden|c2lnbmF0dXJl/);
  });
});
