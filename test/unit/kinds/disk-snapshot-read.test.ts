import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { readResource } from "../../support/verbs.js";
import {
  allSnapshotInputs,
  fullBody,
  fullProperties,
  OTHER_SNAPSHOT,
  SNAPSHOT,
  SOURCE_DISK,
  snapshotBody,
  snapshotInputs,
  snapshotWith,
} from "./snapshot-examples.js";

const state: JsonObject = {
  ...allSnapshotInputs,
  uniqueId: "u-1",
  diskState: "Unattached",
  endpoint: "mock",
  adopted: false,
};

async function readOver(live: JsonObject, outputs: JsonObject): Promise<JsonObject> {
  const { armed, engine } = stubEngine();
  sinon.stub(armed.snapshots, "find").resolves(live);
  return (await readResource(diskSnapshot, engine, { id: SNAPSHOT, outputs }))?.outputs ?? {};
}

/** The inputs and outputs of a read of `live` that differ from the state. */
async function drift(live: JsonObject): Promise<JsonObject> {
  const outputs = await readOver(live, state);
  const entries = Object.keys({ ...state, ...outputs }).map((key) => [key, outputs[key]] as const);
  return Object.fromEntries(entries.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(state[key])));
}

const without = (key: string, body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));

const properties = (changes: JsonObject): JsonObject => ({
  ...fullBody,
  properties: { ...(fullBody["properties"] as JsonObject), ...changes },
});

describe("a read of a snapshot", () => {
  it("finds no drift in the letter case or spacing of ids, regions and names, or in outputs", async () => {
    const live = {
      ...properties({
        creationData: { createOption: "Copy", sourceResourceId: SOURCE_DISK.toUpperCase() },
        diskAccessId: fullProperties.diskAccessId.toUpperCase(),
        diskState: "ActiveSAS",
      }),
      id: SNAPSHOT.toUpperCase(),
      name: "DB-BEFORE",
      location: "West Europe",
    };

    assert.deepEqual(await drift(live), {});
  });

  it("finds no drift if the source disk was deleted, because Azure keeps its id", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.snapshots, "find").resolves(fullBody);
    sinon.stub(armed.snapshots, "findSource").resolves(undefined);

    const read = await readResource(diskSnapshot, engine, { id: SNAPSHOT, outputs: state });

    assert.deepEqual(read?.outputs, state);
  });

  it("finds drift in every property that can be changed in Azure", async () => {
    assert.deepEqual(await drift(properties({ networkAccessPolicy: "DenyAll" })), { networkAccessPolicy: "DenyAll" });
    assert.deepEqual(await drift(properties({ diskAccessId: `${SOURCE_DISK}-x` })), { diskAccess: `${SOURCE_DISK}-x` });
    assert.deepEqual(await drift(properties({ publicNetworkAccess: "Enabled" })), { publicNetworkAccess: "Enabled" });
    assert.deepEqual(await drift(properties({ dataAccessAuthMode: "None" })), { dataAccessAuthMode: "None" });
    assert.deepEqual(await drift(properties({ encryption: { type: "EncryptionAtRestWithPlatformKey" } })), {
      diskEncryptionSet: undefined,
      encryptionType: "EncryptionAtRestWithPlatformKey",
    });
    assert.deepEqual(await drift(properties({ encryptionSettingsCollection: { enabled: false } })), {
      encryptionSettings: undefined,
    });
    assert.deepEqual(await drift(properties({ osType: "Windows" })), { osType: "Windows" });
    assert.deepEqual(await drift(properties({ supportedCapabilities: { architecture: "Arm64" } })), {
      architecture: "Arm64",
    });
    assert.deepEqual(await drift(properties({ supportsHibernation: false })), { supportsHibernation: false });
    assert.deepEqual(await drift(properties({ diskSizeGB: 128 })), { diskSizeGb: 128 });
    assert.deepEqual(await drift({ ...fullBody, sku: { name: "Standard_LRS" } }), { sku: "Standard_LRS" });
    assert.deepEqual(await drift({ ...fullBody, tags: {} }), { tags: {} });
    assert.deepEqual(await drift(without("tags", fullBody)), { tags: undefined });
  });

  it("finds drift in the source if another snapshot has the same name", async () => {
    const creationData = { createOption: "CopyStart", sourceResourceId: OTHER_SNAPSHOT };

    assert.deepEqual(await drift(properties({ creationData })), { source: { snapshot: OTHER_SNAPSHOT } });
  });

  it("returns no input that was not declared", async () => {
    const declared = { ...snapshotInputs, uniqueId: "u-1", endpoint: "mock", adopted: false };

    assert.deepEqual(await readOver(fullBodyOf(snapshotInputs), declared), declared);
  });

  it("returns nothing if the snapshot does not exist", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.snapshots, "find").resolves(undefined);

    assert.equal(await diskSnapshot.handler(engine).read(SNAPSHOT, snapshotInputs), undefined);
  });
});

/** A body with every property, and with the declared network access. */
const fullBodyOf = (declared: typeof snapshotInputs): JsonObject =>
  properties({
    networkAccessPolicy: declared.networkAccessPolicy,
    publicNetworkAccess: declared.publicNetworkAccess,
  });

describe("deleting a snapshot", () => {
  const OPEN = new BackupError("Conflict", "There is an active shared access signature outstanding.");

  /** An engine that rejects the deletion of the snapshot; a later read returns `live` or fails with it. */
  function refusing(live: JsonObject | Error) {
    const stubbed = stubEngine();
    sinon.stub(stubbed.armed.snapshots, "delete").rejects(OPEN);
    const find = sinon.stub(stubbed.armed.snapshots, "find");
    if (live instanceof Error) find.rejects(live);
    else find.resolves(live);
    return stubbed;
  }

  it("sends one DELETE", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.snapshots, "delete").resolves();

    await diskSnapshot.handler(engine).delete(SNAPSHOT, snapshotInputs);
    assert.deepEqual(calls, ["snapshots.delete"]);
  });

  it("fails with the command that revokes access if the snapshot has an active shared access signature", async () => {
    const message = `Cannot delete the snapshot ${SNAPSHOT} because it has an active shared access signature. Revoke it with "az snapshot revoke-access --ids ${SNAPSHOT}" (endGetAccess) or wait until it expires, then run again.`;

    for (const diskState of ["ActiveSAS", "ActiveSASFrozen"]) {
      const { engine } = refusing(snapshotWith({ diskState }));
      await assert.rejects(diskSnapshot.handler(engine).delete(SNAPSHOT, snapshotInputs), {
        code: "Conflict",
        message,
        cause: OPEN,
      });
    }
  });

  it("fails with Azure's own error for any other reason, or if the snapshot cannot be read", async () => {
    const closed = refusing(snapshotBody);
    const silent = refusing(new BackupError("Unreachable", "no answer"));

    await assert.rejects(diskSnapshot.handler(closed.engine).delete(SNAPSHOT, snapshotInputs), OPEN);
    await assert.rejects(diskSnapshot.handler(silent.engine).delete(SNAPSHOT, snapshotInputs), OPEN);
  });
});
