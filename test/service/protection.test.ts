import assert from "node:assert/strict";
import { type Json, objectAt } from "../../provider/core/json.js";
import { pick } from "../../provider/service/azure/replies.js";
import { ITEM, propertiesOf, protection, STOP, type TestAzure, VAULT, VM } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const POINTS = `${ITEM}/recoveryPoints`;
const DAY_MS = 86_400_000;
const OF_SOME_VERSIONS = ["kpisHealths", "ConfiguredRPGenerationFrequency", "sourceSideScanning"];

describe("protection", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  it("of a machine that is smaller than Azure Backup supports is taken, and warned of", async () => {
    const { status, headers } = await azure.call("PUT", ITEM, protection());
    assert.equal(status, 202);
    assert.equal(
      headers.get("x-ms-azvb-warning"),
      "The VM has the size Standard_DS1_v2 with 1 vCPU: Azure Backup supports VMs with at least 2 cores and 1 GB of memory.",
    );
  });

  it("that is stopped warns of no size, since nothing is backed up any more", async () => {
    const { status, headers } = await azure.call("PUT", ITEM, STOP);
    assert.equal(status, 202);
    assert.equal(headers.get("x-ms-azvb-warning"), null);
  });

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

  const VAULT_FACTS = {
    vaultId: `https://management.azure.com${VAULT}`,
    isArchiveEnabled: false,
    softDeleteRetentionPeriod: 0,
  };
  for (const [version, id, expected] of [
    ["2019-06-15", /^\/Subscriptions\//, { kpisHealths: {} }],
    ["2021-11-15", /^\/subscriptions\//, VAULT_FACTS],
    [
      "2022-06-01-preview",
      /^\/subscriptions\//,
      { ...VAULT_FACTS, kpisHealths: {}, ConfiguredRPGenerationFrequency: "00:00:00" },
    ],
    ["2024-04-01", /^\/subscriptions\//, { ...VAULT_FACTS, sourceSideScanning: 0 }],
  ] as const) {
    it(`is told in the words of api-version ${version}`, async () => {
      const { body } = await azure.call("GET", `${ITEM}?api-version=${version}`);
      const told = objectAt(body, "properties");
      assert.match(String(body["id"]), id);
      assert.deepEqual(pick(told, ...Object.keys(VAULT_FACTS), ...OF_SOME_VERSIONS), expected);
      assert.match(String(told["protectedItemDataId"]), /^\d+$/);
    });
  }

  for (const [filter, count] of [
    ["backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'", 1],
    ["policyName eq 'DefaultPolicy'", 1],
    ["policyName eq 'EnhancedPolicy'", 0],
    ["friendlyName eq 'WEB'", 1],
    ["itemType eq 'SQLDataBase'", 0],
  ] as const) {
    it(`is found ${count === 1 ? "" : "not "}by ${filter}`, async () => {
      const items = (await azure.call("GET", `${VAULT}/backupProtectedItems?$filter=${filter}`)).body[
        "value"
      ] as Json[];
      assert.equal(items.length, count);
    });
  }

  it("tells the tiers of its points by number up to 2020-10-01, by word since", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    const tiersIn = async (version: string) =>
      objectAt(
        ((await azure.call("GET", `${POINTS}?api-version=${version}`)).body["value"] as Json[])[0],
        "properties",
      )["recoveryPointTierDetails"];
    assert.deepEqual(await tiersIn("2020-10-01"), [
      { type: 1, status: 1 },
      { type: 2, status: 1 },
    ]);
    assert.deepEqual(await tiersIn("2021-10-01"), [
      { type: "InstantRP", status: "Valid" },
      { type: "HardenedRP", status: "Valid" },
    ]);
  });

  it("is asked for by machine wherever the vault is", async () => {
    const path = `${VM.split("/resourceGroups/")[0]}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`;
    const status = await azure.call("POST", path, { resourceType: "VM", resourceId: VM.toUpperCase() });
    assert.equal(status.body["protectionStatus"], "Protected");
    assert.equal(status.body["vaultId"], VAULT);
  });
});
