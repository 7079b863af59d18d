/** Azure refuses that soft delete is lowered, by an error: said once, and neither an error nor a difference of the program. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { drive } from "../../../provider/testing/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { GROUP, VAULT } from "./examples.js";

const refusal = (azureCode: string): BackupError =>
  new BackupError("Refused", `PATCH ${VAULT}/backupconfig/vaultconfig was refused`, { status: 400, azureCode });

/** An engine whose vault says that its soft delete is on and editable, and refuses what is asked for with this code. */
function refusing(azureCode: string, settings: JsonObject, isThere: boolean) {
  const stubbed = stubEngine();
  const { vaults } = stubbed.armed;
  const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
  const find = sinon.stub(vaults, "find").resolves(body);
  if (!isThere) find.onFirstCall().resolves(undefined);
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

const given = { name: "backups", resourceGroup: GROUP, location: "westeurope" };

for (const azureCode of ["BMSUserErrorDisablingSoftDeleteStateNotAllowed", "BMSUserErrorSoftDeleteStateAlwaysOn"]) {
  describe(`a vault whose soft delete Azure refuses to lower with ${azureCode}`, () => {
    const declared = { ...given, adopt: "always", softDelete: { state: "Disabled" } };
    const SAID = `Azure keeps soft delete of ${VAULT} on (Enabled, 14 days): softDelete.state "Disabled" is not applied. Declare "AlwaysON".`;

    for (const [title, isThere] of [
      ["created", false],
      ["adopted", true],
    ] as const) {
      it(`is ${title}, and that is said once`, async () => {
        const { engine, patch } = refusing(azureCode, {}, isThere);
        const driven = drive("Vault", engine);

        await driven.up(declared);

        assert.deepEqual(driven.warnings, [SAID]);
        assert.equal(driven.state?.outputs["incomplete"], undefined);
        assert.equal(patch.callCount, 1);
      });
    }

    it("has no difference at the next up, after a refresh neither", async () => {
      const { engine, patch } = refusing(azureCode, {}, false);
      const driven = drive("Vault", engine);
      await driven.up(declared);

      assert.equal((await driven.up(declared)).step, "same");
      assert.equal(await driven.refresh(), false);
      assert.equal((await driven.up(declared)).step, "same");
      assert.equal(patch.callCount, 1);
      assert.deepEqual(driven.warnings, [SAID]);
    });
  });
}

describe("other days of a vault whose soft delete turns out to be always on", () => {
  const declared = { ...given, softDelete: { state: "Enabled", retentionDays: 30 } };
  const ON = {
    enhancedSecurityState: "AlwaysON",
    softDeleteFeatureState: "AlwaysON",
    softDeleteRetentionPeriodInDays: 30,
  };

  it("are written in that state", async () => {
    const { engine, patch } = refusing("BMSUserErrorSoftDeleteStateAlwaysOn", {}, false);
    patch.onSecondCall().resolves({});
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.deepEqual(patch.args.at(-1), [VAULT, ON]);
    assert.equal(driven.warnings.length, 1);
  });

  it("are not written in that state where Azure does not say that the vault has it", async () => {
    const { engine, patch } = refusing("BMSUserErrorDisablingSoftDeleteStateNotAllowed", {}, false);
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.equal(patch.callCount, 1);
    assert.match(driven.warnings.at(-1) ?? "", /softDelete\.retentionDays is not applied/);
  });

  it("are said to be not applied where that is refused too", async () => {
    const { engine } = refusing("BMSUserErrorSoftDeleteStateAlwaysOn", {}, false);
    const driven = drive("Vault", engine);

    await driven.up(declared);

    assert.equal(
      driven.warnings.at(-1),
      `Azure did not change the soft delete period of ${VAULT}: softDelete.retentionDays is not applied. Declare the current number of days.`,
    );
  });

  it("fail where Azure refuses for another reason", async () => {
    const { engine } = refusing("ScopeLocked", {}, false);

    await assert.rejects(drive("Vault", engine).up(declared), /was refused/);
  });
});
