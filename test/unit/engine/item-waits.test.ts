/** What writes and reads of a protected item wait for in addition to their operation. */
import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { engineOver } from "../../../provider/engine/index.js";
import { fakeArm, fakeClock, pageOf } from "./fakes.js";

const GROUP = "/subscriptions/s/resourceGroups/g/providers";
const VAULT = `${GROUP}/Microsoft.RecoveryServices/vaults/v`;
const OTHER = `${GROUP}/Microsoft.RecoveryServices/vaults/other`;
const VM = `${GROUP}/Microsoft.Compute/virtualMachines/web`;
const BELOW = "/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;g;web/protectedItems/VM;web";
const ITEM = `${VAULT}${BELOW}`;
const DAILY = `${VAULT}/backupPolicies/daily`;
const HOURLY = `${VAULT}/backupPolicies/hourly`;
const asked = { sourceResourceId: VM, policyId: DAILY };

const itemOf = (policyId: string): JsonObject => ({ id: ITEM, properties: { policyId } });
const alreadyProtected = new BackupError("Refused", "already registered", {
  azureCode: "VirtualMachineAlreadyProtected",
});

function engineWith() {
  const arm = fakeArm();
  const clock = fakeClock();
  return { arm, slept: clock.slept, engine: engineOver({ arm, clock, endpoint: "embedded" }) };
}

/** An engine whose first `times` protect requests fail because another vault protects the VM: `holder`, if Azure names it. */
function engineRefusing(times: number, holder: string | undefined) {
  const { arm, slept, engine } = engineWith();
  let refusals = 0;
  arm.write.callsFake(async ({ method }) => {
    if (method === "POST") return { resource: holder === undefined ? {} : { vaultId: holder }, operation: {} };
    refusals += 1;
    if (refusals <= times) throw alreadyProtected;
    return { resource: itemOf(DAILY), operation: {} };
  });
  arm.get.resolves({ location: "westeurope" });
  return { arm, slept, engine };
}

describe("the policy of an updated item", () => {
  it("is polled while Azure still returns the previous one", async () => {
    const { arm, slept, engine } = engineWith();
    arm.write.resolves({ resource: itemOf(HOURLY), operation: {} });
    arm.get.onCall(0).resolves(itemOf(HOURLY));
    arm.get.onCall(1).resolves(itemOf(DAILY.toUpperCase()));

    assert.deepEqual(await engine.protectedItems.protect(ITEM, asked), itemOf(DAILY.toUpperCase()));

    assert.deepEqual(slept, [2000, 4000]);
    assert.equal(arm.write.callCount, 1);
  });

  it("is not read again if the write returned it", async () => {
    const { arm, engine } = engineWith();
    arm.write.resolves({ resource: itemOf(DAILY), operation: {} });

    await engine.protectedItems.protect(ITEM, asked);

    assert.equal(arm.get.callCount, 0);
  });

  it("causes an error if Azure still returns another one a minute later", async () => {
    const { arm, slept, engine } = engineWith();
    arm.write.resolves({ resource: itemOf(HOURLY), operation: {} });
    arm.get.resolves(itemOf(HOURLY));

    await assert.rejects(engine.protectedItems.protect(ITEM, asked), {
      code: "TimedOut",
      message: `Azure accepted the policy ${DAILY} for ${ITEM}, but a minute later the item still has ${HOURLY}. Run again to assign it again.`,
    });
    assert.deepEqual(slept, [2000, 4000, 8000, 16_000, 30_000]);
  });
});

describe("a VM that was just removed from another vault", () => {
  it("is protected as soon as the other vault has released it", async () => {
    const { slept, engine } = engineRefusing(2, undefined);

    assert.deepEqual(await engine.protectedItems.protect(ITEM, asked), itemOf(DAILY));

    assert.deepEqual(slept, [5000, 10_000]);
  });

  it("is protected if its item in the other vault is deleted or soft-deleted, even if Azure still names that vault", async () => {
    const { arm, slept, engine } = engineRefusing(2, OTHER);
    arm.find.onCall(0).resolves(undefined);
    arm.find.onCall(1).resolves({ properties: { isScheduledForDeferredDelete: true } });

    assert.deepEqual(await engine.protectedItems.protect(ITEM, asked), itemOf(DAILY));

    assert.deepEqual(
      arm.find.args.map(([id]) => id),
      [`${OTHER}${BELOW}`, `${OTHER}${BELOW}`],
    );
    assert.deepEqual(slept, [5000, 10_000]);
  });

  it("is refused immediately if the other vault still protects it", async () => {
    const { arm, slept, engine } = engineRefusing(1, OTHER);
    arm.find.resolves({ properties: { protectionState: "Protected" } });

    await assert.rejects(engine.protectedItems.protect(ITEM, asked), { azureCode: "VirtualMachineAlreadyProtected" });
    assert.deepEqual(slept, []);
  });

  it("is refused after three minutes if it is not released", async () => {
    const { slept, engine } = engineRefusing(9, undefined);

    await assert.rejects(engine.protectedItems.protect(ITEM, asked), { azureCode: "VirtualMachineAlreadyProtected" });
    assert.deepEqual(slept, [5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it("is refused with Azure's error if the protecting vault cannot be determined", async () => {
    const { arm, slept, engine } = engineRefusing(1, OTHER);
    arm.get.rejects(new BackupError("Forbidden", "no right to read the vault"));

    await assert.rejects(engine.protectedItems.protect(ITEM, asked), { azureCode: "VirtualMachineAlreadyProtected" });
    assert.deepEqual(slept, []);
  });
});

describe("a read of an item", () => {
  const stray = new BackupError("Refused", "CRR is not enabled", {
    azureCode: "BMSUserErrorCrossRegionRestoreNotEnabledInThisVault",
  });

  it("finds the item in the vault's list if Azure returns an unrelated error", async () => {
    const { arm, engine } = engineWith();
    arm.find.rejects(stray);
    arm.list.callsFake(() => pageOf({ id: `${ITEM}2` }, { id: ITEM.toUpperCase(), name: "i" }));

    assert.deepEqual(await engine.protectedItems.find(ITEM), { id: ITEM.toUpperCase(), name: "i" });

    assert.deepEqual(arm.list.args, [[`${VAULT}/backupProtectedItems`, "2025-02-01"]]);
  });

  it("finds nothing if Azure returns an unrelated error and the vault's list does not contain the item", async () => {
    const { arm, engine } = engineWith();
    arm.find.rejects(stray);
    arm.list.callsFake(() => pageOf({ id: `${ITEM}2` }));

    assert.equal(await engine.protectedItems.find(ITEM), undefined);
  });

  it("fails with any other error", async () => {
    const { arm, engine } = engineWith();
    arm.find.rejects(new BackupError("Refused", "no", { azureCode: "CloudInvalidInputError" }));

    await assert.rejects(engine.protectedItems.find(ITEM), { azureCode: "CloudInvalidInputError" });
  });
});
