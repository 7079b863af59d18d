/** The kind Vault over the embedded Azure: how each change is read back, and every `onDelete`. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { GROUP, ITEM, protection, VAULT, VM } from "../support/service.js";
import { type Rehearsal, rehearse, settle } from "./driven.js";

const IDENTITIES = ["a", "b"].map(
  (name) => `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
);
const KEY = "https://shop.vault.azure.net/keys/backups";
const least = { name: "vault1", resourceGroup: GROUP, location: "westeurope" };
const assigned = { type: "SystemAssigned, UserAssigned", userAssignedIdentities: IDENTITIES };

const everything: JsonObject = {
  ...least,
  sku: "RS0",
  tags: { team: "shop" },
  identity: assigned,
  redundancy: "GeoRedundant",
  crossRegionRestore: "Enabled",
  crossSubscriptionRestore: "Disabled",
  softDelete: { state: "Enabled", retentionDays: 30 },
  immutability: { state: "Locked", confirmLocked: true },
  encryption: { keyUri: KEY, userAssignedIdentity: IDENTITIES[0] ?? "", infrastructureEncryption: "Enabled" },
  monitoring: { alertsForAllJobFailures: "Disabled", emailNotificationsForSiteRecovery: "Disabled" },
};

/** Successive changes. Each must be read back as declared. */
const CHANGES: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["only the required inputs", {}],
  ["tags", { tags: { team: "shop" } }],
  ["other tags", { tags: { env: "test" } }],
  ["no tags, and another SKU", { sku: "RS0" }],
  ["the first SKU again", { sku: "Standard" }],
  ["a system-assigned identity", { identity: { type: "SystemAssigned" } }],
  ["system-assigned and user-assigned identities", { identity: assigned }],
  ["one user-assigned identity", { identity: { type: "UserAssigned", userAssignedIdentities: [IDENTITIES[1] ?? ""] } }],
  ["no identity", {}],
  ["no public network access", { publicNetworkAccess: "Disabled" }],
  ["zone redundancy", { redundancy: "ZoneRedundant" }],
  ["geo-redundancy with cross-region restore", { redundancy: "GeoRedundant", crossRegionRestore: "Enabled" }],
];

const GEO = { redundancy: "GeoRedundant", crossRegionRestore: "Enabled" };
const MORE_CHANGES: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["no cross-subscription restore", { crossSubscriptionRestore: "Disabled" }],
  ["the default cross-subscription restore", {}],
  ["a longer retention of soft delete", { softDelete: { state: "Enabled", retentionDays: 90 } }],
  ["the default retention of soft delete", { softDelete: { state: "Enabled" } }],
  ["no soft delete", { softDelete: { state: "Disabled" } }],
  ["the default soft delete", {}],
  ["immutability", { immutability: { state: "Unlocked" } }],
  ["no immutability", {}],
  ["one alert off", { monitoring: { alertsForCriticalOperations: "Disabled" } }],
  ["another alert off", { monitoring: { alertsForAllReplicationIssues: "Disabled" } }],
  [
    "a customer-managed key that the system-assigned identity reads",
    { identity: assigned, encryption: { keyUri: KEY } },
  ],
  ["a newer key", { identity: assigned, encryption: { keyUri: `${KEY}/2` } }],
  [
    "a key that a user-assigned identity reads",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: IDENTITIES[1] ?? "" } },
  ],
  ["a key that the system-assigned identity reads again", { identity: assigned, encryption: { keyUri: KEY } }],
  [
    "soft delete that is always on, and locked immutability",
    {
      ...{ identity: assigned, encryption: { keyUri: KEY } },
      softDelete: { state: "AlwaysON", retentionDays: 20 },
      immutability: { state: "Locked", confirmLocked: true },
    },
  ],
];

describe("a vault over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse({ vault: false });
  });

  afterEach(() => rehearsal.azure.close());

  it("is created with all settings, and is read back as declared", async () => {
    assert.equal(await settle(rehearsal.driven("Vault"), everything), "create");
  });

  it("is read back as declared after each change of its tags, SKU, identity, network access and redundancy", async () => {
    const driven = rehearsal.driven("Vault");

    for (const [title, inputs] of CHANGES) {
      const step = await settle(driven, { ...least, ...inputs }).catch((error: Error) =>
        assert.fail(`${title}: ${error.message}`),
      );
      assert.equal(step, title === "only the required inputs" ? "create" : "update", title);
    }
  });

  it("is read back as declared after each change of its restore, soft delete, immutability, alert and encryption settings", async () => {
    const driven = rehearsal.driven("Vault");
    await settle(driven, { ...least, ...GEO });

    for (const [title, inputs] of MORE_CHANGES) {
      const step = await settle(driven, { ...least, ...GEO, ...inputs }).catch((error: Error) =>
        assert.fail(`${title}: ${error.message}`),
      );
      assert.equal(step, "update", title);
    }
  });

  it("is not written again if only the notation of its region and resource group changes", async () => {
    const driven = rehearsal.driven("Vault");
    await settle(driven, everything);
    rehearsal.writes.length = 0;

    const { step } = await driven.up({ ...everything, location: "West Europe", resourceGroup: GROUP.toUpperCase() });

    assert.equal(step, "same");
    assert.deepEqual(rehearsal.writes, []);
  });
});

describe("the deletion of a vault over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse({ vault: false });
  });

  afterEach(() => rehearsal.azure.close());

  /** Creates a vault with this `onDelete` and protects a VM in it. */
  async function protecting(onDelete: string, more: JsonObject = {}) {
    const driven = rehearsal.driven("Vault");
    await driven.up({ ...least, ...more, onDelete });
    const { status } = await rehearsal.azure.call("PUT", ITEM, protection());
    assert.equal(status, 202);
    return driven;
  }

  const statusOf = async (path: string) => (await rehearsal.azure.call("GET", path)).status;

  it("succeeds if the vault is empty", async () => {
    const driven = rehearsal.driven("Vault");
    await driven.up({ ...least, onDelete: "refuse" });
    await driven.destroy();
    assert.equal(await statusOf(VAULT), 404);
  });

  it("is refused while the vault protects a VM, and the error names the VM", async () => {
    const driven = await protecting("refuse");

    await assert.rejects(driven.destroy(), {
      code: "Refused",
      message: /\n {2}web: protected \(IRPending\)\.\nTo delete the vault/,
    });
    assert.equal(await statusOf(VAULT), 200);
  });

  it("with onDelete stopRetain stops protection and retains the vault", async () => {
    const driven = await protecting("stopRetain");

    await driven.destroy();

    assert.deepEqual(driven.warnings, [
      `Vault ${VAULT.split("/").at(-1)} was not deleted: onDelete: "stopRetain" retains it in Azure with its backups, whose protection is stopped (${VAULT}).`,
    ]);
    const { body } = await rehearsal.azure.call("GET", ITEM);
    assert.equal((body["properties"] as JsonObject)["protectionState"], "ProtectionStopped");
  });

  it("with onDelete delete soft-deletes the vault and its backups, and the warning contains the purge date", async () => {
    const driven = await protecting("delete");

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, [
      "Vault vault1 is deleted into soft delete with the backups of web. Azure purges it on 2024-05-27; until then az backup vault deleted-vault undelete recovers it.",
    ]);
  });

  it("with the default onDelete succeeds if only soft-deleted backups are left, and the next vault has none of them", async () => {
    const driven = await protecting("refuse");
    await rehearsal.azure.call("DELETE", ITEM);

    await driven.destroy();
    assert.equal(await statusOf(VAULT), 404);

    await driven.up(least);
    assert.deepEqual(driven.state?.outputs["adopted"], false);
    assert.equal(await statusOf(ITEM), 404);
    const item = rehearsal.driven("ProtectedVm");
    await item.up({ vault: VAULT, policy: `${VAULT}/backupPolicies/DefaultPolicy`, vm: VM });
    assert.equal(item.state?.outputs["protectionState"], "IRPending");
    assert.equal(item.state?.outputs["firstRecoveryPoint"], undefined);
  });

  it("with onDelete deleteAndPurge is refused at preview for a new vault", async () => {
    await assert.rejects(rehearsal.driven("Vault").up({ ...least, onDelete: "deleteAndPurge" }), {
      code: "InvalidInput",
      message: /onDelete: "deleteAndPurge" is not possible: soft delete is on in this vault/,
    });
  });

  it("with onDelete deleteAndPurge purges a vault with soft delete off that an older api-version created", async () => {
    const driven = await purging({});

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, []);
  });

  it("with onDelete deleteAndPurge also purges backups that are already soft-deleted", async () => {
    const driven = await purging({});
    const config = `${VAULT}/backupconfig/vaultconfig`;
    await rehearsal.azure.call("PATCH", config, { properties: { softDeleteFeatureState: "Enabled" } });
    await rehearsal.azure.call("DELETE", ITEM);

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, []);
  });

  it("with onDelete deleteAndPurge changes nothing if the vault cannot be purged", async () => {
    for (const [more, softDeleteState] of [
      [{}, "AlwaysON"],
      [{ immutability: { state: "Unlocked" } }, "Enabled"],
    ] as const) {
      const driven = await purging(more, softDeleteState);
      rehearsal.writes.length = 0;

      await assert.rejects(driven.destroy(), { code: "Refused", message: /Nothing was changed/ });

      assert.deepEqual(rehearsal.writes, []);
      await rehearsal.azure.close();
      rehearsal = await rehearse({ vault: false });
    }
  });

  /** Adopts a vault of an older api-version with soft delete off and `deleteAndPurge`, and protects a VM in it. */
  async function purging(more: JsonObject, softDeleteState = "Enabled") {
    const securitySettings = { softDeleteSettings: { softDeleteState } };
    await rehearsal.azure.call("PUT", VAULT, { location: "westeurope", properties: { securitySettings } });
    return protecting("deleteAndPurge", { adopt: "always", softDelete: { state: "Disabled" }, ...more });
  }
});
