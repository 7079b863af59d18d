/** What a destroy of a vault does, by each `onDelete`. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { VAULT } from "./examples.js";
import { heardIn } from "./listening.js";
import {
  account,
  alsoDeleted,
  database,
  deleted,
  HOW,
  holding,
  idOf,
  immutable,
  messageOf,
  running,
  stopped,
  VM_TYPE,
  vmOf,
} from "./vault-contents.js";

describe("a vault that is destroyed", () => {
  it("names everything in its way at once, and how to clear it", async () => {
    const properties = { privateEndpointConnections: [{ id: "/endpoints/one" }] };
    const items = [running, stopped, deleted, database];
    const { remove, done } = holding({ items, accounts: [account], properties });

    assert.equal(
      await messageOf(remove()),
      [
        `Cannot delete vault ${VAULT} because it still contains:`,
        "  web: protected (Protected).",
        "  db: protection is stopped, and its backups are retained.",
        "  sales: a protected SQLDataBase, which this package does not manage. Stop its protection and delete its backups.",
        "  shopfiles: a registered storage account. Unregister it.",
        "  /endpoints/one: a private endpoint. Delete it.",
        `To delete the vault with the backups of its VMs: ${HOW}`,
        "Azure keeps the backups and the vault in soft delete: deleted today, they are purged on 2026-12-14.",
        'To leave the vault with its backups in Azure, use onDelete: "stopRetain" or "retain" in the same way, and onDelete: "retain" on its resource group.',
      ].join("\n"),
    );
    assert.deepEqual(done(), []);
  });

  it("goes, with the default onDelete too, where only soft-deleted items are left, and says until when Azure keeps it", async () => {
    for (const onDelete of [undefined, "refuse"] as const) {
      const { remove, done } = holding({ items: [deleted, alsoDeleted], left: [deleted, alsoDeleted] });

      const heard = await heardIn(() => remove(onDelete));

      assert.deepEqual(done(), ["vaults.delete backups"]);
      assert.deepEqual(heard, [
        "Vault backups is deleted into soft delete with the backups of old, web. Azure purges it on 2026-12-14.",
      ]);
    }
  });

  it("tells how to recover it from soft delete where a cloud of Azure answers", async () => {
    const { remove } = holding({ items: [deleted], left: [deleted], endpoint: "azure" });

    assert.deepEqual(await heardIn(() => remove("delete")), [
      "Vault backups is deleted into soft delete with the backups of old. Azure purges it on 2026-12-04; until then az backup vault deleted-vault undelete recovers it.",
    ]);
  });

  it("says until when a cloud that does not support the api-version 2025-08-01 keeps it, and how to finish without waiting", async () => {
    const azureCode = "ServiceResourceNotEmptyWithBackendMessage";
    const refusal = new BackupError("Refused", "there are backup items in soft deleted state", { azureCode });
    const { remove } = holding({ items: [deleted, alsoDeleted], left: [deleted, alsoDeleted], refusal });

    assert.equal(
      await messageOf(remove()),
      [
        `Cannot delete vault ${VAULT}: this cloud keeps a vault until its soft-deleted backups are purged.`,
        "  old: soft-deleted, purged on 2026-12-04.",
        "  web: soft-deleted, purged on 2026-12-14.",
        "Run pulumi destroy again after 2026-12-14. To leave the vault in Azure and finish the destroy now, with the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=retain' pulumi destroy",
      ].join("\n"),
    );
  });

  it("fails with Azure's own reason where that is another one", async () => {
    const refusal = new BackupError("Refused", "a lock", { azureCode: "ScopeLocked" });
    const { remove } = holding({ items: [deleted], left: [deleted], refusal });

    assert.equal(await messageOf(remove()), "a lock");
  });

  it("says that nothing can be recovered where its soft delete is off, and advises no deletion where it is immutable", async () => {
    const off = holding({ items: [stopped], settings: { softDeleteFeatureState: "Disabled" } });
    assert.match(await messageOf(off.remove()), /\nSoft delete is off in this vault: the backups cannot be recovered/);

    const unlocked = await messageOf(holding({ items: [stopped], properties: immutable("Unlocked") }).remove());
    assert.match(
      unlocked,
      /immutable \(Unlocked\)\. To delete the backups, set immutability\.state: "Disabled" and onDelete/,
    );
    const locked = await messageOf(holding({ items: [stopped], properties: immutable("Locked") }).remove());
    assert.match(
      locked,
      /immutable \(Locked\)\. A locked vault keeps its backups until they expire\. Set onDelete: "stopRetain"/,
    );
    assert.doesNotMatch(unlocked + locked, /deleteAndPurge|Vault=delete/);
  });

  it("names a thing by its id where Azure tells no name", async () => {
    const { remove } = holding({ items: [{ id: idOf("web"), properties: { protectedItemType: VM_TYPE } }] });

    assert.match(await messageOf(remove("refuse")), /\n {2}VM;iaasvmcontainerv2;shop;web: protected \(\)/);
  });

  it("is gone already where Azure has none", async () => {
    const { engine, armed, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(undefined);

    await vault.handler(engine).delete(VAULT, { onDelete: "deleteAndPurge" });

    assert.deepEqual(calls, ["vaults.find"]);
  });
});

describe("a vault that is to stop and retain", () => {
  it("has the protection of every VM stopped, keeps all, and says so", async () => {
    const { remove, writes } = holding({ items: [running, stopped, deleted, database] });

    const heard = await heardIn(() => remove("stopRetain", ["/requests/1"]));

    const how = { resourceGuardRequests: ["/requests/1"] };
    assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [idOf("web"), vmOf("web"), how] }]);
    assert.deepEqual(heard, [
      `Vault backups was not deleted: onDelete: "stopRetain" retains it in Azure with its backups, whose protection is stopped (${VAULT}).`,
    ]);
  });
});

describe("a vault that is to be deleted with its backups", () => {
  it("has them deleted, and goes", async () => {
    const { remove, done } = holding({ items: [running, stopped] });

    await remove("delete");

    assert.deepEqual(done(), ["protectedItems.delete web", "protectedItems.delete db", "vaults.delete backups"]);
  });

  it("goes with them where soft delete keeps them", async () => {
    const { remove, done } = holding({ items: [running, deleted], left: [alsoDeleted, deleted] });

    const heard = await heardIn(() => remove("delete"));

    assert.deepEqual(done(), ["protectedItems.delete web", "vaults.delete backups"]);
    assert.match(heard[0] ?? "", /with the backups of old, web\. Azure purges it on 2026-12-14/);
  });

  it("deletes nothing where something else is in its way", async () => {
    for (const held of [{ items: [running, database] }, { items: [running], accounts: [account] }]) {
      const { remove, done } = holding(held);

      assert.doesNotMatch(await messageOf(remove("delete")), /web/);
      assert.deepEqual(done(), []);
    }
  });

  it("deletes nothing in an immutable vault", async () => {
    for (const [state, advice] of [
      [
        "Unlocked",
        'To delete the backups, set immutability.state: "Disabled" and onDelete: "delete" on this Vault, run pulumi up, then pulumi destroy. To keep them and leave the vault in Azure, use onDelete: "stopRetain" in the same way, and onDelete: "retain" on its resource group.',
      ],
      [
        "Locked",
        'A locked vault keeps its backups until they expire. Set onDelete: "stopRetain" on this Vault and onDelete: "retain" on its resource group, run pulumi up, then pulumi destroy: both are retained in Azure.',
      ],
    ] as const) {
      const { remove, done } = holding({ items: [running], properties: immutable(state) });

      assert.equal(
        await messageOf(remove("delete")),
        `The vault ${VAULT} is immutable (${state}): no backup in it can be deleted before it expires. Nothing was changed. ${advice}`,
      );
      assert.deepEqual(done(), []);
    }
  });

  it("goes where it is immutable and empty", async () => {
    const { remove, done } = holding({ properties: immutable("Locked") });

    await remove("deleteAndPurge");

    assert.deepEqual(done(), ["vaults.delete backups"]);
  });
});
