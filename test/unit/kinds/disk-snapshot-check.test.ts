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

const failuresOf = (changes: JsonObject, olds: JsonObject = {}): string[] => {
  const declared = { ...snapshotInputs, ...changes };
  return reasons(diskSnapshot, check(diskSnapshot, declared, olds).failures, declared);
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

  it("accepts a snapshot of each source, and every input", () => {
    for (const declared of snapshotDeclarations) assert.deepEqual(failuresOf(declared), []);
  });

  it("requires exactly one source", () => {
    assert.deepEqual(failuresOf({ source: {} }), ["source: is empty: expected exactly one of disk, snapshot, blob"]);
    assert.deepEqual(failuresOf({ source: { disk: SOURCE_DISK, snapshot: OTHER_SNAPSHOT } }), [
      "source: has disk and snapshot: expected exactly one of disk, snapshot, blob",
    ]);
  });

  it("requires a name, a region, an id and a size that Azure accepts", () => {
    const { location: _, ...placeless } = snapshotInputs;

    assert.deepEqual(reasons(diskSnapshot, check(diskSnapshot, placeless).failures, {}), [
      "location: is missing: expected an Azure region, such as westeurope; optional if the source is the disk or snapshot resource instead of its id",
    ]);
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/snapshots/x";
    assert.deepEqual(failuresOf({ name: "-before", source: { disk: id }, diskSizeGb: 65_537 }), [
      'name: "-before" is not allowed: expected 1 to 80 letters, digits, underscores, hyphens and dots, starting with a letter or digit',
      `source.disk: "${id}" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Compute/disks/{name}`,
      "diskSizeGb: 65537 is not allowed: expected an integer from 1 to 65536",
    ]);
  });

  it("validates the inputs against what is known of the disk, of this package or another", () => {
    const SHRUNK = ["diskSizeGb: is 32, but the disk has 64 GiB: expected at least 64, or omit it"];
    const known = (disk: JsonObject) => failuresOf({ diskSizeGb: 32, __known: { disk } });

    assert.deepEqual(known({ diskSizeGB: 64 }), SHRUNK);
    assert.deepEqual(known({ diskSizeGb: 64 }), SHRUNK);
    assert.deepEqual(known({ diskSizeBytes: 68_719_476_736 }), SHRUNK);
    assert.deepEqual(known({ properties: { diskSizeGB: 64 } }), SHRUNK);
    assert.deepEqual(known({ diskSizeGB: UNKNOWN, location: UNKNOWN, sku: UNKNOWN }), []);
    assert.deepEqual(failuresOf({ __known: { disk: { location: "northeurope" } } }), [
      "location: is westeurope, but the disk is in northeurope, and a snapshot must be in the region of its disk: set northeurope, then copy that snapshot to westeurope with source.snapshot",
    ]);
  });

  it("validates the inputs against what is known of the source snapshot", () => {
    const copied = (snapshot: JsonObject) =>
      failuresOf({ source: { snapshot: OTHER_SNAPSHOT }, __known: { snapshot } });
    const FULL = [
      "source.snapshot: is a full snapshot, but only incremental snapshots can be copied from northeurope to westeurope: expected an incremental snapshot of an incremental one, or location northeurope",
    ];

    assert.deepEqual(copied({ location: "northeurope", incremental: false }), FULL);
    assert.deepEqual(copied({ location: "northeurope", properties: { incremental: false } }), FULL);
    assert.deepEqual(copied({ location: "northeurope", incremental: true }), []);
    assert.deepEqual(copied({ location: "northeurope" }), []);
  });

  it("requires an incremental snapshot to be in the subscription of its source", () => {
    assert.deepEqual(failuresOf({ resourceGroup: SNAPSHOT_GROUP.replaceAll("1", "2") }), [
      "resourceGroup: is in subscription 22222222-2222-2222-2222-222222222222, but the source is in 11111111-1111-1111-1111-111111111111, and an incremental snapshot must be in the subscription of its source: use a group of that subscription, or set incremental to false",
    ]);
  });

  it("never shows the URI of a blob", () => {
    const uri = "https://disks.blob.core.windows.net/vhds/os.vhd?sig=planted";

    const failures = failuresOf({ source: { blob: { uri, storageAccount: STORAGE_ACCOUNT } }, incremental: false });

    assert.equal(failures.length, 1);
    assert.equal(failures.join().includes("planted"), false);
  });

  it("accepts values that are not known yet", () => {
    const unknown = Object.fromEntries(Object.keys(snapshotInputs).map((key) => [key, UNKNOWN]));

    assert.deepEqual(failuresOf(unknown), []);
    assert.deepEqual(failuresOf({ source: { disk: UNKNOWN } }), []);
    assert.deepEqual(failuresOf({ source: { blob: UNKNOWN }, incremental: false }), []);
    assert.deepEqual(
      failuresOf({ source: { blob: { uri: UNKNOWN, storageAccount: UNKNOWN } }, incremental: false }),
      [],
    );
    assert.deepEqual(failuresOf({ networkAccessPolicy: "AllowPrivate", diskAccess: UNKNOWN }), []);
  });

  it("warns about triggers, and about a disk that Azure copies in the background", () => {
    const warningCount = (changes: JsonObject) =>
      check(diskSnapshot, { ...snapshotInputs, ...changes }).warnings.length;

    assert.equal(warningCount({ triggers: ["a"] }), 1);
    assert.equal(warningCount({ triggers: [] }), 0);
    assert.equal(warningCount({ __known: { disk: { sku: { name: "PremiumV2_LRS" } } } }), 1);
    assert.equal(warningCount({ __known: { disk: { body: { sku: { name: "UltraSSD_LRS" } } } } }), 1);
    assert.equal(warningCount({ __known: { disk: { sku: "Premium_LRS" } } }), 0);
  });
});

describe("the check of a changed snapshot", () => {
  const OTHER_DISK = `${SOURCE_DISK}-2`;
  const ANOTHER = `source: is not the source of the existing snapshot (${SOURCE_DISK}), and Azure cannot change the source: to take a new snapshot, change triggers, which deletes the old one; to keep the snapshot, restore source or add it to the resource option ignoreChanges`;

  it("refuses another source, of the same or another type", () => {
    assert.deepEqual(failuresOf({ source: { disk: OTHER_DISK } }, snapshotInputs), [ANOTHER]);
    assert.deepEqual(failuresOf({ source: { snapshot: OTHER_SNAPSHOT } }, snapshotInputs), [ANOTHER]);
  });

  it("accepts another source if the snapshot is replaced anyway, or if only the letter case of its id differs", () => {
    assert.deepEqual(failuresOf({ source: { disk: OTHER_DISK }, triggers: ["2"] }, snapshotInputs), []);
    assert.deepEqual(failuresOf({ source: { disk: OTHER_DISK }, name: "db-after" }, snapshotInputs), []);
    assert.deepEqual(failuresOf({ source: { disk: OTHER_DISK }, incremental: false }, snapshotInputs), []);
    assert.deepEqual(failuresOf({ source: { disk: SOURCE_DISK.toUpperCase() } }, snapshotInputs), []);
    assert.deepEqual(failuresOf({ source: { disk: UNKNOWN } }, snapshotInputs), []);
  });

  it("refuses a smaller size", () => {
    const olds = { ...snapshotInputs, diskSizeGb: 64 };

    assert.deepEqual(failuresOf({ diskSizeGb: 63 }, olds), [
      "diskSizeGb: 63 is less than 64: Azure cannot shrink a snapshot; keep at least 64",
    ]);
    assert.deepEqual(failuresOf({ diskSizeGb: 65 }, olds), []);
    assert.deepEqual(failuresOf({ diskSizeGb: 63, triggers: ["2"] }, olds), []);
  });

  it("refuses to remove the customer-managed key of an incremental snapshot, but not of a full one", () => {
    const olds = { ...snapshotInputs, diskEncryptionSet: ENCRYPTION_SET };

    assert.deepEqual(failuresOf({}, olds), [
      `diskEncryptionSet: is missing, but an incremental snapshot cannot change back from a customer-managed key: keep ${ENCRYPTION_SET}, or change triggers to take a new snapshot`,
    ]);
    assert.deepEqual(failuresOf({ incremental: false }, { ...olds, incremental: false }), []);
    assert.deepEqual(failuresOf({ diskEncryptionSet: `${ENCRYPTION_SET}-2` }, olds), []);
  });
});
