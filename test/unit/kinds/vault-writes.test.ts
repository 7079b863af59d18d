/** Writing a vault and its settings, also if its region forces soft delete. */
import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { toArm } from "../../../provider/kinds/vault/arm.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { drive } from "../../../provider/testing/index.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { IDENTITY, VAULT, vaultInputs } from "./examples.js";
import { heardIn } from "./listening.js";

const FORCED = {
  isSoftDeleteFeatureStateEditable: false,
  softDeleteFeatureState: "AlwaysON",
  softDeleteRetentionPeriodInDays: 14,
};

/** An engine whose vault returns these settings, one per read, and that accepts every write. */
function withSettings(...settings: readonly JsonObject[]) {
  const stubbed = stubEngine();
  const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
  sinon.stub(stubbed.armed.vaults, "find").resolves(body);
  sinon.stub(stubbed.armed.vaults, "put").resolves(body);
  sinon.stub(stubbed.armed.vaults, "patchSettings").resolves({});
  const find = sinon.stub(stubbed.armed.vaults, "findSettings");
  for (const [index, entry] of settings.entries()) find.onCall(index).resolves(entry);
  find.resolves(settings.at(-1));
  return stubbed;
}

describe("soft delete that a region forces", () => {
  const declared = { ...vaultInputs, softDelete: { state: "Disabled" } } as const;

  it("causes a warning, and no settings are written", async () => {
    const { engine, calls } = withSettings(FORCED);

    const warnings = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.deepEqual(warnings, [
      `Azure keeps soft delete of ${VAULT} on (AlwaysON, 14 days): softDelete.state "Disabled" is not applied. Declare "AlwaysON".`,
    ]);
    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("causes one warning, also if Azure reports it only after a write without effect", async () => {
    const editable = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 14 };
    const { engine, calls } = withSettings(editable, FORCED);

    const warnings = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.equal(warnings.length, 1);
    assert.deepEqual(writesIn(calls), ["vaults.put", "vaults.patchSettings"]);
  });

  it("is no drift when the vault is read again", async () => {
    const { engine } = withSettings(FORCED);
    const driven = drive("Vault", engine);
    await driven.up({ ...declared, adopt: "always" });

    assert.equal(await driven.refresh(), false);
    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");
  });

  it("still allows a change of the retention days", async () => {
    const { engine, writes } = withSettings(FORCED, { ...FORCED, softDeleteRetentionPeriodInDays: 60 });
    const inputs = { ...vaultInputs, softDelete: { state: "AlwaysON", retentionDays: 60 } } as const;

    const warnings = await heardIn(() => vault.handler(engine).update(VAULT, inputs, inputs));

    assert.deepEqual(warnings, []);
    assert.deepEqual(writes.at(-1), {
      call: "vaults.patchSettings",
      args: [
        VAULT,
        {
          enhancedSecurityState: "Enabled",
          softDeleteFeatureState: "AlwaysON",
          softDeleteRetentionPeriodInDays: 60,
        },
      ],
    });
  });
});

describe("a declared Enabled for a vault whose soft delete is always on", () => {
  const declared = { ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 14 } } as const;

  it("causes a warning at the write, and no settings are written", async () => {
    const { engine, calls } = withSettings(FORCED);

    const warnings = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.deepEqual(warnings, [
      `Soft delete of ${VAULT} is always on (AlwaysON, 14 days): Azure does not lower it to softDelete.state "Enabled". Declare "AlwaysON".`,
    ]);
    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("still has its retention days written, with the state AlwaysON", async () => {
    const current = { ...FORCED, enhancedSecurityState: "AlwaysON" };
    const { engine, writes } = withSettings(current, { ...current, softDeleteRetentionPeriodInDays: 30 });
    const softDelete = { state: "Enabled", retentionDays: 30 } as const;

    const warnings = await heardIn(() => vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete }));

    assert.equal(warnings.length, 1);
    assert.deepEqual(writes.at(-1), {
      call: "vaults.patchSettings",
      args: [
        VAULT,
        {
          enhancedSecurityState: "AlwaysON",
          softDeleteFeatureState: "AlwaysON",
          softDeleteRetentionPeriodInDays: 30,
        },
      ],
    });
  });

  it("is no drift at the next up or after a refresh, but other retention days are", async () => {
    const { engine, armed } = withSettings(FORCED);
    const driven = drive("Vault", engine);
    await driven.up({ ...declared, adopt: "always" });

    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");
    assert.equal(await driven.refresh(), false);
    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");

    (armed.vaults.findSettings as sinon.SinonStub).resolves({ ...FORCED, softDeleteRetentionPeriodInDays: 60 });
    assert.equal(await driven.refresh(), true);
  });

  it("causes no warning when it is removed from the program", async () => {
    const { engine } = withSettings(FORCED);

    const warnings = await heardIn(() => vault.handler(engine).update(VAULT, vaultInputs, declared));

    assert.deepEqual(warnings, []);
  });
});

describe("the settings of a vault", () => {
  it("are not written if they are as declared, whatever enhancedSecurityState Azure returns", async () => {
    const { engine, calls } = withSettings({
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 30,
    });
    const softDelete = { state: "AlwaysON", retentionDays: 30 } as const;

    await vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete });

    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("return to 14 retention days if retentionDays is no longer declared", async () => {
    const current = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 90 };
    const { engine, writes } = withSettings(current, { ...current, softDeleteRetentionPeriodInDays: 14 });
    const softDelete = { state: "Enabled" } as const;
    const previous = { ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 90 } } as const;

    await vault.handler(engine).update(VAULT, { ...vaultInputs, softDelete }, previous);

    assert.deepEqual(writes.at(-1)?.args[1], {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 14,
    });
  });

  it("stay AlwaysON with 14 retention days if softDelete is no longer declared, without a warning", async () => {
    const current = { ...FORCED, enhancedSecurityState: "AlwaysON", softDeleteRetentionPeriodInDays: 90 };
    const { engine, writes } = withSettings(current, { ...current, softDeleteRetentionPeriodInDays: 14 });
    const previous = { ...vaultInputs, softDelete: { state: "AlwaysON", retentionDays: 90 } } as const;

    const warnings = await heardIn(() => vault.handler(engine).update(VAULT, vaultInputs, previous));

    assert.deepEqual(warnings, []);
    assert.deepEqual(writes.at(-1)?.args[1], {
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
    });
  });
});

describe("an identity that is not declared", () => {
  const identity = { type: "UserAssigned", userAssignedIdentities: [IDENTITY] } as const;
  const previous = { ...vaultInputs, identity: { ...identity, userAssignedIdentities: [IDENTITY] } };

  it("is removed by the PUT of the vault if it was declared before", async () => {
    const { engine, writes } = withSettings({});

    await vault.handler(engine).update(VAULT, vaultInputs, previous);

    assert.deepEqual(writes, [
      {
        call: "vaults.put",
        args: [
          VAULT,
          {
            location: "westeurope",
            sku: { name: "Standard" },
            identity: { type: "None" },
            properties: { publicNetworkAccess: "Enabled" },
          },
        ],
      },
    ]);
  });

  it("is left unchanged if it was never declared", async () => {
    const { engine, writes } = withSettings({});

    await vault.handler(engine).update(VAULT, vaultInputs, vaultInputs);

    assert.deepEqual(writes[0]?.args, [VAULT, toArm(vaultInputs)]);
  });
});

describe("the outputs of a vault", () => {
  it("are principalId and tenantId of its system-assigned identity", async () => {
    const { armed, engine } = stubEngine();
    const identity = { type: "SystemAssigned", principalId: "p-1", tenantId: "t-1" };
    sinon.stub(armed.vaults, "find").resolves({ id: VAULT, identity, properties: {} });
    sinon.stub(armed.vaults, "findSettings").resolves({});

    const result = await vault.handler(engine).read(VAULT, vaultInputs);

    assert.deepEqual(await result?.outputs(), { principalId: "p-1", tenantId: "t-1" });
  });
});
