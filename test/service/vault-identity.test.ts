import assert from "node:assert/strict";
import { at, type JsonObject, objectAt } from "../../provider/core/json.js";
import { GROUP, propertiesOf, type TestAzure, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const USER = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/reader`;
const CONFIG = `${VAULT}/backupEncryptionConfigs/backupResourceEncryptionConfig`;
const KEY = "https://keys.vault.azure.net/keys/backup";

describe("a vault's", () => {
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
  const heldEncryption = async () => propertiesOf(await azure.call("GET", VAULT))["encryption"];

  it("identity is of the type that was asked for in any case, with the tenant of its principals", async () => {
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

  it("identity is taken away at once, in whatever case that is asked for", async () => {
    await identityAfter({ type: "systemassigned" });
    const answer = await azure.call("PATCH", VAULT, { identity: { type: "none" } });
    assert.deepEqual([answer.status, answer.body["identity"]], [200, { type: "None" }]);
  });

  it("encryption reads its key with the vault's identity unless a user's is named", async () => {
    await encrypt({ keyVaultProperties: { keyUri: KEY } });
    const own = await heldEncryption();
    await encrypt({ keyVaultProperties: { keyUri: KEY }, kekIdentity: { userAssignedIdentity: USER } });
    assert.deepEqual(own, {
      infrastructureEncryption: "Disabled",
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: true, userAssignedIdentity: null },
    });
    assert.deepEqual(await heldEncryption(), {
      infrastructureEncryption: "Disabled",
      keyVaultProperties: { keyUri: KEY },
      kekIdentity: { useSystemAssignedIdentity: false, userAssignedIdentity: USER },
    });
  });

  it("encryption keeps what a change of its key does not send, and its config tells it", async () => {
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

  it("security shows a client of August 2025 no scan of sources, and immutability only where it was chosen", async () => {
    const keysAt = async (version: string) => {
      const security = at(
        (await azure.call("GET", `${VAULT}?api-version=${version}`)).body,
        "properties",
        "securitySettings",
      );
      return Object.keys(objectAt(security)).sort();
    };
    const kept = ["multiUserAuthorization", "softDeleteSettings"];
    assert.deepEqual(await keysAt("2025-02-01"), ["immutabilitySettings", ...kept]);
    assert.deepEqual(await keysAt("2025-08-01"), [...kept, "sourceScanConfiguration"]);
    const securitySettings = { immutabilitySettings: { state: "Unlocked" } };
    await azure.call("PATCH", VAULT, { properties: { securitySettings } });
    assert.deepEqual(await keysAt("2026-05-01"), ["immutabilitySettings", ...kept, "sourceScanConfiguration"]);
  });
});
