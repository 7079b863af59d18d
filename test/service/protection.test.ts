import assert from "node:assert/strict";
import { type Json, objectAt } from "../../provider/core/json.js";
import {
  ITEM,
  openTestAzure,
  propertiesOf,
  protection,
  putProtected,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const POINTS = `${ITEM}/recoveryPoints`;
const DAY_MS = 86_400_000;

describe("protection", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await putProtected(azure);
  });

  afterEach(() => azure.close());

  it("that is stopped keeps the points and has no policy", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("PUT", ITEM, STOP);
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual([item["protectionState"], item["policyId"]], ["ProtectionStopped", ""]);
    assert.equal(((await azure.call("GET", POINTS)).body["value"] as Json[]).length, 1);
  });

  it("that is taken up again is Protected where there are points", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("PUT", ITEM, STOP);
    await azure.call("PUT", ITEM, protection());
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["protectionState"], "Protected");
  });

  it("that is deleted stays for fourteen days, then is gone with its container", async () => {
    await azure.call("DELETE", ITEM);
    azure.advance(DAY_MS);
    const soft = propertiesOf(await azure.call("GET", ITEM));
    azure.advance(13 * DAY_MS);
    const gone = await azure.call("GET", ITEM);

    assert.equal(soft["isScheduledForDeferredDelete"], true);
    assert.equal(soft["deferredDeleteTimeRemaining"], "13.00:00:00");
    assert.equal(soft["softDeleteRetentionPeriod"], 14);
    assert.equal(gone.status, 404);
    assert.deepEqual((await azure.call("GET", `${VAULT}/backupProtectionContainers`)).body["value"], []);
    assert.equal((await azure.call("DELETE", VAULT)).status, 202);
  });

  it("that is deleted is undeleted with its points", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("DELETE", ITEM);
    await azure.call("PUT", ITEM, { properties: { ...objectAt(STOP, "properties"), isRehydrate: true } });
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual([item["isScheduledForDeferredDelete"], item["protectionState"]], [undefined, "ProtectionStopped"]);
    assert.equal(((await azure.call("GET", POINTS)).body["value"] as Json[]).length, 1);
  });

  it("that is deleted without soft delete is gone at once, and the vault can go too", async () => {
    await azure.call("PATCH", `${VAULT}/backupconfig/vaultconfig`, {
      properties: { softDeleteFeatureState: "Disabled" },
    });
    await azure.call("DELETE", ITEM);
    assert.equal((await azure.call("GET", ITEM)).status, 404);
    const deleted = await azure.call("DELETE", VAULT);
    assert.equal(deleted.status, 202);
    assert.equal((await azure.follow(deleted)).body["status"], "Succeeded");
  });

  it("is asked for by machine wherever the vault is", async () => {
    const path = `${VM.split("/resourceGroups/")[0]}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`;
    const status = await azure.call("POST", path, { resourceType: "VM", resourceId: VM.toUpperCase() });
    assert.equal(status.body["protectionStatus"], "Protected");
    assert.equal(status.body["vaultId"], VAULT);
  });
});
