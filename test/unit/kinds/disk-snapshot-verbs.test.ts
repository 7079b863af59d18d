import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { toArm } from "../../../provider/kinds/disk-snapshot/arm.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, PartiallyCreated } from "../../support/verbs.js";
import {
  OTHER_SNAPSHOT,
  SNAPSHOT,
  SOURCE_DISK,
  STORAGE_ACCOUNT,
  snapshotBody,
  snapshotInputs,
  snapshotWith,
} from "./snapshot-examples.js";

const disk = { id: SOURCE_DISK, location: "westeurope", sku: { name: "Premium_LRS" }, properties: { diskSizeGB: 32 } };
const other = { id: OTHER_SNAPSHOT, location: "northeurope", properties: { incremental: true, diskSizeGB: 32 } };
const copyInputs = { ...snapshotInputs, source: { snapshot: OTHER_SNAPSHOT } };
const copyBody = (properties: JsonObject): JsonObject =>
  snapshotWith({ creationData: { createOption: "CopyStart", sourceResourceId: OTHER_SNAPSHOT }, ...properties });

/** An engine where nothing is yet, a source is, and everything is taken. */
function empty(source: JsonObject | undefined, made: JsonObject = snapshotBody) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.snapshots, "find").resolves(undefined);
  const findSource = sinon.stub(stubbed.armed.snapshots, "findSource").resolves(source);
  const put = sinon.stub(stubbed.armed.snapshots, "put").resolves(made);
  const copied = sinon.stub(stubbed.armed.snapshots, "copied").resolves(made);
  return { ...stubbed, findSource, put, copied };
}

/** An engine where the snapshot is. */
function holding(live: JsonObject, patched: JsonObject = live) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.snapshots, "find").resolves(live);
  const patch = sinon.stub(stubbed.armed.snapshots, "patch").resolves(patched);
  const copied = sinon.stub(stubbed.armed.snapshots, "copied").resolves(patched);
  return { ...stubbed, patch, copied };
}

describe("a snapshot that is taken", () => {
  it("of a disk is one PUT of a copy, after a look at the disk", async () => {
    const { engine, calls, put, findSource } = empty(disk);

    await diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.findSource", "snapshots.put"]);
    assert.deepEqual(findSource.args, [[SOURCE_DISK]]);
    assert.deepEqual(put.args, [[SNAPSHOT, toArm(snapshotInputs, "Copy")]]);
  });

  it("of a snapshot in its region is copied at once", async () => {
    const { engine, calls, put } = empty({ ...other, location: "West Europe" });

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(put.args, [[SNAPSHOT, toArm(copyInputs, "Copy")]]);
    assert.equal(calls.includes("snapshots.copied"), false);
  });

  it("of a snapshot in another region is begun and waited for", async () => {
    const { engine, calls, put, copied } = empty(other, copyBody({}));

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(put.args, [[SNAPSHOT, toArm(copyInputs, "CopyStart")]]);
    assert.deepEqual(calls.slice(-2), ["snapshots.put", "snapshots.copied"]);
    assert.deepEqual(copied.args, [[SNAPSHOT]]);
  });

  it("of a disk that is copied in the background is waited for too", async () => {
    const { engine, copied } = empty(disk, snapshotWith({ completionPercent: 12 }));

    await diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs);

    assert.equal(copied.callCount, 1);
  });

  it("of a VHD is imported, and no source is looked at", async () => {
    const blob = { uri: "https://disks.blob.core.windows.net/vhds/os.vhd", storageAccount: STORAGE_ACCOUNT };
    const given = { ...snapshotInputs, source: { blob }, incremental: false };
    const { engine, calls, put } = empty(undefined);

    await diskSnapshot.handler(engine).create(SNAPSHOT, given);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.put"]);
    assert.deepEqual(put.args, [[SNAPSHOT, toArm(given, "Import")]]);
  });

  it("is none where the source is not there, and nothing is written", async () => {
    const { engine, calls } = empty(undefined);

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs), {
      code: "NotFound",
      message: `The disk ${SOURCE_DISK} does not exist, so no snapshot can be taken of it. Create it first, or correct the id.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("is none where only the source itself shows that it cannot be taken so", async () => {
    const { engine, calls } = empty({ ...disk, location: "northeurope" });

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs), {
      code: "Refused",
      message: `Cannot take a snapshot of ${SOURCE_DISK}: location is westeurope, but the disk is in northeurope, and a snapshot must be in the region of its disk: set northeurope, then copy that snapshot to westeurope with source.snapshot.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("is partially created where its copy fails, with Azure's reason in its outputs", async () => {
    const copyCompletionError = { errorCode: "CopySourceNotFound", errorMessage: "gone" };
    const { armed, engine } = stubEngine();
    const failed = copyBody({ completionPercent: 60, copyCompletionError });
    const find = sinon.stub(armed.snapshots, "find").resolves(failed);
    find.onCall(0).resolves(undefined);
    find.onCall(1).resolves(undefined);
    sinon.stub(armed.snapshots, "findSource").resolves(other);
    sinon.stub(armed.snapshots, "put").resolves(copyBody({ completionPercent: 0 }));
    sinon.stub(armed.snapshots, "copied").rejects(new BackupError("JobFailed", "gone"));

    await assert.rejects(createResource(diskSnapshot, engine, copyInputs), (error) => {
      assert.ok(error instanceof PartiallyCreated);
      assert.deepEqual(error.reasons, ["gone"]);
      assert.deepEqual(error.resource.outputs["incomplete"], ["gone"]);
      assert.deepEqual(error.resource.outputs["copyCompletionError"], copyCompletionError);
      return true;
    });
  });
});

describe("a create that goes on where it stopped", () => {
  it("takes no second snapshot, looks at no source, and waits for the copy that was begun", async () => {
    const { engine, calls } = holding(copyBody({ completionPercent: 30 }));

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.patch", "snapshots.copied"]);
  });

  it("does not take another snapshot for the declared one", async () => {
    const { engine, calls } = holding(snapshotWith({ incremental: false }));
    const given = { ...snapshotInputs, source: { disk: `${SOURCE_DISK}-2` } };

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, given), {
      code: "Refused",
      message: `The snapshot ${SNAPSHOT} already exists and differs: source is {"disk":"${SOURCE_DISK}"}, not {"disk":"${SOURCE_DISK}-2"}; incremental is false, not true. Azure cannot change these properties: declare the existing values, or give the new snapshot another name.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });
});

describe("a snapshot that is changed", () => {
  it("is one PATCH without a source, though the source is gone", async () => {
    const { engine, calls, patch } = holding(snapshotBody);

    await diskSnapshot.handler(engine).update(SNAPSHOT, { ...snapshotInputs, tags: { team: "shop" } }, snapshotInputs);

    assert.deepEqual(calls, ["snapshots.patch"]);
    assert.deepEqual(patch.args, [
      [
        SNAPSHOT,
        {
          tags: { team: "shop" },
          properties: { networkAccessPolicy: "AllowAll", publicNetworkAccess: "Enabled" },
        },
      ],
    ]);
  });

  it("is waited for where it is still copied", async () => {
    const { engine, copied } = holding(copyBody({ completionPercent: 99 }));

    await diskSnapshot.handler(engine).update(SNAPSHOT, copyInputs, copyInputs);

    assert.deepEqual(copied.args, [[SNAPSHOT]]);
  });
});
