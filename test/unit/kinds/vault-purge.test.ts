/** Destroying a vault with `onDelete: "deleteAndPurge"`. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { VAULT } from "./examples.js";
import { DELETE_ADVICE, database, deleted, idOf, immutable, messageOf, running, vaultWith } from "./vault-contents.js";

describe("destroying a vault with onDelete: deleteAndPurge", () => {
  it("disables soft delete, deletes the backups including soft-deleted ones, then the vault", async () => {
    const { remove, writtenCalls, writes } = vaultWith({ items: [running, deleted] });

    await remove("deleteAndPurge", ["/requests/1"]);

    assert.deepEqual(writtenCalls(), [
      "vaults.patchSettings backups",
      "protectedItems.delete web",
      "protectedItems.undelete old",
      "protectedItems.delete old",
      "vaults.delete backups",
    ]);
    assert.deepEqual(writes[0]?.args[1], {
      enhancedSecurityState: "Disabled",
      softDeleteFeatureState: "Disabled",
      resourceGuardOperationRequests: ["/requests/1"],
    });
    assert.deepEqual(writes[1]?.args, [idOf("web"), ["/requests/1"]]);
  });

  it("writes no settings if soft delete is already off", async () => {
    const { remove, writtenCalls } = vaultWith({ items: [running], settings: { softDeleteFeatureState: "Disabled" } });

    await remove("deleteAndPurge");

    assert.deepEqual(writtenCalls(), ["protectedItems.delete web", "vaults.delete backups"]);
  });

  it("deletes nothing if soft delete is always on or forced by the region", async () => {
    for (const [settings, state] of [
      [{ softDeleteFeatureState: "AlwaysON", softDeleteRetentionPeriodInDays: 14 }, "AlwaysON"],
      [{ isSoftDeleteFeatureStateEditable: false }, "Enabled"],
    ] as const) {
      const { remove, writtenCalls } = vaultWith({ items: [running], settings });

      assert.equal(
        await messageOf(remove("deleteAndPurge")),
        `Cannot purge the backups in vault ${VAULT}: soft delete is always on (${state}). Nothing was changed. onDelete: "delete" deletes the backups and the vault into soft delete: deleted today, they are purged on 2026-12-14. ${DELETE_ADVICE}`,
      );
      assert.deepEqual(writtenCalls(), []);
    }
  });

  it("deletes nothing if an item other than a VM is in soft delete, because Azure would not purge it with them", async () => {
    const soft = { ...database.properties, isScheduledForDeferredDelete: true };
    const { remove, writtenCalls } = vaultWith({ items: [running, { ...database, properties: soft }] });

    assert.match(
      await messageOf(remove("deleteAndPurge")),
      /still contains:\n {2}sales: a soft-deleted SQLDataBase, which this package does not manage\. Purge it, or wait until Azure purges it\./,
    );
    assert.deepEqual(writtenCalls(), []);
  });

  it("deletes nothing if Azure refuses to disable soft delete", async () => {
    const azureCode = "BMSUserErrorDisablingSoftDeleteStateNotAllowed";
    const { remove, writtenCalls, armed } = vaultWith({ items: [running] });
    (armed.vaults.patchSettings as sinon.SinonStub).rejects(new BackupError("Refused", "not allowed", { azureCode }));

    assert.match(
      await messageOf(remove("deleteAndPurge")),
      /soft delete is always on \(Enabled\)\. Nothing was changed/,
    );
    assert.deepEqual(writtenCalls(), ["vaults.patchSettings backups"]);
  });

  it("deletes nothing and keeps soft delete enabled if the vault is immutable", async () => {
    const { remove, writtenCalls } = vaultWith({ items: [deleted], properties: immutable("Unlocked") });

    assert.match(await messageOf(remove("deleteAndPurge")), /is immutable \(Unlocked\)/);
    assert.deepEqual(writtenCalls(), []);
  });
});
