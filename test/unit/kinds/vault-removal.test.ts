/** What a destroy of a vault does, by each `onDelete`. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { GROUP, VAULT } from "./examples.js";
import { heardIn } from "./listening.js";

const VM_TYPE = "Microsoft.Compute/virtualMachines";
const idOf = (name: string) =>
  `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;${name}/protectedItems/VM;iaasvmcontainerv2;shop;${name}`;
const vmOf = (name: string) => `${GROUP}/providers/${VM_TYPE}/${name}`;

const item = (name: string, protectionState: string, more: JsonObject = {}): JsonObject => ({
  id: idOf(name),
  properties: {
    ...{ protectedItemType: VM_TYPE, friendlyName: name, sourceResourceId: vmOf(name), protectionState },
    ...more,
  },
});

const running = item("web", "Protected");
const stopped = item("db", "ProtectionStopped");
const deleted = item("old", "ProtectionStopped", {
  isScheduledForDeferredDelete: true,
  deferredDeleteTimeRemaining: "13.23:59:59",
});
const database = {
  id: `${VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/SQLDataBase;sales`,
  properties: { protectedItemType: "AzureVmWorkloadSQLDatabase", workloadType: "SQLDataBase", friendlyName: "sales" },
};
const account = {
  id: `${VAULT}/backupFabrics/Azure/protectionContainers/s`,
  properties: { friendlyName: "shopfiles" },
};

interface Held {
  readonly items?: readonly JsonObject[];
  /** What is left when it is looked again. */
  readonly left?: readonly JsonObject[];
  readonly accounts?: readonly JsonObject[];
  readonly properties?: JsonObject;
  readonly settings?: JsonObject;
}

/** An engine whose vault holds these things, and takes every write. */
function holding({ items = [], left = [], accounts = [], properties = {}, settings = {} }: Held) {
  const stubbed = stubEngine();
  const { vaults, protectedItems } = stubbed.armed;
  sinon.stub(vaults, "find").resolves({ id: VAULT, properties });
  sinon.stub(vaults, "findSettings").resolves({ softDeleteFeatureState: "Enabled", ...settings });
  sinon.stub(vaults, "listContainers").resolves([...accounts]);
  sinon.stub(vaults, "patchSettings").resolves({});
  sinon.stub(vaults, "delete").resolves();
  const list = sinon.stub(protectedItems, "list");
  list.onFirstCall().resolves([...items]);
  list.resolves([...left]);
  for (const verb of ["stop", "undelete"] as const) sinon.stub(protectedItems, verb).resolves({});
  sinon.stub(protectedItems, "delete").resolves();
  const remove = (onDelete?: "refuse" | "stopRetain" | "delete" | "deleteAndPurge", requests?: string[]) =>
    vault.handler(stubbed.engine).delete(VAULT, {
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(requests === undefined ? {} : { resourceGuardRequests: requests }),
    });
  /** The writes with the last part of their ids. */
  const done = () => stubbed.writes.map(({ call, args }) => `${call} ${String(args[0]).split(/[;/]/).at(-1)}`);
  return { ...stubbed, remove, done };
}

const immutable = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return error instanceof BackupError && error.code === "Refused" ? error.message : assert.fail(String(error));
}

describe("a vault that is destroyed", () => {
  it("names everything in its way at once, and how to clear it", async () => {
    const properties = { privateEndpointConnections: [{ id: "/endpoints/one" }] };
    const items = [running, stopped, deleted, database];
    const { remove, done } = holding({ items, accounts: [account], properties });

    assert.equal(
      await messageOf(remove()),
      [
        `The vault ${VAULT} cannot be deleted while it holds:`,
        '  web: protected (Protected). Destroy its ProtectedVm first, or destroy the vault with onDelete: "stopRetain" or "delete".',
        '  db: protection is stopped, its backups are kept. Delete them (ProtectedVm with onDelete: "delete"), or destroy the vault with onDelete: "delete".',
        '  old: deleted, and kept by soft delete, for another 13 days. Wait until it is gone, or destroy with onDelete: "deleteAndPurge".',
        "  sales: a protected SQLDataBase that this package does not know. Stop its protection and delete its backups.",
        "  shopfiles: a registered storage account. Unregister it.",
        "  /endpoints/one: a private endpoint. Delete it.",
      ].join("\n"),
    );
    assert.deepEqual(done(), []);
  });

  it("names a thing by its id where Azure tells no name", async () => {
    const { remove } = holding({ items: [{ id: idOf("web"), properties: { protectedItemType: VM_TYPE } }] });

    assert.match(await messageOf(remove("refuse")), /\n {2}VM;iaasvmcontainerv2;shop;web: protected/);
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
      `The vault ${VAULT} stays in Azure with its backups, of which the protection is stopped (onDelete: "stopRetain").`,
    ]);
  });
});

describe("a vault that is to be deleted with its backups", () => {
  it("has them deleted, and goes", async () => {
    const { remove, done } = holding({ items: [running, stopped] });

    await remove("delete");

    assert.deepEqual(done(), ["protectedItems.delete web", "protectedItems.delete db", "vaults.delete backups"]);
  });

  it("stays where soft delete keeps them, and says for how long", async () => {
    const { remove, done } = holding({ items: [running], left: [deleted] });

    assert.match(
      await messageOf(remove("delete")),
      /\n {2}old: deleted, and kept by soft delete, for another 13 days\./,
    );
    assert.deepEqual(done(), ["protectedItems.delete web"]);
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
      ["Unlocked", 'Set immutability.state to "Disabled" first'],
      ["Locked", "A locked vault keeps its backups until they expire"],
    ] as const) {
      const { remove, done } = holding({ items: [running], properties: immutable(state) });

      assert.equal(
        await messageOf(remove("delete")),
        `The vault ${VAULT} is immutable (${state}), so that no backup in it can be deleted before its time; nothing was changed. ${advice}, or choose onDelete: "stopRetain".`,
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
    for (const settings of [{ softDeleteFeatureState: "AlwaysON" }, { isSoftDeleteFeatureStateEditable: false }]) {
      const { remove, done } = holding({ items: [running], settings });

      assert.equal(
        await messageOf(remove("deleteAndPurge")),
        `Soft delete is always on for the vault ${VAULT}, so that nothing in it can be purged; nothing was changed. Choose onDelete: "delete" and destroy again when what is soft-deleted is gone, or "retain".`,
      );
      assert.deepEqual(done(), []);
    }
  });

  it("deletes nothing in an immutable vault, and leaves its soft delete on", async () => {
    const { remove, done } = holding({ items: [deleted], properties: immutable("Unlocked") });

    assert.match(await messageOf(remove("deleteAndPurge")), /is immutable \(Unlocked\)/);
    assert.deepEqual(done(), []);
  });
});
