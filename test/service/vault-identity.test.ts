import assert from "node:assert/strict";
import { at, type JsonObject, objectAt } from "../../provider/core/json.js";
import { GROUP, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const USER = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/reader`;
const CONFIG = `${VAULT}/backupEncryptionConfigs/backupResourceEncryptionConfig`;
const KEY = "https://keys.vault.azure.net/keys/backup";

describe("a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });

  afterEach(() => azure.close());

  const identityAfter = async (identity: JsonObject): Promise<JsonObject> => {
    await azure.call("PATCH", VAULT, { identity });
    return objectAt((await azure.call("GET", VAULT)).body, "identity");
  };
  const encrypt = (encryption: JsonObject) => azure.call("PATCH", VAULT, { properties: { encryption } });
  const assignBoth = () =>
    identityAfter({ type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [USER]: {} } });
  const currentEncryption = async () => propertiesOf(await azure.call("GET", VAULT))["encryption"];

  it("accepts an identity type in any case, and returns it in Azure's case with a tenant id", async () => {
    const system = await identityAfter({ type: "systemassigned" });
    const both = await identityAfter({ type: "systemassigned,userassigned", userAssignedIdentities: { [USER]: {} } });
    const user = await identityAfter({ type: "UserAssigned" });
    assert.deepEqual(
      [system["type"], both["type"], user["type"]],
      ["SystemAssigned", "SystemAssigned, UserAssigned", "UserAssigned"],
    );
    assert.equal(both["principalId"], system["principalId"]);
    assert.deepEqual(Object.keys(user).sort(), ["tenantId", "type", "userAssignedIdentities"]);
    assert.equal(user["tenantId"], system["tenantId"]);
    assert.deepEqual(user["userAssignedIdentities"], both["userAssignedIdentities"]);
  });

  it("removes its identity synchronously for the type None in any case", async () => {
    await identityAfter({ type: "systemassigned" });
    const answer = await azure.call("PATCH", VAULT, { identity: { type: "none" } });
    assert.deepEqual([answer.status, answer.body["identity"]], [200, { type: "None" }]);
  });

  it("reads its encryption key with its system-assigned identity unless a user-assigned identity is named", async () => {
    await assignBoth();
    await encrypt({ keyVaultProperties: { keyUri: KEY } });
    const own = await currentEncryption();
    await encrypt({ keyVaultProperties: { keyUri: KEY }, kekIdentity: { userAssignedIdentity: USER } });
    assert.deepEqual(own, {
      infrastructureEncryption: "Disabled",
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: true, userAssignedIdentity: null },
    });
    assert.deepEqual(await currentEncryption(), {
      infrastructureEncryption: "Disabled",
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: false, userAssignedIdentity: USER },
    });
  });

  it("keeps encryption properties that a change of the key omits, and returns them in its encryption config", async () => {
    await assignBoth();
    await encrypt({
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { userAssignedIdentity: USER },
      infrastructureEncryption: "Enabled",
    });
    await encrypt({ keyVaultProperties: { keyUri: `${KEY}/2` } });
    assert.deepEqual(propertiesOf(await azure.call("GET", CONFIG)), {
      userAssignedIdentity: USER,
      useSystemAssignedIdentity: false,
      encryptionAtRestType: "CustomerManaged",
      keyUri: `${KEY}/2`,
      lastUpdateStatus: "Succeeded",
      infrastructureEncryptionState: "Enabled",
    });
  });

  it("returns sourceScanConfiguration since api-version 2025-08-01, and since then immutabilitySettings only if they are set", async () => {
    const keysAt = async (version: string) => {
      const security = at(
        (await azure.call("GET", `${VAULT}?api-version=${version}`)).body,
        "properties",
        "securitySettings",
      );
      return Object.keys(objectAt(security)).sort();
    };
    const alwaysReturned = ["multiUserAuthorization", "softDeleteSettings"];
    assert.deepEqual(await keysAt("2025-02-01"), ["immutabilitySettings", ...alwaysReturned]);
    assert.deepEqual(await keysAt("2025-08-01"), [...alwaysReturned, "sourceScanConfiguration"]);
    const securitySettings = { immutabilitySettings: { state: "Unlocked" } };
    await azure.call("PATCH", VAULT, { properties: { securitySettings } });
    assert.deepEqual(await keysAt("2026-05-01"), [
      "immutabilitySettings",
      ...alwaysReturned,
      "sourceScanConfiguration",
    ]);
  });
});
