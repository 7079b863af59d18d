import assert from "node:assert/strict";
import { type UnlistedFacts, whyUnlisted } from "../../provider/rules/items/discovery.js";
import { softDeleteOf } from "../../provider/rules/items/soft-delete.js";
import { sameRegion } from "../../provider/rules/shared/regions.js";

const near: UnlistedFacts = { isClassic: false, location: "westeurope", vaultLocation: "West Europe" };
const here = { isStopped: false, isSoftDeleted: false, purgeAt: undefined };

describe("why a vault does not offer a VM", () => {
  it("is its deployment model before anything else", () => {
    assert.equal(whyUnlisted({ ...near, isClassic: true, location: "northeurope" }).code, "Classic");
  });

  it("is its region, which the reason names with the vault's", () => {
    assert.deepEqual(whyUnlisted({ ...near, location: "northeurope", item: here }), {
      code: "AnotherRegion",
      reason:
        "It is in northeurope and the vault in West Europe: a vault protects only VMs in its own region. Use a vault in northeurope.",
    });
  });

  it("is its state in this vault", () => {
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

  it("is the other vault that protects it, by its id", () => {
    assert.deepEqual(whyUnlisted({ ...near, otherVault: "/subscriptions/s/other" }), {
      code: "ProtectedInAnotherVault",
      reason:
        "The vault /subscriptions/s/other protects it, and a VM can have only one vault. Stop its protection there and delete its backups first.",
    });
  });

  it("is that discovery did not find it, where no other reason is known", () => {
    assert.equal(whyUnlisted({ ...near, location: undefined }).code, "NotFound");
  });
});

describe("two names of a region", () => {
  it("are the same without regard to case and spaces", () => {
    assert.equal(sameRegion("West Europe", "westeurope"), true);
    assert.equal(sameRegion("westeurope", "westeurope2"), false);
  });
});

describe("the timers of soft delete", () => {
  const deleted = { isScheduledForDeferredDelete: true, deferredDeleteTimeInUTC: "2026-03-01T02:00:00.5Z" };

  it("end after the days that were in force at the deletion, by either of Azure's names for them", () => {
    const purge = (days: object) => softDeleteOf({ ...deleted, ...days })?.purgeAt.toISOString();

    assert.equal(purge({ softDeleteRetentionPeriod: 30 }), "2026-03-31T02:00:00.500Z");
    assert.equal(
      purge({ softDeleteRetentionPeriodInDays: 20, softDeleteRetentionPeriod: 0 }),
      "2026-03-21T02:00:00.500Z",
    );
  });

  it("end after fourteen days where Azure has no number of days", () => {
    assert.equal(softDeleteOf(deleted)?.purgeAt.toISOString(), "2026-03-15T02:00:00.500Z");
  });

  it("exist only for a deleted item", () => {
    assert.equal(softDeleteOf({ ...deleted, isScheduledForDeferredDelete: false }), undefined);
    assert.equal(softDeleteOf({ isScheduledForDeferredDelete: true }), undefined);
  });
});
