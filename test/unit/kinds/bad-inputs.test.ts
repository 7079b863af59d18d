import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { check, reasons } from "../../support/verbs.js";
import { ARM_RESOURCES } from "./bad-inputs/arm-resources.js";
import { EXTENSIONS } from "./bad-inputs/extensions.js";
import { MORE_EXTENSIONS } from "./bad-inputs/extensions-more.js";
import { ITEMS } from "./bad-inputs/items.js";
import { MORE_ITEMS } from "./bad-inputs/items-more.js";
import { MACHINES } from "./bad-inputs/machines.js";
import { POLICIES } from "./bad-inputs/policies.js";
import { MORE_POLICIES } from "./bad-inputs/policies-more.js";
import type { BadInputs } from "./bad-inputs/row.js";
import { SNAPSHOTS } from "./bad-inputs/snapshots.js";
import { MORE_SNAPSHOTS } from "./bad-inputs/snapshots-more.js";
import { VAULTS } from "./bad-inputs/vaults.js";
import { MORE_VAULTS } from "./bad-inputs/vaults-more.js";
import { diskInputs, itemInputs, policyInputs, vaultInputs } from "./examples.js";
import { extensionInputs } from "./extension-examples.js";
import { snapshotInputs } from "./snapshot-examples.js";

/** A good declaration of each kind, and the changes of it that are refused. */
const TABLES: readonly (readonly [kind: string, good: JsonObject, rows: readonly BadInputs[]])[] = [
  ["Vault", vaultInputs, [...VAULTS, ...MORE_VAULTS]],
  ["BackupPolicy", policyInputs, [...POLICIES, ...MORE_POLICIES]],
  ["ProtectedVm", itemInputs, [...ITEMS, ...MORE_ITEMS]],
  ["DiskSnapshot", snapshotInputs, [...SNAPSHOTS, ...MORE_SNAPSHOTS]],
  ["VmSnapshotExtension", extensionInputs, [...EXTENSIONS, ...MORE_EXTENSIONS]],
  ["ArmResource", diskInputs, [...ARM_RESOURCES, ...MACHINES]],
];

const changed = (good: JsonObject, change: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== null));

for (const [name, good, rows] of TABLES) {
  describe(`the check of a ${name} refuses`, () => {
    const kind = kinds[name] ?? assert.fail(name);

    for (const { title, source, inputs, known, olds, property, says } of rows) {
      it(`${title} (${source})`, () => {
        const given = { ...changed(good, inputs), ...(known === undefined ? {} : { __known: known }) };
        const before = olds === undefined ? {} : changed(good, olds);

        const { failures } = check(kind, given, before);

        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
        assert.deepEqual(reasons(kind, failures, given), [`${property}: ${says}`]);
      });
    }

    it("nothing of the declaration that these are changes of", () => {
      assert.deepEqual(check(kind, good, good).failures, []);
    });
  });
}
