import assert from "node:assert/strict";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { diff } from "../../support/verbs.js";
import { extensionInputs } from "./extension-examples.js";
import { snapshotInputs, volumes } from "./snapshot-examples.js";

const same = { changes: false, replaces: [], deleteBeforeReplace: false };
const changed = { changes: true, replaces: [], deleteBeforeReplace: false };

describe("an input that is no longer declared", () => {
  const named = { ...extensionInputs, location: "westeurope" };
  const { name: _, location: __, ...bare } = named;
  const withGeneration = { ...snapshotInputs, hyperVGeneration: "V2" };

  it("is no change if Azure keeps its value or the default is the same", () => {
    assert.deepEqual(diff(vmSnapshotExtension, named, bare), same);
    assert.deepEqual(diff(diskSnapshot, withGeneration, snapshotInputs), same);
  });

  it("replaces the resource if it was a name other than the default", () => {
    const { replaces } = diff(vmSnapshotExtension, { ...named, name: "snapshots" }, bare);

    assert.deepEqual(replaces, ["name"]);
  });

  it("does not replace a snapshot if it is inside encryptionSettings", () => {
    const encrypted = { ...snapshotInputs, encryptionSettings: { version: "1.1", volumes: [...volumes] } };
    const unversioned = { ...snapshotInputs, encryptionSettings: { volumes: [...volumes] } };

    assert.deepEqual(diff(diskSnapshot, encrypted, unversioned), changed);
    assert.deepEqual(
      diff(diskSnapshot, encrypted, { ...encrypted, encryptionSettings: { version: "1.0", volumes: [...volumes] } })
        .replaces,
      ["encryptionSettings"],
    );
  });
});
