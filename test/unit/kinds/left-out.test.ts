import assert from "node:assert/strict";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { diff } from "../../support/verbs.js";
import { extensionInputs } from "./extension-examples.js";
import { snapshotInputs, volumes } from "./snapshot-examples.js";

const same = { changes: false, replaces: [], deleteBeforeReplace: false };
const changed = { changes: true, replaces: [], deleteBeforeReplace: false };

describe("what is declared no longer", () => {
  const named = { ...extensionInputs, location: "westeurope" };
  const { name: _, location: __, ...bare } = named;
  const booting = { ...snapshotInputs, hyperVGeneration: "V2" };

  it("changes nothing where it is as Azure has it, or as it is called anyway", () => {
    assert.deepEqual(diff(vmSnapshotExtension, named, bare), same);
    assert.deepEqual(diff(diskSnapshot, booting, snapshotInputs), same);
  });

  it("replaces where it was another name than the one that is left", () => {
    const { replaces } = diff(vmSnapshotExtension, { ...named, name: "snapshots" }, bare);

    assert.deepEqual(replaces, ["name"]);
  });

  it("replaces no snapshot inside its settings either", () => {
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
