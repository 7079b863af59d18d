/** The replies to reads and writes of a vault: their properties, the order of these, and where an operation is polled. */
import assert from "node:assert/strict";
import { at, type JsonObject } from "../../provider/core/json.js";
import { GROUP, openTestAzure, propertiesOf, type TestAzure, VAULT } from "../support/service.js";

const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const version = (date: string, path = VAULT): string => `${path}?api-version=${date}`;

/** The properties of a vault in 2026, in recorded order. */
const RECORDED = [
  "provisioningState",
  "privateEndpointStateForBackup",
  "privateEndpointStateForSiteRecovery",
  "monitoringSettings",
  "costManagementSettings",
  "backupStorageVersion",
  "securitySettings",
  "redundancySettings",
  "regionOfChoiceSettings",
  "secureScore",
  "bcdrSecurityLevel",
  "publicNetworkAccess",
  "restoreSettings",
];

describe("a vault's reply", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("has the properties of 2026 in the recorded order", async () => {
    const created = await azure.call("PUT", version("2026-07-01"), {
      ...NEW_VAULT,
      properties: {
        monitoringSettings: { classicAlertSettings: { alertsForCriticalOperations: "Enabled" } },
        costManagementSettings: { granularityLevel: "VaultLevel" },
      },
    });

    assert.deepEqual(
      Object.keys(propertiesOf(created)),
      RECORDED.filter((key) => key !== "backupStorageVersion"),
    );
    assert.deepEqual(Object.keys(propertiesOf(await azure.call("GET", version("2026-07-01")))), RECORDED);
  });

  it("has properties only since the api-version that introduced them", async () => {
    await azure.call("PUT", version("2026-07-01"), {
      ...NEW_VAULT,
      properties: {
        costManagementSettings: { granularityLevel: "ProtectedItemLevel" },
        securitySettings: {
          immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays: 30 } },
        },
      },
    });
    const keysAt = async (date: string) => {
      const properties = propertiesOf(await azure.call("GET", version(date)));
      return {
        cost: at(properties, "costManagementSettings", "granularityLevel"),
        configuration: at(properties, "securitySettings", "immutabilitySettings", "configuration"),
      };
    };

    assert.deepEqual(await keysAt("2025-08-01"), { cost: undefined, configuration: undefined });
    assert.deepEqual(await keysAt("2026-01-01"), { cost: "ProtectedItemLevel", configuration: undefined });
    assert.deepEqual(await keysAt("2026-05-01"), {
      cost: "ProtectedItemLevel",
      configuration: { type: "TimeBased", durationInDays: 30 },
    });
  });

  it("to a PUT of an existing vault is the vault before the write, with the state Updating", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const before = await azure.call("GET", VAULT);
    const changed = { ...NEW_VAULT, tags: { team: "web" }, properties: { publicNetworkAccess: "Disabled" } };
    const put = await azure.call("PUT", VAULT, changed);

    assert.equal(put.status, 201);
    const properties: JsonObject = { ...propertiesOf(before), provisioningState: "Updating" };
    assert.deepEqual(put.body, { ...before.body, properties });
    const after = await azure.call("GET", VAULT);
    assert.deepEqual([after.body["tags"], propertiesOf(after)["publicNetworkAccess"]], [{ team: "web" }, "Disabled"]);
  });

  it("to a poll of its PUT repeats both Azure-AsyncOperation and Location until the operation ends", async () => {
    const put = await azure.call("PUT", VAULT, NEW_VAULT);
    const poll = await azure.follow(put);

    assert.equal(put.headers.get("location"), null);
    assert.equal(poll.body["status"], "InProgress");
    assert.equal(poll.headers.get("azure-asyncoperation"), put.headers.get("azure-asyncoperation"));
    assert.match(
      poll.headers.get("location") ?? "",
      /\/vaults\/vault1\/operationResults\/[^/]+\?api-version=2024-04-01$/,
    );
    const path = new URL(poll.headers.get("location") ?? "").pathname;
    assert.equal((await azure.call("GET", decodeURI(path))).body["id"], VAULT);
  });
});
