import assert from "node:assert/strict";
import { type Json, objectAt, pick } from "../../provider/core/json.js";
import { ITEM, propertiesOf, protection, STOP, type TestAzure, VAULT, VM } from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const BACKUP = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-06-12T00:00:00.000Z" },
};
const POINTS = `${ITEM}/recoveryPoints`;
const DAY_MS = 86_400_000;
const OF_SOME_VERSIONS = ["kpisHealths", "ConfiguredRPGenerationFrequency", "sourceSideScanning"];

describe("the protection of a VM", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  it("is accepted with a warning if the VM is smaller than Azure Backup supports", async () => {
    const { status, headers } = await azure.call("PUT", ITEM, protection());
    assert.equal(status, 202);
    assert.equal(
      headers.get("x-ms-azvb-warning"),
      "The VM has the size Standard_DS1_v2 with 1 vCPU: Azure Backup supports VMs with at least 2 cores and 1 GB of memory.",
    );
  });

  it("can be stopped without a warning about the VM's size", async () => {
    const { status, headers } = await azure.call("PUT", ITEM, STOP);
    assert.equal(status, 202);
    assert.equal(headers.get("x-ms-azvb-warning"), null);
  });

  it("keeps its recovery points and has no policy after it is stopped", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("PUT", ITEM, STOP);
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual([item["protectionState"], item["policyId"]], ["ProtectionStopped", ""]);
    assert.equal(((await azure.call("GET", POINTS)).body["value"] as Json[]).length, 1);
  });

  it("is Protected after it is resumed if recovery points exist", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("PUT", ITEM, STOP);
    await azure.call("PUT", ITEM, protection());
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["protectionState"], "Protected");
  });

  it("is soft-deleted for 14 days, then purged with its container", async () => {
    await azure.call("DELETE", ITEM);
    azure.advance(DAY_MS);
    const softDeleted = propertiesOf(await azure.call("GET", ITEM));
    azure.advance(13 * DAY_MS);
    const purged = await azure.call("GET", ITEM);

    assert.equal(softDeleted["isScheduledForDeferredDelete"], true);
    assert.equal(softDeleted["deferredDeleteTimeRemaining"], "13.00:00:00");
    assert.equal(softDeleted["softDeleteRetentionPeriod"], 14);
    assert.equal(purged.status, 404);
    assert.deepEqual((await azure.call("GET", `${VAULT}/backupProtectionContainers`)).body["value"], []);
    assert.equal((await azure.call("DELETE", VAULT)).status, 202);
  });

  it("can be undeleted with its recovery points", async () => {
    await azure.call("POST", `${ITEM}/backup`, BACKUP);
    await azure.call("DELETE", ITEM);
    await azure.call("PUT", ITEM, { properties: { ...objectAt(STOP, "properties"), isRehydrate: true } });
    const item = propertiesOf(await azure.call("GET", ITEM));
    assert.deepEqual([item["isScheduledForDeferredDelete"], item["protectionState"]], [undefined, "ProtectionStopped"]);
    assert.equal(((await azure.call("GET", POINTS)).body["value"] as Json[]).length, 1);
  });

  it("is deleted at once if soft delete is disabled, and then the vault can be deleted", async () => {
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
    it(`is returned in the format of api-version ${version}`, async () => {
      const { body } = await azure.call("GET", `${ITEM}?api-version=${version}`);
      const properties = objectAt(body, "properties");
      assert.match(String(body["id"]), id);
      assert.deepEqual(pick(properties, ...Object.keys(VAULT_FACTS), ...OF_SOME_VERSIONS), expected);
      assert.match(String(properties["protectedItemDataId"]), /^\d+$/);
    });
  }

  for (const [filter, count] of [
    ["backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'", 1],
    ["policyName eq 'DefaultPolicy'", 1],
    ["policyName eq 'EnhancedPolicy'", 0],
    ["friendlyName eq 'WEB'", 1],
    ["itemType eq 'SQLDataBase'", 0],
  ] as const) {
    it(`is ${count === 1 ? "" : "not "}listed by the filter ${filter}`, async () => {
      const items = (await azure.call("GET", `${VAULT}/backupProtectedItems?$filter=${filter}`)).body[
        "value"
      ] as Json[];
      assert.equal(items.length, count);
    });
  }

  it("has recovery point tiers as numbers up to api-version 2020-10-01, and as strings since then", async () => {
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

  it("is reported by backupStatus for a VM id, together with the vault", async () => {
    const path = `${VM.split("/resourceGroups/")[0]}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`;
    const status = await azure.call("POST", path, { resourceType: "VM", resourceId: VM.toUpperCase() });
    assert.equal(status.body["protectionStatus"], "Protected");
    assert.equal(status.body["vaultId"], VAULT);
  });
});
