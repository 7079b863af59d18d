/** How a vault is written: in one way of steps, with its settings, and where a region forces soft delete. */
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

/** An engine whose vault has these settings, one after the other with each read, and takes everything. */
function withSettings(...settings: readonly JsonObject[]) {
  const stubbed = stubEngine();
  const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
  sinon.stub(stubbed.armed.vaults, "find").resolves(body);
  sinon.stub(stubbed.armed.vaults, "put").resolves(body);
  sinon.stub(stubbed.armed.vaults, "patchSettings").resolves({});
  const find = sinon.stub(stubbed.armed.vaults, "findSettings");
  for (const [index, held] of settings.entries()) find.onCall(index).resolves(held);
  find.resolves(settings.at(-1));
  return stubbed;
}

describe("soft delete that a region forces", () => {
  const declared = { ...vaultInputs, softDelete: { state: "Disabled" } } as const;

  it("is said, and nothing is written", async () => {
    const { engine, calls } = withSettings(FORCED);

    const heard = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.deepEqual(heard, [
      `Azure keeps soft delete of ${VAULT} on (AlwaysON, 14 days): softDelete.state "Disabled" is not applied. Declare "AlwaysON".`,
    ]);
    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("is said once, also where Azure tells only after a write that it changed nothing", async () => {
    const editable = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 14 };
    const { engine, calls } = withSettings(editable, FORCED);

    const heard = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.equal(heard.length, 1);
    assert.deepEqual(writesIn(calls), ["vaults.put", "vaults.patchSettings"]);
  });

  it("is no difference when the vault is read again", async () => {
    const { engine } = withSettings(FORCED);
    const driven = drive("Vault", engine);
    await driven.up({ ...declared, adopt: "always" });

    assert.equal(await driven.refresh(), false);
    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");
  });

  it("does not keep its days from being changed", async () => {
    const { engine, writes } = withSettings(FORCED, { ...FORCED, softDeleteRetentionPeriodInDays: 60 });
    const given = { ...vaultInputs, softDelete: { state: "AlwaysON", retentionDays: 60 } } as const;

    const heard = await heardIn(() => vault.handler(engine).update(VAULT, given, given));

    assert.deepEqual(heard, []);
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

describe("a declared Enabled on a vault whose soft delete is always on", () => {
  const declared = { ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 14 } } as const;

  it("is said at the write, and nothing is written", async () => {
    const { engine, calls } = withSettings(FORCED);

    const heard = await heardIn(() => vault.handler(engine).create(VAULT, declared));

    assert.deepEqual(heard, [
      `Soft delete of ${VAULT} is always on (AlwaysON, 14 days): Azure does not lower it to softDelete.state "Enabled". Declare "AlwaysON".`,
    ]);
    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("has its days written all the same, in the state that Azure has", async () => {
    const held = { ...FORCED, enhancedSecurityState: "AlwaysON" };
    const { engine, writes } = withSettings(held, { ...held, softDeleteRetentionPeriodInDays: 30 });
    const softDelete = { state: "Enabled", retentionDays: 30 } as const;

    const heard = await heardIn(() => vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete }));

    assert.equal(heard.length, 1);
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

  it("is no difference at the next up, nor after a refresh, while its days are", async () => {
    const { engine, armed } = withSettings(FORCED);
    const driven = drive("Vault", engine);
    await driven.up({ ...declared, adopt: "always" });

    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");
    assert.equal(await driven.refresh(), false);
    assert.equal(driven.preview({ ...declared, adopt: "always" }).step, "same");

    (armed.vaults.findSettings as sinon.SinonStub).resolves({ ...FORCED, softDeleteRetentionPeriodInDays: 60 });
    assert.equal(await driven.refresh(), true);
  });

  it("that the program declares no longer is not spoken of", async () => {
    const { engine } = withSettings(FORCED);

    const heard = await heardIn(() => vault.handler(engine).update(VAULT, vaultInputs, declared));

    assert.deepEqual(heard, []);
  });
});

describe("the settings of a vault", () => {
  it("are not written where they are as declared, whatever security Azure shows beside them", async () => {
    const { engine, calls } = withSettings({
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 30,
    });
    const softDelete = { state: "AlwaysON", retentionDays: 30 } as const;

    await vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete });

    assert.deepEqual(writesIn(calls), ["vaults.put"]);
  });

  it("go back to fourteen days where the days are declared no longer", async () => {
    const held = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 90 };
    const { engine, writes } = withSettings(held, { ...held, softDeleteRetentionPeriodInDays: 14 });
    const softDelete = { state: "Enabled" } as const;
    const previous = { ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 90 } } as const;

    await vault.handler(engine).update(VAULT, { ...vaultInputs, softDelete }, previous);

    assert.deepEqual(writes.at(-1)?.args[1], {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 14,
    });
  });

  it("stay always on where they are declared no longer, for fourteen days again, and nothing is said", async () => {
    const held = { ...FORCED, enhancedSecurityState: "AlwaysON", softDeleteRetentionPeriodInDays: 90 };
    const { engine, writes } = withSettings(held, { ...held, softDeleteRetentionPeriodInDays: 14 });
    const previous = { ...vaultInputs, softDelete: { state: "AlwaysON", retentionDays: 90 } } as const;

    const heard = await heardIn(() => vault.handler(engine).update(VAULT, vaultInputs, previous));

    assert.deepEqual(heard, []);
    assert.deepEqual(writes.at(-1)?.args[1], {
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
    });
  });
});

describe("an identity that is declared no longer", () => {
  const identity = { type: "UserAssigned", userAssignedIdentities: [IDENTITY] } as const;
  const previous = { ...vaultInputs, identity: { ...identity, userAssignedIdentities: [IDENTITY] } };

  it("is taken away by the same write as all else", async () => {
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

  it("stays where it was never declared", async () => {
    const { engine, writes } = withSettings({});

    await vault.handler(engine).update(VAULT, vaultInputs, vaultInputs);

    assert.deepEqual(writes[0]?.args, [VAULT, toArm(vaultInputs)]);
  });
});

describe("the outputs of a vault", () => {
  it("are the principal and the tenant of its own identity", async () => {
    const { armed, engine } = stubEngine();
    const identity = { type: "SystemAssigned", principalId: "p-1", tenantId: "t-1" };
    sinon.stub(armed.vaults, "find").resolves({ id: VAULT, identity, properties: {} });
    sinon.stub(armed.vaults, "findSettings").resolves({});

    const seen = await vault.handler(engine).read(VAULT, vaultInputs);

    assert.deepEqual(await seen?.outputs(), { principalId: "p-1", tenantId: "t-1" });
  });
});
