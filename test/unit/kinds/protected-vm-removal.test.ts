/** Destroying a protected VM with each value of `onDelete`. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { ITEM, itemInputs, VAULT, VM } from "./examples.js";
import { heardIn } from "./listening.js";

type Inputs = Parameters<ReturnType<typeof protectedVm.handler>["delete"]>[1];

const item = (protectionState: string, more: JsonObject = {}): JsonObject => ({
  id: ITEM,
  properties: { friendlyName: "web", sourceResourceId: VM, protectionState, ...more },
});
const softDeleted = item("ProtectionStopped", {
  isScheduledForDeferredDelete: true,
  deferredDeleteTimeInUTC: "2026-11-20T10:00:00Z",
});

interface Contents {
  /** The item at each read. */
  readonly items?: readonly (JsonObject | undefined)[];
  readonly immutability?: string;
  readonly softDelete?: string;
}

/** An engine whose vault has these contents and that accepts every write. */
function withVault({
  items = [item("Protected"), undefined],
  immutability = "Disabled",
  softDelete = "Enabled",
}: Contents) {
  const stubbed = stubEngine();
  const { vaults, protectedItems } = stubbed.armed;
  const find = sinon.stub(protectedItems, "find");
  for (const [index, found] of items.entries()) find.onCall(index).resolves(found);
  const securitySettings = { immutabilitySettings: { state: immutability } };
  sinon.stub(vaults, "find").withArgs(VAULT).resolves({ id: VAULT, properties: { securitySettings } });
  sinon.stub(vaults, "findSettings").withArgs(VAULT).resolves({ softDeleteFeatureState: softDelete });
  for (const verb of ["stop", "undelete"] as const) sinon.stub(protectedItems, verb).resolves({});
  sinon.stub(protectedItems, "delete").resolves();
  stubbed.armed.now = async () => new Date("2026-11-30T12:00:00Z");
  const remove = (inputs: Partial<Inputs>) => protectedVm.handler(stubbed.engine).delete(ITEM, inputs);
  return { ...stubbed, remove };
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return error instanceof BackupError && error.code === "Refused" ? error.message : assert.fail(String(error));
}

const INTO_SOFT_DELETE = "into soft delete. Azure purges them on 2026-12-04; until then they can be undeleted.";

describe("destroying a protected VM with stopRetain or suspendRetain", () => {
  for (const state of ["Protected", "IRPending", "BackupsSuspended", "ProtectionError"]) {
    it(`stops the protection of a VM in the state ${state} and deletes nothing`, async () => {
      const { remove, writes } = withVault({ items: [item(state)], immutability: "Locked" });

      await remove({ ...itemInputs, onDelete: "stopRetain", resourceGuardRequests: ["/requests/1"] });

      const how = { state: "ProtectionStopped", resourceGuardRequests: ["/requests/1"] };
      assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
    });
  }

  it("fails if the protection cannot be stopped, and does not delete the backups instead", async () => {
    const { armed, engine, writes } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item("Protected"));
    sinon.stub(armed.protectedItems, "stop").rejects(new BackupError("Forbidden", "no right"));

    await assert.rejects(protectedVm.handler(engine).delete(ITEM, itemInputs), { code: "Forbidden" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.stop"],
    );
  });

  it("writes nothing if the protection is already stopped", async () => {
    const { remove, writes } = withVault({ items: [item("ProtectionStopped")] });

    await remove(itemInputs);

    assert.deepEqual(writes, []);
  });

  it("writes nothing if the backups are already in soft delete", async () => {
    for (const onDelete of ["stopRetain", "suspendRetain"] as const) {
      const { remove, writes } = withVault({ items: [softDeleted] });

      await remove({ ...itemInputs, onDelete });

      assert.deepEqual(writes, []);
    }
  });

  it("uses the VM's id from Azure if the state does not contain it", async () => {
    const { remove, writes } = withVault({});

    await remove({});

    assert.deepEqual(writes[0]?.args.slice(0, 2), [ITEM, VM]);
  });
});

describe("destroying a protected VM with suspendRetain", () => {
  it("suspends the backups in an immutable vault", async () => {
    const { remove, writes } = withVault({ immutability: "Unlocked" });

    await remove({ ...itemInputs, onDelete: "suspendRetain" });

    const how = { state: "BackupsSuspended", resourceGuardRequests: undefined };
    assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
  });

  it("changes nothing in a vault that is not immutable, and the error describes what to do", async () => {
    const { remove, writes } = withVault({});

    assert.equal(
      await messageOf(remove({ ...itemInputs, onDelete: "suspendRetain" })),
      `Azure suspends backups only in immutable vaults, and ${VAULT} is not immutable; nothing was changed. Set the vault's immutability.state to "Unlocked", or stop protection instead (protection: "stopped", onDelete: "stopRetain"). Then run pulumi up, and repeat a destroy after it.`,
    );
    assert.deepEqual(writes, []);
  });
});

describe("destroying a protected VM with delete", () => {
  it("deletes the backups and sends the resource guard requests", async () => {
    const { remove, writes } = withVault({ softDelete: "Disabled" });

    const warnings = await heardIn(() =>
      remove({ ...itemInputs, onDelete: "delete", resourceGuardRequests: ["/requests/1"] }),
    );

    assert.deepEqual(writes, [{ call: "protectedItems.delete", args: [ITEM, ["/requests/1"]] }]);
    assert.deepEqual(warnings, []);
  });

  it("warns how long soft delete retains the backups", async () => {
    const { remove } = withVault({ items: [item("Protected"), softDeleted] });

    const warnings = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.deepEqual(warnings, [`The backups of web are deleted ${INTO_SOFT_DELETE}`]);
  });

  it("warns with the remaining time if Azure does not return when the backups were deleted", async () => {
    const { deferredDeleteTimeInUTC: _, ...properties } = softDeleted["properties"] as JsonObject;
    const untimed = { ...softDeleted, properties: { ...properties, deferredDeleteTimeRemaining: "00.05:30:00" } };
    const { remove } = withVault({ items: [item("Protected"), untimed] });

    const warnings = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.match(warnings[0] ?? "", /Azure purges them in 5 hours; until then/);
  });

  it("warns and writes nothing if the backups are already in soft delete", async () => {
    const { remove, writes } = withVault({ items: [softDeleted] });

    const warnings = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.deepEqual(warnings, [`The backups of web are deleted ${INTO_SOFT_DELETE}`]);
    assert.deepEqual(writes, []);
  });

  it("keeps the backups in an immutable vault, whether it is unlocked or locked", async () => {
    for (const immutability of ["Unlocked", "Locked"]) {
      for (const onDelete of ["delete", "deleteAndPurge"] as const) {
        const { remove, writes } = withVault({ immutability, softDelete: "Disabled" });

        assert.equal(
          await messageOf(remove({ ...itemInputs, onDelete })),
          `The vault of ${ITEM} is immutable (${immutability}): no backup in it can be deleted before it expires. Nothing was changed. Set onDelete: "stopRetain" or "suspendRetain" on this ProtectedVm, run pulumi up, then pulumi destroy.${immutability === "Unlocked" ? ' Or set immutability.state "Disabled" on the vault before that, to delete the backups.' : ""}`,
        );
        assert.deepEqual(writes, []);
      }
    }
  });
});

describe("destroying a protected VM with deleteAndPurge", () => {
  it("deletes the backups if soft delete is off", async () => {
    const { remove, writes } = withVault({ softDelete: "Disabled" });

    await remove({ ...itemInputs, onDelete: "deleteAndPurge" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.delete"],
    );
  });

  it("also deletes backups that were soft-deleted before soft delete was disabled", async () => {
    const { remove, writes } = withVault({ items: [softDeleted, undefined], softDelete: "Disabled" });

    await remove({ ...itemInputs, onDelete: "deleteAndPurge" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.undelete", "protectedItems.delete"],
    );
  });

  it("changes nothing if soft delete is on", async () => {
    for (const softDelete of ["Enabled", "AlwaysON"]) {
      for (const items of [[item("Protected")], [softDeleted]]) {
        const { remove, writes } = withVault({ items, softDelete });

        assert.equal(
          await messageOf(remove({ ...itemInputs, onDelete: "deleteAndPurge" })),
          `Cannot purge the backups of ${ITEM}: soft delete is on in the vault (${softDelete}). Nothing was changed. onDelete: "delete" deletes them into soft delete: deleted today, they are purged on 2026-12-14. Set onDelete: "delete" on this ProtectedVm in the program, run pulumi up (which creates again what a destroy has deleted already), then pulumi destroy. To do so for one run, and only for resources that this stack created, use the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy`,
        );
        assert.deepEqual(writes, []);
      }
    }
  });
});
