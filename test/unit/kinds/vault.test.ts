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

describe("the conversion of a vault to and from ARM", () => {
  it("sends the required inputs and defaults if nothing else is declared", () => {
    assert.deepEqual(toArm(vaultInputs), {
      location: "westeurope",
      sku: { name: "Standard" },
      properties: { publicNetworkAccess: "Enabled" },
    });
  });

  it("sends the declared tags and redundancy", () => {
    const declared = { ...vaultInputs, tags: { team: "shop" }, redundancy: "LocallyRedundant" } as const;

    assert.deepEqual(toArm(declared), {
      location: "westeurope",
      tags: { team: "shop" },
      sku: { name: "Standard" },
      properties: {
        publicNetworkAccess: "Enabled",
        redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" },
      },
    });
  });

  it("sends soft delete as separate settings, only if it is declared", () => {
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

  it("reads the inputs back", () => {
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

  it("reads the soft delete period back if retentionDays was declared", () => {
    const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 14 };
    const declared = { softDelete: { state: "Enabled", retentionDays: 30 } } as const;

    assert.deepEqual(fromArm(body, settings, declared)["softDelete"], { state: "Enabled", retentionDays: 14 });
  });

  it("reads an empty monitoring group back if an empty one was declared, and all alerts if none was declared", () => {
    const azureMonitorAlertSettings = { alertsForAllJobFailures: "Enabled" };
    const watched = { ...body, properties: { ...body.properties, monitoringSettings: { azureMonitorAlertSettings } } };

    assert.deepEqual(fromArm(watched, {}, { monitoring: {} })["monitoring"], {});
    assert.deepEqual(fromArm(watched, {}, {})["monitoring"], azureMonitorAlertSettings);
    assert.equal(fromArm({ ...body, properties: {} }, {}, {})["monitoring"], undefined);
  });

  it("reads the name from the id if Azure returns no name", () => {
    const { name: _, ...nameless } = body;

    assert.equal(fromArm(nameless, {}, {})["name"], "backups");
  });

  it("computes the id as soon as resource group and name are known", () => {
    assert.equal(vault.armId(vaultInputs), VAULT);
    assert.equal(vault.armId({ name: "backups" }), undefined);
    assert.equal(vault.armId({ ...vaultInputs, resourceGroup: UNKNOWN }), undefined);
  });
});

describe("writing a vault", () => {
  it("sends one PUT if soft delete is not declared", async () => {
    const { armed, engine, calls } = stubEngine();
    const put = sinon.stub(armed.vaults, "put").resolves(body);

    await vault.handler(engine).create(VAULT, vaultInputs);

    assert.deepEqual(calls, ["vaults.put"]);
    assert.deepEqual(put.args, [[VAULT, toArm(vaultInputs)]]);
  });

  it("sends the settings after the vault and reads them back", async () => {
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

  it("fails if Azure accepts the settings but does not apply them", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.vaults, "put").resolves(body);
    sinon.stub(armed.vaults, "patchSettings").resolves({});
    sinon.stub(armed.vaults, "findSettings").resolves({ softDeleteFeatureState: "Disabled" });

    await assert.rejects(vault.handler(engine).create(VAULT, { ...vaultInputs, softDelete: { state: "Enabled" } }), {
      code: "Refused",
      message: `Azure accepted the soft delete settings of ${VAULT} but did not apply them: softDeleteFeatureState is "Disabled", not "Enabled". Declare the current values, or run pulumi up again.`,
    });
  });

  it("removes the tags that are no longer declared", async () => {
    const { armed, engine } = stubEngine();
    const put = sinon.stub(armed.vaults, "put").resolves(body);

    await vault.handler(engine).update(VAULT, vaultInputs, { ...vaultInputs, tags: { team: "shop" } });

    assert.deepEqual(put.args, [[VAULT, { ...toArm(vaultInputs), tags: {} }]]);
  });
});

describe("reading or deleting a vault", () => {
  it("returns nothing if the vault does not exist, without reading its settings", async () => {
    const { armed, engine, calls } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(undefined);

    assert.equal(await vault.handler(engine).read(VAULT, vaultInputs), undefined);
    assert.deepEqual(calls, ["vaults.find"]);
  });

  it("reads the settings too, even if Azure returns none", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(body);
    sinon.stub(armed.vaults, "findSettings").resolves(undefined);

    const result = await vault.handler(engine).read(VAULT, vaultInputs);

    assert.deepEqual(result?.inputs["softDelete"], {});
    assert.equal(result?.inputs["location"], "westeurope");
    assert.deepEqual(await result?.outputs(), {});
  });

  it("deletes an empty vault, with onDelete: refuse and by default", async () => {
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
