/** The changes of a vault that Azure never takes back, told at check. */
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

/** What check says of the way from one declaration to another. */
const barred = (before: JsonObject, after: JsonObject): string[] =>
  check(vault, { ...vaultInputs, ...after }, { ...vaultInputs, ...before }).failures.map(
    ({ property, reason }) => `${property}: ${reason}`,
  );

/** Each row: the way, from, to, and how it is told. */
const BARRED: readonly (readonly [title: string, before: JsonObject, after: JsonObject, told: string])[] = [
  [
    "unlocked again",
    { immutability: locked },
    { immutability: { state: "Unlocked" } },
    "immutability.state: cannot be changed: The vault's immutability is locked and can no longer be changed.",
  ],
  [
    "no longer declared locked",
    { immutability: locked },
    {},
    "immutability.state: cannot be changed: The vault's immutability is locked and can no longer be changed.",
  ],
  [
    "closed to its paired region",
    { crossRegionRestore: "Enabled" },
    { crossRegionRestore: "Disabled" },
    "crossRegionRestore: cannot be changed: Cross region restore is enabled for this vault and can no longer be disabled.",
  ],
  [
    "opened to other subscriptions again",
    { crossSubscriptionRestore: "PermanentlyDisabled" },
    { crossSubscriptionRestore: "Enabled" },
    "crossSubscriptionRestore: cannot be changed: Cross subscription restore is permanently disabled for this vault and can no longer be changed.",
  ],
  [
    "without its soft delete that is always on",
    { softDelete: { state: "AlwaysON" } },
    { softDelete: { state: "Disabled" } },
    "softDelete.state: cannot be changed: Soft delete is always on for this vault and can no longer be disabled.",
  ],
  [
    "encrypted by Azure's key again",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity },
    "encryption: cannot be changed: The vault is encrypted with a customer-managed key, which cannot be changed to Azure's key.",
  ],
  [
    "another sku while a key of one's own encrypts it",
    { identity, sku: "Standard", encryption: { keyUri: KEY } },
    { identity, sku: "RS0", encryption: { keyUri: KEY } },
    "sku: cannot be changed: The vault is encrypted with a customer-managed key, so its SKU cannot be changed from Standard to RS0.",
  ],
  [
    "encrypted twice later on",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Enabled" } },
    "encryption: cannot be changed: The vault's infrastructure encryption cannot be changed from Disabled to Enabled after encryption was enabled.",
  ],
];

/** Ways that look like those and are open. */
const OPEN: readonly (readonly [title: string, before: JsonObject, after: JsonObject])[] = [
  ["locked at once", {}, { immutability: locked }],
  ["unlocked while it was not locked", { immutability: { state: "Unlocked" } }, {}],
  ["opened to its paired region", { crossRegionRestore: "Disabled" }, { crossRegionRestore: "Enabled" }],
  ["given back soft delete", { softDelete: { state: "Disabled" } }, {}],
  ["called Enabled while it is always on", { softDelete: { state: "AlwaysON" } }, { softDelete: { state: "Enabled" } }],
  ["always on and not declared so any more", { softDelete: { state: "AlwaysON", retentionDays: 30 } }, {}],
  ["always on as it was", { softDelete: { state: "AlwaysON" } }, { softDelete: { state: "AlwaysON" } }],
  [
    "encrypted by a newer key",
    { identity, encryption: { keyUri: KEY, infrastructureEncryption: "Disabled" } },
    { identity, encryption: { keyUri: `${KEY}/2`, infrastructureEncryption: "Disabled" } },
  ],
  ["made elsewhere under another name", { immutability: locked }, { name: "others" }],
  ["made in another group", { immutability: locked }, { resourceGroup: `${vaultInputs.resourceGroup}2` }],
];

/** Ways into what is not known yet. */
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

describe("a vault is never", () => {
  for (const [title, before, after, told] of BARRED) {
    it(title, () => assert.deepEqual(barred(before, after), [told + REST]));
  }

  it("opened by what is unknown elsewhere in it", () => {
    const after = { identity, immutability: { state: "Unlocked" }, encryption: { keyUri: UNKNOWN } };

    assert.equal(barred({ identity, immutability: locked }, after).length, 1);
  });
});

describe("a vault may be", () => {
  for (const [title, before, after] of OPEN) {
    it(title, () => assert.deepEqual(barred(before, after), []));
  }

  for (const [before, after] of UNKNOWNS) {
    it(`what is not known yet: ${JSON.stringify(after).replaceAll(UNKNOWN, "?")}`, () =>
      assert.deepEqual(barred(before, after), []));
  }
});
