import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, diff } from "../../support/verbs.js";
import { diskInputs, GROUP, itemInputs, POLICY, policyInputs, VAULT, VM, vaultInputs } from "./examples.js";
import { extensionInputs } from "./extension-examples.js";
import { objectsOf } from "./generated.js";

const same = { changes: false, replaces: [], deleteBeforeReplace: false };
const changed = { changes: true, replaces: [], deleteBeforeReplace: false };

interface Case {
  readonly kind: Kind;
  readonly olds: JsonObject;
  readonly news: JsonObject;
}

function expecting(expected: object, cases: Readonly<Record<string, Case>>): void {
  for (const [title, { kind, olds, news }] of Object.entries(cases)) {
    it(title, () => {
      assert.deepEqual(diff(kind, olds, news), expected);
    });
  }
}

const weekly = { ...policyInputs, schedule: { frequency: "Weekly", time: "02:00", weekdays: ["Sunday", "Friday"] } };

describe("no change is", () => {
  expecting(same, {
    "an output beside the same inputs": {
      kind: vault,
      olds: { ...vaultInputs, endpoint: "embedded", adopted: false },
      news: vaultInputs,
    },
    "another case of a resource group's id": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, resourceGroup: GROUP.toUpperCase() },
    },
    "another case of a vault's name": { kind: vault, olds: vaultInputs, news: { ...vaultInputs, name: "BACKUPS" } },
    "a region by its display name": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, location: "West Europe" },
    },
    "another case of the ids of a protected VM": {
      kind: protectedVm,
      olds: itemInputs,
      news: { ...itemInputs, vault: VAULT.toUpperCase(), policy: POLICY.toLowerCase(), vm: VM.toUpperCase() },
    },
    "another case of a type": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, type: "microsoft.compute/Disks" },
    },
    "another order of weekdays": {
      kind: backupPolicy,
      olds: weekly,
      news: { ...weekly, schedule: { ...weekly.schedule, weekdays: ["Friday", "Sunday"] } },
    },
    "another order of keys": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32 } },
    },
    "a hidden property": { kind: vault, olds: { ...vaultInputs, __known: {} }, news: vaultInputs },
    "an empty list of what is unfinished": { kind: vault, olds: { ...vaultInputs, incomplete: [] }, news: vaultInputs },
  });
});

describe("a change in place is", () => {
  expecting(changed, {
    "another value": { kind: vault, olds: vaultInputs, news: { ...vaultInputs, publicNetworkAccess: "Disabled" } },
    "an input that was added": { kind: vault, olds: vaultInputs, news: { ...vaultInputs, tags: { team: "shop" } } },
    "an optional input that was removed": {
      kind: vault,
      olds: { ...vaultInputs, tags: { team: "shop" } },
      news: vaultInputs,
    },
    "a nested input that was removed": {
      kind: vault,
      olds: { ...vaultInputs, softDelete: { state: "Enabled", retentionDays: 30 } },
      news: { ...vaultInputs, softDelete: { state: "Enabled" } },
    },
    "another case of a tag": {
      kind: vault,
      olds: { ...vaultInputs, tags: { team: "shop" } },
      news: { ...vaultInputs, tags: { team: "Shop" } },
    },
    "another weekday": {
      kind: backupPolicy,
      olds: weekly,
      news: { ...weekly, schedule: { ...weekly.schedule, weekdays: ["Friday", "Monday"] } },
    },
    "a weekday fewer": {
      kind: backupPolicy,
      olds: weekly,
      news: { ...weekly, schedule: { ...weekly.schedule, weekdays: ["Friday"] } },
    },
    "another policy of the same vault": {
      kind: protectedVm,
      olds: itemInputs,
      news: { ...itemInputs, policy: `${VAULT}/backupPolicies/hourly` },
    },
    "another value inside properties of any shape": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, properties: { ...diskInputs.properties, diskSizeGB: 64 } },
    },
    "a change of how we act": { kind: vault, olds: vaultInputs, news: { ...vaultInputs, onDelete: "retain" } },
    "a value that is not known yet": {
      kind: vault,
      olds: { ...vaultInputs, tags: { team: "shop" } },
      news: { ...vaultInputs, tags: { team: UNKNOWN } },
    },
    "an unknown value inside properties of any shape": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, properties: { ...diskInputs.properties, diskSizeGB: UNKNOWN } },
    },
    "another URN, which an alias gave it": {
      kind: vault,
      olds: { ...vaultInputs, __urn: "a" },
      news: { ...vaultInputs, __urn: "b" },
    },
    "what was left unfinished": {
      kind: vault,
      olds: { ...vaultInputs, incomplete: ["the settings were refused"] },
      news: vaultInputs,
    },
  });
});

describe("a replacement is", () => {
  const replaced = (key: string) => ({ changes: true, replaces: [key], deleteBeforeReplace: false });
  const replacedInPlace = (key: string) => ({ changes: true, replaces: [key], deleteBeforeReplace: true });

  it("another name, made before the old one goes", () => {
    assert.deepEqual(diff(vault, vaultInputs, { ...vaultInputs, name: "other" }), replaced("name"));
  });

  it("a name with a space more", () => {
    const named = { ...diskInputs, type: "Microsoft.Insights/actionGroups", name: "on call" };

    assert.deepEqual(diff(armResource, named, { ...named, name: "oncall" }), replaced("name"));
  });

  it("another vault or another VM, made before the old protection goes", () => {
    const elsewhere = VAULT.replace("backups", "other");

    assert.deepEqual(diff(protectedVm, itemInputs, { ...itemInputs, vault: elsewhere }), replaced("vault"));
    assert.deepEqual(diff(protectedVm, itemInputs, { ...itemInputs, vm: `${VM}2` }), replaced("vm"));
  });

  it("another vault after the old one, where the backups in that are purged", () => {
    const purged = { ...itemInputs, onDelete: "deleteAndPurge" };
    const elsewhere = VAULT.replace("backups", "other");

    assert.deepEqual(diff(protectedVm, purged, { ...purged, vault: elsewhere }), replacedInPlace("vault"));
    assert.deepEqual(diff(protectedVm, purged, { ...purged, vm: `${VM}2` }), replaced("vm"));
  });

  it("another name of an extension, of which a VM takes one: the old one goes first", () => {
    const news = { ...extensionInputs, name: "snapshots" };

    assert.deepEqual(diff(vmSnapshotExtension, extensionInputs, news), replacedInPlace("name"));
    assert.deepEqual(diff(vmSnapshotExtension, extensionInputs, { ...extensionInputs, vm: `${VM}2` }), replaced("vm"));
  });

  it("another region, and as the id stays the same the old one goes first", () => {
    assert.deepEqual(
      diff(vault, vaultInputs, { ...vaultInputs, location: "northeurope" }),
      replacedInPlace("location"),
    );
  });

  it("another type of policy under the same name, and the old one goes first", () => {
    assert.deepEqual(
      diff(backupPolicy, policyInputs, { ...policyInputs, policyType: "V2" }),
      replacedInPlace("policyType"),
    );
  });

  it("a region that was taken away", () => {
    const { location: _, ...news } = diskInputs;

    assert.deepEqual(diff(armResource, diskInputs, news), replacedInPlace("location"));
  });

  it("a value that is not known yet where a change replaces, with no id to compare", () => {
    assert.deepEqual(diff(vault, vaultInputs, { ...vaultInputs, resourceGroup: UNKNOWN }), replaced("resourceGroup"));
  });

  it("told with all properties that replace, and none that does not", () => {
    const news = { ...vaultInputs, name: "other", location: "northeurope", publicNetworkAccess: "Disabled" };

    assert.deepEqual(diff(vault, vaultInputs, news), {
      changes: true,
      replaces: ["name", "location"],
      deleteBeforeReplace: false,
    });
  });
});

describe("what a create leaves in the state", () => {
  for (const kind of Object.values(kinds)) {
    it(`is no change of the same declaration of ${kind.name}`, () => {
      const law = (given: JsonObject) => {
        const { inputs } = check(kind, { ...given, __provider: "exports.x", __urn: "urn" });
        const outputs = structuredClone({ ...inputs, endpoint: "embedded", adopted: false });
        assert.deepEqual(diff(kind, outputs, inputs), same);
      };

      fc.assert(fc.property(objectsOf(kind.inputs), law), { numRuns: 50 });
    });
  }
});
