import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { fromArm, outputsOf, toArm, toPatch } from "../../../provider/kinds/disk-snapshot/arm.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { diff } from "../../support/verbs.js";
import {
  allSnapshotInputs,
  ENCRYPTION_SET,
  fullBody,
  fullProperties,
  OTHER_SNAPSHOT,
  SNAPSHOT,
  SNAPSHOT_GROUP,
  SOURCE_DISK,
  STORAGE_ACCOUNT,
  snapshotBody,
  snapshotInputs,
  snapshotWith,
  volumes,
} from "./snapshot-examples.js";

describe("the conversion of a disk snapshot to ARM", () => {
  it("sends the required inputs and defaults if nothing else is declared", () => {
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

  it("sends every declared input", () => {
    assert.deepEqual(toArm(allSnapshotInputs, "Copy"), {
      location: "westeurope",
      extendedLocation: { name: "losangeles", type: "EdgeZone" },
      tags: { team: "shop" },
      sku: { name: "Standard_ZRS" },
      properties: {
        creationData: { createOption: "Copy", sourceResourceId: SOURCE_DISK, instantAccessDurationMinutes: 120 },
        incremental: true,
        hyperVGeneration: "V2",
        ...fullProperties,
      },
    });
  });

  it("copies another snapshot and imports a blob", () => {
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

  it("encrypts with a customer-managed key if only the disk encryption set is declared", () => {
    const body = toArm({ ...snapshotInputs, diskEncryptionSet: ENCRYPTION_SET }, "Copy");

    assert.deepEqual((body["properties"] as JsonObject)["encryption"], {
      type: "EncryptionAtRestWithCustomerKey",
      diskEncryptionSetId: ENCRYPTION_SET,
    });
  });

  it("computes the id as soon as resource group and name are known", () => {
    assert.equal(diskSnapshot.armId(snapshotInputs), SNAPSHOT);
    assert.equal(diskSnapshot.armId({ name: "db-before" }), undefined);
    assert.equal(diskSnapshot.armId({ ...snapshotInputs, name: UNKNOWN }), undefined);
  });
});

describe("the PATCH of a disk snapshot", () => {
  it("contains every property that can be changed, and never the source", () => {
    assert.deepEqual(toPatch(allSnapshotInputs, snapshotInputs), {
      tags: { team: "shop" },
      sku: { name: "Standard_ZRS" },
      properties: fullProperties,
    });
  });

  it("resets inputs that are no longer declared to Azure's defaults", () => {
    assert.deepEqual(toPatch(snapshotInputs, allSnapshotInputs), {
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

describe("reading the inputs of a disk snapshot from ARM", () => {
  it("returns the inputs that Azure has", () => {
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

  it("returns every input if Azure has every property", () => {
    const { onDelete: _, adopt: __, triggers: ___, ...expected } = allSnapshotInputs;

    assert.deepEqual(fromArm(fullBody, {}), expected);
    assert.deepEqual(fromArm(fullBody, { encryptionSettings: { volumes: [] } })["encryptionSettings"], {
      volumes,
    });
  });

  it("keeps the declared minutes of instant access if an older api-version does not return them", () => {
    const { instantAccessDurationMinutes } = fromArm(snapshotBody, { instantAccessDurationMinutes: 60 });

    assert.equal(instantAccessDurationMinutes, 60);
    assert.equal(fromArm(fullBody, { instantAccessDurationMinutes: 60 })["instantAccessDurationMinutes"], 120);
  });

  it("fills in the defaults that Azure omits", () => {
    const { id, name, location } = snapshotBody;
    const bare = fromArm({ id, name, location, properties: {} }, {});

    assert.deepEqual(
      [bare["incremental"], bare["networkAccessPolicy"], bare["publicNetworkAccess"], bare["dataAccessAuthMode"]],
      [false, "AllowAll", "Enabled", "None"],
    );
  });

  it("keeps the declared source if Azure does not return it", () => {
    const source = { blob: { uri: "https://disks.blob.core.windows.net/v/os.vhd", storageAccount: STORAGE_ACCOUNT } };

    assert.deepEqual(fromArm(snapshotWith({ creationData: { createOption: "Import" } }), { source })["source"], source);
    assert.deepEqual(
      fromArm(snapshotWith({ creationData: { createOption: "Import", sourceUri: "https://b/c" } }), { source })[
        "source"
      ],
      { blob: { uri: "https://b/c", storageAccount: STORAGE_ACCOUNT } },
    );
  });

  it("recognizes a snapshot as the source, whatever the letter case of its id", () => {
    const creationData = { createOption: "CopyStart", sourceResourceId: OTHER_SNAPSHOT.toUpperCase() };

    assert.deepEqual(fromArm(snapshotWith({ creationData }), {})["source"], { snapshot: OTHER_SNAPSHOT.toUpperCase() });
  });
});

describe("the outputs of a snapshot", () => {
  it("are its creation time, unique id, size, state and incremental family", () => {
    assert.deepEqual(outputsOf(snapshotBody), {
      timeCreated: "2024-04-28T06:00:00+00:00",
      uniqueId: "u-1",
      diskSizeBytes: 34_359_738_368,
      diskState: "Unattached",
      incrementalSnapshotFamilyId: "f-1",
    });
  });

  it("include the progress of a copy and its error", () => {
    const copyCompletionError = { errorCode: "CopySourceNotFound", errorMessage: "gone" };
    const outputs = outputsOf(snapshotWith({ completionPercent: 60, copyCompletionError }));

    assert.equal(outputs["completionPercent"], 60);
    assert.deepEqual(outputs["copyCompletionError"], copyCompletionError);
  });
});

describe("a change of a declared snapshot", () => {
  const changed = (changes: JsonObject) => diff(diskSnapshot, snapshotInputs, { ...snapshotInputs, ...changes });

  it("replaces the snapshot if triggers change, deleting the old one first", () => {
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

  it("is an update in place for properties that Azure can change", () => {
    const { name, resourceGroup, location, source, incremental, hyperVGeneration, edgeZone, triggers, ...others } =
      allSnapshotInputs;
    const { instantAccessDurationMinutes: _, ...changeable } = others;

    assert.deepEqual(changed({ ...changeable, encryptionSettings: { volumes } }), {
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it("replaces the snapshot for properties that Azure cannot change", () => {
    const fixed = { location: "northeurope", incremental: false, hyperVGeneration: "V1", edgeZone: "x" };

    assert.deepEqual(changed(fixed).replaces, ["location", "incremental", "hyperVGeneration", "edgeZone"]);
  });
});
