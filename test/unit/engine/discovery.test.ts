import assert from "node:assert/strict";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const SUBSCRIPTION = "/subscriptions/s";
const VAULT = `${SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v`;

function engineWith(now?: () => Promise<Date>) {
  const arm = fakeArm();
  const parts = { arm, clock: fakeClock(), endpoint: "embedded", ...(now === undefined ? {} : { now }) };
  return { arm, engine: engineOver(parts) };
}

describe("discovery", () => {
  it("refreshes the containers of a vault", async () => {
    const { arm, engine } = engineWith();
    arm.write.resolves({ resource: {}, operation: {} });

    await engine.discovery.refresh(VAULT);

    assert.deepEqual(arm.write.args, [
      [{ method: "POST", path: `${VAULT}/backupFabrics/Azure/refreshContainers`, apiVersion: "2025-02-01" }],
    ]);
  });

  it("lists the protectable items of a vault that are VMs", async () => {
    const { arm, engine } = engineWith();
    arm.list.returns(pageOf({ name: "a" }, { name: "b" }));

    assert.deepEqual(await engine.discovery.listProtectable(VAULT), [{ name: "a" }, { name: "b" }]);
    assert.deepEqual(arm.list.args, [
      [`${VAULT}/backupProtectableItems`, "2025-02-01", "backupManagementType eq 'AzureIaasVM'"],
    ]);
  });

  it("lists the VMs of a subscription", async () => {
    const { arm, engine } = engineWith();
    arm.list.returns(pageOf({ name: "web" }));

    assert.deepEqual(await engine.discovery.listVms(SUBSCRIPTION), [{ name: "web" }]);
    assert.deepEqual(arm.list.args, [[`${SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines`, "2024-07-01"]]);
  });

  it("selects the classic VMs of a subscription even if the filter is ignored", async () => {
    const { arm, engine } = engineWith();
    const old = { name: "old", type: "microsoft.classiccompute/virtualMachines" };
    arm.list.returns(pageOf({ name: "disk", type: "Microsoft.Compute/disks" }, old));

    assert.deepEqual(await engine.discovery.listClassicVms(SUBSCRIPTION), [old]);
    assert.deepEqual(arm.list.args, [
      [`${SUBSCRIPTION}/resources`, "2022-09-01", "resourceType eq 'Microsoft.ClassicCompute/virtualMachines'"],
    ]);
  });

  it("lists policies and snapshots", async () => {
    const { arm, engine } = engineWith();
    arm.list.callsFake(() => pageOf({ name: "one" }));

    assert.deepEqual(await engine.policies.list(VAULT), [{ name: "one" }]);
    assert.deepEqual(await engine.snapshots.list(`${SUBSCRIPTION}/resourceGroups/g`), [{ name: "one" }]);
    assert.deepEqual(arm.list.args, [
      [`${VAULT}/backupPolicies`, "2025-02-01"],
      [`${SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Compute/snapshots`, "2023-10-02"],
    ]);
  });
});

describe("the time of an engine", () => {
  it("is that of its clock, or that of the endpoint if the endpoint has its own clock", async () => {
    const ahead = new Date("2026-06-01T00:00:00Z");

    assert.equal((await engineWith().engine.now()).toISOString(), "2024-04-28T06:00:00.000Z");
    assert.equal(await engineWith(async () => ahead).engine.now(), ahead);
  });
});
