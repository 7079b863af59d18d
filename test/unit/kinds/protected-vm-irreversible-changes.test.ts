/** The one-way change of a protected VM, and the warnings about its disks. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { itemInputs, VAULT, VM } from "./examples.js";

const REFUSAL =
  "policy: is a standard policy (V1), but the VM is protected by an enhanced one (V2): Azure cannot move a VM back to a standard policy. Use an enhanced policy";

/** A declaration, with the type of its policy if it is known. */
const declared = (more: JsonObject, policyType?: string): JsonObject => ({
  ...itemInputs,
  ...more,
  ...(policyType === undefined ? {} : { __known: { policy: { policyType } } }),
});

const failuresOf = (before: JsonObject, after: JsonObject): string[] =>
  check(protectedVm, after, before).failures.map(({ property, reason }) => `${property}: ${reason}`);

describe("changing the policy of a protected VM", () => {
  it("is refused from an enhanced to a standard policy if both types are known", () => {
    assert.deepEqual(failuresOf(declared({}, "V2"), declared({}, "V1")), [REFUSAL]);
  });

  it("is refused from EnhancedPolicy to DefaultPolicy, which are recognized by their names", () => {
    const named = (name: string) => declared({ policy: `${VAULT}/backupPolicies/${name}` });

    assert.deepEqual(failuresOf(named("EnhancedPolicy"), named("DefaultPolicy")), [REFUSAL]);
    assert.deepEqual(failuresOf(named("DefaultPolicy"), named("EnhancedPolicy")), []);
  });

  it("is allowed to an enhanced policy, to the same type, and while a type is not known", () => {
    for (const [before, after] of [
      ["V1", "V2"],
      ["V2", "V2"],
      ["V1", "V1"],
      ["V2", undefined],
      [undefined, "V1"],
      ["V2", UNKNOWN],
      [UNKNOWN, "V1"],
    ] as const) {
      assert.deepEqual(failuresOf(declared({}, before), declared({}, after)), [], `${before} to ${after}`);
    }
  });

  it("is allowed together with another VM, which is another protected item", () => {
    assert.deepEqual(failuresOf(declared({}, "V2"), declared({ vm: `${VM}2` }, "V1")), []);
    assert.deepEqual(failuresOf(declared({}, "V2"), declared({ vm: UNKNOWN }, "V1")), []);
  });
});

describe("the check of a protected VM", () => {
  const attached = { storageProfile: { dataDisks: [{ lun: 0 }, { lun: 3 }] } };
  const warningsOf = (disks: JsonObject | string, vm: JsonObject | string = attached) =>
    check(protectedVm, { ...itemInputs, disks, __known: { vm } }).warnings;

  it("warns about LUNs at which the VM has no disk", () => {
    assert.deepEqual(warningsOf({ include: [0, 1, 2] }), [
      "disks.include[1]: The VM has no data disk with LUN 1: a backup ignores it. Remove it, or attach the disk.",
      "disks.include[2]: The VM has no data disk with LUN 2: a backup ignores it. Remove it, or attach the disk.",
    ]);
    assert.deepEqual(warningsOf({ exclude: [7] }), [
      "disks.exclude[0]: The VM has no data disk with LUN 7: a backup ignores it. Remove it, or attach the disk.",
    ]);
    assert.equal(warningsOf({ exclude: [7] }, { properties: attached }).length, 1);
    assert.equal(
      warningsOf({ exclude: [7] }, { storageProfile: { imageReference: { publisher: "Canonical" } } }).length,
      1,
    );
  });

  it("does not warn if a disk exists at every LUN, or if the disks are not known", () => {
    assert.deepEqual(warningsOf({ include: [0, 3] }), []);
    assert.deepEqual(warningsOf({ osDiskOnly: true }), []);
    assert.deepEqual(warningsOf({ include: [1] }, {}), []);
    assert.deepEqual(warningsOf({ include: [1] }, UNKNOWN), []);
    assert.deepEqual(warningsOf({ include: [1] }, { storageProfile: { dataDisks: [{}] } }), []);
    const image = { publisher: "Canonical" };
    assert.deepEqual(
      warningsOf({ include: [1] }, { storageProfile: { dataDisks: UNKNOWN, imageReference: image } }),
      [],
    );
    assert.deepEqual(warningsOf({ include: [1] }, { storageProfile: { imageReference: {} } }), []);
    assert.deepEqual(warningsOf({ include: [1] }, { storageProfile: { dataDisks: [{ lun: UNKNOWN }] } }), []);
    assert.deepEqual(warningsOf({ include: [UNKNOWN] }), []);
  });
});
