import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { check, reasons } from "../../support/verbs.js";
import { ARM_RESOURCES } from "./bad-inputs/arm-resources.js";
import { EXTENSIONS } from "./bad-inputs/extensions.js";
import { MORE_EXTENSIONS } from "./bad-inputs/extensions-more.js";
import { ITEMS } from "./bad-inputs/items.js";
import { MORE_ITEMS } from "./bad-inputs/items-more.js";
import { MACHINE_VALUES } from "./bad-inputs/machine-values.js";
import { VIRTUAL_MACHINES } from "./bad-inputs/machines.js";
import { POLICIES } from "./bad-inputs/policies.js";
import { MORE_POLICIES } from "./bad-inputs/policies-more.js";
import { POLICIES_AND_SCHEDULES } from "./bad-inputs/policies-schedule.js";
import type { BadInputs } from "./bad-inputs/row.js";
import { SNAPSHOTS } from "./bad-inputs/snapshots.js";
import { MORE_SNAPSHOTS } from "./bad-inputs/snapshots-more.js";
import { VAULTS } from "./bad-inputs/vaults.js";
import { MORE_VAULTS } from "./bad-inputs/vaults-more.js";
import { diskInputs, itemInputs, policyInputs, vaultInputs } from "./examples.js";
import { extensionInputs } from "./extension-examples.js";
import { snapshotInputs } from "./snapshot-examples.js";

/** A valid declaration of each kind, and the changes to it that check refuses. */
const TABLES: readonly (readonly [kind: string, valid: JsonObject, rows: readonly BadInputs[]])[] = [
  ["Vault", vaultInputs, [...VAULTS, ...MORE_VAULTS]],
  ["BackupPolicy", policyInputs, [...POLICIES, ...MORE_POLICIES, ...POLICIES_AND_SCHEDULES]],
  ["ProtectedVm", itemInputs, [...ITEMS, ...MORE_ITEMS]],
  ["DiskSnapshot", snapshotInputs, [...SNAPSHOTS, ...MORE_SNAPSHOTS]],
  ["VmSnapshotExtension", extensionInputs, [...EXTENSIONS, ...MORE_EXTENSIONS]],
  ["ArmResource", diskInputs, [...ARM_RESOURCES, ...VIRTUAL_MACHINES, ...MACHINE_VALUES]],
];

const changed = (valid: JsonObject, change: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...valid, ...change }).filter(([, value]) => value !== null));

for (const [name, valid, rows] of TABLES) {
  describe(`the check of ${name} inputs refuses`, () => {
    const kind = kinds[name] ?? assert.fail(name);

    for (const { title, source, inputs, known, olds, property, says } of rows) {
      it(`${title} (${source})`, () => {
        const declared = { ...changed(valid, inputs), ...(known === undefined ? {} : { __known: known }) };
        const before = olds === undefined ? {} : changed(valid, olds);

        const { failures } = check(kind, declared, before);

        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
        assert.deepEqual(reasons(kind, failures, declared), [`${property}: ${says}`]);
      });
    }

    it("nothing in the valid declaration on which the rows are based", () => {
      assert.deepEqual(check(kind, valid, valid).failures, []);
    });
  });
}
