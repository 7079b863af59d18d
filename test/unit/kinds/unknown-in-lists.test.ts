/** An unknown value inside a list: another thing than an unknown list. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { schemaAt } from "../../../provider/schema/vocabulary.js";
import { check, diff, reasons } from "../../support/verbs.js";
import { DISK, diskInputs, full, machineInputs } from "./examples.js";
import { type Path, pathsIn, valueAt, withValueAt } from "./unknown-values.js";

/** The list with the unknown in place of each entry, after the last one, and only the unknown. */
const withUnknowns = (list: readonly Json[]): Json[] => [
  ...list.map((_, place) => list.map((entry, index) => (index === place ? UNKNOWN : entry))),
  [...list, UNKNOWN],
  [UNKNOWN],
];

const listsIn = (given: JsonObject): Path[] => pathsIn(given).filter((path) => Array.isArray(valueAt(given, path)));

/** What an input may not be, wherever it is no list or has no shape. */
const WRONG: readonly Json[] = [[UNKNOWN], [[UNKNOWN]], [{ id: UNKNOWN }]];

/** Everything that a preview runs over a declaration; throws what any of it throws. Only what is valid is compared. */
function preview(kind: Kind, given: JsonObject, olds: JsonObject): string[] {
  check(kind, given);
  const { failures, inputs } = check(kind, given, olds);
  if (failures.length === 0) diff(kind, olds, inputs);
  return reasons(kind, failures, given);
}

/** The value at a path is neither a list nor of any shape. */
const isNoList = (kind: Kind, path: Path): boolean => {
  const schema = schemaAt(kind.inputs, path);
  return schema !== undefined && schema["type"] !== undefined && schema["type"] !== "array";
};

describe("an unknown value inside a list", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    const declarations = full[name] ?? assert.fail(`no example of ${name}`);
    const cases = declarations.flatMap((given) => listsIn(given).map((path) => ({ given, path })));

    for (const { given, path } of cases) {
      it(`breaks no check and no diff of a ${name} at ${path.join(".")}`, () => {
        for (const list of withUnknowns(valueAt(given, path) as Json[])) {
          const changed = withValueAt(given, path, list) as JsonObject;
          preview(kind, changed, given);
          preview(kind, given, changed);
        }
      });
    }

    it(`makes no list of an input of a ${name} that is none`, () => {
      for (const given of declarations) {
        for (const path of pathsIn(given).filter((one) => isNoList(kind, one))) {
          for (const wrong of WRONG) {
            const changed = withValueAt(given, path, wrong) as JsonObject;
            const found = preview(kind, changed, given);
            assert.notDeepEqual(found, [], `${name}.${path.join(".")} as ${JSON.stringify(wrong)}`);
          }
        }
      }
    });
  }
});

describe("an unknown value inside what the program knows of a resource that an input names", () => {
  const KNOWN: JsonObject = {
    vault: full["Vault"]?.[0] ?? {},
    policy: full["BackupPolicy"]?.[1] ?? {},
    vm: machineInputs({ storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: DISK } }] }, zones: ["1"] }),
    disk: { ...diskInputs, zones: ["1"] },
    snapshot: full["DiskSnapshot"]?.[0] ?? {},
  };

  const put: readonly Json[] = [UNKNOWN, [UNKNOWN], { id: UNKNOWN }, null];
  const partlyKnown = pathsIn(KNOWN).flatMap((path) => put.map((value) => withValueAt(KNOWN, path, value)));

  for (const [name, kind] of Object.entries(kinds)) {
    it(`breaks no check of a ${name}`, () => {
      const [given = {}] = full[name] ?? [];
      for (const known of partlyKnown) {
        check(kind, { ...given, __known: known }, { ...given, __known: KNOWN });
        check(kind, { ...given, __known: KNOWN }, { ...given, __known: known });
      }
    });
  }
});
