import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import {
  ENCRYPTION_SET,
  OTHER_SNAPSHOT,
  SNAPSHOT_GROUP,
  SOURCE_DISK,
  STORAGE_ACCOUNT,
  snapshotDeclarations,
  snapshotInputs,
} from "./snapshot-examples.js";

const lines = (changes: JsonObject, olds: JsonObject = {}): string[] => {
  const given = { ...snapshotInputs, ...changes };
  return reasons(diskSnapshot, check(diskSnapshot, given, olds).failures, given);
};

describe("the check of a snapshot", () => {
  it("fills in its defaults", () => {
    const { name, resourceGroup, location, source } = snapshotInputs;

    assert.deepEqual(check(diskSnapshot, { name, resourceGroup, location, source }), {
      inputs: snapshotInputs,
      failures: [],
      warnings: [],
    });
  });

  it("takes a snapshot of each source, with everything declared", () => {
    for (const given of snapshotDeclarations) assert.deepEqual(lines(given), []);
  });

  it("wants exactly one source", () => {
    assert.deepEqual(lines({ source: {} }), ["source: is empty: expected exactly one of disk, snapshot, blob"]);
    assert.deepEqual(lines({ source: { disk: SOURCE_DISK, snapshot: OTHER_SNAPSHOT } }), [
      "source: has disk and snapshot: expected exactly one of disk, snapshot, blob",
    ]);
  });

  it("wants a name, a region, an id and a size that Azure takes", () => {
    const { location: _, ...placeless } = snapshotInputs;

    assert.deepEqual(reasons(diskSnapshot, check(diskSnapshot, placeless).failures, {}), [
      "location: is missing: expected an Azure region, such as westeurope; optional if the source is the disk or snapshot resource instead of its id",
    ]);
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/snapshots/x";
    assert.deepEqual(lines({ name: "-before", source: { disk: id }, diskSizeGb: 65_537 }), [
      'name: "-before" is not allowed: expected 1 to 80 letters, digits, underscores, hyphens and dots, a letter or digit first',
      `source.disk: "${id}" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/disks/{name}`,
      "diskSizeGb: 65537 is not allowed: expected an integer from 1 to 65536",
    ]);
  });

  it("judges by what is known of a disk, of this package or another", () => {
    const SHRUNK = ["diskSizeGb: is 32, but the disk has 64 GiB: expected at least 64, or omit it"];
    const known = (disk: JsonObject) => lines({ diskSizeGb: 32, __known: { disk } });

    assert.deepEqual(known({ diskSizeGB: 64 }), SHRUNK);
    assert.deepEqual(known({ diskSizeGb: 64 }), SHRUNK);
    assert.deepEqual(known({ diskSizeBytes: 68_719_476_736 }), SHRUNK);
    assert.deepEqual(known({ properties: { diskSizeGB: 64 } }), SHRUNK);
    assert.deepEqual(known({ diskSizeGB: UNKNOWN, location: UNKNOWN, sku: UNKNOWN }), []);
    assert.deepEqual(lines({ __known: { disk: { location: "northeurope" } } }), [
      "location: is westeurope, but the disk is in northeurope, and a snapshot must be in the region of its disk: set northeurope, then copy that snapshot to westeurope with source.snapshot",
    ]);
  });

  it("judges by what is known of another snapshot", () => {
    const copied = (snapshot: JsonObject) => lines({ source: { snapshot: OTHER_SNAPSHOT }, __known: { snapshot } });
    const FULL = [
      "source.snapshot: is a full snapshot, but only incremental snapshots can be copied from northeurope to westeurope: expected an incremental snapshot of an incremental one, or location northeurope",
    ];

    assert.deepEqual(copied({ location: "northeurope", incremental: false }), FULL);
    assert.deepEqual(copied({ location: "northeurope", properties: { incremental: false } }), FULL);
    assert.deepEqual(copied({ location: "northeurope", incremental: true }), []);
    assert.deepEqual(copied({ location: "northeurope" }), []);
  });

  it("wants the source in the snapshot's subscription", () => {
    assert.deepEqual(lines({ resourceGroup: SNAPSHOT_GROUP.replaceAll("1", "2") }), [
      "resourceGroup: is in subscription 22222222-2222-2222-2222-222222222222, but the source is in 11111111-1111-1111-1111-111111111111, and an incremental snapshot must be in the subscription of its source: use a group of that subscription, or set incremental to false",
    ]);
  });

  it("never shows the address of a blob", () => {
    const uri = "https://disks.blob.core.windows.net/vhds/os.vhd?sig=planted";

    const told = lines({ source: { blob: { uri, storageAccount: STORAGE_ACCOUNT } }, incremental: false });

    assert.equal(told.length, 1);
    assert.equal(told.join().includes("planted"), false);
  });

  it("lets pass what is not known yet", () => {
    const unknown = Object.fromEntries(Object.keys(snapshotInputs).map((key) => [key, UNKNOWN]));

    assert.deepEqual(lines(unknown), []);
    assert.deepEqual(lines({ source: { disk: UNKNOWN } }), []);
    assert.deepEqual(lines({ source: { blob: UNKNOWN }, incremental: false }), []);
    assert.deepEqual(lines({ source: { blob: { uri: UNKNOWN, storageAccount: UNKNOWN } }, incremental: false }), []);
    assert.deepEqual(lines({ networkAccessPolicy: "AllowPrivate", diskAccess: UNKNOWN }), []);
  });

  it("warns where the snapshot is taken again and again, and of a disk that is copied in the background", () => {
    const warned = (changes: JsonObject) => check(diskSnapshot, { ...snapshotInputs, ...changes }).warnings.length;

    assert.equal(warned({ triggers: ["a"] }), 1);
    assert.equal(warned({ triggers: [] }), 0);
    assert.equal(warned({ __known: { disk: { sku: { name: "PremiumV2_LRS" } } } }), 1);
    assert.equal(warned({ __known: { disk: { body: { sku: { name: "UltraSSD_LRS" } } } } }), 1);
    assert.equal(warned({ __known: { disk: { sku: "Premium_LRS" } } }), 0);
  });
});

describe("the irreversible changes of a snapshot", () => {
  const OTHER_DISK = `${SOURCE_DISK}-2`;
  const ANOTHER = `source: is not the source of the existing snapshot (${SOURCE_DISK}), and Azure cannot change the source: to take a new snapshot, change triggers, which deletes the old one; to keep the snapshot, restore source or add it to the resource option ignoreChanges`;

  it("refuse another source, and of another kind too", () => {
    assert.deepEqual(lines({ source: { disk: OTHER_DISK } }, snapshotInputs), [ANOTHER]);
    assert.deepEqual(lines({ source: { snapshot: OTHER_SNAPSHOT } }, snapshotInputs), [ANOTHER]);
  });

  it("let another source pass where the snapshot is replaced anyway, or where it only looks different", () => {
    assert.deepEqual(lines({ source: { disk: OTHER_DISK }, triggers: ["2"] }, snapshotInputs), []);
    assert.deepEqual(lines({ source: { disk: OTHER_DISK }, name: "db-after" }, snapshotInputs), []);
    assert.deepEqual(lines({ source: { disk: OTHER_DISK }, incremental: false }, snapshotInputs), []);
    assert.deepEqual(lines({ source: { disk: SOURCE_DISK.toUpperCase() } }, snapshotInputs), []);
    assert.deepEqual(lines({ source: { disk: UNKNOWN } }, snapshotInputs), []);
  });

  it("refuse a smaller size", () => {
    const olds = { ...snapshotInputs, diskSizeGb: 64 };

    assert.deepEqual(lines({ diskSizeGb: 63 }, olds), [
      "diskSizeGb: 63 is less than 64: Azure cannot shrink a snapshot; keep at least 64",
    ]);
    assert.deepEqual(lines({ diskSizeGb: 65 }, olds), []);
    assert.deepEqual(lines({ diskSizeGb: 63, triggers: ["2"] }, olds), []);
  });

  it("refuse to leave the customer's key with an incremental snapshot, and let a full one", () => {
    const olds = { ...snapshotInputs, diskEncryptionSet: ENCRYPTION_SET };

    assert.deepEqual(lines({}, olds), [
      `diskEncryptionSet: is missing, but an incremental snapshot cannot change back from a customer-managed key: keep ${ENCRYPTION_SET}, or change triggers to take a new snapshot`,
    ]);
    assert.deepEqual(lines({ incremental: false }, { ...olds, incremental: false }), []);
    assert.deepEqual(lines({ diskEncryptionSet: `${ENCRYPTION_SET}-2` }, olds), []);
  });
});
