import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import {
  DISK,
  GROUP,
  machineWith,
  messageOf,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { copyOf, newDisk, snapshotPath } from "./snapshot-steps.js";

const TAGS = { a: "1", b: "2" };
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const EXTENSION = `${VM}/extensions/script`;

describe("null in a PATCH", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope", tags: TAGS });
  });

  afterEach(() => azure.close());

  async function patched(path: string, body: JsonObject): Promise<JsonObject> {
    const answer = await azure.call("PATCH", path, body);
    assert.ok(answer.status < 300, messageOf(answer));
    return (await azure.call("GET", path)).body;
  }

  async function tagsAfter(path: string, tags: Json): Promise<Json | undefined> {
    return (await patched(path, { tags }))["tags"];
  }

  describe("of a VM", () => {
    beforeEach(async () => {
      const properties = {
        licenseType: "Windows_Server",
        securityProfile: { encryptionAtHost: true },
        userData: "dXNlcg==",
        osProfile: {
          linuxConfiguration: { patchSettings: { patchMode: "ImageDefault", assessmentMode: "ImageDefault" } },
        },
      };
      await azure.call("PUT", VM, { ...machineWith(properties), tags: TAGS });
    });

    it("deletes one tag or all tags", async () => {
      assert.deepEqual(await tagsAfter(VM, { a: null }), { b: "2" });
      assert.deepEqual(await tagsAfter(VM, { c: "3" }), { b: "2", c: "3" });
      assert.equal(await tagsAfter(VM, null), undefined);
    });

    it("deletes one user-assigned identity", async () => {
      const identities = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
      const [one, other] = [`${identities}/one`, `${identities}/other`];
      const type = "UserAssigned";
      await patched(VM, { identity: { type, userAssignedIdentities: { [one]: {}, [other]: {} } } });
      const { identity } = await patched(VM, { identity: { type, userAssignedIdentities: { [one]: null } } });
      assert.deepEqual(identity, { type, userAssignedIdentities: { [other]: {} } });
    });

    for (const [what, body] of [
      ["all properties", { properties: null }],
      ["a scalar", { properties: { licenseType: null, userData: null } }],
      ["a profile", { properties: { networkProfile: null, securityProfile: null, hardwareProfile: null } }],
      ["a list", { properties: { networkProfile: { networkInterfaces: null }, storageProfile: { dataDisks: null } } }],
      ["a nested property", { properties: { storageProfile: { osDisk: { name: null, managedDisk: { id: null } } } } }],
      ["a member next to the properties", { zones: null, identity: null, plan: null }],
    ] as const) {
      it(`is no value for ${what}`, async () => {
        const before = (await azure.call("GET", VM)).body;
        const { etag: _, ...after } = await patched(VM, body);
        assert.deepEqual({ ...after, etag: before["etag"] }, before);
      });
    }
  });

  it("deletes a disk's tags and properties, including nested ones, but not its size", async () => {
    const settings = { enabled: true, encryptionSettingsVersion: "1.1" };
    const disk = newDisk();
    await azure.call("PUT", DISK, {
      ...disk,
      tags: TAGS,
      properties: { ...(disk["properties"] as JsonObject), tier: "P10", encryptionSettingsCollection: settings },
    });
    const changed = await patched(DISK, {
      tags: { a: null, c: "3" },
      properties: { tier: null, diskSizeGB: null, encryptionSettingsCollection: { enabled: null } },
    });
    assert.deepEqual(changed["tags"], { c: "3" });
    assert.deepEqual(
      [at(changed, "properties", "tier"), at(changed, "properties", "diskSizeGB")],
      ["P2", 8],
      "the tier is again the default for the size",
    );
    assert.deepEqual(at(changed, "properties", "encryptionSettingsCollection"), { encryptionSettingsVersion: "1.1" });
    assert.equal(await tagsAfter(DISK, null), undefined);
  });

  it("deletes a snapshot's tags and properties", async () => {
    await azure.call("PUT", DISK, newDisk());
    const body = copyOf(DISK, { tags: TAGS, properties: { supportsHibernation: true } });
    await azure.call("PUT", snapshotPath("one"), body);
    const changed = await patched(snapshotPath("one"), {
      tags: { a: null },
      properties: { supportsHibernation: null },
    });
    assert.deepEqual([changed["tags"], at(changed, "properties", "supportsHibernation")], [{}, undefined]);
    assert.equal(await tagsAfter(snapshotPath("one"), null), undefined);
  });

  it("deletes an extension's tags and properties, while other values replace the complete property", async () => {
    await azure.call("PUT", VM, machineWith({}));
    const script = { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" };
    await azure.call("PUT", EXTENSION, {
      location: "westeurope",
      tags: TAGS,
      properties: { ...script, settings: { one: 1, two: 2 }, forceUpdateTag: "x" },
    });
    const changed = await patched(EXTENSION, {
      tags: { b: null, c: "3" },
      properties: { forceUpdateTag: null, settings: { two: 3 } },
    });
    assert.deepEqual([changed["tags"], at(changed, "properties", "settings")], [{ c: "3" }, { two: 3 }]);
    assert.equal(at(changed, "properties", "forceUpdateTag"), undefined);
    assert.equal(at(changed, "properties", "type"), "CustomScript");
  });

  it("deletes the tags of a resource group and of a restore point collection", async () => {
    assert.deepEqual(await tagsAfter(GROUP, { a: null, c: "3" }), { c: "3" });
    assert.equal(await tagsAfter(GROUP, null), undefined);
    await azure.call("PUT", VM, machineWith({}));
    const collection = `${GROUP}/providers/Microsoft.Compute/restorePointCollections/points`;
    await azure.call("PUT", collection, {
      location: "westeurope",
      tags: TAGS,
      properties: { source: { id: VM } },
    });
    assert.deepEqual(await tagsAfter(collection, { a: null }), { b: "2" });
  });

  it("deletes a vault's tags and changes none of its properties", async () => {
    const changed: JsonObject = {
      publicNetworkAccess: "Disabled",
      monitoringSettings: { classicAlertSettings: { alertsForCriticalOperations: "Disabled" } },
      redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Disabled" } },
      securitySettings: {
        softDeleteSettings: { softDeleteState: "Disabled" },
        immutabilitySettings: { state: "Unlocked" },
      },
    };
    await azure.call("PUT", VAULT, { location: "westeurope", tags: TAGS, properties: changed });
    assert.deepEqual(await tagsAfter(VAULT, { a: null, c: "3" }), { c: "3" });
    assert.equal(await tagsAfter(VAULT, null), undefined);
    const { properties } = (await azure.call("GET", VAULT)).body;
    for (const name of [...Object.keys(changed), "encryption"]) {
      const patch = { properties: { [name]: null } };
      assert.deepEqual((await patched(VAULT, patch))["properties"], properties, name);
    }
    const inner: JsonObject = {
      monitoringSettings: { classicAlertSettings: null },
      redundancySettings: { standardTierStorageRedundancy: null, crossRegionRestore: null },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: null } },
      securitySettings: {
        softDeleteSettings: { softDeleteState: null },
        immutabilitySettings: { state: null, configuration: null },
      },
    };
    assert.deepEqual((await patched(VAULT, { properties: inner }))["properties"], properties);
  });

  it("does not make the redundancy of a vault a setting of its own body", async () => {
    await azure.call("PUT", VAULT, { location: "westeurope", properties: {} });
    await patched(VAULT, { properties: { redundancySettings: { standardTierStorageRedundancy: null } } });
    const storage = { properties: { storageModelType: "LocallyRedundant" } };
    const answer = await azure.call("PATCH", `${VAULT}/backupstorageconfig/vaultstorageconfig`, storage);
    assert.equal(answer.status, 204, messageOf(answer));
  });

  it("of a vault's configurations changes nothing", async () => {
    await azure.call("PUT", VAULT, { location: "westeurope", properties: {} });
    const configurations: readonly (readonly [string, JsonObject])[] = [
      ["backupconfig/vaultconfig", { softDeleteFeatureState: "Disabled", softDeleteRetentionPeriodInDays: 30 }],
      ["backupstorageconfig/vaultstorageconfig", { storageModelType: "LocallyRedundant" }],
    ];
    for (const [path, sent] of configurations) {
      await patched(`${VAULT}/${path}`, { properties: sent });
      const before = propertiesOf(await azure.call("GET", `${VAULT}/${path}`));
      const nulls = Object.fromEntries(Object.keys(before).map((key) => [key, null]));
      assert.deepEqual((await patched(`${VAULT}/${path}`, { properties: nulls }))["properties"], before, path);
    }
  });

  it("deletes properties at any depth of a generic resource", async () => {
    await azure.call("PUT", NETWORK, {
      location: "westeurope",
      tags: TAGS,
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"], more: { deep: 1, deeper: 2 } } },
    });
    const body = { tags: { a: null }, properties: { addressSpace: { more: { deep: null } } } };
    const changed = await patched(NETWORK, body);
    assert.deepEqual(changed["tags"], { b: "2" });
    assert.deepEqual(at(changed, "properties", "addressSpace"), {
      addressPrefixes: ["10.0.0.0/16"],
      more: { deeper: 2 },
    });
    assert.equal("tags" in (await patched(NETWORK, { tags: null })), false);
    const { properties } = await patched(NETWORK, { properties: null });
    assert.deepEqual(properties, changed["properties"]);
  });
});
