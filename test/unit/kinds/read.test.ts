import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { toArm } from "../../../provider/kinds/backup-policy/arm.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { diff, readResource } from "../../support/verbs.js";
import { DISK, diskInputs, GROUP, ITEM, itemInputs, POLICY, policyInputs, VAULT, VM, vaultInputs } from "./examples.js";

const vaultState = {
  ...vaultInputs,
  tags: { team: "shop" },
  redundancy: "GeoRedundant",
  softDelete: { state: "Enabled", retentionDays: 30 },
  onDelete: "retain",
  __provider: "exports.x",
  endpoint: "mock",
  adopted: false,
};

const vaultBody = {
  id: VAULT,
  name: "backups",
  location: "westeurope",
  tags: { team: "shop" },
  properties: {
    publicNetworkAccess: "Enabled",
    redundancySettings: { standardTierStorageRedundancy: "GeoRedundant" },
  },
};

async function readVault(body: JsonObject, settings: JsonObject, state: JsonObject = vaultState): Promise<JsonObject> {
  const { armed, engine } = stubEngine();
  sinon.stub(armed.vaults, "find").resolves(body);
  sinon.stub(armed.vaults, "findSettings").resolves(settings);
  return (await readResource(vault, engine, { id: VAULT, outputs: state }))?.outputs ?? {};
}

const settings = { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 30 };

describe("a read", () => {
  it("returns the state unchanged if nothing drifted, whatever properties Azure added", async () => {
    assert.deepEqual(await readVault({ ...vaultBody, etag: "2" }, settings), vaultState);
  });

  it("returns nothing if the resource was deleted outside the program", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.vaults, "find").resolves(undefined);

    assert.equal(await readResource(vault, engine, { id: VAULT, outputs: vaultState }), undefined);
  });

  it("keeps the declared spelling of values that Azure returns with another letter case or spacing", async () => {
    const respelled = { ...vaultBody, id: VAULT.toUpperCase(), name: "BACKUPS", location: "West Europe" };

    assert.deepEqual(await readVault(respelled, settings), vaultState);
  });

  it("returns no input that was not declared", async () => {
    const { tags: _, redundancy: __, softDelete: ___, ...undeclared } = vaultState;

    assert.deepEqual(await readVault(vaultBody, settings, undeclared), undeclared);
  });

  it("keeps the reasons why a resource is incomplete, so the next up completes it", async () => {
    const outputs = await readVault(vaultBody, settings, { ...vaultState, incomplete: ["refused"] });

    assert.deepEqual(outputs["incomplete"], ["refused"]);
  });

  it("keeps whether the resource was adopted, so a destroy retains it", async () => {
    const outputs = await readVault(vaultBody, settings, { ...vaultState, adopted: true });

    assert.equal(outputs["adopted"], true);
  });

  it("returns all inputs that Azure has if only the id is known", async () => {
    assert.deepEqual(await readVault(vaultBody, settings, {}), {
      name: "backups",
      resourceGroup: GROUP,
      location: "westeurope",
      sku: "Standard",
      tags: { team: "shop" },
      redundancy: "GeoRedundant",
      publicNetworkAccess: "Enabled",
      softDelete: { state: "Enabled" },
      immutability: { state: "Disabled" },
      adopted: false,
      endpoint: "mock",
    });
  });
});

describe("drift", () => {
  const drifted = async (body: object, currentSettings: JsonObject = settings): Promise<unknown[]> => {
    const outputs = await readVault({ ...vaultBody, ...body }, currentSettings);
    return Object.entries(outputs).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify((vaultState as JsonObject)[key]),
    );
  };
  const properties = (more: JsonObject) => ({ properties: { ...vaultBody.properties, ...more } });

  it("is detected in every input of a vault", async () => {
    assert.deepEqual(await drifted({ location: "northeurope" }), [["location", "northeurope"]]);
    assert.deepEqual(await drifted({ tags: { team: "Shop" } }), [["tags", { team: "Shop" }]]);
    assert.deepEqual(await drifted(properties({ publicNetworkAccess: "Disabled" })), [
      ["publicNetworkAccess", "Disabled"],
    ]);
    assert.deepEqual(
      await drifted(properties({ redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } })),
      [["redundancy", "LocallyRedundant"]],
    );
    assert.deepEqual(await drifted({}, { ...settings, softDeleteRetentionPeriodInDays: 14 }), [
      ["softDelete", { state: "Enabled", retentionDays: 14 }],
    ]);
    assert.deepEqual(await drifted({}, { ...settings, softDeleteFeatureState: "Disabled" }), [
      ["softDelete", { state: "Disabled", retentionDays: 30 }],
    ]);
  });

  it("is detected if an input was removed in Azure", async () => {
    const { tags: _, ...untagged } = vaultBody;

    const outputs = await readVault(untagged, settings);

    assert.equal("tags" in outputs, false);
  });

  it("is a difference from the declared inputs, so the next up corrects it", async () => {
    const outputs = await readVault({ ...vaultBody, tags: { team: "data" } }, settings);

    assert.deepEqual(diff(vault, outputs, vaultState), { changes: true, replaces: [], deleteBeforeReplace: false });
  });

  it("is detected in every input of a policy", async () => {
    const { armed, engine } = stubEngine();
    const changed = {
      ...policyInputs,
      timeZone: "Pacific Standard Time",
      schedule: { frequency: "Daily", time: "03:00" },
      retention: { daily: { count: 7 } },
      instantRestoreDays: 5,
    } as const;
    sinon.stub(armed.policies, "find").resolves({ id: POLICY, name: "daily", ...toArm(changed) });

    const read = await readResource(backupPolicy, engine, { id: POLICY, outputs: policyInputs });

    assert.deepEqual(read?.outputs, { ...changed, adopted: false, endpoint: "mock" });
  });

  it("is detected in the policy of a protected VM, also if its protection was stopped", async () => {
    const { armed, engine } = stubEngine();
    const names = { containerName: "c", itemName: "i", protectionState: "Protected" };
    const state = { ...itemInputs, ...names };
    const find = sinon.stub(armed.protectedItems, "find");
    const other = `${VAULT}/backupPolicies/other`;
    find.onFirstCall().resolves({ id: ITEM, properties: { policyId: other, sourceResourceId: VM } });
    find.onSecondCall().resolves({ id: ITEM, properties: { policyId: "", sourceResourceId: VM } });

    const moved = await readResource(protectedVm, engine, { id: ITEM, outputs: state });
    const stopped = await readResource(protectedVm, engine, { id: ITEM, outputs: state });

    assert.equal(moved?.outputs["policy"], other);
    assert.equal(stopped?.outputs["policy"], "");
  });

  it("is detected inside free-form properties, which are returned with everything that Azure has", async () => {
    const { armed, engine } = stubEngine();
    const live = { id: DISK, name: "db", location: "westeurope", properties: { diskSizeGB: 64, tier: "P10" } };
    sinon.stub(armed.resources, "find").resolves(live);

    const read = await readResource(armResource, engine, { id: DISK, outputs: diskInputs });

    assert.deepEqual(read?.outputs["properties"], { diskSizeGB: 64, tier: "P10" });
  });
});

describe("an output", () => {
  const item = (protectionState: string): JsonObject => ({
    id: ITEM,
    properties: { policyId: POLICY, sourceResourceId: VM, protectionState },
  });

  it("is not changed by a read", async () => {
    const { armed, engine, calls } = stubEngine();
    const state = { ...itemInputs, protectionState: "IRPending", containerName: "c", itemName: "i" };
    sinon.stub(armed.protectedItems, "find").resolves(item("Protected"));

    const read = await readResource(protectedVm, engine, { id: ITEM, outputs: state });

    assert.equal(read?.outputs["protectionState"], "IRPending");
    assert.deepEqual(calls, ["protectedItems.find"]);
  });

  it("is read from Azure if the state has none", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.protectedItems, "find").resolves(item("Protected"));

    const read = await readResource(protectedVm, engine, { id: ITEM, outputs: {} });

    assert.deepEqual(read?.outputs, {
      vault: VAULT,
      policy: POLICY,
      vm: VM,
      protection: "protected",
      protectionState: "Protected",
      containerName: "IaasVMContainer;iaasvmcontainerv2;shop;web",
      itemName: "VM;iaasvmcontainerv2;shop;web",
      adopted: false,
      endpoint: "mock",
    });
  });
});
