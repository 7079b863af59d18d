/** Soft delete settings that Azure does not apply, because of the vault itself or because a fault plan refuses them. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { objectAt } from "../../provider/core/json.js";
import { GROUP, VAULT } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const least = { name: "vault1", resourceGroup: GROUP, location: "westeurope" };

describe("a declared soft delete setting", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse({ vault: false });
  });

  afterEach(() => rehearsal.azure.close());

  /** Creates a vault with an older api-version, whose soft delete can be changed. */
  const putOldVault = () =>
    rehearsal.azure.call("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });

  /** Makes every write of the vault's backup configuration fail with this code. */
  async function refuseSettings(code: string): Promise<void> {
    const fail = { status: 400, code, message: "refused by a fault plan" };
    const plan = [{ fail, path: "/backupconfig/vaultconfig", method: "PATCH", times: 100 }];
    const request = new Request("https://management.azure.com/_azvb/faults", {
      method: "PUT",
      body: JSON.stringify(plan),
    });
    assert.equal((await rehearsal.azure.azure.fetch(request)).status, 200);
  }

  const settingsOf = async (): Promise<JsonObject> =>
    objectAt((await rehearsal.azure.call("GET", `${VAULT}/backupconfig/vaultconfig`)).body, "properties");

  it("of Disabled is refused at preview for a new vault, before anything is created", async () => {
    await assert.rejects(rehearsal.driven("Vault").up({ ...least, softDelete: { state: "Disabled" } }), {
      code: "InvalidInput",
      message: /softDelete\.state: "Disabled" is refused by Azure for a new vault/,
    });
    assert.deepEqual(rehearsal.writes, []);
  });

  it("of Enabled causes one warning and no diff if Azure keeps AlwaysON, and its retention days are applied", async () => {
    const driven = rehearsal.driven("Vault");
    const declared = { ...least, softDelete: { state: "Enabled", retentionDays: 30 } };

    assert.equal(await settle(driven, declared), "create");
    assert.equal(await settle(driven, declared), "same");

    assert.deepEqual(driven.warnings, [
      `Soft delete of ${VAULT} is always on (AlwaysON, 14 days): Azure does not lower it to softDelete.state "Enabled". Declare "AlwaysON".`,
    ]);
    const { softDeleteFeatureState, softDeleteRetentionPeriodInDays } = await settingsOf();
    assert.deepEqual([softDeleteFeatureState, softDeleteRetentionPeriodInDays], ["AlwaysON", 30]);
  });

  it("of Disabled causes one warning when a vault with AlwaysON is adopted", async () => {
    await rehearsal.azure.call("PUT", `${VAULT}?api-version=2025-08-01`, { location: "westeurope", properties: {} });
    const driven = rehearsal.driven("Vault");
    const declared = { ...least, adopt: "always", softDelete: { state: "Disabled" } };

    await settle(driven, declared);
    assert.equal(await settle(driven, declared), "same");

    assert.deepEqual(driven.warnings, [
      `Azure keeps soft delete of ${VAULT} on (AlwaysON, 14 days): softDelete.state "Disabled" is not applied. Declare "AlwaysON".`,
    ]);
  });

  for (const code of ["BMSUserErrorDisablingSoftDeleteStateNotAllowed", "BMSUserErrorSoftDeleteStateAlwaysOn"]) {
    it(`of Disabled causes one warning at an adoption and one at an update if Azure responds with ${code}`, async () => {
      await putOldVault();
      await refuseSettings(code);
      const driven = rehearsal.driven("Vault");
      const declared = { ...least, adopt: "always", softDelete: { state: "Disabled" } };

      await settle(driven, declared);
      assert.equal(await settle(driven, declared), "same");
      assert.equal(driven.warnings.length, 1);

      assert.equal(await settle(driven, { ...declared, tags: { team: "shop" } }), "update");
      assert.match(driven.warnings.at(-1) ?? "", /is not applied/);
      assert.equal((await settingsOf())["softDeleteFeatureState"], "Enabled");
    });
  }

  it("is written with the vault if Azure accepts it only there", async () => {
    await putOldVault();
    await refuseSettings("BMSUserErrorSoftDeleteUseVaultApi");
    const driven = rehearsal.driven("Vault");
    const declared = { ...least, adopt: "always", softDelete: { state: "Enabled", retentionDays: 60 } };

    await settle(driven, declared);
    assert.equal((await settingsOf())["softDeleteRetentionPeriodInDays"], 60);
    assert.equal(await settle(driven, { ...declared, softDelete: { state: "Disabled" } }), "update");

    assert.equal((await settingsOf())["softDeleteFeatureState"], "Disabled");
    assert.deepEqual(driven.warnings, []);
  });
});
