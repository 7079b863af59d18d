/** Settings of a vault that have two APIs: once the vault itself set them, its configurations no longer change them. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { codeOf, GROUP, messageOf, openTestAzure, propertiesOf, type TestAzure, VAULT } from "../support/service.js";

const SECURITY = `${VAULT}/backupconfig/vaultconfig`;
const STORAGE = `${VAULT}/backupstorageconfig/vaultstorageconfig`;
const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const REDUNDANT = { properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } } };
const softDelete = (softDeleteSettings: JsonObject) => ({ properties: { securitySettings: { softDeleteSettings } } });

describe("a vault whose API set its", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("soft delete refuses soft delete in vaultconfig, even with equal values, and accepts it in its own body", async () => {
    await azure.call("PUT", VAULT, { ...NEW_VAULT, ...softDelete({ softDeleteState: "Enabled" }) });

    for (const properties of [
      { softDeleteFeatureState: "Enabled" },
      { softDeleteRetentionPeriodInDays: 20 },
      { enhancedSecurityState: "Enabled" },
    ]) {
      for (const method of ["PUT", "PATCH"]) {
        const refused = await azure.call(method, SECURITY, { properties });
        assert.deepEqual(
          [refused.status, codeOf(refused), messageOf(refused)],
          [
            400,
            "BMSUserErrorSoftDeleteUseVaultApi",
            "Soft delete state for this vault cannot be modified using this API. Since the Vault API was previously used to update the soft delete property for this vault, you must again use the Vault API to make any further changes to this property.",
          ],
        );
      }
    }
    const patched = await azure.call("PATCH", VAULT, softDelete({ softDeleteRetentionPeriodInDays: 20 }));
    assert.equal(patched.status, 202);
    const settings = propertiesOf(await azure.call("GET", SECURITY));
    assert.equal(settings["softDeleteRetentionPeriodInDays"], 20);
    assert.equal((await azure.call("PATCH", SECURITY, { properties: {} })).status, 200);
  });

  it("redundancy refuses redundancy in vaultstorageconfig, and accepts it in its own body", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    await azure.call("PATCH", VAULT, REDUNDANT);

    for (const properties of [
      { storageModelType: "LocallyRedundant" },
      { storageType: "GeoRedundant" },
      { crossRegionRestoreFlag: false },
    ]) {
      for (const method of ["PUT", "PATCH"]) {
        const refused = await azure.call(method, STORAGE, { properties });
        assert.deepEqual(
          [refused.status, codeOf(refused), messageOf(refused)],
          [
            400,
            "BMSUserErrorRedundancySettingsUseVaultApi",
            "Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously used to update the redundancy settings for this vault, you must again use the Vault API to make any further changes to this property.",
          ],
        );
      }
    }
    assert.equal((await azure.call("PATCH", VAULT, REDUNDANT)).status, 202);
  });

  it("soft delete still accepts redundancy in vaultstorageconfig, and the reverse", async () => {
    await azure.call("PUT", VAULT, { ...NEW_VAULT, ...softDelete({ softDeleteState: "Enabled" }) });
    const storage = { properties: { storageModelType: "LocallyRedundant" } };
    assert.equal((await azure.call("PATCH", STORAGE, storage)).status, 204);

    await azure.call("PUT", `${VAULT}2`, { ...NEW_VAULT, ...REDUNDANT });
    const security = { properties: { softDeleteFeatureState: "Disabled" } };
    assert.equal((await azure.call("PATCH", `${VAULT}2/backupconfig/vaultconfig`, security)).status, 200);
  });

  it("configurations were used first accepts a change in its own body, which ends their use", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const config = { properties: { softDeleteRetentionPeriodInDays: 30 } };
    assert.equal((await azure.call("PATCH", SECURITY, config)).status, 200);
    assert.equal((await azure.call("PATCH", VAULT, softDelete({ softDeleteRetentionPeriodInDays: 40 }))).status, 202);

    assert.equal(codeOf(await azure.call("PATCH", SECURITY, config)), "BMSUserErrorSoftDeleteUseVaultApi");
    assert.equal(propertiesOf(await azure.call("GET", SECURITY))["softDeleteRetentionPeriodInDays"], 40);
  });
});
