/** What a destroy of a vault does by `deleteAndPurge`. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { VAULT } from "./examples.js";
import { database, deleted, HOW, holding, idOf, immutable, messageOf, running } from "./vault-contents.js";

describe("a vault that is to be purged", () => {
  it("loses its soft delete, then what is deleted softly, then itself", async () => {
    const { remove, done, writes } = holding({ items: [running, deleted] });

    await remove("deleteAndPurge", ["/requests/1"]);

    assert.deepEqual(done(), [
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

  it("has no setting written where soft delete is off already", async () => {
    const { remove, done } = holding({ items: [running], settings: { softDeleteFeatureState: "Disabled" } });

    await remove("deleteAndPurge");

    assert.deepEqual(done(), ["protectedItems.delete web", "vaults.delete backups"]);
  });

  it("deletes nothing where soft delete is always on, or forced by the region", async () => {
    for (const [settings, state] of [
      [{ softDeleteFeatureState: "AlwaysON", softDeleteRetentionPeriodInDays: 14 }, "AlwaysON"],
      [{ isSoftDeleteFeatureStateEditable: false }, "Enabled"],
    ] as const) {
      const { remove, done } = holding({ items: [running], settings });

      assert.equal(
        await messageOf(remove("deleteAndPurge")),
        `Cannot purge the backups in vault ${VAULT}: soft delete is always on (${state}). Nothing was changed. onDelete: "delete" deletes the backups and the vault into soft delete: deleted today, they are purged on 2026-12-14. ${HOW}`,
      );
      assert.deepEqual(done(), []);
    }
  });

  it("deletes nothing where something else than a VM is in soft delete, which Azure would not purge with them", async () => {
    const soft = { ...database.properties, isScheduledForDeferredDelete: true };
    const { remove, done } = holding({ items: [running, { ...database, properties: soft }] });

    assert.match(
      await messageOf(remove("deleteAndPurge")),
      /still contains:\n {2}sales: a soft-deleted SQLDataBase, which this package does not manage\. Purge it, or wait until Azure purges it\./,
    );
    assert.deepEqual(done(), []);
  });

  it("deletes nothing where Azure refuses to switch soft delete off", async () => {
    const azureCode = "BMSUserErrorDisablingSoftDeleteStateNotAllowed";
    const { remove, done, armed } = holding({ items: [running] });
    (armed.vaults.patchSettings as sinon.SinonStub).rejects(new BackupError("Refused", "not allowed", { azureCode }));

    assert.match(
      await messageOf(remove("deleteAndPurge")),
      /soft delete is always on \(Enabled\)\. Nothing was changed/,
    );
    assert.deepEqual(done(), ["vaults.patchSettings backups"]);
  });

  it("deletes nothing in an immutable vault, and leaves its soft delete on", async () => {
    const { remove, done } = holding({ items: [deleted], properties: immutable("Unlocked") });

    assert.match(await messageOf(remove("deleteAndPurge")), /is immutable \(Unlocked\)/);
    assert.deepEqual(done(), []);
  });
});
