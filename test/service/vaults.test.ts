import assert from "node:assert/strict";
import { at, type Json, objectAt } from "../../provider/core/json.js";
import {
  dailyPolicy,
  GROUP,
  messageOf,
  openTestAzure,
  propertiesOf,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
} from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const DAY_MS = 86_400_000;
const NEW_VAULT = { location: "West Europe", sku: { name: "Standard" }, properties: {} };

describe("a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("is created and updated with 201, and returns the properties that Azure computes", async () => {
    const created = await azure.call("PUT", VAULT, NEW_VAULT);
    const again = await azure.call("PUT", VAULT, NEW_VAULT);
    const vault = (await azure.call("GET", VAULT)).body;

    assert.deepEqual([created.status, again.status], [201, 201]);
    assert.equal(at(created.body, "properties", "provisioningState"), "Provisioning");
    assert.equal((await azure.follow(created)).body["status"], "Succeeded");
    assert.equal(vault["location"], "westeurope");
    assert.deepEqual(at(vault, "properties", "securitySettings"), {
      immutabilitySettings: null,
      softDeleteSettings: {
        softDeleteRetentionPeriodInDays: 14,
        softDeleteState: "Enabled",
        enhancedSecurityState: "Enabled",
      },
      multiUserAuthorization: "Disabled",
    });
  });

  it("has three default policies, scheduled ten hours after its creation, rounded down to the half hour", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const policies = (await azure.call("GET", `${VAULT}/backupPolicies`)).body["value"] as Json[];
    const standard = propertiesOf(await azure.call("GET", `${VAULT}/backupPolicies/DefaultPolicy`));

    assert.deepEqual(
      policies.map((policy) => at(policy, "name")),
      ["HourlyLogBackup", "DefaultPolicy", "EnhancedPolicy"],
    );
    assert.deepEqual(objectAt(standard, "schedulePolicy")["scheduleRunTimes"], ["2024-05-13T20:00:00Z"]);
  });

  it("keeps properties that a PATCH does not name", async () => {
    await azure.call("PUT", VAULT, { ...NEW_VAULT, tags: { owner: "me" } });
    const change = { properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } } };
    const patched = await azure.call("PATCH", VAULT, change);
    const vault = (await azure.call("GET", VAULT)).body;

    assert.equal(patched.status, 202);
    assert.deepEqual(vault["tags"], { owner: "me" });
    assert.deepEqual(at(vault, "properties", "redundancySettings"), {
      standardTierStorageRedundancy: "LocallyRedundant",
      crossRegionRestore: "Disabled",
    });
  });

  it("cannot disable immutability that is Locked", async () => {
    const immutable = (state: string) => ({ properties: { securitySettings: { immutabilitySettings: { state } } } });
    await azure.call("PUT", VAULT, NEW_VAULT);
    await azure.call("PATCH", VAULT, immutable("Unlocked"));
    await azure.call("PATCH", VAULT, immutable("Locked"));
    const answer = await azure.call("PATCH", VAULT, immutable("Disabled"));
    assert.equal(answer.status, 400);
    assert.match(
      messageOf(answer),
      /^The immutable vault property for this vault is locked, hence, this setting cannot be disabled\./,
    );
  });

  it("returns to api-version 2016-06-01 only the properties of that version", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const url = `https://management.azure.com${VAULT}?api-version=2016-06-01`;
    const vault = (await (await azure.azure.fetch(new Request(url))).json()) as { properties: object };
    assert.deepEqual(vault.properties, {
      provisioningState: "Succeeded",
      privateEndpointStateForBackup: "None",
      privateEndpointStateForSiteRecovery: "None",
    });
  });

  it("gets a principalId for its system-assigned identity, and keeps it", async () => {
    await azure.call("PUT", VAULT, { ...NEW_VAULT, identity: { type: "SystemAssigned" } });
    const first = objectAt((await azure.call("GET", VAULT)).body, "identity");
    await azure.call("PATCH", VAULT, { tags: { a: "b" } });
    const second = objectAt((await azure.call("GET", VAULT)).body, "identity");
    assert.equal(first["type"], "SystemAssigned");
    assert.equal(typeof first["principalId"], "string");
    assert.deepEqual(first, second);
  });

  it("is listed in its group and in its subscription, without securitySettings", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const paths = [GROUP, SUBSCRIPTION].map((scope) => `${scope}/providers/Microsoft.RecoveryServices/vaults`);
    for (const path of paths) {
      const [vault, ...more] = (await azure.call("GET", path)).body["value"] as Json[];
      assert.deepEqual([at(vault, "name"), more.length], ["vault1", 0]);
      assert.equal(at(vault, "properties", "securitySettings"), undefined);
    }
  });

  it("is deleted with its resource group, whose Location header reports the end of the deletion", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const deleted = await azure.call("DELETE", GROUP);
    const operation = await azure.follow(deleted);
    assert.deepEqual([deleted.status, operation.status], [202, 200]);
    assert.equal((await azure.call("GET", VAULT)).status, 404);
    assert.equal((await azure.call("GET", GROUP)).status, 404);
  });
});

describe("a policy", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });

  afterEach(() => azure.close());

  it("is returned with times without milliseconds, and with the properties that Azure adds", async () => {
    const put = await azure.call("PUT", `${VAULT}/backupPolicies/daily`, dailyPolicy());
    const properties = propertiesOf(await azure.call("GET", `${VAULT}/backupPolicies/daily`));
    assert.equal(put.status, 200);
    assert.deepEqual(properties["schedulePolicy"], {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: ["2024-01-01T02:00:00Z"],
      scheduleWeeklyFrequency: 0,
    });
    assert.deepEqual([properties["instantRPDetails"], properties["protectedItemsCount"]], [{}, 0]);
  });

  it("can be deleted if no item uses it", async () => {
    await azure.call("PUT", `${VAULT}/backupPolicies/daily`, dailyPolicy());
    const deleted = await azure.call("DELETE", `${VAULT}/backupPolicies/daily`);
    assert.equal(deleted.status, 200);
    assert.equal((await azure.call("GET", `${VAULT}/backupPolicies/daily`)).status, 404);
  });

  it("that is enhanced cannot become standard", async () => {
    const answer = await azure.call("PUT", `${VAULT}/backupPolicies/EnhancedPolicy`, dailyPolicy());
    assert.equal(answer.status, 400);
  });
});

describe("the protectable items of a vault", () => {
  it("are listed only after a refresh", async () => {
    const azure = await openBasics();
    const list = async () => (await azure.call("GET", `${VAULT}/backupProtectableItems`)).body["value"] as Json[];
    const before = await list();
    const refresh = await azure.call("POST", `${VAULT}/backupFabrics/Azure/refreshContainers`);
    azure.advance(DAY_MS);
    const after = await list();
    await azure.close();

    assert.equal(refresh.status, 202);
    assert.deepEqual(before, []);
    assert.deepEqual(
      after.map((item) => at(item, "name")),
      ["iaasvmcontainerv2;rehearsal;web"],
    );
  });
});
