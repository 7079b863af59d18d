import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`;
const DISK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d";

function engineWith(resource: JsonObject = {}, operation: JsonObject = {}) {
  const arm = fakeArm();
  arm.write.resolves({ resource, operation });
  return { arm, engine: engineOver({ arm, clock: fakeClock(), endpoint: "embedded" }) };
}

describe("the engine", () => {
  it("has the name of its endpoint", () => {
    assert.equal(engineWith().engine.endpoint, "embedded");
  });

  it("writes any resource with the given api-version", async () => {
    const { arm, engine } = engineWith({ name: "d" });

    assert.deepEqual(await engine.resources.put(DISK, "2023-10-02", { location: "x" }), { name: "d" });
    await engine.resources.delete(DISK, "2023-10-02");

    assert.deepEqual(arm.write.args, [
      [{ method: "PUT", path: DISK, apiVersion: "2023-10-02", body: { location: "x" } }],
      [{ method: "DELETE", path: DISK, apiVersion: "2023-10-02" }],
    ]);
  });

  it("finds any resource", async () => {
    const { arm, engine } = engineWith();
    arm.find.resolves({ name: "d" });

    assert.deepEqual(await engine.resources.find(DISK, "2023-10-02"), { name: "d" });
    assert.deepEqual(arm.find.args, [[DISK, "2023-10-02"]]);
  });

  it("writes vaults and policies", async () => {
    const { arm, engine } = engineWith({ name: "v" });

    arm.find.resolves(undefined);
    arm.get.resolves({ name: "v" });

    assert.deepEqual(await engine.vaults.put(VAULT, { location: "x" }), { name: "v" });
    await engine.vaults.delete(VAULT);
    await engine.policies.put(`${VAULT}/backupPolicies/p`, { properties: {} });
    await engine.policies.delete(`${VAULT}/backupPolicies/p`);

    assert.deepEqual(
      arm.write.args.map(([{ method, path, apiVersion }]) => `${method} ${path.replace(VAULT, "")} ${apiVersion}`),
      [
        "PUT  2026-05-01",
        "DELETE  2026-05-01",
        "PUT /backupPolicies/p 2025-02-01",
        "DELETE /backupPolicies/p 2025-02-01",
      ],
    );
  });

  it("reads and patches a vault's settings at their own URL", async () => {
    const { arm, engine } = engineWith({ properties: { softDeleteFeatureState: "Enabled" } });
    arm.find.onFirstCall().resolves({ properties: { softDeleteFeatureState: "Disabled" } });
    arm.find.onSecondCall().resolves(undefined);

    assert.deepEqual(await engine.vaults.findSettings(VAULT), { softDeleteFeatureState: "Disabled" });
    assert.equal(await engine.vaults.findSettings(VAULT), undefined);
    assert.deepEqual(await engine.vaults.patchSettings(VAULT, { a: 1 }), { softDeleteFeatureState: "Enabled" });

    assert.deepEqual(arm.write.args, [
      [
        {
          method: "PATCH",
          path: `${VAULT}/backupconfig/vaultconfig`,
          apiVersion: "2025-02-01",
          body: { properties: { a: 1 } },
        },
      ],
    ]);
  });

  it("protects a VM, and stops its protection while retaining its recovery points", async () => {
    const { arm, engine } = engineWith({ name: "i" });

    await engine.protectedItems.protect(ITEM, { sourceResourceId: VM, policyId: `${VAULT}/backupPolicies/p` });
    await engine.protectedItems.stop(ITEM, VM);

    assert.deepEqual(
      arm.write.args.map(([write]) => write.body),
      [
        {
          properties: {
            protectedItemType: "Microsoft.Compute/virtualMachines",
            sourceResourceId: VM,
            policyId: `${VAULT}/backupPolicies/p`,
          },
        },
        {
          properties: {
            protectedItemType: "Microsoft.Compute/virtualMachines",
            sourceResourceId: VM,
            policyId: "",
            protectionState: "ProtectionStopped",
          },
        },
      ],
    );
  });

  it("starts a backup and returns the id of its job", async () => {
    const { arm, engine } = engineWith({}, { status: "Succeeded", properties: { jobId: "j-1" } });

    assert.equal(await engine.protectedItems.backUp(ITEM), "j-1");

    assert.deepEqual(arm.write.args, [
      [
        {
          method: "POST",
          path: `${ITEM}/backup`,
          apiVersion: "2025-02-01",
          body: { properties: { objectType: "IaasVMBackupRequest" } },
        },
      ],
    ]);
  });

  it("fails if a backup was accepted but Azure returned no job id", async () => {
    const { engine } = engineWith({}, { status: "Succeeded" });

    await assert.rejects(engine.protectedItems.backUp(ITEM), {
      code: "JobFailed",
      message: `The backup of ${ITEM} was accepted, but Azure returned no job id. Find the job in the vault's list of jobs.`,
    });
  });

  it("lists the recovery points of an item", async () => {
    const { arm, engine } = engineWith();
    arm.list.returns(pageOf({ name: "newest" }, { name: "oldest" }));

    assert.deepEqual(await engine.recoveryPoints.list(ITEM), [{ name: "newest" }, { name: "oldest" }]);
    assert.deepEqual(arm.list.args, [[`${ITEM}/recoveryPoints`, "2025-02-01"]]);
  });
});
