import assert from "node:assert/strict";
import sinon from "sinon";
import { fromArm, settingsToArm, toArm } from "../../../provider/kinds/vault/arm.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { stubEngine, writesIn } from "../../support/stub-engine.js";
import { GROUP, VAULT, vaultInputs } from "./examples.js";

const body = {
  id: VAULT,
  name: "backups",
  type: "Microsoft.RecoveryServices/vaults",
  location: "westeurope",
  sku: { name: "Standard" },
  properties: {
    provisioningState: "Succeeded",
    publicNetworkAccess: "Enabled",
    redundancySettings: { standardTierStorageRedundancy: "GeoRedundant" },
  },
};

describe("a vault in Azure's words", () => {
  it("is the least that was declared", () => {
    assert.deepEqual(toArm(vaultInputs), {
      location: "westeurope",
      sku: { name: "Standard" },
      properties: { publicNetworkAccess: "Enabled" },
    });
  });

  it("is all that was declared", () => {
    const given = { ...vaultInputs, tags: { team: "shop" }, redundancy: "LocallyRedundant" } as const;

    assert.deepEqual(toArm(given), {
      location: "westeurope",
      tags: { team: "shop" },
      sku: { name: "Standard" },
      properties: {
        publicNetworkAccess: "Enabled",
        redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" },
      },
    });
  });

  it("has its soft delete in settings of their own, where it is declared", () => {
    assert.equal(settingsToArm(vaultInputs), undefined);
    assert.deepEqual(settingsToArm({ ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 30 } }), {
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 30,
    });
    assert.deepEqual(settingsToArm({ ...vaultInputs, softDelete: { state: "Disabled" } }), {
      enhancedSecurityState: "Disabled",
      softDeleteFeatureState: "Disabled",
    });
  });

  it("is read back in the words of the inputs", () => {
    const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 14 };

    assert.deepEqual(fromArm({ ...body, tags: { team: "shop" } }, settings, {}), {
      name: "backups",
      resourceGroup: GROUP,
      location: "westeurope",
      sku: "Standard",
      tags: { team: "shop" },
      redundancy: "GeoRedundant",
      publicNetworkAccess: "Enabled",
      softDelete: { state: "Enabled" },
      immutability: { state: "Disabled" },
    });
  });

  it("tells the soft delete period where they were declared", () => {
    const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 14 };
    const given = { softDelete: { state: "Enabled", retentionDays: 30 } } as const;

    assert.deepEqual(fromArm(body, settings, given)["softDelete"], { state: "Enabled", retentionDays: 14 });
  });

  it("tells alerts where they were declared, if only as a group", () => {
    const azureMonitorAlertSettings = { alertsForAllJobFailures: "Enabled" };
    const watched = { ...body, properties: { ...body.properties, monitoringSettings: { azureMonitorAlertSettings } } };

    assert.deepEqual(fromArm(watched, {}, { monitoring: {} })["monitoring"], {});
    assert.deepEqual(fromArm(watched, {}, {})["monitoring"], azureMonitorAlertSettings);
    assert.equal(fromArm({ ...body, properties: {} }, {}, {})["monitoring"], undefined);
  });

  it("is read by its id where Azure tells no name", () => {
    const { name: _, ...nameless } = body;

    assert.equal(fromArm(nameless, {}, {})["name"], "backups");
  });

  it("has an id as soon as group and name are known", () => {
    assert.equal(vault.armId(vaultInputs), VAULT);
    assert.equal(vault.armId({ name: "backups" }), undefined);
    assert.equal(vault.armId({ ...vaultInputs, resourceGroup: UNKNOWN }), undefined);
  });
});

describe("a vault that is written", () => {
  it("is one PUT where soft delete is left to Azure", async () => {
    const { armed, engine, calls } = stubEngine();
    const put = sinon.stub(armed.vaults, "put").resolves(body);

    await vault.handler(engine).create(VAULT, vaultInputs);

    assert.deepEqual(calls, ["vaults.put"]);
    assert.deepEqual(put.args, [[VAULT, toArm(vaultInputs)]]);
  });

  it("has its settings written after it and read back", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "put").resolves(body);
    const patch = sinon.stub(armed.vaults, "patchSettings").resolves({});
    const find = sinon.stub(armed.vaults, "findSettings");
    find.onFirstCall().resolves({ enhancedSecurityState: "Enabled", softDeleteFeatureState: "Enabled" });
    find.onSecondCall().resolves({
      enhancedSecurityState: "Enabled",
      softDeleteFeatureState: "Enabled",
      softDeleteRetentionPeriodInDays: 30,
      isSoftDeleteFeatureStateEditable: true,
    });
    const softDelete = { state: "Enabled", retentionDays: 30 } as const;

    await vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete });

    assert.deepEqual(calls, ["vaults.put", "vaults.findSettings", "vaults.patchSettings", "vaults.findSettings"]);
    assert.deepEqual(patch.args, [[VAULT, settingsToArm({ ...vaultInputs, softDelete })]]);
  });

  it("fails where Azure took the settings and did not apply them", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.vaults, "put").resolves(body);
    sinon.stub(armed.vaults, "patchSettings").resolves({});
    sinon.stub(armed.vaults, "findSettings").resolves({ softDeleteFeatureState: "Disabled" });

    await assert.rejects(vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete: { state: "Enabled" } }), {
      code: "Refused",
      message: `Azure accepted the soft delete settings of ${VAULT} but did not apply them: softDeleteFeatureState is "Disabled", not "Enabled". Declare the current values, or run pulumi up again.`,
    });
  });

  it("loses the tags that are declared no longer", async () => {
    const { armed, engine } = stubEngine();
    const put = sinon.stub(armed.vaults, "put").resolves(body);

    await vault.handler(engine).update(VAULT, vaultInputs, { ...vaultInputs, tags: { team: "shop" } });

    assert.deepEqual(put.args, [[VAULT, { ...toArm(vaultInputs), tags: {} }]]);
  });
});

describe("a vault that is read or deleted", () => {
  it("is gone where Azure has none, and its settings are not asked for", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(undefined);

    assert.equal(await vault.handler(engine).read(VAULT, vaultInputs), undefined);
    assert.deepEqual(calls, ["vaults.find"]);
  });

  it("is read with its settings, even where Azure shows none", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(body);
    sinon.stub(armed.vaults, "findSettings").resolves(undefined);

    const seen = await vault.handler(engine).read(VAULT, vaultInputs);

    assert.deepEqual(seen?.inputs["softDelete"], {});
    assert.equal(seen?.inputs["location"], "westeurope");
    assert.deepEqual(await seen?.outputs(), {});
  });

  it("is deleted where nothing is in its way", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(body);
    sinon.stub(armed.vaults, "listContainers").resolves([]);
    sinon.stub(armed.protectedItems, "list").resolves([]);
    sinon.stub(armed.vaults, "delete").resolves();
    const handler = vault.handler(engine);

    await handler.delete(VAULT, { ...vaultInputs, onDelete: "refuse" });
    await handler.delete(VAULT, vaultInputs);
    assert.deepEqual(writesIn(calls), ["vaults.delete", "vaults.delete"]);
  });
});
