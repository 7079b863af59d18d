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

/** An engine without the snapshot but with this source, that accepts every write. */
function withoutSnapshot(source: JsonObject | undefined, created: JsonObject = snapshotBody) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.snapshots, "find").resolves(undefined);
  const findSource = sinon.stub(stubbed.armed.snapshots, "findSource").resolves(source);
  const put = sinon.stub(stubbed.armed.snapshots, "put").resolves(created);
  const copied = sinon.stub(stubbed.armed.snapshots, "copied").resolves(created);
  return { ...stubbed, findSource, put, copied };
}

/** An engine in which the snapshot exists. */
function withSnapshot(live: JsonObject, patched: JsonObject = live) {
  const stubbed = stubEngine();
  sinon.stub(stubbed.armed.snapshots, "find").resolves(live);
  const patch = sinon.stub(stubbed.armed.snapshots, "patch").resolves(patched);
  const copied = sinon.stub(stubbed.armed.snapshots, "copied").resolves(patched);
  return { ...stubbed, patch, copied };
}

describe("taking a snapshot", () => {
  it("of a disk reads the disk and sends one PUT of a copy", async () => {
    const { engine, calls, put, findSource } = withoutSnapshot(disk);

    await diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.findSource", "snapshots.put"]);
    assert.deepEqual(findSource.args, [[SOURCE_DISK]]);
    assert.deepEqual(put.args, [[SNAPSHOT, toArm(snapshotInputs, "Copy")]]);
  });

  it("of a snapshot in the same region copies it without waiting", async () => {
    const { engine, calls, put } = withoutSnapshot({ ...other, location: "West Europe" });

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(put.args, [[SNAPSHOT, toArm(copyInputs, "Copy")]]);
    assert.equal(calls.includes("snapshots.copied"), false);
  });

  it("of a snapshot in another region starts a copy and waits for it", async () => {
    const { engine, calls, put, copied } = withoutSnapshot(other, copyBody({}));

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(put.args, [[SNAPSHOT, toArm(copyInputs, "CopyStart")]]);
    assert.deepEqual(calls.slice(-2), ["snapshots.put", "snapshots.copied"]);
    assert.deepEqual(copied.args, [[SNAPSHOT]]);
  });

  it("of a disk that Azure copies in the background waits for the copy", async () => {
    const { engine, copied } = withoutSnapshot(disk, snapshotWith({ completionPercent: 12 }));

    await diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs);

    assert.equal(copied.callCount, 1);
  });

  it("of a VHD imports it without reading the source", async () => {
    const blob = { uri: "https://disks.blob.core.windows.net/vhds/os.vhd", storageAccount: STORAGE_ACCOUNT };
    const inputs = { ...snapshotInputs, source: { blob }, incremental: false };
    const { engine, calls, put } = withoutSnapshot(undefined);

    await diskSnapshot.handler(engine).create(SNAPSHOT, inputs);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.put"]);
    assert.deepEqual(put.args, [[SNAPSHOT, toArm(inputs, "Import")]]);
  });

  it("fails without a write if the source does not exist", async () => {
    const { engine, calls } = withoutSnapshot(undefined);

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs), {
      code: "NotFound",
      message: `The disk ${SOURCE_DISK} does not exist, so no snapshot can be taken of it. Create it first, or correct the id.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("fails without a write if the live source shows that the inputs are invalid", async () => {
    const { engine, calls } = withoutSnapshot({ ...disk, location: "northeurope" });

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, snapshotInputs), {
      code: "Refused",
      message: `Cannot take a snapshot of ${SOURCE_DISK}: location is westeurope, but the disk is in northeurope, and a snapshot must be in the region of its disk: set northeurope, then copy that snapshot to westeurope with source.snapshot.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });

  it("leaves a partially created resource if the copy fails, with Azure's error in its outputs", async () => {
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

describe("a create of a snapshot that already exists", () => {
  it("takes no second snapshot, does not read the source, and waits for the running copy", async () => {
    const { engine, calls } = withSnapshot(copyBody({ completionPercent: 30 }));

    await diskSnapshot.handler(engine).create(SNAPSHOT, copyInputs);

    assert.deepEqual(calls, ["snapshots.find", "snapshots.patch", "snapshots.copied"]);
  });

  it("fails if the snapshot has another source or is not of the declared type", async () => {
    const { engine, calls } = withSnapshot(snapshotWith({ incremental: false }));
    const inputs = { ...snapshotInputs, source: { disk: `${SOURCE_DISK}-2` } };

    await assert.rejects(diskSnapshot.handler(engine).create(SNAPSHOT, inputs), {
      code: "Refused",
      message: `The snapshot ${SNAPSHOT} already exists and differs: source is {"disk":"${SOURCE_DISK}"}, not {"disk":"${SOURCE_DISK}-2"}; incremental is false, not true. Azure cannot change these properties: declare the existing values, or give the new snapshot another name.`,
    });
    assert.deepEqual(writesIn(calls), []);
  });
});

describe("updating a snapshot", () => {
  it("sends one PATCH without a source, also if the source was deleted", async () => {
    const { armed, engine, calls, patch } = withSnapshot(snapshotBody);
    sinon.stub(armed.snapshots, "findSource").resolves(undefined);

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

  it("waits for a copy that is still running", async () => {
    const { engine, copied } = withSnapshot(copyBody({ completionPercent: 99 }));

    await diskSnapshot.handler(engine).update(SNAPSHOT, copyInputs, copyInputs);

    assert.deepEqual(copied.args, [[SNAPSHOT]]);
  });
});
