import assert from "node:assert/strict";
import {
  completionPercentOf,
  createOptionOf,
  type SnapshotTerms,
  snapshotTermFaults,
  snapshotWarnings,
} from "../../provider/rules/disks/terms.js";

const disk = {
  kind: "disk",
  subscription: "s-1",
  location: "westeurope",
  sku: "Premium_LRS",
  sizeGB: 64,
} as const;
const snapshot = { kind: "snapshot", subscription: "s-1", location: "westeurope", isIncremental: true } as const;
const blob = { kind: "blob", uri: "https://disks.blob.core.windows.net/vhds/os.vhd", account: "disks" } as const;
const terms: SnapshotTerms = {
  subscription: "s-1",
  location: "westeurope",
  source: disk,
  isIncremental: true,
  sku: "Standard_ZRS",
  networkAccessPolicy: "AllowAll",
  hasDiskAccess: false,
  hasEncryptionSet: false,
};

const linesOf = (changes: Partial<SnapshotTerms>): string[] =>
  snapshotTermFaults({ ...terms, ...changes }).map(({ property, reason }) => `${property}: ${reason}`);

describe("the terms of a snapshot", () => {
  it("are valid for an incremental snapshot of a disk in its region", () => {
    assert.deepEqual(linesOf({}), []);
  });

  it("are valid while nothing is known", () => {
    assert.deepEqual(snapshotTermFaults({ hasDiskAccess: true, hasEncryptionSet: true }), []);
  });

  it("allow premium storage only for a full snapshot", () => {
    assert.deepEqual(linesOf({ sku: "Premium_LRS" }), [
      "sku: is Premium_LRS, but an incremental snapshot needs standard storage: expected Standard_LRS or Standard_ZRS, or set incremental to false",
    ]);
    assert.deepEqual(linesOf({ sku: "Premium_LRS", isIncremental: false }), []);
  });

  it("allow zone-redundant storage only in a region with availability zones, however the region is written", () => {
    assert.deepEqual(linesOf({ location: "West US", source: undefined }), [
      "sku: is Standard_ZRS, but West US has no availability zones: expected Standard_LRS, or a region with zones",
    ]);
    assert.deepEqual(linesOf({ location: "West Europe" }), []);
    assert.deepEqual(linesOf({ location: "West US", source: undefined, sku: "Standard_LRS" }), []);
  });

  it("require the snapshot of a disk to be in the disk's region", () => {
    assert.deepEqual(linesOf({ location: "northeurope" }), [
      "location: is northeurope, but the disk is in westeurope, and a snapshot must be in the region of its disk: set westeurope, then copy that snapshot to northeurope with source.snapshot",
    ]);
  });

  it("allow only incremental copies of incremental snapshots to another region", () => {
    const elsewhere = { location: "northeurope", source: snapshot };

    assert.deepEqual(linesOf(elsewhere), []);
    assert.deepEqual(linesOf({ ...elsewhere, isIncremental: false }), [
      "incremental: is false, but only incremental snapshots can be copied from westeurope to northeurope: expected an incremental snapshot of an incremental one, or location westeurope",
    ]);
    assert.deepEqual(linesOf({ ...elsewhere, source: { ...snapshot, isIncremental: false } }), [
      "source.snapshot: is a full snapshot, but only incremental snapshots can be copied from westeurope to northeurope: expected an incremental snapshot of an incremental one, or location westeurope",
    ]);
    assert.deepEqual(linesOf({ source: { ...snapshot, isIncremental: false }, isIncremental: false }), []);
  });

  it("allow only incremental snapshots of a Premium SSD v2 or Ultra disk", () => {
    for (const sku of ["PremiumV2_LRS", "UltraSSD_LRS"]) {
      assert.deepEqual(linesOf({ source: { ...disk, sku }, isIncremental: false }), [
        `incremental: is false, but the disk has the SKU ${sku}, which supports only incremental snapshots: set it to true or omit it`,
      ]);
      assert.deepEqual(linesOf({ source: { ...disk, sku }, isIncremental: true }), []);
    }
    assert.deepEqual(linesOf({ source: { ...disk, sku: "Premium_LRS" }, isIncremental: false }), []);
  });

  it("require an incremental snapshot, but not a full one, to be in the subscription of its source", () => {
    assert.deepEqual(linesOf({ subscription: "s-2" }), [
      "resourceGroup: is in subscription s-2, but the source is in s-1, and an incremental snapshot must be in the subscription of its source: use a group of that subscription, or set incremental to false",
    ]);
    assert.deepEqual(linesOf({ subscription: "S-1" }), []);
    assert.deepEqual(linesOf({ subscription: "s-2", isIncremental: false }), []);
  });

  it("require a disk access with AllowPrivate and refuse it otherwise", () => {
    assert.deepEqual(linesOf({ networkAccessPolicy: "AllowPrivate" }), [
      "diskAccess: is missing: networkAccessPolicy AllowPrivate needs the id of the disk access whose private endpoints may connect",
    ]);
    assert.deepEqual(linesOf({ networkAccessPolicy: "DenyAll", hasDiskAccess: true }), [
      "diskAccess: has no effect with networkAccessPolicy DenyAll: remove it, or set networkAccessPolicy to AllowPrivate",
    ]);
    assert.deepEqual(linesOf({ networkAccessPolicy: "AllowPrivate", hasDiskAccess: true }), []);
  });

  it("require a disk encryption set with a customer-managed key and refuse it with a platform-managed key", () => {
    assert.deepEqual(linesOf({ encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys" }), [
      "diskEncryptionSet: is missing: EncryptionAtRestWithPlatformAndCustomerKeys needs the id of the disk encryption set with the customer's key",
    ]);
    assert.deepEqual(linesOf({ encryptionType: "EncryptionAtRestWithPlatformKey", hasEncryptionSet: true }), [
      "diskEncryptionSet: has no effect with encryptionType EncryptionAtRestWithPlatformKey: remove one of the two",
    ]);
    assert.deepEqual(linesOf({ encryptionType: "EncryptionAtRestWithCustomerKey", hasEncryptionSet: true }), []);
    assert.deepEqual(linesOf({ hasEncryptionSet: true }), []);
  });

  it("refuse a size below the size of the source", () => {
    assert.deepEqual(linesOf({ sizeGB: 63 }), [
      "diskSizeGb: is 63, but the disk has 64 GiB: expected at least 64, or omit it",
    ]);
    assert.deepEqual(linesOf({ sizeGB: 64 }), []);
  });

  it("refuse instant access for any source but a disk whose snapshots are copied in the background", () => {
    const linesFor = (source: SnapshotTerms["source"]) => linesOf({ instantAccessMinutes: 60, source });
    const expected =
      "expected a disk with the SKU PremiumV2_LRS or UltraSSD_LRS; for any other source, omit instantAccessDurationMinutes";

    assert.deepEqual(linesFor({ kind: "disk", sku: "Premium_LRS" }), [
      `instantAccessDurationMinutes: is 60, but the disk has the SKU Premium_LRS: ${expected}`,
    ]);
    assert.deepEqual(linesFor({ kind: "snapshot" }), [
      `instantAccessDurationMinutes: is 60, but the source is a snapshot: ${expected}`,
    ]);
    for (const sku of ["PremiumV2_LRS", "UltraSSD_LRS", undefined]) {
      assert.deepEqual(linesFor({ kind: "disk", sku }), []);
    }
  });
});

describe("the terms of an import", () => {
  const imported = (uri: string, isIncremental = false) => linesOf({ source: { ...blob, uri }, isIncremental });

  it("are valid for the https URI of a VHD in the declared storage account", () => {
    assert.deepEqual(imported("https://disks.blob.core.windows.net/vhds/os.vhd"), []);
    assert.deepEqual(imported("https://disks.z1.blob.storage.azure.net/vhds/2024/os"), []);
  });

  it("require a full snapshot", () => {
    assert.deepEqual(imported(blob.uri, true), [
      "incremental: is true, but a VHD is imported as a full snapshot: set it to false",
    ]);
  });

  it("refuse a string that is not the https URI of a blob", () => {
    const refused = [
      "source.blob.uri: is not the https URI of a blob: expected https://{account}.blob.core.windows.net/{container}/{name}.vhd",
    ];

    assert.deepEqual(imported("os.vhd"), refused);
    assert.deepEqual(imported("http://disks.blob.core.windows.net/vhds/os.vhd"), refused);
    assert.deepEqual(imported("https://disks.file.core.windows.net/vhds/os.vhd"), refused);
    assert.deepEqual(imported("https://disks.blob.core.windows.net/vhds"), refused);
  });

  it("refuse a shared access signature without printing it", () => {
    assert.deepEqual(imported("https://disks.blob.core.windows.net/vhds/os.vhd?sig=planted"), [
      "source.blob.uri: has a query: remove the shared access signature, since Azure reads the blob through storageAccount",
    ]);
  });

  it("refuse other formats than VHD", () => {
    assert.deepEqual(imported("https://disks.blob.core.windows.net/vhds/os.VHDX"), [
      "source.blob.uri: is not a VHD: Azure imports only fixed-size VHDs, expected https://{account}.blob.core.windows.net/{container}/{name}.vhd",
    ]);
  });

  it("refuse a blob in another account than the declared one", () => {
    assert.deepEqual(imported("https://other.blob.core.windows.net/vhds/os.vhd"), [
      "source.blob.uri: is in the storage account other, but source.blob.storageAccount is disks: expected the account of the blob",
    ]);
  });
});

describe("the createOption of a snapshot", () => {
  it("is Copy within a region, however the region is written", () => {
    assert.equal(createOptionOf(disk, "West Europe"), "Copy");
    assert.equal(createOptionOf(snapshot, "West Europe"), "Copy");
    assert.equal(createOptionOf({ kind: "snapshot" }, "westeurope"), "Copy");
  });

  it("is CopyStart between regions", () => {
    assert.equal(createOptionOf(snapshot, "northeurope"), "CopyStart");
  });

  it("is Import for a VHD", () => {
    assert.equal(createOptionOf(blob, "westeurope"), "Import");
  });

  it("determines the completion percentage if Azure returns none: 0 for CopyStart and 100 for Copy", () => {
    assert.equal(completionPercentOf({ creationData: { createOption: "Copy" } }), 100);
    assert.equal(completionPercentOf({ creationData: { createOption: "Copy" }, completionPercent: 12.5 }), 12.5);
    assert.equal(completionPercentOf({ creationData: { createOption: "CopyStart" } }), 0);
    assert.equal(completionPercentOf({ creationData: { createOption: "CopyStart" }, completionPercent: 100 }), 100);
  });
});

describe("the warnings about a snapshot", () => {
  const LIMITS =
    "A disk may have 500 incremental snapshots, and 7 may be taken in five minutes; each change of triggers takes one more.";

  it("include Azure's limits if an incremental snapshot of a disk has triggers", () => {
    assert.deepEqual(snapshotWarnings(terms, true), [LIMITS]);
    assert.deepEqual(snapshotWarnings(terms, false), []);
    assert.deepEqual(snapshotWarnings({ ...terms, isIncremental: false }, true), []);
    assert.deepEqual(snapshotWarnings({ ...terms, source: snapshot }, true), []);
  });

  it("include the limit of background copies for a Premium SSD v2 or Ultra disk", () => {
    const BACKGROUND = (sku: string) =>
      `A disk of the SKU ${sku} is copied in the background: at most three such copies of a disk may run at once, and this resource waits for its own.`;

    assert.deepEqual(snapshotWarnings({ ...terms, source: { ...disk, sku: "PremiumV2_LRS" } }, false), [
      BACKGROUND("PremiumV2_LRS"),
    ]);
    assert.deepEqual(snapshotWarnings({ ...terms, source: { ...disk, sku: "UltraSSD_LRS" } }, true), [
      LIMITS,
      BACKGROUND("UltraSSD_LRS"),
    ]);
  });
});
