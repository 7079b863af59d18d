/** Unknown values inside lists, which differ from an unknown list. */
import assert from "node:assert/strict";
import type { Json, JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { schemaAt } from "../../../provider/schema/vocabulary.js";
import { check, diff, reasons } from "../../support/verbs.js";
import { DISK, diskInputs, full, vaultInputs, vmInputs } from "./examples.js";
import { type Path, pathsIn, valueAt, withValueAt } from "./unknown-values.js";

/** The list with UNKNOWN in place of each entry, with UNKNOWN appended, and with only UNKNOWN. */
const withUnknowns = (list: readonly Json[]): Json[] => [
  ...list.map((_, place) => list.map((entry, index) => (index === place ? UNKNOWN : entry))),
  [...list, UNKNOWN],
  [UNKNOWN],
];

const listsIn = (declared: JsonObject): Path[] =>
  pathsIn(declared).filter((path) => Array.isArray(valueAt(declared, path)));

/** Values that are invalid for every input that is neither a list nor free-form. */
const INVALID: readonly Json[] = [[UNKNOWN], [[UNKNOWN]], [{ id: UNKNOWN }]];

/** Runs check and, if the declaration is valid, diff, as a preview does; returns the failures. */
function preview(kind: Kind, declared: JsonObject, olds: JsonObject): string[] {
  check(kind, declared);
  const { failures, inputs } = check(kind, declared, olds);
  if (failures.length === 0) diff(kind, olds, inputs);
  return reasons(kind, failures, declared);
}

/** Whether the input at a path is neither a list nor free-form. */
const isNeitherListNorFreeForm = (kind: Kind, path: Path): boolean => {
  const schema = schemaAt(kind.inputs, path);
  return schema !== undefined && schema["type"] !== undefined && schema["type"] !== "array";
};

describe("an unknown value inside a list", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    const declarations = full[name] ?? [];
    const cases = declarations.flatMap((declared) => listsIn(declared).map((path) => ({ declared, path })));

    for (const [place, casesAtPlace] of Map.groupBy(cases, ({ path }) => path.join("."))) {
      it(`makes neither check nor diff of ${name} throw at ${place}`, () => {
        for (const { declared, path } of casesAtPlace) {
          for (const list of withUnknowns(valueAt(declared, path) as Json[])) {
            const changed = withValueAt(declared, path, list) as JsonObject;
            preview(kind, changed, declared);
            preview(kind, declared, changed);
          }
        }
      });
    }

    it(`makes no list valid for an input of ${name} that is not a list`, () => {
      for (const declared of declarations) {
        for (const path of pathsIn(declared).filter((one) => isNeitherListNorFreeForm(kind, one))) {
          for (const wrong of INVALID) {
            const changed = withValueAt(declared, path, wrong) as JsonObject;
            const found = preview(kind, changed, declared);
            assert.notDeepEqual(found, [], `${name}.${path.join(".")} as ${JSON.stringify(wrong)}`);
          }
        }
      }
    });
  }
});

describe("an invalid value that contains an unknown one", () => {
  it("is quoted with <unknown> in place of the placeholder of Pulumi's engine", () => {
    const identity = [UNKNOWN, "SystemAssigned"];

    assert.deepEqual(preview(kinds["Vault"] as Kind, { ...vaultInputs, identity }, vaultInputs), [
      'identity: [<unknown>,"SystemAssigned"] is not allowed: expected an object',
    ]);
  });
});

describe("an unknown value inside a resource that an input references", () => {
  const KNOWN: JsonObject = {
    vault: full["Vault"]?.[0] ?? {},
    policy: full["BackupPolicy"]?.[1] ?? {},
    vm: vmInputs({ storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: DISK } }] }, zones: ["1"] }),
    disk: { ...diskInputs, zones: ["1"] },
    snapshot: full["DiskSnapshot"]?.[0] ?? {},
  };

  const replacements: readonly Json[] = [UNKNOWN, [UNKNOWN], { id: UNKNOWN }, null];
  const partlyKnown = pathsIn(KNOWN).flatMap((path) => replacements.map((value) => withValueAt(KNOWN, path, value)));

  for (const [name, kind] of Object.entries(kinds)) {
    it(`does not make the check of ${name} throw`, () => {
      const [declared = {}] = full[name] ?? [];
      for (const known of partlyKnown) {
        check(kind, { ...declared, __known: known }, { ...declared, __known: KNOWN });
        check(kind, { ...declared, __known: KNOWN }, { ...declared, __known: known });
      }
    });
  }
});
