/** The critical operations of a resource guard by api-version, as recorded in 2023, 2024 and 2026. */
import assert from "node:assert/strict";
import { criticalOperations } from "../../provider/rules/vaults/guarded-operations.js";

const short = (version: string): string[] =>
  criticalOperations(version).map(({ operation }) => operation.replace("Microsoft.RecoveryServices/vaults/", ""));
const ITEM = "backupFabrics/protectionContainers/protectedItems";
const SIX = [
  `${ITEM}/delete`,
  `${ITEM}/write`,
  "backupPolicies/write",
  "backupResourceGuardProxies/delete",
  "backupSecurityPIN/action",
  "backupconfig/write",
];

describe("the critical operations of a resource guard", () => {
  it("are six with api-versions of 2023", () => {
    assert.deepEqual(short("2023-02-01"), SIX);
    assert.deepEqual(short("2023-04-01"), SIX);
  });

  it("are nine with api-version 2024-04-01", () => {
    assert.deepEqual(short("2024-04-01"), [
      ...SIX,
      `${ITEM}/write#stopProtectionWithRetainData`,
      "write#reduceImmutabilityState",
      `${ITEM}/recoveryPoints/restore/action`,
    ]);
  });

  it("are the fourteen that were recorded with api-version 2025-02-01, and the same with later ones", () => {
    const mappings = "backupCrossTenantVaultMappings";
    const fourteen = [
      ...SIX,
      "write#modifyEncryptionSettings",
      `${ITEM}/write#stopProtectionWithRetainData`,
      "write#reduceImmutabilityState",
      "write#modifyImmutabilityDuration",
      "registeredIdentities/delete",
      `${mappings}/write`,
      `${mappings}/remove/action`,
      `${mappings}/${ITEM}/recoveryPoints/restore/action`,
    ];
    assert.deepEqual(short("2025-02-01"), fourteen);
    assert.deepEqual(short("2026-07-01"), fourteen);
    assert.deepEqual(
      criticalOperations("2025-02-01").map(({ request }) => request),
      [
        "deleteProtectedItemRequests",
        "updateProtectedItemRequests",
        "updateProtectionPolicyRequests",
        "deleteResourceGuardProxyRequests",
        "getBackupSecurityPINRequests",
        "disableSoftDeleteRequests",
        "modifyEncryptionSettings",
        "stopProtectionWithRetainDataRequests",
        "reduceImmutabilityStateRequests",
        "modifyImmutabilityDurationRequests",
        "deleteMABIdentityRequests",
        "configureCrossTenantVaultMappingRequests",
        "deleteCrossTenantVaultMappingRequests",
        "crossTenantTriggerRestoreRequests",
      ],
    );
  });
});
