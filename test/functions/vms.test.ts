import assert from "node:assert/strict";
import {
  getProtectableVms,
  getProtectedVm,
  getProtectedVms,
  getRecoveryPoints,
  getVmExtensions,
} from "../../provider/index.js";
import {
  GROUP,
  ITEM,
  itemPath,
  machine,
  OTHER_VAULT,
  protection,
  putBasics,
  putProtected,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openFunctionsAzure } from "./answers.js";

const DAY_MS = 86_400_000;
const vmNamed = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;
const backUp = ({ call }: TestAzure) =>
  call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });

describe("functions for VMs against the embedded Azure", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openFunctionsAzure();
  });
  afterEach(() => azure.close());

  it("list the VMs that a vault can protect, and for each other VM the reason why it cannot", async () => {
    await putBasics(azure);
    for (const name of ["db", "deleted", "free", "stopped"]) await azure.call("PUT", vmNamed(name), machine());
    await azure.call("PUT", vmNamed("far"), machine("Linux", "northeurope"));
    await azure.call("PUT", `${GROUP}/providers/Microsoft.ClassicCompute/virtualMachines/old`, {
      location: "westeurope",
    });
    await azure.call("PUT", OTHER_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
    await azure.call("PUT", ITEM, protection());
    await azure.call("PUT", itemPath(OTHER_VAULT, "db"), protection(OTHER_VAULT, "DefaultPolicy", vmNamed("db")));
    for (const name of ["deleted", "stopped"]) {
      await azure.call("PUT", itemPath(VAULT, name), protection(VAULT, "DefaultPolicy", vmNamed(name)));
    }
    const { properties } = STOP;
    await azure.call("PUT", itemPath(VAULT, "stopped"), {
      properties: { ...(properties as object), sourceResourceId: vmNamed("stopped") },
    });
    await azure.call("DELETE", itemPath(VAULT, "deleted"));

    const { protectable, others } = await getProtectableVms({ vault: VAULT });

    assert.deepEqual(protectable, [{ vm: vmNamed("free"), name: "free", resourceGroup: "rehearsal" }]);
    assert.deepEqual(
      others.map(({ name, code, vault, purgeAt }) => [name, code, vault, purgeAt]),
      [
        ["db", "ProtectedInAnotherVault", OTHER_VAULT, undefined],
        ["deleted", "SoftDeletedHere", VAULT, "2024-05-27T10:25:28.000Z"],
        ["far", "AnotherRegion", undefined, undefined],
        ["old", "Classic", undefined, undefined],
        ["stopped", "StoppedHere", VAULT, undefined],
        ["web", "ProtectedHere", VAULT, undefined],
      ],
    );
  });

  it("discover a VM that was created after the last discovery", async () => {
    await putBasics(azure);
    await getProtectableVms({ vault: VAULT });
    await azure.call("PUT", vmNamed("new"), machine());

    const { protectable } = await getProtectableVms({ vault: { id: VAULT } });

    assert.deepEqual(
      protectable.map(({ name }) => name),
      ["new", "web"],
    );
  });

  it("return the protection state of a VM before and after its first backup", async () => {
    await putProtected(azure);
    const before = await getProtectedVm({ vault: VAULT, vm: VM });
    await backUp(azure);
    const after = await getProtectedVm({ id: ITEM });

    assert.deepEqual(
      [before.protectionState, before.lastBackup, before.lastRecoveryPoint, before.healthDetails],
      ["IRPending", undefined, undefined, []],
    );
    assert.deepEqual(
      [after.protectionState, after.lastBackup?.status, after.lastBackup?.time, after.health],
      ["Protected", "Completed", "2024-05-13T10:25:28.000Z", "Passed"],
    );
    assert.match(after.lastRecoveryPoint ?? "", /^2024-05-13T10:25:/);
    assert.equal(after.healthDetails[0]?.code, 400239);
    assert.equal(after.vm, VM);
    assert.equal(after.policy, `${VAULT}/backupPolicies/DefaultPolicy`);
    assert.equal(after.containerName, "IaasVMContainer;iaasvmcontainerv2;rehearsal;web");
    assert.equal(after.itemName, "VM;iaasvmcontainerv2;rehearsal;web");
  });

  it("compute the next run from the clock of the embedded Azure", async () => {
    await putProtected(azure);
    const now = await getProtectedVm({ vault: VAULT, vm: VM });
    azure.advance(3 * DAY_MS);
    const later = await getProtectedVm({ vault: VAULT, vm: VM });

    // The vault was created at 10:25. Its default policy runs ten hours after the preceding half hour.
    assert.deepEqual([now.nextRun, later.nextRun], ["2024-05-13T20:00:00.000Z", "2024-05-16T20:00:00.000Z"]);
  });

  it("return no next run for a VM whose protection is stopped, and the purge time of a soft-deleted item", async () => {
    await putProtected(azure);
    await azure.call("PUT", ITEM, STOP);
    const stopped = await getProtectedVm({ vault: VAULT, vm: VM });
    await azure.call("DELETE", ITEM);
    azure.advance(4 * DAY_MS);
    const deleted = await getProtectedVm({ vault: VAULT, vm: VM });

    assert.deepEqual(
      [stopped.protection, stopped.nextRun, stopped.policy, stopped.softDelete],
      ["stopped", undefined, undefined, undefined],
    );
    assert.deepEqual(deleted.softDelete, {
      deletedAt: "2024-05-13T10:25:28.000Z",
      purgeAt: "2024-05-27T10:25:28.000Z",
      remainingDays: 10,
    });
  });

  it("name the vault that protects a VM if the requested vault does not", async () => {
    await putProtected(azure);
    await azure.call("PUT", OTHER_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });

    await assert.rejects(getProtectedVm({ vault: OTHER_VAULT, vm: VM }), {
      code: "NotFound",
      message: new RegExp(`^getProtectedVm: The VM ${VM} is not protected in ${OTHER_VAULT}, but in ${VAULT}\\. `),
    });
  });

  it("list the protected VMs of a vault, filtered by policy, protection and soft delete", async () => {
    await putProtected(azure);
    await azure.call("PUT", vmNamed("api"), machine());
    await azure.call("PUT", itemPath(VAULT, "api"), protection(VAULT, "EnhancedPolicy", vmNamed("api")));
    await azure.call("DELETE", ITEM);
    const names = async (wanted: object) =>
      (await getProtectedVms({ vault: VAULT, ...wanted })).map(({ name }) => name);

    assert.deepEqual(await names({}), ["api"]);
    assert.deepEqual(await names({ softDeleted: "include" }), ["api", "web"]);
    assert.deepEqual(await names({ softDeleted: "only" }), ["web"]);
    assert.deepEqual(await names({ policy: `${VAULT}/backuppolicies/enhancedpolicy` }), ["api"]);
    assert.deepEqual(await names({ policy: `${VAULT}/backupPolicies/DefaultPolicy` }), []);
    assert.deepEqual(await names({ softDeleted: "include", protection: "stopped" }), ["web"]);
  });

  it("list recovery points, newest first, with their tiers and expiry times", async () => {
    await putProtected(azure, "Linux");
    await backUp(azure);
    azure.advance(DAY_MS);
    await backUp(azure);

    const points = await getRecoveryPoints({ vault: VAULT, vm: VM });
    const second = await getRecoveryPoints({ vault: VAULT, vm: VM, from: "2024-05-14" });
    const first = await getRecoveryPoints({ vault: VAULT, vm: VM, to: "2024-05-14T00:00:00Z" });

    assert.deepEqual(
      points.map(({ time, tier, consistency, rule }) => [time.slice(0, 10), tier, consistency, rule]),
      [
        ["2024-05-14", "SnapshotAndVault", "FileSystemConsistent", "On-Demand"],
        ["2024-05-13", "SnapshotAndVault", "FileSystemConsistent", "On-Demand"],
      ],
    );
    assert.match(points[0]?.expiresAt ?? "", /^2024-06-13T/);
    assert.deepEqual([second, first], [[points[0]], [points[1]]]);
  });

  it("mark the snapshot extension among the extensions of a VM, and return no extension settings", async () => {
    await putProtected(azure);
    await backUp(azure);
    await azure.call("PUT", `${VM}/extensions/Antimalware`, {
      location: "westeurope",
      properties: {
        publisher: "Microsoft.Azure.Security",
        type: "IaaSAntimalware",
        typeHandlerVersion: "1.3",
        settings: { secret: "none of a program's business" },
      },
    });

    const extensions = await getVmExtensions({ vm: VM });

    assert.deepEqual(
      extensions.map(({ name, type, isSnapshotExtension }) => [name, type, isSnapshotExtension]),
      [
        ["Antimalware", "IaaSAntimalware", false],
        ["VMSnapshot", "VMSnapshot", true],
      ],
    );
    assert.doesNotMatch(JSON.stringify(extensions), /business/);
  });
});
