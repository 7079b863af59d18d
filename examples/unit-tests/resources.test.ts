// Previews, ups and a destroy of single resources, as in Pulumi: the effect of changes, and refused inputs.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drive, mockEngine, rememberingEngine, stubEngine } from "azure-vm-backup/testing";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/shop-backups`;
const month = {
  vault: VAULT,
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
};

describe("the policy", () => {
  it("changes in place with another retention, and is replaced with another name", async () => {
    const policy = drive("BackupPolicy", rememberingEngine(), "month");
    await policy.up(month);

    assert.equal(policy.preview(month).step, "same");
    assert.equal(policy.preview({ ...month, retention: { daily: { count: 60 } } }).step, "update");
    const renamed = policy.preview({ ...month, name: "sixty-days" });
    assert.deepEqual([renamed.step, renamed.replaces], ["replace", ["name"]]);
  });

  it("is refused with a retention that Azure does not accept, before anything is written", async () => {
    const { engine, writes } = stubEngine(rememberingEngine());

    await assert.rejects(
      async () => drive("BackupPolicy", engine, "week").up({ ...month, retention: { daily: { count: 3 } } }),
      { message: /retention\.daily\.count: 3 is not allowed: expected an integer from 7 to 9999/ },
    );
    assert.deepEqual(writes, []);
  });
});

describe("the protection of a VM", () => {
  const item = {
    vault: VAULT,
    policy: `${VAULT}/backupPolicies/month`,
    vm: `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`,
  };

  it("is refused if the VM is in another region than the vault", () => {
    const known = { vault: { location: "westeurope" }, vm: { location: "northeurope" } };

    assert.throws(() => drive("ProtectedVm", mockEngine(), "web").preview(item, known), {
      message: /vm: is in northeurope, but the vault is in westeurope/,
    });
  });

  it("retains the backups by default when it is destroyed", async () => {
    const { engine, writes } = stubEngine(rememberingEngine());
    const web = drive("ProtectedVm", engine, "web");

    await web.up(item);
    await web.destroy();

    assert.deepEqual(
      writes.map(({ call }) => call),
      ["protectedItems.protect", "protectedItems.stop"],
    );
  });

  it("fails with the error of Azure", async () => {
    const engine = rememberingEngine();
    engine.protectedItems.protect = () => Promise.reject(new Error("The VM agent does not answer."));

    await assert.rejects(drive("ProtectedVm", engine, "web").up(item), { message: "The VM agent does not answer." });
  });
});
