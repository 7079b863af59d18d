/** The kind Vault over the embedded Azure: every property there and back, every change, every end. */
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

/** Changes one after the other, each of which has to hold. */
const CHANGES: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["the least", {}],
  ["tags", { tags: { team: "shop" } }],
  ["other tags", { tags: { env: "test" } }],
  ["no tags any more, and another tier", { sku: "RS0" }],
  ["the first tier again", { sku: "Standard" }],
  ["an identity of its own", { identity: { type: "SystemAssigned" } }],
  ["assigned ones beside it", { identity: assigned }],
  ["one assigned one", { identity: { type: "UserAssigned", userAssignedIdentities: [IDENTITIES[1] ?? ""] } }],
  ["no identity", {}],
  ["no public network", { publicNetworkAccess: "Disabled" }],
  ["copies in zones", { redundancy: "ZoneRedundant" }],
  ["copies in another region, to be restored there", { redundancy: "GeoRedundant", crossRegionRestore: "Enabled" }],
];

const GEO = { redundancy: "GeoRedundant", crossRegionRestore: "Enabled" };
const MORE_CHANGES: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["no restores elsewhere", { crossSubscriptionRestore: "Disabled" }],
  ["restores elsewhere as Azure has them", {}],
  ["soft delete for longer", { softDelete: { state: "Enabled", retentionDays: 90 } }],
  ["soft delete for as long as Azure has it", { softDelete: { state: "Enabled" } }],
  ["no soft delete", { softDelete: { state: "Disabled" } }],
  ["soft delete as Azure has it", {}],
  ["immutability", { immutability: { state: "Unlocked" } }],
  ["no immutability", {}],
  ["an alert off", { monitoring: { alertsForCriticalOperations: "Disabled" } }],
  ["another alert off", { monitoring: { alertsForAllReplicationIssues: "Disabled" } }],
  ["a key that the vault reads itself", { identity: assigned, encryption: { keyUri: KEY } }],
  ["a newer key", { identity: assigned, encryption: { keyUri: `${KEY}/2` } }],
  [
    "a key that an assigned identity reads",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: IDENTITIES[1] ?? "" } },
  ],
  ["a key that the vault reads itself again", { identity: assigned, encryption: { keyUri: KEY } }],
  [
    "soft delete and a lock for ever",
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

  it("is made with all that can be declared, and reads back the same", async () => {
    assert.equal(await settle(rehearsal.driven("Vault"), everything), "create");
  });

  it("holds each change of its place, its identity and its copies", async () => {
    const driven = rehearsal.driven("Vault");

    for (const [title, inputs] of CHANGES) {
      const step = await settle(driven, { ...least, ...inputs }).catch((error: Error) =>
        assert.fail(`${title}: ${error.message}`),
      );
      assert.equal(step, title === "the least" ? "create" : "update", title);
    }
  });

  it("holds each change of its security, its keys and its alerts", async () => {
    const driven = rehearsal.driven("Vault");
    await settle(driven, { ...least, ...GEO });

    for (const [title, inputs] of MORE_CHANGES) {
      const step = await settle(driven, { ...least, ...GEO, ...inputs }).catch((error: Error) =>
        assert.fail(`${title}: ${error.message}`),
      );
      assert.equal(step, "update", title);
    }
  });

  it("is written to no more by an up that says the same in other words", async () => {
    const driven = rehearsal.driven("Vault");
    await settle(driven, everything);
    rehearsal.writes.length = 0;

    const { step } = await driven.up({ ...everything, location: "West Europe", resourceGroup: GROUP.toUpperCase() });

    assert.equal(step, "same");
    assert.deepEqual(rehearsal.writes, []);
  });
});

describe("the end of a vault over the embedded Azure", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await rehearse({ vault: false });
  });

  afterEach(() => rehearsal.azure.close());

  /** A vault that protects a machine and is to go in this way. */
  async function protecting(onDelete: string, more: JsonObject = {}) {
    const driven = rehearsal.driven("Vault");
    await driven.up({ ...least, ...more, onDelete });
    const { status } = await rehearsal.azure.call("PUT", ITEM, protection());
    assert.equal(status, 202);
    return driven;
  }

  const statusOf = async (path: string) => (await rehearsal.azure.call("GET", path)).status;

  it("comes where it is empty", async () => {
    const driven = rehearsal.driven("Vault");
    await driven.up({ ...least, onDelete: "refuse" });
    await driven.destroy();
    assert.equal(await statusOf(VAULT), 404);
  });

  it("is refused while a machine is protected, which is named", async () => {
    const driven = await protecting("refuse");

    await assert.rejects(driven.destroy(), {
      code: "Refused",
      message: /\n {2}web: protected \(IRPending\)\.\nTo delete the vault/,
    });
    assert.equal(await statusOf(VAULT), 200);
  });

  it("stops and retains", async () => {
    const driven = await protecting("stopRetain");

    await driven.destroy();

    assert.deepEqual(driven.warnings, [
      `Vault ${VAULT.split("/").at(-1)} was not deleted: onDelete: "stopRetain" retains it in Azure with its backups, whose protection is stopped (${VAULT}).`,
    ]);
    const { body } = await rehearsal.azure.call("GET", ITEM);
    assert.equal((body["properties"] as JsonObject)["protectionState"], "ProtectionStopped");
  });

  it("deletes the backups and goes to soft delete with them, and says until when", async () => {
    const driven = await protecting("delete");

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, [
      "Vault vault1 is deleted into soft delete with the backups of web. Azure purges it on 2024-05-27.",
    ]);
  });

  it("comes by the default where only soft-deleted backups are left, and the next one is new", async () => {
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

  it("is refused at preview to purge a new vault", async () => {
    await assert.rejects(rehearsal.driven("Vault").up({ ...least, onDelete: "deleteAndPurge" }), {
      code: "InvalidInput",
      message: /onDelete: "deleteAndPurge" is not possible: soft delete is on in this vault/,
    });
  });

  it("purges at once a vault of an older api-version whose soft delete is off", async () => {
    const driven = await purging({});

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, []);
  });

  it("purges what lies in soft delete already", async () => {
    const driven = await purging({});
    const config = `${VAULT}/backupconfig/vaultconfig`;
    await rehearsal.azure.call("PATCH", config, { properties: { softDeleteFeatureState: "Enabled" } });
    await rehearsal.azure.call("DELETE", ITEM);

    await driven.destroy();

    assert.equal(await statusOf(VAULT), 404);
    assert.deepEqual(driven.warnings, []);
  });

  it("changes nothing where it cannot purge", async () => {
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

  /** A vault of an older api-version that is adopted with its soft delete off, protects a machine and is to be purged. */
  async function purging(more: JsonObject, softDeleteState = "Enabled") {
    const securitySettings = { softDeleteSettings: { softDeleteState } };
    await rehearsal.azure.call("PUT", VAULT, { location: "westeurope", properties: { securitySettings } });
    return protecting("deleteAndPurge", { adopt: "always", softDelete: { state: "Disabled" }, ...more });
  }
});
