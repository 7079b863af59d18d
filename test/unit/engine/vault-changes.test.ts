/** The requests that change an existing vault: its tier, its identities and its settings. */
import assert from "node:assert/strict";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { engineOver } from "../../../provider/engine/index.js";
import { vaultWrites } from "../../../provider/engine/vault-writes.js";
import { fakeArm, fakeClock } from "./fakes.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const IDENTITY = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a";
const STANDARD = { name: "Standard" };
const RS0 = { name: "RS0", tier: "Standard" };
const immutable = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });
const encryption = { keyVaultProperties: { keyUri: "https://v.vault.azure.net/keys/k" } };

const vault = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  sku: STANDARD,
  ...more,
  properties,
});

describe("a change of a vault's tier", () => {
  it("keeps all other properties: immutability, the encryption key, and the identity that reads it", () => {
    const live = vault(
      { ...immutable("Locked"), encryption, provisioningState: "Succeeded", secureScore: "Adequate" },
      { identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: { clientId: "c" } } } },
    );

    assert.deepEqual(vaultWrites(live, vault(immutable("Locked"), { sku: RS0 })), [
      {
        method: "PUT",
        body: vault(
          { ...immutable("Locked"), encryption },
          { sku: RS0, identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } } },
        ),
      },
    ]);
  });

  it("omits properties that Azure returns as null", () => {
    const live = vault({ encryption: null, securitySettings: { immutabilitySettings: null } });

    assert.deepEqual(vaultWrites(live, vault({}, { sku: RS0 })), [{ method: "PUT", body: vault({}, { sku: RS0 }) }]);
  });

  it("is followed by the other declared changes, step by step", () => {
    const wanted = vault(immutable("Locked"), { sku: RS0, tags: { team: "shop" } });

    assert.deepEqual(vaultWrites(vault({}), wanted), [
      { method: "PUT", body: vault({}, { sku: RS0 }) },
      { method: "PATCH", body: { tags: { team: "shop" } } },
      { method: "PATCH", body: { properties: immutable("Unlocked") } },
      { method: "PATCH", body: { properties: immutable("Locked") } },
    ]);
  });

  it("contains the requests of a resource guard", () => {
    const guard = { resourceGuardOperationRequests: ["/requests/1"] };

    assert.deepEqual(vaultWrites(vault({}), vault(guard, { sku: RS0 })), [
      { method: "PUT", body: vault(guard, { sku: RS0 }) },
    ]);
  });

  it("is not sent if no tier is declared", () => {
    const { sku: _, ...wanted } = vault({});

    assert.deepEqual(vaultWrites(vault({}, { sku: RS0 }), wanted), []);
  });
});

describe("a change of a vault's identity", () => {
  const both = { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [IDENTITY]: { clientId: "c" } } };

  for (const type of ["None", "SystemAssigned"]) {
    it(`to type ${type} lists no identities, since that type removes all of them`, () => {
      assert.deepEqual(vaultWrites(vault({}, { identity: both }), vault({}, { identity: { type } })), [
        { method: "PATCH", body: { identity: { type } } },
      ]);
    });
  }

  it("is not sent if the vault has no identity and none is declared", () => {
    assert.deepEqual(vaultWrites(vault({}), vault({}, { identity: { type: "None" } })), []);
  });

  it("is not sent if the same identities are assigned, in any case", () => {
    const identity = { type: both.type, userAssignedIdentities: { [IDENTITY.toUpperCase()]: {} } };

    assert.deepEqual(vaultWrites(vault({}, { identity: both }), vault({}, { identity })), []);
  });

  it("is sent before the encryption key that the identity reads", () => {
    const identity = { type: "SystemAssigned" };

    assert.deepEqual(vaultWrites(vault({}), vault({ encryption }, { identity })), [
      { method: "PATCH", body: { identity } },
      { method: "PATCH", body: { properties: { encryption } } },
    ]);
  });
});

describe("a PUT of a vault", () => {
  function engineWith(live: JsonObject | undefined) {
    const arm = fakeArm();
    arm.find.resolves(live);
    arm.get.resolves({ name: "v" });
    arm.write.resolves({ resource: {}, operation: {} });
    return { arm, engine: engineOver({ arm, clock: fakeClock(), endpoint: "embedded" }) };
  }

  it("sends its requests one after the other, and reads the vault at the end", async () => {
    const { arm, engine } = engineWith(undefined);

    assert.deepEqual(await engine.vaults.put(VAULT, vault(immutable("Locked"))), { name: "v" });

    assert.deepEqual(
      arm.write.args.map(([{ method, path, body }]) => [method, path, body?.["properties"]]),
      [
        ["PUT", VAULT, immutable("Unlocked")],
        ["PATCH", VAULT, immutable("Locked")],
      ],
    );
    assert.deepEqual(arm.get.args, [[VAULT, "2026-05-01"]]);
  });

  it("sends no request if the vault is as declared", async () => {
    const { arm, engine } = engineWith(vault({}));

    assert.deepEqual(await engine.vaults.put(VAULT, vault({})), vault({}));

    assert.equal(arm.write.callCount, 0);
    assert.equal(arm.get.callCount, 0);
  });

  it("continues where an earlier run stopped", async () => {
    const { arm, engine } = engineWith(vault(immutable("Unlocked")));

    await engine.vaults.put(VAULT, vault(immutable("Locked")));

    assert.deepEqual(arm.write.args, [
      [{ method: "PATCH", path: VAULT, apiVersion: "2026-05-01", body: { properties: immutable("Locked") } }],
    ]);
  });
});

describe("settings that can be written only with the vault", () => {
  const SETTINGS = `${VAULT}/backupconfig/vaultconfig`;
  const current = {
    enhancedSecurityState: "Enabled",
    softDeleteFeatureState: "Enabled",
    softDeleteRetentionPeriodInDays: 14,
  };

  function engineRefusing(azureCode: string) {
    const arm = fakeArm();
    arm.find.resolves({ properties: current });
    arm.write.resolves({ resource: {}, operation: {} });
    arm.write.onFirstCall().rejects(new BackupError("Refused", "use the other way", { azureCode }));
    return { arm, engine: engineOver({ arm, clock: fakeClock(), endpoint: "embedded" }) };
  }

  it("are written together by a PATCH of the vault, with the requests of a resource guard", async () => {
    const { arm, engine } = engineRefusing("BMSUserErrorSoftDeleteUseVaultApi");
    const asked = { softDeleteRetentionPeriodInDays: 30, resourceGuardOperationRequests: ["/requests/1"] };

    assert.deepEqual(await engine.vaults.patchSettings(VAULT, asked), current);

    const softDeleteSettings = {
      softDeleteState: "Enabled",
      enhancedSecurityState: "Enabled",
      softDeleteRetentionPeriodInDays: 30,
    };
    const properties = {
      securitySettings: { softDeleteSettings },
      resourceGuardOperationRequests: ["/requests/1"],
    };
    assert.deepEqual(arm.write.args, [
      [{ method: "PATCH", path: SETTINGS, apiVersion: "2025-02-01", body: { properties: asked } }],
      [{ method: "PATCH", path: VAULT, apiVersion: "2026-05-01", body: { properties } }],
    ]);
  });

  it("are not written if Azure refuses them for another reason", async () => {
    const { arm, engine } = engineRefusing("ScopeLocked");

    await assert.rejects(engine.vaults.patchSettings(VAULT, {}), { azureCode: "ScopeLocked" });
    assert.equal(arm.write.callCount, 1);
  });
});
