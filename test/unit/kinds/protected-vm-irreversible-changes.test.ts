/** The one-way change of a protected VM, and what it is warned of. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { itemInputs, VAULT, VM } from "./examples.js";

const WALL =
  "policy: is a standard policy (V1), but the VM is protected by an enhanced one (V2): Azure cannot move a VM back to a standard policy. Use an enhanced policy";

/** A declaration, with what is known of its policy where anything is. */
const declared = (more: JsonObject, policyType?: string): JsonObject => ({
  ...itemInputs,
  ...more,
  ...(policyType === undefined ? {} : { __known: { policy: { policyType } } }),
});

const barred = (before: JsonObject, after: JsonObject): string[] =>
  check(protectedVm, after, before).failures.map(({ property, reason }) => `${property}: ${reason}`);

describe("the way of a protected VM to another policy", () => {
  it("is barred from an enhanced one to a standard one, by what is known of both", () => {
    assert.deepEqual(barred(declared({}, "V2"), declared({}, "V1")), [WALL]);
  });

  it("is barred between those that every vault has, by their names", () => {
    const named = (name: string) => declared({ policy: `${VAULT}/backupPolicies/${name}` });

    assert.deepEqual(barred(named("EnhancedPolicy"), named("DefaultPolicy")), [WALL]);
    assert.deepEqual(barred(named("DefaultPolicy"), named("EnhancedPolicy")), []);
  });

  it("is open to an enhanced one, and where a type is not known", () => {
    for (const [before, after] of [
      ["V1", "V2"],
      ["V2", "V2"],
      ["V1", "V1"],
      ["V2", undefined],
      [undefined, "V1"],
      ["V2", UNKNOWN],
      [UNKNOWN, "V1"],
    ] as const) {
      assert.deepEqual(barred(declared({}, before), declared({}, after)), [], `${before} to ${after}`);
    }
  });

  it("is open to another VM, which is another item", () => {
    assert.deepEqual(barred(declared({}, "V2"), declared({ vm: `${VM}2` }, "V1")), []);
    assert.deepEqual(barred(declared({}, "V2"), declared({ vm: UNKNOWN }, "V1")), []);
  });
});

describe("a protected VM is warned of", () => {
  const attached = { storageProfile: { dataDisks: [{ lun: 0 }, { lun: 3 }] } };
  const warned = (disks: JsonObject | string, vm: JsonObject | string = attached) =>
    check(protectedVm, { ...itemInputs, disks, __known: { vm } }).warnings;

  it("LUNs where it has no disk", () => {
    assert.deepEqual(warned({ include: [0, 1, 2] }), [
      "disks contains LUN 1, 2, where the VM has no data disk: Azure ignores it. Remove it, or attach the disk.",
    ]);
    assert.deepEqual(warned({ exclude: [7] }), [
      "disks contains LUN 7, where the VM has no data disk: Azure ignores it. Remove it, or attach the disk.",
    ]);
  });

  it("nothing where all are there, or what is there is not known", () => {
    assert.deepEqual(warned({ include: [0, 3] }), []);
    assert.deepEqual(warned({ osDiskOnly: true }), []);
    assert.deepEqual(warned({ include: [1] }, {}), []);
    assert.deepEqual(warned({ include: [1] }, UNKNOWN), []);
    assert.deepEqual(warned({ include: [1] }, { storageProfile: { dataDisks: [{ lun: UNKNOWN }] } }), []);
    assert.deepEqual(warned({ include: [UNKNOWN] }), []);
  });
});
