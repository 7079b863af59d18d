import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import { createTurns, deleteOnce, turnKey } from "../../../provider/engine/turns.js";
import { fakeArm, fakeClock } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/V";
const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/Web";
const key = (id: string) => id.toLowerCase();

describe("the queue of writes", () => {
  it("is shared by a vault and its policies, in any case", () => {
    assert.equal(turnKey(VAULT), key(VAULT));
    assert.equal(turnKey(`${VAULT}/backupPolicies/daily`), key(VAULT));
    assert.equal(turnKey(`${VAULT.toUpperCase()}/backupconfig/vaultconfig`), key(VAULT));
  });

  it("is separate for each protected item, so VMs of one vault do not wait for each other", () => {
    const item = `${VAULT}/backupFabrics/Azure/protectionContainers/c;web/protectedItems/vm;web`;

    assert.equal(turnKey(item), key(item));
    assert.equal(turnKey(`${item}/backup`), key(item));
    assert.notEqual(turnKey(item), turnKey(item.replaceAll("web", "db")));
  });

  it("is shared by a VM and its extensions", () => {
    assert.equal(turnKey(`${VM}/extensions/agent`), key(VM));
  });

  it("is separate for any other resource", () => {
    const disk = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/D";

    assert.equal(turnKey(disk), key(disk));
  });

  it("is blocked while a write is retried because Azure is busy", async () => {
    const turns = createTurns(fakeClock());
    const journal: string[] = [];
    const busyOnce = async () => {
      journal.push("policy");
      if (journal.length === 1) throw new BackupError("Conflict", "busy", { azureCode: "BMSUserErrorObjectLocked" });
    };

    await Promise.all([
      turns.at(`${VAULT}/backupPolicies/daily`, busyOnce),
      turns.at(VAULT, async () => void journal.push("vault")),
    ]);

    assert.deepEqual(journal, ["policy", "policy", "vault"]);
  });
});

describe("a delete", () => {
  it("is sent once, and succeeds if the resource does not exist", async () => {
    const arm = fakeArm();
    arm.write.onFirstCall().resolves({ resource: {}, operation: {} });
    arm.write.onSecondCall().rejects(new BackupError("NotFound", "gone"));

    await deleteOnce(arm, VAULT, "1");
    await deleteOnce(arm, VAULT, "1");

    assert.deepEqual(arm.write.args, Array(2).fill([{ method: "DELETE", path: VAULT, apiVersion: "1" }]));
  });

  it("fails for any other reason", async () => {
    const arm = fakeArm();
    arm.write.rejects(new BackupError("JobFailed", "VMs are protected"));

    await assert.rejects(deleteOnce(arm, VAULT, "1"), { code: "JobFailed" });
  });
});
