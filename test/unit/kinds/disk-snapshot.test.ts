import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, outputsOf, toArm, toPatch } from "../../../provider/kinds/disk-snapshot/arm.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { diff } from "../../support/verbs.js";
import {
  ENCRYPTION_SET,
  OTHER_SNAPSHOT,
  SNAPSHOT,
  SNAPSHOT_GROUP,
  SOURCE_DISK,
  STORAGE_ACCOUNT,
  snapshotBody,
  snapshotInputs,
  snapshotWith,
  volumes,
  wholeBody,
  wholeProperties,
  wholeSnapshotInputs,
} from "./snapshot-examples.js";

describe("a snapshot in Azure's words", () => {
  it("is the least that was declared", () => {
    assert.deepEqual(toArm(snapshotInputs, "Copy"), {
      location: "westeurope",
      properties: {
        creationData: { createOption: "Copy", sourceResourceId: SOURCE_DISK },
        incremental: true,
        networkAccessPolicy: "AllowAll",
        publicNetworkAccess: "Enabled",
      },
    });
  });

  it("is all that was declared", () => {
    assert.deepEqual(toArm(wholeSnapshotInputs, "Copy"), {
      location: "westeurope",
      extendedLocation: { name: "losangeles", type: "EdgeZone" },
      tags: { team: "shop" },
      sku: { name: "Standard_ZRS" },
      properties: {
        creationData: { createOption: "Copy", sourceResourceId: SOURCE_DISK },
        incremental: true,
        hyperVGeneration: "V2",
        ...wholeProperties,
      },
    });
  });

  it("is copied from another snapshot, and imported from a blob", () => {
    const blob = { uri: "https://disks.blob.core.windows.net/vhds/os.vhd", storageAccount: STORAGE_ACCOUNT };
    const dataOf = (body: JsonObject) => (body["properties"] as JsonObject)["creationData"];

    assert.deepEqual(dataOf(toArm({ ...snapshotInputs, source: { snapshot: OTHER_SNAPSHOT } }, "CopyStart")), {
      createOption: "CopyStart",
      sourceResourceId: OTHER_SNAPSHOT,
    });
    assert.deepEqual(dataOf(toArm({ ...snapshotInputs, source: { blob } }, "Import")), {
      createOption: "Import",
      sourceUri: "https://disks.blob.core.windows.net/vhds/os.vhd",
      storageAccountId: STORAGE_ACCOUNT,
    });
  });

  it("is encrypted with the customer's key where only the set is named", () => {
    const body = toArm({ ...snapshotInputs, diskEncryptionSet: ENCRYPTION_SET }, "Copy");

    assert.deepEqual((body["properties"] as JsonObject)["encryption"], {
      type: "EncryptionAtRestWithCustomerKey",
      diskEncryptionSetId: ENCRYPTION_SET,
    });
  });

  it("has an id as soon as group and name are known", () => {
    assert.equal(diskSnapshot.armId(snapshotInputs), SNAPSHOT);
    assert.equal(diskSnapshot.armId({ name: "db-before" }), undefined);
    assert.equal(diskSnapshot.armId({ ...snapshotInputs, name: UNKNOWN }), undefined);
  });
});

describe("a change of a snapshot in Azure's words", () => {
  it("is all that can be changed, and never the source", () => {
    assert.deepEqual(toPatch(wholeSnapshotInputs, snapshotInputs), {
      tags: { team: "shop" },
      sku: { name: "Standard_ZRS" },
      properties: wholeProperties,
    });
  });

  it("takes back what is declared no longer", () => {
    assert.deepEqual(toPatch(snapshotInputs, wholeSnapshotInputs), {
      tags: {},
      properties: {
        networkAccessPolicy: "AllowAll",
        publicNetworkAccess: "Enabled",
        dataAccessAuthMode: "None",
        encryption: { type: "EncryptionAtRestWithPlatformKey" },
        encryptionSettingsCollection: { enabled: false },
      },
    });
  });
});

describe("a snapshot in the words of the inputs", () => {
  it("is what Azure has", () => {
    assert.deepEqual(fromArm(snapshotBody, {}), {
      name: "db-before",
      resourceGroup: SNAPSHOT_GROUP,
      location: "westeurope",
      source: { disk: SOURCE_DISK },
      incremental: true,
      sku: "Standard_ZRS",
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      dataAccessAuthMode: "None",
      encryptionType: "EncryptionAtRestWithPlatformKey",
      diskSizeGb: 32,
    });
  });

  it("is all of it, where Azure has all of it", () => {
    const { onDelete: _, adopt: __, triggers: ___, ...held } = wholeSnapshotInputs;

    assert.deepEqual(fromArm(wholeBody, {}), held);
    assert.deepEqual(fromArm(wholeBody, { encryptionSettings: { volumes: [] } })["encryptionSettings"], {
      volumes,
    });
  });

  it("has the defaults that Azure leaves out", () => {
    const { id, name, location } = snapshotBody;
    const bare = fromArm({ id, name, location, properties: {} }, {});

    assert.deepEqual(
      [bare["incremental"], bare["networkAccessPolicy"], bare["publicNetworkAccess"], bare["dataAccessAuthMode"]],
      [false, "AllowAll", "Enabled", "None"],
    );
  });

  it("keeps the source that was declared where Azure tells none of it", () => {
    const source = { blob: { uri: "https://disks.blob.core.windows.net/v/os.vhd", storageAccount: STORAGE_ACCOUNT } };

    assert.deepEqual(fromArm(snapshotWith({ creationData: { createOption: "Import" } }), { source })["source"], source);
    assert.deepEqual(
      fromArm(snapshotWith({ creationData: { createOption: "Import", sourceUri: "https://b/c" } }), { source })[
        "source"
      ],
      { blob: { uri: "https://b/c", storageAccount: STORAGE_ACCOUNT } },
    );
  });

  it("is the copy of another snapshot, in any case", () => {
    const creationData = { createOption: "CopyStart", sourceResourceId: OTHER_SNAPSHOT.toUpperCase() };

    assert.deepEqual(fromArm(snapshotWith({ creationData }), {})["source"], { snapshot: OTHER_SNAPSHOT.toUpperCase() });
  });
});

describe("the outputs of a snapshot", () => {
  it("are what a program may want to know of it", () => {
    assert.deepEqual(outputsOf(snapshotBody), {
      timeCreated: "2024-04-28T06:00:00+00:00",
      uniqueId: "u-1",
      diskSizeBytes: 34_359_738_368,
      diskState: "Unattached",
      incrementalSnapshotFamilyId: "f-1",
    });
  });

  it("tell how far a copy came, and why it failed", () => {
    const copyCompletionError = { errorCode: "CopySourceNotFound", errorMessage: "gone" };
    const outputs = outputsOf(snapshotWith({ completionPercent: 60, copyCompletionError }));

    assert.equal(outputs["completionPercent"], 60);
    assert.deepEqual(outputs["copyCompletionError"], copyCompletionError);
  });
});

describe("a change of a declared snapshot", () => {
  const changed = (changes: JsonObject) => diff(diskSnapshot, snapshotInputs, { ...snapshotInputs, ...changes });

  it("takes the snapshot anew where triggers change, and the old one goes first", () => {
    assert.deepEqual(changed({ triggers: ["2024-05"] }), {
      changes: true,
      replaces: ["triggers"],
      deleteBeforeReplace: true,
    });
  });

  it("never replaces the snapshot for another source", () => {
    assert.deepEqual(changed({ source: { disk: `${SOURCE_DISK}-2` } }).replaces, []);
    assert.deepEqual(changed({ source: { disk: UNKNOWN } }).replaces, []);
    assert.deepEqual(changed({ source: { disk: SOURCE_DISK.toUpperCase() } }).changes, false);
  });

  it("is made in place where Azure can", () => {
    const { name, resourceGroup, location, source, incremental, hyperVGeneration, edgeZone, triggers, ...changeable } =
      wholeSnapshotInputs;

    assert.deepEqual(changed({ ...changeable, encryptionSettings: { volumes } }), {
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it("replaces the snapshot where Azure cannot", () => {
    const fixed = { location: "northeurope", incremental: false, hyperVGeneration: "V1", edgeZone: "x" };

    assert.deepEqual(changed(fixed).replaces, ["location", "incremental", "hyperVGeneration", "edgeZone"]);
  });
});
