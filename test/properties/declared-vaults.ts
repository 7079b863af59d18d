/** Vaults as programs declare them. Sources: REST reference of vaults 2024-04-01; the documents named in `rules/vaults/vault.ts`. */
import fc from "fast-check";
import { GROUP } from "../support/service.js";
import { among, mostly, oneOf, perhaps, record, tags } from "./declarations.js";
import type { Declared } from "./law.js";

const identityId = (name: string) => `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const SWITCH = oneOf("Enabled", "Disabled");

const system = fc.constant({ type: "SystemAssigned" });
const assigned = record({
  type: oneOf("UserAssigned", "SystemAssigned, UserAssigned"),
  userAssignedIdentities: mostly(
    fc.uniqueArray(oneOf("one", "two", "three").map(identityId), { minLength: 1 }),
    fc.constant<string[]>([]),
  ),
});
const identity = fc.oneof(system, assigned);

const KEYS = ["https://keys.vault.azure.net/keys/backup", "https://keys.managedhsm.azure.net/keys/backup/0a1b"];
const keyUri = mostly(oneOf(...KEYS), fc.webUrl());
const ownKey = record({ keyUri, infrastructureEncryption: perhaps(SWITCH) });
const assignedKey = record({ keyUri, userAssignedIdentity: fc.constant(identityId("one")) });
const encryption = record({
  keyUri,
  userAssignedIdentity: perhaps(oneOf("one", "two").map(identityId)),
  infrastructureEncryption: perhaps(SWITCH),
});

const softDelete = fc.oneof(
  fc.constant({ state: "Disabled" }),
  record({ state: oneOf("Enabled", "AlwaysON"), retentionDays: perhaps(mostly(among(14, 180), among(-1, 200))) }),
  record({ state: mostly(fc.constant("Enabled"), fc.constant("Disabled")), retentionDays: among(14, 180) }),
);

const immutability = fc.oneof(
  record({ state: oneOf("Disabled", "Unlocked"), confirmLocked: perhaps(fc.boolean()) }),
  record({ state: fc.constant("Locked"), confirmLocked: mostly(fc.constant(true), oneOf(false, undefined)) }),
);

/** The encryption key of the vault, and the identity that reads it. */
const keys = fc.oneof(
  { weight: 4, arbitrary: record({ identity: perhaps(identity) }) },
  { weight: 2, arbitrary: record({ identity: system, encryption: ownKey }) },
  { weight: 2, arbitrary: record({ identity: assigned, encryption: assignedKey }) },
  { weight: 1, arbitrary: record({ identity: perhaps(identity), encryption }) },
);

/** Redundancy, cross-region restore and public network access, which depend on each other. */
const reach = fc.oneof(
  record({
    redundancy: perhaps(oneOf("GeoRedundant", "LocallyRedundant", "ZoneRedundant")),
    crossRegionRestore: perhaps(fc.constant("Disabled")),
    publicNetworkAccess: perhaps(SWITCH),
  }),
  record({
    redundancy: perhaps(mostly(fc.constant("GeoRedundant"), oneOf("LocallyRedundant", "ZoneRedundant"))),
    crossRegionRestore: fc.constant("Enabled"),
    publicNetworkAccess: perhaps(mostly(fc.constant("Enabled"), fc.constant("Disabled"))),
  }),
);

const monitoring = record({
  alertsForAllJobFailures: perhaps(SWITCH),
  alertsForAllReplicationIssues: perhaps(SWITCH),
  alertsForAllFailoverIssues: perhaps(SWITCH),
  alertsForCriticalOperations: perhaps(SWITCH),
  emailNotificationsForSiteRecovery: perhaps(SWITCH),
});

const plain = record({
  name: fc.stringMatching(/^[a-zA-Z][-a-zA-Z0-9]{1,49}$/),
  resourceGroup: oneOf(GROUP, GROUP.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")),
  location: oneOf("westeurope", "West Europe", "eastus", "North Europe", "uksouth"),
  sku: perhaps(oneOf("Standard", "RS0")),
  tags: perhaps(tags),
  crossSubscriptionRestore: perhaps(oneOf("Enabled", "Disabled", "PermanentlyDisabled")),
  softDelete: perhaps(softDelete),
  immutability: perhaps(immutability),
  monitoring: perhaps(monitoring),
});

export const declaredVaults: fc.Arbitrary<Declared> = fc
  .tuple(plain, keys, reach)
  .map(([inputs, encryptionInputs, reachInputs]) => ({ inputs: { ...inputs, ...encryptionInputs, ...reachInputs } }));
