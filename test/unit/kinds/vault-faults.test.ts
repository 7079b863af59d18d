/** Rules of a vault that no schema can express. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import { full, IDENTITY, vaultInputs } from "./examples.js";

const KEY = "https://shop.vault.azure.net/keys/backups";

/** The reasons that check gives for the example with these inputs. */
function failuresOf(more: JsonObject): string[] {
  const declared = { ...vaultInputs, ...more };
  return reasons(vault, check(vault, declared).failures, declared);
}

const system = { type: "SystemAssigned" };
const assigned = { type: "UserAssigned", userAssignedIdentities: [IDENTITY] };

/** Each row: the mistake, its inputs, and the message. */
const REFUSED: readonly (readonly [title: string, inputs: JsonObject, reason: string])[] = [
  [
    "retention days of a disabled soft delete",
    { adopt: "always", softDelete: { state: "Disabled", retentionDays: 30 } },
    'softDelete.retentionDays: 30 has no effect while softDelete.state is "Disabled": remove it, or enable soft delete',
  ],
  [
    "fewer retention days than the minimum",
    { softDelete: { state: "Enabled", retentionDays: 13 } },
    "softDelete.retentionDays: 13 is not allowed: expected an integer from 14 to 180",
  ],
  [
    "more retention days than the maximum",
    { softDelete: { state: "Enabled", retentionDays: 181 } },
    "softDelete.retentionDays: 181 is not allowed: expected an integer from 14 to 180",
  ],
  [
    "immutability Locked without confirmLocked",
    { immutability: { state: "Locked" } },
    'immutability.confirmLocked: must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire',
  ],
  [
    "immutability Locked with confirmLocked: false",
    { immutability: { state: "Locked", confirmLocked: false } },
    'immutability.confirmLocked: must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire',
  ],
  [
    "cross region restore without geo-redundancy",
    { crossRegionRestore: "Enabled", redundancy: "ZoneRedundant" },
    'crossRegionRestore: "Enabled" requires redundancy "GeoRedundant", but redundancy is "ZoneRedundant": change one of the two',
  ],
  [
    "a user-assigned identity without its id",
    { identity: { type: "SystemAssigned, UserAssigned" } },
    'identity.userAssignedIdentities: is missing: identity.type is "SystemAssigned, UserAssigned", which needs the ARM ids of the identities',
  ],
  [
    "the id of a user-assigned identity with the type SystemAssigned",
    { identity: { ...system, userAssignedIdentities: [IDENTITY] } },
    'identity.userAssignedIdentities: is set, but identity.type is "SystemAssigned": remove it, or use a type that contains UserAssigned',
  ],
  [
    "an encryption key without an identity",
    { encryption: { keyUri: KEY } },
    "encryption: needs an identity that reads the key: declare identity too",
  ],
  [
    "an encryption key without userAssignedIdentity if the vault has no system-assigned identity",
    { identity: assigned, encryption: { keyUri: KEY } },
    'encryption.userAssignedIdentity: is missing: identity.type is "UserAssigned", so the vault has no system-assigned identity to read the key: set it, or use a type that contains SystemAssigned',
  ],
  [
    "an encryption key read by an identity that is not assigned to the vault",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: `${IDENTITY}2` } },
    `encryption.userAssignedIdentity: ${IDENTITY}2 is not in identity.userAssignedIdentities: add it there`,
  ],
  [
    "a keyUri that is not the URI of a key",
    { identity: system, encryption: { keyUri: "https://shop.vault.azure.net/secrets/s" } },
    'encryption.keyUri: "https://shop.vault.azure.net/secrets/s" is not allowed: expected the URI of a key: https://{vault}.vault.azure.net/keys/{name}, with or without a version',
  ],
];

/** Inputs that look similar and are allowed. */
const ACCEPTED: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["immutability Locked with confirmLocked: true", { immutability: { state: "Locked", confirmLocked: true } }],
  ["cross region restore without a declared redundancy", { crossRegionRestore: "Enabled" }],
  ["an encryption key read by the system-assigned identity", { identity: system, encryption: { keyUri: KEY } }],
  [
    "the identity that reads the key in another letter case",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: IDENTITY.toUpperCase() } },
  ],
  [
    "a disabled soft delete of an adopted vault, which can be an old one",
    { adopt: "always", softDelete: { state: "Disabled" } },
  ],
  ["all inputs together", full["Vault"]?.[0] ?? {}],
];

/** Inputs with values that are not known at preview. */
const UNKNOWNS: readonly JsonObject[] = [
  { softDelete: UNKNOWN },
  { adopt: UNKNOWN, softDelete: { state: "Disabled" } },
  { adopt: "always", softDelete: { state: "Disabled", retentionDays: UNKNOWN } },
  { softDelete: { state: UNKNOWN, retentionDays: 30 } },
  { immutability: UNKNOWN },
  { immutability: { state: "Locked", confirmLocked: UNKNOWN } },
  { crossRegionRestore: "Enabled", redundancy: UNKNOWN },
  { crossRegionRestore: UNKNOWN, redundancy: "ZoneRedundant" },
  { identity: UNKNOWN },
  { identity: { type: UNKNOWN } },
  { identity: { type: "UserAssigned", userAssignedIdentities: UNKNOWN } },
  { identity: UNKNOWN, encryption: { keyUri: KEY } },
  { identity: system, encryption: UNKNOWN },
  { identity: system, encryption: { keyUri: UNKNOWN } },
  { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: UNKNOWN } },
  { identity: assigned, sourceScan: { state: "Enabled", userAssignedIdentity: UNKNOWN } },
  { identity: UNKNOWN, sourceScan: { state: "Enabled", userAssignedIdentity: IDENTITY } },
  { monitoring: UNKNOWN },
];

describe("a vault is refused for", () => {
  for (const [title, inputs, reason] of REFUSED) {
    it(title, () => assert.deepEqual(failuresOf(inputs), [reason]));
  }
});

describe("a vault is not refused for", () => {
  for (const [title, inputs] of ACCEPTED) {
    it(title, () => assert.deepEqual(failuresOf(inputs), []));
  }

  for (const inputs of UNKNOWNS) {
    it(`values that are not known yet: ${JSON.stringify(inputs).replaceAll(UNKNOWN, "?")}`, () =>
      assert.deepEqual(failuresOf(inputs), []));
  }
});

describe("an existing vault with disabled soft delete", () => {
  const off = { ...vaultInputs, softDelete: { state: "Disabled" } } as const;
  const failures = (news: JsonObject, olds: JsonObject) => check(vault, news, olds).failures;

  it("is accepted unchanged, and with deleteAndPurge", () => {
    assert.deepEqual(failures(off, off), []);
    assert.deepEqual(failures({ ...off, onDelete: "deleteAndPurge" }, off), []);
  });

  it("is accepted while its resource group is not known yet", () => {
    assert.deepEqual(failures({ ...off, resourceGroup: UNKNOWN }, off), []);
  });

  it("is accepted if soft delete was enabled before, because Azure decides about that change", () => {
    assert.deepEqual(failures(off, { ...vaultInputs, softDelete: { state: "Enabled" } }), []);
  });

  it("is accepted with deleteAndPurge if it is adopted", () => {
    assert.deepEqual(failures({ ...off, adopt: "always", onDelete: "deleteAndPurge" }, {}), []);
  });
});
