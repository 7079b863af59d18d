/** Writes of a protected item other than its policy: suspend, undelete, delete, resource guards. Lists of a vault. */
import assert from "node:assert/strict";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const VM = "/subscriptions/s2/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
const ITEM = `${VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`;
const protectedItemType = "Microsoft.Compute/virtualMachines";

function engineWith() {
  const arm = fakeArm();
  arm.write.resolves({ resource: {}, operation: {} });
  arm.find.resolves(undefined);
  arm.get.resolves({ location: "westeurope" });
  const engine = engineOver({ arm, clock: fakeClock(), endpoint: "embedded" });
  return { arm, engine, bodies: () => arm.write.args.map(([{ body }]) => body?.["properties"]) };
}

describe("a protected item", () => {
  it("is suspended with its current policy, by which its recovery points expire", async () => {
    const { engine, bodies } = engineWith();

    await engine.protectedItems.stop(ITEM, VM, {
      state: "BackupsSuspended",
      resourceGuardRequests: ["/requests/1"],
    });

    assert.deepEqual(bodies(), [
      {
        protectedItemType,
        sourceResourceId: VM,
        protectionState: "BackupsSuspended",
        resourceGuardOperationRequests: ["/requests/1"],
      },
    ]);
  });

  it("is undeleted without setting a policy", async () => {
    const { engine, bodies } = engineWith();

    await engine.protectedItems.undelete(ITEM, VM);

    assert.deepEqual(bodies(), [{ protectedItemType, sourceResourceId: VM, isRehydrate: true }]);
  });

  it("is written with an api-version of 2026 if its VM is in another subscription", async () => {
    const { arm, engine } = engineWith();
    const policyId = `${VAULT}/backupPolicies/daily`;

    await engine.protectedItems.protect(ITEM, { sourceResourceId: VM, policyId });
    await engine.protectedItems.protect(ITEM, { sourceResourceId: VM.replace("/s2/", "/S/"), policyId });

    assert.deepEqual(
      arm.write.args.map(([{ apiVersion }]) => apiVersion),
      ["2026-07-01", "2025-02-01"],
    );
  });

  it("is scanned for threats by an action of its own", async () => {
    const { arm, engine } = engineWith();

    await engine.protectedItems.configureSourceScan(ITEM, "Enable");

    const path = `${ITEM}/configureSourceScan`;
    const body = { sourceScanAction: "Enable" };
    assert.deepEqual(arm.write.args, [[{ method: "POST", path, apiVersion: "2026-07-01", body }]]);
  });

  it("is deleted by one request without a resource guard", async () => {
    const { arm, engine } = engineWith();

    await engine.protectedItems.delete(ITEM);

    assert.deepEqual(arm.write.args, [[{ method: "DELETE", path: ITEM, apiVersion: "2025-02-01" }]]);
  });

  it("is unlocked before it is deleted with a resource guard", async () => {
    const { arm, engine } = engineWith();

    await engine.protectedItems.delete(ITEM, ["/requests/1"]);

    assert.deepEqual(arm.write.args, [
      [
        {
          method: "POST",
          path: `${VAULT}/backupResourceGuardProxies/VaultProxy/unlockDelete`,
          apiVersion: "2025-02-01",
          body: { resourceGuardOperationRequests: ["/requests/1"], resourceToBeDeleted: ITEM },
        },
      ],
      [{ method: "DELETE", path: ITEM, apiVersion: "2025-02-01" }],
    ]);
  });

  it("is not deleted if the resource guard refuses to unlock it", async () => {
    const { arm, engine } = engineWith();
    arm.write.rejects(new Error("not approved"));

    await assert.rejects(engine.protectedItems.delete(ITEM, ["/requests/1"]), { message: "not approved" });

    assert.deepEqual(
      arm.write.args.map(([{ method }]) => method),
      ["POST"],
    );
  });
});

describe("the engine", () => {
  it("lists every item of a vault", async () => {
    const { arm, engine } = engineWith();
    arm.list.returns(pageOf({ name: "vm" }, { name: "database" }));

    assert.deepEqual(await engine.protectedItems.list(VAULT), [{ name: "vm" }, { name: "database" }]);
    assert.deepEqual(arm.list.args, [[`${VAULT}/backupProtectedItems`, "2025-02-01"]]);
  });

  it("lists the storage accounts of a vault, which prevent its deletion", async () => {
    const { arm, engine } = engineWith();
    arm.list.returns(pageOf({ name: "account" }));

    assert.deepEqual(await engine.vaults.listContainers(VAULT), [{ name: "account" }]);
    assert.deepEqual(arm.list.args, [
      [`${VAULT}/backupProtectionContainers`, "2025-02-01", "backupManagementType eq 'AzureStorage'"],
    ]);
  });

  it("finds the vault that protects a VM, with a request to the region of a vault", async () => {
    const { arm, engine } = engineWith();
    arm.write.resolves({ resource: { protectionStatus: "Protected", vaultId: `${VAULT}2` }, operation: {} });

    assert.equal(await engine.protectedItems.findVaultOf(VM, VAULT), `${VAULT}2`);

    assert.deepEqual(arm.write.args, [
      [
        {
          method: "POST",
          path: "/subscriptions/s2/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus",
          apiVersion: "2025-02-01",
          body: { resourceType: "VM", resourceId: VM },
        },
      ],
    ]);
  });

  it("finds no vault for a VM that is not protected", async () => {
    const { arm, engine } = engineWith();
    arm.write.resolves({ resource: { protectionStatus: "NotProtected" }, operation: {} });

    assert.equal(await engine.protectedItems.findVaultOf(VM, VAULT), undefined);
  });
});
