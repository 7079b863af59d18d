/** Soft delete that Azure does not let be lowered, over the embedded Azure: by what a vault is, and by what a fault plan answers. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { objectAt } from "../../provider/core/json.js";
import { GROUP, VAULT } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const least = { name: "vault1", resourceGroup: GROUP, location: "westeurope" };

describe("soft delete that Azure does not let be lowered", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse({ vault: false });
  });

  afterEach(() => rehearsal.azure.close());

  /** Makes a vault of an older api-version, of which Azure says that its soft delete can be changed. */
  const putOldVault = () =>
    rehearsal.azure.call("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });

  /** Has every write of the vault's configuration refused with this code. */
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

  it("is refused at preview for a new vault, before anything is made", async () => {
    await assert.rejects(rehearsal.driven("Vault").up({ ...least, softDelete: { state: "Disabled" } }), {
      code: "InvalidInput",
      message: /softDelete\.state: "Disabled" is refused by Azure for a new vault/,
    });
    assert.deepEqual(rehearsal.writes, []);
  });

  it("is said once for a declared Enabled, whose days are written, and is no difference", async () => {
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

  it("is said once where a vault that has it is adopted with Disabled", async () => {
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
    it(`is said once where Azure answers ${code}, at an adoption and at an update`, async () => {
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

  it("is written with the vault where Azure takes it by no other way", async () => {
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
