import assert from "node:assert/strict";
import { type UnlistedFacts, whyUnlisted } from "../../provider/rules/items/discovery.js";
import { softDeleteOf } from "../../provider/rules/items/soft-delete.js";
import { sameRegion } from "../../provider/rules/shared/regions.js";

const near: UnlistedFacts = { isClassic: false, location: "westeurope", vaultLocation: "West Europe" };
const here = { isStopped: false, isSoftDeleted: false, purgeAt: undefined };

describe("the reason why a vault cannot protect a VM", () => {
  it("is the classic deployment model before any other reason", () => {
    assert.equal(whyUnlisted({ ...near, isClassic: true, location: "northeurope" }).code, "Classic");
  });

  it("is a different region, and names both regions", () => {
    assert.deepEqual(whyUnlisted({ ...near, location: "northeurope", item: here }), {
      code: "AnotherRegion",
      reason:
        "It is in northeurope and the vault in West Europe: a vault protects only VMs in its own region. Use a vault in northeurope.",
    });
  });

  it("is the state of the VM's item in this vault", () => {
    assert.equal(whyUnlisted({ ...near, item: here }).code, "ProtectedHere");
    assert.equal(whyUnlisted({ ...near, item: { ...here, isStopped: true } }).code, "StoppedHere");
    assert.deepEqual(
      whyUnlisted({
        ...near,
        item: { isStopped: true, isSoftDeleted: true, purgeAt: "2026-03-15T02:00:00.000Z" },
      }),
      {
        code: "SoftDeletedHere",
        reason:
          "Its backups are in soft delete in this vault until 2026-03-15T02:00:00.000Z: a ProtectedVm undeletes them by default.",
      },
    );
  });

  it("is another vault that protects the VM, named by its id", () => {
    assert.deepEqual(whyUnlisted({ ...near, otherVault: "/subscriptions/s/other" }), {
      code: "ProtectedInAnotherVault",
      reason:
        "The vault /subscriptions/s/other protects it, and a VM can have only one vault. Stop its protection there and delete its backups first.",
    });
  });

  it("is that discovery did not find the VM, if no other reason applies", () => {
    assert.equal(whyUnlisted({ ...near, location: undefined }).code, "NotFound");
  });
});

describe("two names of a region", () => {
  it("are equal regardless of case and spaces", () => {
    assert.equal(sameRegion("West Europe", "westeurope"), true);
    assert.equal(sameRegion("westeurope", "westeurope2"), false);
  });
});

describe("the purge time of a soft-deleted item", () => {
  const deleted = { isScheduledForDeferredDelete: true, deferredDeleteTimeInUTC: "2026-03-01T02:00:00.5Z" };

  it("is the deletion time plus the retention days, from either of Azure's properties for them", () => {
    const purge = (days: object) => softDeleteOf({ ...deleted, ...days })?.purgeAt.toISOString();

    assert.equal(purge({ softDeleteRetentionPeriod: 30 }), "2026-03-31T02:00:00.500Z");
    assert.equal(
      purge({ softDeleteRetentionPeriodInDays: 20, softDeleteRetentionPeriod: 0 }),
      "2026-03-21T02:00:00.500Z",
    );
  });

  it("is 14 days after the deletion if Azure returns no retention days", () => {
    assert.equal(softDeleteOf(deleted)?.purgeAt.toISOString(), "2026-03-15T02:00:00.500Z");
  });

  it("is undefined for an item without a deletion or without a deletion time", () => {
    assert.equal(softDeleteOf({ ...deleted, isScheduledForDeferredDelete: false }), undefined);
    assert.equal(softDeleteOf({ isScheduledForDeferredDelete: true }), undefined);
  });
});
