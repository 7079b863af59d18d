/** The requests that change a vault from its live state to its declared state. */
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

describe("the creation of a vault", () => {
  it("is one PUT if no property needs a later request", () => {
    const body = wanted({ redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } });
    assert.deepEqual(vaultWrites(undefined, body), [{ method: "PUT", body }]);
  });

  it("locks immutability by a PATCH, since no vault can be created with locked immutability", () => {
    assert.deepEqual(vaultWrites(undefined, wanted(immutable("Locked"))), [
      { method: "PUT", body: wanted(immutable("Unlocked")) },
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
  });

  it("locks immutability with its duration, and keeps the scan of VMs in the first request", () => {
    const sourceScanConfiguration = { state: "Enabled" };
    const lasting = (state: string) => ({
      immutabilitySettings: { state, configuration: { type: "TimeBased", durationInDays: 60 } },
    });
    const body = wanted({ securitySettings: { ...lasting("Locked"), sourceScanConfiguration } });

    assert.deepEqual(vaultWrites(undefined, body), [
      { method: "PUT", body: wanted({ securitySettings: { ...lasting("Unlocked"), sourceScanConfiguration } }) },
      { method: "PATCH", body: { properties: { securitySettings: lasting("Locked") } } },
    ]);
  });

  it("assigns identities and then encrypts, each by its own PATCH", () => {
    const identity = { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } };
    const encryption = { keyVaultProperties: { keyUri: "https://v.vault.azure.net/keys/k" } };

    assert.deepEqual(vaultWrites(undefined, wanted({ encryption }, { identity })), [
      { method: "PUT", body: wanted({}, { identity: { type: "None" } }) },
      { method: "PATCH", body: { identity } },
      { method: "PATCH", body: { properties: { encryption } } },
    ]);
  });
});

describe("the update of an existing vault", () => {
  it("sends nothing if all is as declared, whatever else Azure returns", () => {
    const live = { ...wanted({ secureScore: "None", ...immutable("Unlocked") }), tags: { team: "shop" }, etag: "x" };
    assert.deepEqual(vaultWrites(live, wanted(immutable("Unlocked"))), []);
  });

  it("patches only the properties that differ", () => {
    const live = wanted({
      redundancySettings: { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Disabled" },
    });
    const redundancySettings = { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Enabled" };

    assert.deepEqual(vaultWrites(live, wanted({ redundancySettings }, { tags: { team: "shop" } })), [
      { method: "PATCH", body: { tags: { team: "shop" } } },
      { method: "PATCH", body: { properties: { redundancySettings } } },
    ]);
  });

  it("patches the duration of immutability and the scan of VMs, each only if it differs", () => {
    const security = (durationInDays: number, state: string) => ({
      securitySettings: {
        immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays } },
        sourceScanConfiguration: { state },
      },
    });
    const live = wanted(security(60, "Disabled"));

    assert.deepEqual(vaultWrites(live, wanted(security(60, "Disabled"))), []);
    assert.deepEqual(vaultWrites(live, wanted(security(90, "Disabled"))), [
      {
        method: "PATCH",
        body: {
          properties: {
            securitySettings: {
              immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays: 90 } },
            },
          },
        },
      },
    ]);
    assert.deepEqual(vaultWrites(live, wanted(security(60, "Enabled"))), [
      {
        method: "PATCH",
        body: { properties: { securitySettings: { sourceScanConfiguration: { state: "Enabled" } } } },
      },
    ]);
  });

  it("removes the tags that are no longer declared", () => {
    const live = { ...wanted({}), tags: { team: "shop", env: "test" } };
    assert.deepEqual(vaultWrites(live, wanted({}, { tags: { team: "shop" } })), [
      { method: "PATCH", body: { tags: { team: "shop" } } },
    ]);
  });

  it("sets immutability to Unlocked before Locked, or directly to Locked if it is Unlocked", () => {
    assert.deepEqual(vaultWrites(wanted({}), wanted(immutable("Locked"))), [
      { method: "PATCH", body: { properties: immutable("Unlocked") } },
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
    assert.deepEqual(vaultWrites(wanted(immutable("Unlocked")), wanted(immutable("Locked"))), [
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
  });

  it("sets the identities that are no longer assigned to null", () => {
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

  it("sends the complete vault with another tier", () => {
    const live = { ...wanted(immutable("Unlocked")), tags: { team: "shop" } };
    const body = wanted(immutable("Unlocked"), { sku: { name: "RS0", tier: "Standard" }, tags: { team: "shop" } });
    assert.deepEqual(vaultWrites(live, body), [{ method: "PUT", body }]);
  });

  it("sends the requests of a resource guard with every change of the properties", () => {
    const guard = { resourceGuardOperationRequests: ["/requests/default"] };
    assert.deepEqual(vaultWrites(wanted({}), wanted({ ...immutable("Unlocked"), ...guard })), [
      { method: "PATCH", body: { properties: { ...immutable("Unlocked"), ...guard } } },
    ]);
  });
});
