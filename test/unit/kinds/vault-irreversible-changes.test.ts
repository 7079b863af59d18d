/** The one-way changes of a vault, which check refuses to revert. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { vaultInputs } from "./examples.js";

const KEY = "https://shop.vault.azure.net/keys/backups";
const identity = { type: "SystemAssigned" };
const locked = { state: "Locked", confirmLocked: true };
const REST = " Declare the current value, or create another vault with another name.";

/** The failures of a change from one declaration to another. */
const failuresOf = (before: JsonObject, after: JsonObject): string[] =>
  check(vault, { ...vaultInputs, ...after }, { ...vaultInputs, ...before }).failures.map(
    ({ property, reason }) => `${property}: ${reason}`,
  );

/** Each row: the change, the inputs before and after, and the message. */
const REFUSED: readonly (readonly [title: string, before: JsonObject, after: JsonObject, message: string])[] = [
  [
    "unlocking a locked vault",
    { immutability: locked },
    { immutability: { state: "Unlocked" } },
    "immutability.state: cannot be changed: The vault's immutability is locked and can no longer be changed.",
  ],
  [
    "no longer declaring the immutability of a locked vault",
    { immutability: locked },
    {},
    "immutability.state: cannot be changed: The vault's immutability is locked and can no longer be changed.",
  ],
  [
    "fewer days of immutability of a locked vault",
    { immutability: { ...locked, configuration: { type: "TimeBased", days: 60 } } },
    { immutability: { ...locked, configuration: { type: "TimeBased", days: 30 } } },
    "immutability.configuration: cannot be changed: The vault's immutability is locked for 60 days and cannot be shortened.",
  ],
  [
    "immutability of a locked vault that follows its policies instead of days",
    { immutability: { ...locked, configuration: { type: "TimeBased", days: 60 } } },
    { immutability: { ...locked, configuration: { type: "AsPerPolicy" } } },
    "immutability.configuration: cannot be changed: The vault's immutability is locked for 60 days and cannot be shortened.",
  ],
  [
    "disabling cross region restore",
    { crossRegionRestore: "Enabled" },
    { crossRegionRestore: "Disabled" },
    "crossRegionRestore: cannot be changed: Cross region restore is enabled for this vault and can no longer be disabled.",
  ],
  [
    "enabling cross subscription restore after it was permanently disabled",
    { crossSubscriptionRestore: "PermanentlyDisabled" },
    { crossSubscriptionRestore: "Enabled" },
    "crossSubscriptionRestore: cannot be changed: Cross subscription restore is permanently disabled for this vault and can no longer be changed.",
  ],
  [
    "disabling soft delete that is always on",
    { softDelete: { state: "AlwaysON" } },
    { softDelete: { state: "Disabled" } },
    "softDelete.state: cannot be changed: Soft delete is always on for this vault and can no longer be disabled.",
  ],
  [
    "returning to Azure's encryption key",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity },
    "encryption: cannot be changed: The vault is encrypted with a customer-managed key, which cannot be changed to Azure's key.",
  ],
  [
    "another SKU while a customer-managed key encrypts the vault",
    { identity, sku: "Standard", encryption: { keyUri: KEY } },
    { identity, sku: "RS0", encryption: { keyUri: KEY } },
    "sku: cannot be changed: The vault is encrypted with a customer-managed key, so its SKU cannot be changed from Standard to RS0.",
  ],
  [
    "enabling infrastructure encryption later",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Enabled" } },
    "encryption: cannot be changed: The vault's infrastructure encryption cannot be changed from Disabled to Enabled after encryption was enabled.",
  ],
];

/** Changes that look similar and are allowed. */
const ACCEPTED: readonly (readonly [title: string, before: JsonObject, after: JsonObject])[] = [
  ["locking a vault", {}, { immutability: locked }],
  ["no longer declaring the immutability of an unlocked vault", { immutability: { state: "Unlocked" } }, {}],
  ["enabling cross region restore", { crossRegionRestore: "Disabled" }, { crossRegionRestore: "Enabled" }],
  ["no longer declaring that soft delete is disabled", { softDelete: { state: "Disabled" } }, {}],
  [
    "declaring Enabled while soft delete is always on",
    { softDelete: { state: "AlwaysON" } },
    { softDelete: { state: "Enabled" } },
  ],
  ["no longer declaring that soft delete is always on", { softDelete: { state: "AlwaysON", retentionDays: 30 } }, {}],
  [
    "an unchanged soft delete that is always on",
    { softDelete: { state: "AlwaysON" } },
    { softDelete: { state: "AlwaysON" } },
  ],
  [
    "a newer version of the encryption key",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity, encryption: { keyUri: `${KEY}/2`, infrastructureEncryption: "Disabled" } },
  ],
  ["replacing a locked vault by one with another name", { immutability: locked }, { name: "others" }],
  [
    "replacing a locked vault by one in another resource group",
    { immutability: locked },
    { resourceGroup: `${vaultInputs.resourceGroup}2` },
  ],
];

/** Changes to values that are not known yet. */
const UNKNOWNS: readonly (readonly [before: JsonObject, after: JsonObject])[] = [
  [{ immutability: locked }, { immutability: UNKNOWN }],
  [{ immutability: locked }, { immutability: { state: UNKNOWN } }],
  [{ crossRegionRestore: "Enabled" }, { crossRegionRestore: UNKNOWN }],
  [{ crossRegionRestore: "Enabled" }, { crossRegionRestore: "Enabled", redundancy: UNKNOWN }],
  [{ crossSubscriptionRestore: "PermanentlyDisabled" }, { crossSubscriptionRestore: UNKNOWN }],
  [{ softDelete: { state: "AlwaysON" } }, { softDelete: UNKNOWN }],
  [{ softDelete: { state: "AlwaysON" } }, { softDelete: { state: UNKNOWN } }],
  [
    { identity, encryption: { keyUri: KEY } },
    { identity, encryption: UNKNOWN },
  ],
  [
    { identity, encryption: { keyUri: KEY } },
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: UNKNOWN } },
  ],
  [{ immutability: locked }, { name: UNKNOWN }],
];

describe("the check of a changed vault refuses", () => {
  for (const [title, before, after, message] of REFUSED) {
    it(title, () => assert.deepEqual(failuresOf(before, after), [message + REST]));
  }

  it("unlocking a locked vault while another input is not known yet", () => {
    const after = { identity, immutability: { state: "Unlocked" }, encryption: { keyUri: UNKNOWN } };

    assert.equal(failuresOf({ identity, immutability: locked }, after).length, 1);
  });
});

describe("the check of a changed vault accepts", () => {
  for (const [title, before, after] of ACCEPTED) {
    it(title, () => assert.deepEqual(failuresOf(before, after), []));
  }

  for (const [before, after] of UNKNOWNS) {
    it(`values that are not known yet: ${JSON.stringify(after).replaceAll(UNKNOWN, "?")}`, () =>
      assert.deepEqual(failuresOf(before, after), []));
  }
});
