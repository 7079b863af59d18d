/** What a destroy of a protected VM does, by each `onDelete`. */
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

interface Held {
  /** The item as it is, and as it is when it is looked again. */
  readonly items?: readonly (JsonObject | undefined)[];
  readonly immutability?: string;
  readonly softDelete?: string;
}

/** An engine whose vault holds this, and takes every write. */
function holding({ items = [item("Protected"), undefined], immutability = "Disabled", softDelete = "Enabled" }: Held) {
  const stubbed = stubEngine();
  const { vaults, protectedItems } = stubbed.armed;
  const find = sinon.stub(protectedItems, "find");
  for (const [index, held] of items.entries()) find.onCall(index).resolves(held);
  const securitySettings = { immutabilitySettings: { state: immutability } };
  sinon.stub(vaults, "find").withArgs(VAULT).resolves({ id: VAULT, properties: { securitySettings } });
  sinon.stub(vaults, "findSettings").withArgs(VAULT).resolves({ softDeleteFeatureState: softDelete });
  for (const verb of ["stop", "undelete"] as const) sinon.stub(protectedItems, verb).resolves({});
  sinon.stub(protectedItems, "delete").resolves();
  stubbed.armed.now = async () => new Date("2026-11-30T12:00:00Z");
  const remove = (given: Partial<Inputs>) => protectedVm.handler(stubbed.engine).delete(ITEM, given);
  return { ...stubbed, remove };
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return error instanceof BackupError && error.code === "Refused" ? error.message : assert.fail(String(error));
}

const KEPT = "into soft delete. Azure purges them on 2026-12-04; until then they can be undeleted.";

describe("the end of a protected VM never goes further than declared:", () => {
  for (const state of ["Protected", "IRPending", "BackupsSuspended", "ProtectionError"]) {
    it(`a VM that is ${state} has its protection stopped, and nothing deleted`, async () => {
      const { remove, writes } = holding({ items: [item(state)], immutability: "Locked" });

      await remove({ ...itemInputs, onDelete: "stopRetain", resourceGuardRequests: ["/requests/1"] });

      const how = { state: "ProtectionStopped", resourceGuardRequests: ["/requests/1"] };
      assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
    });
  }

  it("what fails to stop fails, and is not deleted instead", async () => {
    const { armed, engine, writes } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item("Protected"));
    sinon.stub(armed.protectedItems, "stop").rejects(new BackupError("Forbidden", "no right"));

    await assert.rejects(protectedVm.handler(engine).delete(ITEM, itemInputs), { code: "Forbidden" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.stop"],
    );
  });

  it("what is stopped already is left as it is", async () => {
    const { remove, writes } = holding({ items: [item("ProtectionStopped")] });

    await remove(itemInputs);

    assert.deepEqual(writes, []);
  });

  it("what lies in soft delete already is left there", async () => {
    for (const onDelete of ["stopRetain", "suspendRetain"] as const) {
      const { remove, writes } = holding({ items: [softDeleted] });

      await remove({ ...itemInputs, onDelete });

      assert.deepEqual(writes, []);
    }
  });

  it("a VM that only the state knows is stopped by the id that Azure tells", async () => {
    const { remove, writes } = holding({});

    await remove({});

    assert.deepEqual(writes[0]?.args.slice(0, 2), [ITEM, VM]);
  });
});

describe("a VM whose backups are to be suspended at the end", () => {
  it("has them suspended in an immutable vault", async () => {
    const { remove, writes } = holding({ immutability: "Unlocked" });

    await remove({ ...itemInputs, onDelete: "suspendRetain" });

    const how = { state: "BackupsSuspended", resourceGuardRequests: undefined };
    assert.deepEqual(writes, [{ call: "protectedItems.stop", args: [ITEM, VM, how] }]);
  });

  it("is left as it is in any other vault, and the error says what to do", async () => {
    const { remove, writes } = holding({});

    assert.equal(
      await messageOf(remove({ ...itemInputs, onDelete: "suspendRetain" })),
      `Azure suspends backups only in immutable vaults, and ${VAULT} is not immutable; nothing was changed. Set the vault's immutability.state to "Unlocked", or stop protection instead (protection: "stopped", onDelete: "stopRetain"). Then run pulumi up, and repeat a destroy after it.`,
    );
    assert.deepEqual(writes, []);
  });
});

describe("a VM whose backups are to be deleted", () => {
  it("has them deleted, with what a guard granted", async () => {
    const { remove, writes } = holding({ softDelete: "Disabled" });

    const heard = await heardIn(() =>
      remove({ ...itemInputs, onDelete: "delete", resourceGuardRequests: ["/requests/1"] }),
    );

    assert.deepEqual(writes, [{ call: "protectedItems.delete", args: [ITEM, ["/requests/1"]] }]);
    assert.deepEqual(heard, []);
  });

  it("is reported with how long soft delete keeps them", async () => {
    const { remove } = holding({ items: [item("Protected"), softDeleted] });

    const heard = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.deepEqual(heard, [`The backups of web are deleted ${KEPT}`]);
  });

  it("is told so in hours or days where Azure does not say when they were deleted", async () => {
    const { deferredDeleteTimeInUTC: _, ...properties } = softDeleted["properties"] as JsonObject;
    const untimed = { ...softDeleted, properties: { ...properties, deferredDeleteTimeRemaining: "00.05:30:00" } };
    const { remove } = holding({ items: [item("Protected"), untimed] });

    const heard = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.match(heard[0] ?? "", /Azure purges them in 5 hours; until then/);
  });

  it("is told so too where they were deleted before, and nothing is written", async () => {
    const { remove, writes } = holding({ items: [softDeleted] });

    const heard = await heardIn(() => remove({ ...itemInputs, onDelete: "delete" }));

    assert.deepEqual(heard, [`The backups of web are deleted ${KEPT}`]);
    assert.deepEqual(writes, []);
  });

  it("keeps them in an immutable vault, of either state", async () => {
    for (const immutability of ["Unlocked", "Locked"]) {
      for (const onDelete of ["delete", "deleteAndPurge"] as const) {
        const { remove, writes } = holding({ immutability, softDelete: "Disabled" });

        assert.equal(
          await messageOf(remove({ ...itemInputs, onDelete })),
          `The vault of ${ITEM} is immutable (${immutability}): no backup in it can be deleted before it expires. Nothing was changed. Set onDelete: "stopRetain" or "suspendRetain" on this ProtectedVm, run pulumi up, then pulumi destroy.`,
        );
        assert.deepEqual(writes, []);
      }
    }
  });
});

describe("a VM whose backups are to be purged", () => {
  it("loses them at once where soft delete is off", async () => {
    const { remove, writes } = holding({ softDelete: "Disabled" });

    await remove({ ...itemInputs, onDelete: "deleteAndPurge" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.delete"],
    );
  });

  it("loses those too that lay in soft delete before it was switched off", async () => {
    const { remove, writes } = holding({ items: [softDeleted, undefined], softDelete: "Disabled" });

    await remove({ ...itemInputs, onDelete: "deleteAndPurge" });

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.undelete", "protectedItems.delete"],
    );
  });

  it("keeps them where soft delete is on, before anything is changed", async () => {
    for (const softDelete of ["Enabled", "AlwaysON"]) {
      for (const items of [[item("Protected")], [softDeleted]]) {
        const { remove, writes } = holding({ items, softDelete });

        assert.equal(
          await messageOf(remove({ ...itemInputs, onDelete: "deleteAndPurge" })),
          `Cannot purge the backups of ${ITEM}: soft delete is on in the vault (${softDelete}). Nothing was changed. onDelete: "delete" deletes them into soft delete: deleted today, they are purged on 2026-12-14. Set onDelete: "delete" on this ProtectedVm in the program, run pulumi up (which creates again what a destroy has deleted already), then pulumi destroy. To do so for one run, and only for resources that this stack created, use the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy`,
        );
        assert.deepEqual(writes, []);
      }
    }
  });
});
