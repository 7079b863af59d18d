/** What check says of a vault that no schema can. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, reasons } from "../../support/verbs.js";
import { full, IDENTITY, vaultInputs } from "./examples.js";

const KEY = "https://shop.vault.azure.net/keys/backups";

/** The reasons that check gives for the example with these inputs. */
function refusals(more: JsonObject): string[] {
  const given = { ...vaultInputs, ...more };
  return reasons(vault, check(vault, given).failures, given);
}

const system = { type: "SystemAssigned" };
const assigned = { type: "UserAssigned", userAssignedIdentities: [IDENTITY] };

/** Each row: what is wrong, in which inputs, and how it is told. */
const WRONG: readonly (readonly [title: string, inputs: JsonObject, reason: string])[] = [
  [
    "days of a soft delete that is off",
    { adopt: "always", softDelete: { state: "Disabled", retentionDays: 30 } },
    'softDelete.retentionDays: 30 has no effect while softDelete.state is "Disabled": remove it, or enable soft delete',
  ],
  [
    "fewer days than Azure keeps at least",
    { softDelete: { state: "Enabled", retentionDays: 13 } },
    "softDelete.retentionDays: 13 is not allowed: expected an integer from 14 to 180",
  ],
  [
    "more days than Azure keeps at most",
    { softDelete: { state: "Enabled", retentionDays: 181 } },
    "softDelete.retentionDays: 181 is not allowed: expected an integer from 14 to 180",
  ],
  [
    "a lock that nobody confirmed",
    { immutability: { state: "Locked" } },
    'immutability.confirmLocked: must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire',
  ],
  [
    "a lock that was confirmed to be none",
    { immutability: { state: "Locked", confirmLocked: false } },
    'immutability.confirmLocked: must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire',
  ],
  [
    "restores in the paired region of a vault without a copy there",
    { crossRegionRestore: "Enabled", redundancy: "ZoneRedundant" },
    'crossRegionRestore: "Enabled" requires redundancy "GeoRedundant", but redundancy is "ZoneRedundant": change one of the two',
  ],
  [
    "an assigned identity that is not named",
    { identity: { type: "SystemAssigned, UserAssigned" } },
    'identity.userAssignedIdentities: is missing: identity.type is "SystemAssigned, UserAssigned", which needs the ARM ids of the identities',
  ],
  [
    "an identity that is named and not assigned",
    { identity: { ...system, userAssignedIdentities: [IDENTITY] } },
    'identity.userAssignedIdentities: is set, but identity.type is "SystemAssigned": remove it, or use a type that contains UserAssigned',
  ],
  [
    "a key without an identity that reads it",
    { encryption: { keyUri: KEY } },
    "encryption: needs an identity that reads the key: declare identity too",
  ],
  [
    "a key that nobody of the vault's own reads",
    { identity: assigned, encryption: { keyUri: KEY } },
    'encryption.userAssignedIdentity: is missing: identity.type is "UserAssigned", so the vault has no system-assigned identity to read the key: set it, or use a type that contains SystemAssigned',
  ],
  [
    "a key that is read by a stranger",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: `${IDENTITY}2` } },
    `encryption.userAssignedIdentity: ${IDENTITY}2 is not in identity.userAssignedIdentities: add it there`,
  ],
  [
    "a URI that is no key's",
    { identity: system, encryption: { keyUri: "https://shop.vault.azure.net/secrets/s" } },
    'encryption.keyUri: "https://shop.vault.azure.net/secrets/s" is not allowed: expected the URI of a key: https://{vault}.vault.azure.net/keys/{name}, with or without a version',
  ],
];

/** Inputs that are allowed though they look like the wrong ones. */
const RIGHT: readonly (readonly [title: string, inputs: JsonObject])[] = [
  ["a lock that was confirmed", { immutability: { state: "Locked", confirmLocked: true } }],
  ["restores in the paired region where redundancy is left to Azure", { crossRegionRestore: "Enabled" }],
  ["a key that the vault reads itself", { identity: system, encryption: { keyUri: KEY } }],
  [
    "a reader of the key in other case",
    { identity: assigned, encryption: { keyUri: KEY, userAssignedIdentity: IDENTITY.toUpperCase() } },
  ],
  [
    "a soft delete that is off, of a vault that may be an old one",
    { adopt: "always", softDelete: { state: "Disabled" } },
  ],
  ["all inputs together", full["Vault"]?.[0] ?? {}],
];

/** Inputs of which a part is not known at preview. */
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
  { monitoring: UNKNOWN },
];

describe("a vault is refused for", () => {
  for (const [title, inputs, reason] of WRONG) {
    it(title, () => assert.deepEqual(refusals(inputs), [reason]));
  }
});

describe("a vault is not refused for", () => {
  for (const [title, inputs] of RIGHT) {
    it(title, () => assert.deepEqual(refusals(inputs), []));
  }

  for (const inputs of UNKNOWNS) {
    it(`what is not known yet: ${JSON.stringify(inputs).replaceAll(UNKNOWN, "?")}`, () =>
      assert.deepEqual(refusals(inputs), []));
  }
});

describe("an existing vault whose soft delete is off", () => {
  const off = { ...vaultInputs, softDelete: { state: "Disabled" } } as const;
  const failures = (news: JsonObject, olds: JsonObject) => check(vault, news, olds).failures;

  it("goes on as it is, and may be purged", () => {
    assert.deepEqual(failures(off, off), []);
    assert.deepEqual(failures({ ...off, onDelete: "deleteAndPurge" }, off), []);
  });

  it("goes on where the name of its group is not known yet", () => {
    assert.deepEqual(failures({ ...off, resourceGroup: UNKNOWN }, off), []);
  });

  it("may have its soft delete switched off later, which Azure decides", () => {
    assert.deepEqual(failures(off, { ...vaultInputs, softDelete: { state: "Enabled" } }), []);
  });

  it("is to be purged where it is adopted as such", () => {
    assert.deepEqual(failures({ ...off, adopt: "always", onDelete: "deleteAndPurge" }, {}), []);
  });
});
