/** Destroying a vault with each value of `onDelete`. */
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
  DELETE_ADVICE,
  database,
  deleted,
  idOf,
  immutable,
  messageOf,
  running,
  stopped,
  VM_TYPE,
  vaultWith,
  vmOf,
} from "./vault-contents.js";

describe("destroying a vault", () => {
  it("fails while the vault contains anything, and the error lists all of it with what to do", async () => {
    const properties = { privateEndpointConnections: [{ id: "/endpoints/one" }] };
    const items = [running, stopped, deleted, database];
    const { remove, writtenCalls } = vaultWith({ items, accounts: [account], properties });

    assert.equal(
      await messageOf(remove()),
      [
        `Cannot delete vault ${VAULT} because it still contains:`,
        "  web: protected (Protected).",
        "  db: protection is stopped, and its backups are retained.",
        "  sales: a protected SQLDataBase, which this package does not manage. Stop its protection and delete its backups.",
        "  shopfiles: a registered storage account. Unregister it.",
        "  /endpoints/one: a private endpoint. Delete it.",
        `To delete the vault with the backups of its VMs: ${DELETE_ADVICE}`,
        "Azure keeps the backups and the vault in soft delete: deleted today, they are purged on 2026-12-14.",
        'To leave the vault with its backups in Azure, use onDelete: "stopRetain" or "retain" in the same way, and onDelete: "retain" on its resource group.',
      ].join("\n"),
    );
    assert.deepEqual(writtenCalls(), []);
  });

  it("succeeds, also by default, if only soft-deleted items are left, and warns until when Azure retains the vault", async () => {
    for (const onDelete of [undefined, "refuse"] as const) {
      const { remove, writtenCalls } = vaultWith({ items: [deleted, alsoDeleted], left: [deleted, alsoDeleted] });

      const warnings = await heardIn(() => remove(onDelete));

      assert.deepEqual(writtenCalls(), ["vaults.delete backups"]);
      assert.deepEqual(warnings, [
        "Vault backups is deleted into soft delete with the backups of old, web. Azure purges it on 2026-12-14; until then az backup vault deleted-vault undelete recovers it.",
      ]);
    }
  });

  it("warns how to undelete the vault, in an Azure cloud too", async () => {
    const { remove } = vaultWith({ items: [deleted], left: [deleted], endpoint: "azure" });

    assert.deepEqual(await heardIn(() => remove("delete")), [
      "Vault backups is deleted into soft delete with the backups of old. Azure purges it on 2026-12-04; until then az backup vault deleted-vault undelete recovers it.",
    ]);
  });

  it("fails with the purge date, and a way to finish now, in a cloud that does not support the api-version 2025-08-01", async () => {
    const azureCode = "ServiceResourceNotEmptyWithBackendMessage";
    const refusal = new BackupError("Refused", "there are backup items in soft deleted state", { azureCode });
    const { remove } = vaultWith({ items: [deleted, alsoDeleted], left: [deleted, alsoDeleted], refusal });

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

  it("fails with Azure's own error for any other reason", async () => {
    const refusal = new BackupError("Refused", "a lock", { azureCode: "ScopeLocked" });
    const { remove } = vaultWith({ items: [deleted], left: [deleted], refusal });

    assert.equal(await messageOf(remove()), "a lock");
  });

  it("fails with advice for its soft delete and immutability, and suggests no one-run delete if the vault is immutable", async () => {
    const off = vaultWith({ items: [stopped], settings: { softDeleteFeatureState: "Disabled" } });
    assert.match(await messageOf(off.remove()), /\nSoft delete is off in this vault: the backups cannot be recovered/);

    const unlocked = await messageOf(vaultWith({ items: [stopped], properties: immutable("Unlocked") }).remove());
    assert.match(
      unlocked,
      /immutable \(Unlocked\)\. To delete the backups, set immutability\.state: "Disabled" and onDelete/,
    );
    const locked = await messageOf(vaultWith({ items: [stopped], properties: immutable("Locked") }).remove());
    assert.match(
      locked,
      /immutable \(Locked\)\. A locked vault keeps its backups until they expire\. Set onDelete: "stopRetain"/,
    );
    assert.doesNotMatch(unlocked + locked, /deleteAndPurge|Vault=delete/);
  });

  it("fails with an error that names an item by its id if Azure returns no name", async () => {
    const { remove } = vaultWith({ items: [{ id: idOf("web"), properties: { protectedItemType: VM_TYPE } }] });

    assert.match(await messageOf(remove("refuse")), /\n {2}VM;iaasvmcontainerv2;shop;web: protected \(\)/);
  });

  it("writes nothing if the vault does not exist", async () => {
    const { engine, armed, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(undefined);

    await vault.handler(engine).delete(VAULT, { onDelete: "deleteAndPurge" });

    assert.deepEqual(calls, ["vaults.find"]);
  });
});

describe("destroying a vault with onDelete: stopRetain", () => {
  it("stops the protection of every VM, retains the vault, and warns about it", async () => {
    const { remove, writes } = vaultWith({ items: [running, stopped, deleted, database] });

    const warnings = await heardIn(() => remove("stopRetain", ["/requests/1"]));

    const how = { resourceGuardRequests: ["/requests/1"] };
    assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [idOf("web"), vmOf("web"), how] }]);
    assert.deepEqual(warnings, [
      `Vault backups was not deleted: onDelete: "stopRetain" retains it in Azure with its backups, whose protection is stopped (${VAULT}).`,
    ]);
  });
});

describe("destroying a vault with onDelete: delete", () => {
  it("deletes the backups, then the vault", async () => {
    const { remove, writtenCalls } = vaultWith({ items: [running, stopped] });

    await remove("delete");

    assert.deepEqual(writtenCalls(), [
      "protectedItems.delete web",
      "protectedItems.delete db",
      "vaults.delete backups",
    ]);
  });

  it("deletes the vault into soft delete together with its backups", async () => {
    const { remove, writtenCalls } = vaultWith({ items: [running, deleted], left: [alsoDeleted, deleted] });

    const warnings = await heardIn(() => remove("delete"));

    assert.deepEqual(writtenCalls(), ["protectedItems.delete web", "vaults.delete backups"]);
    assert.match(warnings[0] ?? "", /with the backups of old, web\. Azure purges it on 2026-12-14/);
  });

  it("deletes nothing if the vault contains anything other than backups of VMs", async () => {
    for (const contents of [{ items: [running, database] }, { items: [running], accounts: [account] }]) {
      const { remove, writtenCalls } = vaultWith(contents);

      assert.doesNotMatch(await messageOf(remove("delete")), /web/);
      assert.deepEqual(writtenCalls(), []);
    }
  });

  it("deletes nothing if the vault is immutable and contains backups", async () => {
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
      const { remove, writtenCalls } = vaultWith({ items: [running], properties: immutable(state) });

      assert.equal(
        await messageOf(remove("delete")),
        `The vault ${VAULT} is immutable (${state}): no backup in it can be deleted before it expires. Nothing was changed. ${advice}`,
      );
      assert.deepEqual(writtenCalls(), []);
    }
  });

  it("deletes an immutable vault if it is empty, also with deleteAndPurge", async () => {
    const { remove, writtenCalls } = vaultWith({ properties: immutable("Locked") });

    await remove("deleteAndPurge");

    assert.deepEqual(writtenCalls(), ["vaults.delete backups"]);
  });
});
