/** The steps that bring a vault from what it is to what is declared. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { vaultWrites } from "../../../provider/engine/vault-writes.js";

const IDENTITY = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a";
const OTHER = IDENTITY.replace(/a$/, "b");
const immutable = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });
const wanted = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  sku: { name: "Standard" },
  ...more,
  properties: { publicNetworkAccess: "Enabled", ...properties },
});

describe("the way to a new vault", () => {
  it("is one PUT where nothing has to wait for it", () => {
    const body = wanted({ redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } });
    assert.deepEqual(vaultWrites(undefined, body), [{ method: "PUT", body }]);
  });

  it("locks it by a PATCH, since no vault is made locked", () => {
    assert.deepEqual(vaultWrites(undefined, wanted(immutable("Locked"))), [
      { method: "PUT", body: wanted(immutable("Unlocked")) },
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
  });

  it("assigns identities and then encrypts, each by a PATCH of its own", () => {
    const identity = { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } };
    const encryption = { keyVaultProperties: { keyUri: "https://v.vault.azure.net/keys/k" } };

    assert.deepEqual(vaultWrites(undefined, wanted({ encryption }, { identity })), [
      { method: "PUT", body: wanted({}, { identity: { type: "None" } }) },
      { method: "PATCH", body: { identity } },
      { method: "PATCH", body: { properties: { encryption } } },
    ]);
  });
});

describe("the way from a vault that is there", () => {
  it("is empty where all is as declared, whatever else Azure shows", () => {
    const live = { ...wanted({ secureScore: "None", ...immutable("Unlocked") }), tags: { team: "shop" }, etag: "x" };
    assert.deepEqual(vaultWrites(live, wanted(immutable("Unlocked"))), []);
  });

  it("changes by PATCH the parts that differ, and nothing else", () => {
    const live = wanted({
      redundancySettings: { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Disabled" },
    });
    const redundancySettings = { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Enabled" };

    assert.deepEqual(vaultWrites(live, wanted({ redundancySettings }, { tags: { team: "shop" } })), [
      { method: "PATCH", body: { tags: { team: "shop" } } },
      { method: "PATCH", body: { properties: { redundancySettings } } },
    ]);
  });

  it("takes away the tags that are declared no longer", () => {
    const live = { ...wanted({}), tags: { team: "shop", env: "test" } };
    assert.deepEqual(vaultWrites(live, wanted({}, { tags: { team: "shop" } })), [
      { method: "PATCH", body: { tags: { team: "shop" } } },
    ]);
  });

  it("unlocks before it locks, and locks at once what is unlocked", () => {
    assert.deepEqual(vaultWrites(wanted({}), wanted(immutable("Locked"))), [
      { method: "PATCH", body: { properties: immutable("Unlocked") } },
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
    assert.deepEqual(vaultWrites(wanted(immutable("Unlocked")), wanted(immutable("Locked"))), [
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
  });

  it("names with null the identities that are assigned no longer", () => {
    const live = {
      ...wanted({}),
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: { [IDENTITY.toUpperCase()]: { clientId: "c" }, [OTHER]: {} },
      },
    };
    const identity = { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } };

    assert.deepEqual(vaultWrites(live, wanted({}, { identity })), [
      {
        method: "PATCH",
        body: { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {}, [OTHER]: null } } },
      },
    ]);
  });

  it("sends the whole vault with another tier", () => {
    const live = { ...wanted(immutable("Unlocked")), tags: { team: "shop" } };
    const body = wanted(immutable("Unlocked"), { sku: { name: "RS0", tier: "Standard" }, tags: { team: "shop" } });
    assert.deepEqual(vaultWrites(live, body), [{ method: "PUT", body }]);
  });

  it("carries the consent of a resource guard with every change of the properties", () => {
    const guard = { resourceGuardOperationRequests: ["/requests/default"] };
    assert.deepEqual(vaultWrites(wanted({}), wanted({ ...immutable("Unlocked"), ...guard })), [
      { method: "PATCH", body: { properties: { ...immutable("Unlocked"), ...guard } } },
    ]);
  });
});
