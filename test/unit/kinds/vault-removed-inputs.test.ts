/** The inputs of a vault that are no longer declared: each returns to Azure's default. */
import assert from "node:assert/strict";
import { withDefaults } from "../../../provider/kinds/vault/arm.js";
import { vaultInputs } from "./examples.js";

type Inputs = Parameters<typeof withDefaults>[0];

const declared = (more: Partial<Inputs>): Inputs => ({ ...vaultInputs, ...more });

describe("an input of a vault that is no longer declared", () => {
  it("returns to Azure's default", () => {
    const previous = declared({
      tags: { team: "shop" },
      redundancy: "ZoneRedundant",
      crossSubscriptionRestore: "Disabled",
      softDelete: { state: "Disabled" },
      immutability: { state: "Unlocked" },
      sourceScan: { state: "Enabled" },
      costManagement: "ProtectedItemLevel",
      monitoring: { alertsForAllJobFailures: "Disabled" },
    });

    assert.deepEqual(withDefaults(vaultInputs, previous), {
      ...vaultInputs,
      tags: {},
      redundancy: "GeoRedundant",
      crossSubscriptionRestore: "Enabled",
      softDelete: { state: "Enabled", retentionDays: 14 },
      immutability: { state: "Disabled" },
      sourceScan: { state: "Disabled" },
      costManagement: "VaultLevel",
      monitoring: {},
    });
  });

  it("returns to the policies if it is the configuration of immutability", () => {
    const days = declared({ immutability: { state: "Unlocked", configuration: { type: "TimeBased", days: 60 } } });

    assert.deepEqual(withDefaults(declared({ immutability: { state: "Unlocked" } }), days).immutability, {
      state: "Unlocked",
      configuration: { type: "AsPerPolicy" },
    });
  });

  it("is left unchanged if it was never declared", () => {
    assert.deepEqual(withDefaults(vaultInputs, vaultInputs), vaultInputs);
  });

  it("returns to 14 days if it is softDelete.retentionDays", () => {
    const previous = declared({ softDelete: { state: "Enabled", retentionDays: 90 } });

    assert.deepEqual(withDefaults(declared({ softDelete: { state: "AlwaysON" } }), previous).softDelete, {
      state: "AlwaysON",
      retentionDays: 14,
    });
    assert.deepEqual(withDefaults(declared({ softDelete: { state: "Disabled" } }), previous).softDelete, {
      state: "Disabled",
    });
  });
});
