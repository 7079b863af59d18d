/** Azure rejects a weaker soft delete with an error: one warning, and neither a failed up nor a difference. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { drive } from "../../../provider/testing/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { GROUP, VAULT } from "./examples.js";

const refusal = (azureCode: string): BackupError =>
  new BackupError("Refused", `PATCH ${VAULT}/backupconfig/vaultconfig was refused`, { status: 400, azureCode });

/** An engine whose vault reports soft delete as on and editable, but rejects a change of it with this code. */
function refusing(azureCode: string, settings: JsonObject, exists: boolean) {
  const stubbed = stubEngine();
  const { vaults } = stubbed.armed;
  const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
  const find = sinon.stub(vaults, "find").resolves(body);
  if (!exists) find.onFirstCall().resolves(undefined);
  sinon.stub(vaults, "put").resolves(body);
  sinon.stub(vaults, "findSettings").resolves({
    isSoftDeleteFeatureStateEditable: true,
    softDeleteFeatureState: "Enabled",
    softDeleteRetentionPeriodInDays: 14,
    ...settings,
  });
  const patch = sinon.stub(vaults, "patchSettings").rejects(refusal(azureCode));
  return { ...stubbed, patch };
}

const inputs = { name: "backups", resourceGroup: GROUP, location: "westeurope" };

for (const azureCode of ["BMSUserErrorDisablingSoftDeleteStateNotAllowed", "BMSUserErrorSoftDeleteStateAlwaysOn"]) {
  describe(`a vault whose soft delete Azure refuses to weaken with ${azureCode}`, () => {
    const declared = { ...inputs, adopt: "always", softDelete: { state: "Disabled" } };
    const WARNING = `Azure keeps soft delete of ${VAULT} on (Enabled, 14 days): softDelete.state "Disabled" is not applied. Declare "AlwaysON".`;

    for (const [title, exists] of [
      ["created", false],
      ["adopted", true],
    ] as const) {
      it(`is ${title} with one warning`, async () => {
        const { engine, patch } = refusing(azureCode, {}, exists);
        const driven = drive("Vault", engine);

        await driven.up(declared);

        assert.deepEqual(driven.warnings, [WARNING]);
        assert.equal(driven.state?.outputs["incomplete"], undefined);
        assert.equal(patch.callCount, 1);
      });
    }

    it("has no difference at the next up, also after a refresh", async () => {
      const { engine, patch } = refusing(azureCode, {}, false);
      const driven = drive("Vault", engine);
      await driven.up(declared);

      assert.equal((await driven.up(declared)).step, "same");
      assert.equal(await driven.refresh(), false);
      assert.equal((await driven.up(declared)).step, "same");
      assert.equal(patch.callCount, 1);
      assert.deepEqual(driven.warnings, [WARNING]);
    });
  });
}

describe("other retention days of a vault whose soft delete turns out to be always on", () => {
  const declared = { ...inputs, softDelete: { state: "Enabled", retentionDays: 30 } };
  const ON = {
    enhancedSecurityState: "AlwaysON",
    softDeleteFeatureState: "AlwaysON",
    softDeleteRetentionPeriodInDays: 30,
  };

  it("are written with the state AlwaysON", async () => {
    const { engine, patch } = refusing("BMSUserErrorSoftDeleteStateAlwaysOn", {}, false);
    patch.onSecondCall().resolves({});
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.deepEqual(patch.args.at(-1), [VAULT, ON]);
    assert.equal(driven.warnings.length, 1);
  });

  it("are not written with the state AlwaysON if Azure's error does not name that state", async () => {
    const { engine, patch } = refusing("BMSUserErrorDisablingSoftDeleteStateNotAllowed", {}, false);
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.equal(patch.callCount, 1);
    assert.match(driven.warnings.at(-1) ?? "", /softDelete\.retentionDays is not applied/);
  });

  it("cause a warning that they are not applied if that write is refused too", async () => {
    const { engine } = refusing("BMSUserErrorSoftDeleteStateAlwaysOn", {}, false);
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.equal(
      driven.warnings.at(-1),
      `Azure did not change the soft delete period of ${VAULT}: softDelete.retentionDays is not applied. Declare the current number of days.`,
    );
  });

  it("fail if Azure refuses them for another reason", async () => {
    const { engine } = refusing("ScopeLocked", {}, false);

    await assert.rejects(drive("Vault", engine).up(declared), /was refused/);
  });
});
