import assert from "node:assert/strict";
import { at, type Json, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  dailyPolicy,
  GROUP,
  ITEM,
  machine,
  openTestAzure,
  propertiesOf,
  protection,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const SECURITY = `${VAULT}/backupconfig/vaultconfig`;
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const ENCRYPTION = `${VAULT}/backupEncryptionConfigs/backupResourceEncryptionConfig`;
const PROXY = `${VAULT}/backupResourceGuardProxies/VaultProxy`;
const POLICIES = `${VAULT}/backupPolicies`;
const GUARD = `${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard`;

describe("a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VAULT, NEW_VAULT);
  });

  afterEach(() => azure.close());

  /** Sends a request with another api-version. */
  async function callWithVersion(version: string, method: string, path: string, body?: Json): Promise<Answer> {
    const url = `https://management.azure.com${encodeURI(path)}?api-version=${version}`;
    const headers = { "content-type": "application/json" };
    const json = body === undefined ? null : JSON.stringify(body);
    const response = await azure.azure.fetch(new Request(url, { method, headers, body: json }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
  }
  const vaultAt = async (...path: readonly string[]): Promise<Json | undefined> =>
    at((await azure.call("GET", VAULT)).body, "properties", ...path);
  const protect = async (): Promise<void> => {
    await azure.call("PUT", VM, machine());
    await azure.call("PUT", ITEM, protection());
  };

  it("is created synchronously by api-version 2016-06-01, and deleted with 200 by api-version 2023-04-01", async () => {
    const made = await callWithVersion("2016-06-01", "PUT", VAULT, NEW_VAULT);
    const deleted = await callWithVersion("2023-04-01", "DELETE", VAULT);
    assert.deepEqual([made.status, at(made.body, "properties", "provisioningState")], [201, "Succeeded"]);
    assert.equal(made.headers.get("azure-asyncoperation"), null);
    assert.deepEqual([deleted.status, deleted.headers.get("location")], [200, null]);
  });

  it("is deleted with 202 by api-version 2024-04-01, and with 204 if it does not exist", async () => {
    const deleted = await azure.call("DELETE", VAULT);
    assert.deepEqual([deleted.status, (await azure.call("DELETE", VAULT)).status], [202, 204]);
    assert.equal((await azure.follow(deleted)).body["status"], "Succeeded");
  });

  it("has the backupStorageVersion Unassigned before its first item, and V2 afterwards", async () => {
    assert.equal(await vaultAt("backupStorageVersion"), "Unassigned");
    await protect();
    assert.equal(await vaultAt("backupStorageVersion"), "V2");
  });

  it("reports 14 days of retention for disabled soft delete before its first item, and 0 afterwards", async () => {
    const days = ["securitySettings", "softDeleteSettings", "softDeleteRetentionPeriodInDays"];
    await azure.call("PATCH", SECURITY, { properties: { softDeleteFeatureState: "Disabled" } });
    assert.equal(await vaultAt(...days), 14);
    await protect();
    assert.equal(await vaultAt(...days), 0);
  });

  it("reports multi-user authorization as Enabled only while a resource guard is linked", async () => {
    const state = () => vaultAt("securitySettings", "multiUserAuthorization");
    assert.equal(await state(), "Disabled");
    await azure.call("PUT", PROXY, { properties: { resourceGuardResourceId: GUARD } });
    assert.equal(await state(), "Enabled");
    const request = `${GUARD}/deleteResourceGuardProxyRequests/default`;
    await azure.call("POST", `${PROXY}/unlockDelete`, { resourceGuardOperationRequests: [request] });
    await azure.call("DELETE", PROXY);
    assert.equal(await state(), "Disabled");
  });

  it("does not store a resource guard's operation requests in a policy", async () => {
    const request = `${GUARD}/updateProtectionPolicyRequests/default`;
    const properties = { ...objectAt(dailyPolicy(), "properties"), resourceGuardOperationRequests: [request] };
    await azure.call("PUT", `${POLICIES}/daily`, { properties });
    const kept = propertiesOf(await azure.call("GET", `${POLICIES}/daily`));
    assert.deepEqual([kept["timeZone"], "resourceGuardOperationRequests" in kept], ["UTC", false]);
  });

  it("answers a change of only its identity synchronously", async () => {
    await azure.call("PATCH", VAULT, { identity: { type: "SystemAssigned" } });
    const answer = await azure.call("PATCH", VAULT, { identity: { type: "None" } });
    assert.deepEqual([answer.status, at(answer.body, "identity", "type")], [200, "None"]);
  });

  it("returns its security config, without softDeleteRetentionPeriodInDays for api-version 2021-11-15", async () => {
    assert.deepEqual(propertiesOf(await azure.call("GET", SECURITY)), {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 14,
      isSoftDeleteFeatureStateEditable: true,
    });
    const old = propertiesOf(await callWithVersion("2021-11-15", "GET", SECURITY));
    assert.equal("softDeleteRetentionPeriodInDays" in old, false);
    const off = await azure.call("PATCH", SECURITY, { properties: { softDeleteFeatureState: "AlwaysON" } });
    assert.equal(propertiesOf(off)["isSoftDeleteFeatureStateEditable"], false);
  });

  it("returns its storage config, which is locked after the first item but can still enable cross-region restore", async () => {
    const storage = (storageTypeState: string, crossRegionRestoreFlag: boolean) => ({
      storageModelType: "GeoRedundant",
      storageType: "GeoRedundant",
      dedupState: "Disabled",
      xcoolState: "Disabled",
      storageTypeState,
      crossRegionRestoreFlag,
    });
    assert.deepEqual(propertiesOf(await azure.call("GET", STORAGE)), storage("Unlocked", false));
    await protect();
    assert.deepEqual(propertiesOf(await azure.call("GET", STORAGE)), storage("Locked", false));
    const put = await azure.call("PUT", STORAGE, { properties: { crossRegionRestoreFlag: true } });
    assert.deepEqual([put.status, propertiesOf(put)], [200, storage("Locked", true)]);
    const patch = await azure.call("PATCH", STORAGE, { properties: { crossRegionRestoreFlag: true } });
    assert.equal(patch.status, 204);
  });

  it("is encrypted with Microsoft-managed keys by default", async () => {
    const encryption = propertiesOf(await azure.call("GET", ENCRYPTION));
    assert.deepEqual(
      [encryption["encryptionAtRestType"], encryption["infrastructureEncryptionState"]],
      ["MicrosoftManaged", "Disabled"],
    );
  });

  it("creates deleted default policies again at its next write, and keeps edited ones", async () => {
    const names = async () =>
      ((await azure.call("GET", POLICIES)).body["value"] as Json[]).map((policy) => at(policy, "name")).sort();
    await azure.call("PUT", `${POLICIES}/DefaultPolicy`, dailyPolicy("02:00", 90));
    for (const name of ["EnhancedPolicy", "HourlyLogBackup"]) {
      assert.equal((await azure.call("DELETE", `${POLICIES}/${name}`)).status, 200);
      assert.equal((await azure.call("GET", `${POLICIES}/${name}`)).status, 404);
    }
    assert.deepEqual(await names(), ["DefaultPolicy"]);

    await azure.call("PATCH", VAULT, { tags: { a: "b" } });

    assert.deepEqual(await names(), ["DefaultPolicy", "EnhancedPolicy", "HourlyLogBackup"]);
    const kept = propertiesOf(await azure.call("GET", `${POLICIES}/DefaultPolicy`));
    assert.equal(at(kept, "retentionPolicy", "dailySchedule", "retentionDuration", "count"), 90);
    const fresh = propertiesOf(await azure.call("GET", `${POLICIES}/EnhancedPolicy`));
    assert.equal(at(fresh, "schedulePolicy", "hourlySchedule", "interval"), 4);
  });

  it("does not list enhanced policies for api-version 2021-11-15", async () => {
    const { body } = await callWithVersion("2021-11-15", "GET", POLICIES);
    assert.deepEqual(
      (body["value"] as Json[]).map((policy) => at(policy, "name")),
      ["HourlyLogBackup", "DefaultPolicy"],
    );
  });

  it("replaces a policy that is put again, and answers 204 to the deletion of a missing policy", async () => {
    const named = {
      ...objectAt(dailyPolicy(), "properties"),
      instantRPDetails: { azureBackupRGNamePrefix: "points-" },
    };
    await azure.call("PUT", `${POLICIES}/daily`, { properties: named });
    await azure.call("PUT", `${POLICIES}/daily`, dailyPolicy("04:00", 60));
    const properties = propertiesOf(await azure.call("GET", `${POLICIES}/daily`));
    assert.deepEqual(
      [at(properties, "schedulePolicy", "scheduleRunTimes"), properties["instantRPDetails"]],
      [["2024-01-01T04:00:00Z"], {}],
    );
    assert.equal((await azure.call("DELETE", `${POLICIES}/nothing`)).status, 204);
    const missing = await azure.call("GET", `${POLICIES}/nothing`);
    assert.deepEqual([missing.status, codeOf(missing)], [404, "BMSUserErrorPolicyNotFound"]);
  });
});
