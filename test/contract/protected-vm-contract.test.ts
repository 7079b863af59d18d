/** The kind ProtectedVm over the embedded Azure: how its properties are read back, its protection states, every `onDelete`. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { ITEM, OTHER_VAULT, protection, VAULT, VM } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const policy = (name: string, vault = VAULT) => `${vault}/backupPolicies/${name}`;
const least = { vault: VAULT, policy: policy("DefaultPolicy"), vm: VM };
const days = (count: number) => count * 86_400_000;

describe("a protected VM over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  const immutable = () =>
    rehearsal.azure.call("PATCH", VAULT, {
      properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } },
    });

  it("is created with a disk selection and a first backup, and is read back as declared", async () => {
    const driven = rehearsal.driven("ProtectedVm");

    assert.equal(await settle(driven, { ...least, disks: { include: [1] }, initialBackup: true }), "create");

    const outputs = driven.state?.outputs;
    assert.equal(at(outputs, "protectionState"), "Protected");
    assert.equal(at(outputs, "itemName"), ITEM.split("/").at(-1));
    assert.equal(at(outputs, "containerName"), ITEM.split("/").at(-3));
    assert.match(String(at(outputs, "firstRecoveryPoint", "id")), /recoveryPoints\/\d+$/);
  });

  it("reports the job's errors if a fault plan fails the transfer of the first backup to the vault", async () => {
    const failJob = { operation: "Backup", task: "Transfer data to vault", code: 400052 };
    assert.equal((await rehearsal.azure.call("PUT", "/_azvb/faults", { failJob })).status, 200);
    const driven = rehearsal.driven("ProtectedVm");

    await driven.up({ ...least, initialBackup: true });

    assert.equal(at(driven.state?.outputs, "firstRecoveryPoint", "tier"), "Snapshot");
    const reported = driven.warnings.filter((text) => text.startsWith("The first backup"));
    assert.deepEqual(
      reported.map((text) => text.split("\n").slice(0, 2)),
      [
        [
          "The first backup of web did not reach the vault: its recovery point is only a snapshot in the VM's region, which expires with the policy's instant restore.",
          "  400052 DiffCopyFailedToTransferData: Backup failed to copy data to vault.",
        ],
      ],
    );
    assert.match(reported[0] ?? "", /Please retry backup after sometime\./);
  });

  it("is read back as declared after each change of its disks and its policy", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    const changes: readonly JsonObject[] = [
      {},
      { disks: { include: [0] } },
      { disks: { exclude: [0, 1] } },
      { disks: { osDiskOnly: true } },
      { disks: { include: [] } },
      { disks: { exclude: [] } },
      { disks: { osDiskOnly: false, include: [1] } },
      {},
      { policy: policy("EnhancedPolicy") },
    ];

    for (const [index, change] of changes.entries()) {
      const step = await settle(driven, { ...least, ...change }).catch((error: Error) =>
        assert.fail(`${JSON.stringify(change)}: ${error.message}`),
      );
      assert.equal(step, index === 0 ? "create" : "update", JSON.stringify(change));
    }
  });

  it("changes between protected, stopped and suspended in an immutable vault, and keeps its policy", async () => {
    await immutable();
    const driven = rehearsal.driven("ProtectedVm");
    const states: (Json | undefined)[] = [];

    for (const state of ["protected", "stopped", "protected", "suspended", "protected", "stopped", "suspended"]) {
      await settle(driven, { ...least, protection: state }).catch((error: Error) =>
        assert.fail(`${state}: ${error.message}`),
      );
      states.push(at((await rehearsal.azure.call("GET", ITEM)).body, "properties", "protectionState"));
    }

    assert.deepEqual(states, [
      ...["IRPending", "ProtectionStopped", "IRPending", "BackupsSuspended", "IRPending"],
      ...["ProtectionStopped", "BackupsSuspended"],
    ]);
  });

  it("can be created with protection stopped", async () => {
    assert.equal(await settle(rehearsal.driven("ProtectedVm"), { ...least, protection: "stopped" }), "create");
  });

  it("can omit its policy when protection is stopped", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    await settle(driven, least);
    const { policy: _, ...rest } = least;

    assert.equal(await settle(driven, { ...rest, protection: "stopped" }), "update");
  });

  it("cannot be suspended in a vault that is not immutable, and nothing is written", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    await settle(driven, least);
    rehearsal.writes.length = 0;

    await assert.rejects(driven.up({ ...least, protection: "suspended" }), { message: /[Nn]othing was changed/ });

    assert.deepEqual(rehearsal.writes, []);
  });

  it("is refused with the name of the vault that protects the VM already", async () => {
    await rehearsal.azure.call("PUT", OTHER_VAULT, { location: "westeurope", properties: {} });
    await rehearsal.azure.call("PUT", ITEM, protection());
    const inputs = { vault: OTHER_VAULT, policy: policy("DefaultPolicy", OTHER_VAULT), vm: VM };

    await assert.rejects(rehearsal.driven("ProtectedVm").up(inputs), {
      code: "Refused",
      message: new RegExp(`is already protected in the vault ${VAULT},`),
    });
  });

  it("undeletes its soft-deleted backups, unless recoverSoftDeleted is never", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    await settle(driven, { ...least, initialBackup: true, onDelete: "delete" });
    await driven.destroy();
    assert.match(driven.warnings.at(-1) ?? "", /are deleted into soft delete\. Azure purges them on 2024-05-27;/);

    await assert.rejects(driven.up({ ...least, recoverSoftDeleted: "never" }), { code: "AlreadyExists" });
    assert.equal(await settle(driven, least), "create");
    assert.match(String(at(driven.state?.outputs, "firstRecoveryPoint", "id")), /recoveryPoints/);
  });

  it("is removed from the state by a refresh after it was soft-deleted outside Pulumi", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    await settle(driven, least);
    await rehearsal.azure.call("DELETE", ITEM);

    assert.equal(await driven.refresh(), true);
    assert.equal(driven.state, undefined);
  });
});

describe("the deletion of a protected VM over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse();
  });

  afterEach(() => rehearsal.azure.close());

  /** The state of the protected item after a destroy with this `onDelete`; undefined if it does not exist. */
  async function stateAfterDestroy(onDelete?: string): Promise<Json | undefined> {
    const driven = rehearsal.driven("ProtectedVm");
    await driven.up({ ...least, initialBackup: true, ...(onDelete === undefined ? {} : { onDelete }) });
    await driven.destroy();
    const { status, body } = await rehearsal.azure.call("GET", ITEM);
    if (status === 404) return undefined;
    const isSoftDeleted = at(body, "properties", "isScheduledForDeferredDelete") === true;
    return isSoftDeleted ? "soft-deleted" : at(body, "properties", "protectionState");
  }

  const patchSettings = (state: string) =>
    rehearsal.azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, {
      properties: { softDeleteFeatureState: state },
    });

  for (const [onDelete, state] of [
    [undefined, "ProtectionStopped"],
    ["stopRetain", "ProtectionStopped"],
    ["retain", "Protected"],
    ["delete", "soft-deleted"],
  ] as const) {
    it(`leaves the item ${state} with ${onDelete === undefined ? "the default onDelete" : `onDelete ${onDelete}`}`, async () =>
      assert.equal(await stateAfterDestroy(onDelete), state));
  }

  it("leaves the item BackupsSuspended with onDelete suspendRetain in an immutable vault, where onDelete delete is refused", async () => {
    const securitySettings = { immutabilitySettings: { state: "Unlocked" } };
    await rehearsal.azure.call("PATCH", VAULT, { properties: { securitySettings } });

    await assert.rejects(stateAfterDestroy("delete"), { message: /[Nn]othing was changed/ });
    await rehearsal.azure.close();
    rehearsal = await rehearse();
    await rehearsal.azure.call("PATCH", VAULT, { properties: { securitySettings } });
    assert.equal(await stateAfterDestroy("suspendRetain"), "BackupsSuspended");
  });

  it("removes the item with onDelete deleteAndPurge if soft delete is off", async () => {
    await patchSettings("Disabled");

    assert.equal(await stateAfterDestroy("deleteAndPurge"), undefined);
  });

  it("is refused with onDelete deleteAndPurge if soft delete is on, and nothing is changed", async () => {
    await assert.rejects(stateAfterDestroy("deleteAndPurge"), { code: "Refused", message: /[Nn]othing was changed/ });

    const { body } = await rehearsal.azure.call("GET", ITEM);
    assert.equal(at(body, "properties", "protectionState"), "Protected");
  });

  it("with onDelete deleteAndPurge also purges an item that is already soft-deleted", async () => {
    const driven = rehearsal.driven("ProtectedVm");
    await driven.up({ ...least, onDelete: "deleteAndPurge" });
    await rehearsal.azure.call("DELETE", ITEM);
    await patchSettings("Disabled");

    await driven.destroy();

    assert.equal((await rehearsal.azure.call("GET", ITEM)).status, 404);
  });

  it("is completed by Azure when the retention of soft delete ends", async () => {
    assert.equal(await stateAfterDestroy("delete"), "soft-deleted");
    rehearsal.azure.advance(days(15));

    assert.equal((await rehearsal.azure.call("GET", ITEM)).status, 404);
  });
});
