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

describe("diff finds no change in", () => {
  expecting(same, {
    "an additional output": {
      kind: vault,
      olds: { ...vaultInputs, endpoint: "embedded", adopted: false },
      news: vaultInputs,
    },
    "another letter case of a resource group's id": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, resourceGroup: GROUP.toUpperCase() },
    },
    "another letter case of a vault's name": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, name: "BACKUPS" },
    },
    "a region by its display name": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, location: "West Europe" },
    },
    "another letter case of the ids of a protected VM": {
      kind: protectedVm,
      olds: itemInputs,
      news: { ...itemInputs, vault: VAULT.toUpperCase(), policy: POLICY.toLowerCase(), vm: VM.toUpperCase() },
    },
    "another letter case of an ARM type": {
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
    "an empty list of reasons why it is incomplete": {
      kind: vault,
      olds: { ...vaultInputs, incomplete: [] },
      news: vaultInputs,
    },
  });
});

describe("diff finds an update in place for", () => {
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
    "another letter case of a tag": {
      kind: vault,
      olds: { ...vaultInputs, tags: { team: "shop" } },
      news: { ...vaultInputs, tags: { team: "Shop" } },
    },
    "another weekday": {
      kind: backupPolicy,
      olds: weekly,
      news: { ...weekly, schedule: { ...weekly.schedule, weekdays: ["Friday", "Monday"] } },
    },
    "a removed weekday": {
      kind: backupPolicy,
      olds: weekly,
      news: { ...weekly, schedule: { ...weekly.schedule, weekdays: ["Friday"] } },
    },
    "another policy of the same vault": {
      kind: protectedVm,
      olds: itemInputs,
      news: { ...itemInputs, policy: `${VAULT}/backupPolicies/hourly` },
    },
    "another value inside free-form properties": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, properties: { ...diskInputs.properties, diskSizeGB: 64 } },
    },
    "a change of a provider setting such as onDelete": {
      kind: vault,
      olds: vaultInputs,
      news: { ...vaultInputs, onDelete: "retain" },
    },
    "a value that is not known yet": {
      kind: vault,
      olds: { ...vaultInputs, tags: { team: "shop" } },
      news: { ...vaultInputs, tags: { team: UNKNOWN } },
    },
    "an unknown value inside free-form properties": {
      kind: armResource,
      olds: diskInputs,
      news: { ...diskInputs, properties: { ...diskInputs.properties, diskSizeGB: UNKNOWN } },
    },
    "another URN, as an alias causes it": {
      kind: vault,
      olds: { ...vaultInputs, __urn: "a" },
      news: { ...vaultInputs, __urn: "b" },
    },
    "an incomplete resource": {
      kind: vault,
      olds: { ...vaultInputs, incomplete: ["the settings were refused"] },
      news: vaultInputs,
    },
  });
});

describe("diff finds a replacement for", () => {
  const replaced = (key: string) => ({ changes: true, replaces: [key], deleteBeforeReplace: false });
  const replacedInPlace = (key: string) => ({ changes: true, replaces: [key], deleteBeforeReplace: true });

  it("another name, creating the new resource before deleting the old one", () => {
    assert.deepEqual(diff(vault, vaultInputs, { ...vaultInputs, name: "other" }), replaced("name"));
  });

  it("a name that differs only by a space", () => {
    const named = { ...diskInputs, type: "Microsoft.Insights/actionGroups", name: "on call" };

    assert.deepEqual(diff(armResource, named, { ...named, name: "oncall" }), replaced("name"));
  });

  it("another vault or VM of a protected VM, creating the new protection before deleting the old one", () => {
    const elsewhere = VAULT.replace("backups", "other");

    assert.deepEqual(diff(protectedVm, itemInputs, { ...itemInputs, vault: elsewhere }), replaced("vault"));
    assert.deepEqual(diff(protectedVm, itemInputs, { ...itemInputs, vm: `${VM}2` }), replaced("vm"));
  });

  it("another vault of a protected VM with deleteAndPurge, deleting the old protection first", () => {
    const purged = { ...itemInputs, onDelete: "deleteAndPurge" };
    const elsewhere = VAULT.replace("backups", "other");

    assert.deepEqual(diff(protectedVm, purged, { ...purged, vault: elsewhere }), replacedInPlace("vault"));
    assert.deepEqual(diff(protectedVm, purged, { ...purged, vm: `${VM}2` }), replaced("vm"));
  });

  it("another name of an extension, deleting the old one first because a VM can have only one", () => {
    const news = { ...extensionInputs, name: "snapshots" };

    assert.deepEqual(diff(vmSnapshotExtension, extensionInputs, news), replacedInPlace("name"));
    assert.deepEqual(diff(vmSnapshotExtension, extensionInputs, { ...extensionInputs, vm: `${VM}2` }), replaced("vm"));
  });

  it("another region, deleting the old resource first because the id stays the same", () => {
    assert.deepEqual(
      diff(vault, vaultInputs, { ...vaultInputs, location: "northeurope" }),
      replacedInPlace("location"),
    );
  });

  it("another type of a policy with the same name, deleting the old policy first", () => {
    assert.deepEqual(
      diff(backupPolicy, policyInputs, { ...policyInputs, policyType: "V2" }),
      replacedInPlace("policyType"),
    );
  });

  it("a region that is no longer declared", () => {
    const { location: _, ...news } = diskInputs;

    assert.deepEqual(diff(armResource, diskInputs, news), replacedInPlace("location"));
  });

  it("an unknown value of an input that forms the id, creating the new resource first", () => {
    assert.deepEqual(diff(vault, vaultInputs, { ...vaultInputs, resourceGroup: UNKNOWN }), replaced("resourceGroup"));
  });

  it("several changed inputs, and lists only those that require a replacement", () => {
    const news = { ...vaultInputs, name: "other", location: "northeurope", publicNetworkAccess: "Disabled" };

    assert.deepEqual(diff(vault, vaultInputs, news), {
      changes: true,
      replaces: ["name", "location"],
      deleteBeforeReplace: false,
    });
  });
});

describe("the state after a create", () => {
  for (const kind of Object.values(kinds)) {
    it(`has no difference from the declared inputs of ${kind.name}`, () => {
      const hasNoDifference = (declared: JsonObject) => {
        const { inputs } = check(kind, { ...declared, __provider: "exports.x", __urn: "urn" });
        const outputs = structuredClone({ ...inputs, endpoint: "embedded", adopted: false });
        assert.deepEqual(diff(kind, outputs, inputs), same);
      };

      fc.assert(fc.property(objectsOf(kind.inputs), hasNoDifference), { numRuns: 50 });
    });
  }
});
