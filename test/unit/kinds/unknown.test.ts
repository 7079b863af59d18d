import assert from "node:assert/strict";
import { isJsonObject, type JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import type { TSchema } from "../../../provider/schema/vocabulary.js";
import { check, reasons } from "../../support/verbs.js";
import { full } from "./examples.js";
import { type Path, pathsIn, withUnknownAt } from "./unknown-values.js";

/** The paths of all properties that a schema declares; `*` stands for every array index. */
function declaredPaths(schema: TSchema): string[] {
  const inner = schema["items"] === undefined ? undefined : (schema["items"] as TSchema);
  if (inner !== undefined) return ["*", ...declaredPaths(inner).map((path) => `*.${path}`)];
  return Object.entries((schema["properties"] ?? {}) as Record<string, TSchema>).flatMap(([key, property]) => [
    key,
    ...declaredPaths(property).map((path) => `${key}.${path}`),
  ]);
}

const withoutIndexes = (path: Path): string => path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".");

describe("a value that is not known yet", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    it(`is valid in every input of ${name}, at any depth`, () => {
      const testedPaths = new Set<string>();

      for (const inputs of full[name] ?? []) {
        for (const path of pathsIn(inputs)) {
          const { failures } = check(kind, withUnknownAt(inputs, path) as JsonObject);
          assert.deepEqual(reasons(kind, failures, {}), [], `${name} with UNKNOWN at ${path.join(".")}`);
          testedPaths.add(withoutIndexes(path));
        }
      }

      assert.deepEqual(
        declaredPaths(kind.inputs).filter((path) => !testedPaths.has(path)),
        [],
        "the examples do not contain these inputs",
      );
    });

    it(`is valid in all inputs of ${name} at once`, () => {
      const inputs = Object.fromEntries(Object.keys(kind.inputs.properties).map((key) => [key, UNKNOWN]));

      assert.deepEqual(check(kind, inputs), { inputs, failures: [], warnings: [] });
    });
  }

  it("is valid inside free-form properties", () => {
    const inputs = withUnknownAt(full["ArmResource"]?.[0], ["properties", "creationData", "createOption"]);

    assert.equal(isJsonObject(inputs), true);
    assert.deepEqual(check(kinds["ArmResource"] ?? assert.fail(), inputs as JsonObject).failures, []);
  });

  it("does not hide a broken rule of another input", () => {
    const policy = kinds["BackupPolicy"] ?? assert.fail();
    const inputs = { ...full["BackupPolicy"]?.[0], timeZone: UNKNOWN, instantRestoreDays: 6 };

    assert.deepEqual(reasons(policy, check(policy, inputs).failures, {}), [
      "instantRestoreDays: is 6: expected 1 to 5 days for a standard policy; an enhanced policy (V2) allows up to 30.",
    ]);
  });

  it("is valid as softDelete.retentionDays, also if soft delete is disabled", () => {
    const vault = kinds["Vault"] ?? assert.fail();
    const softDelete = { state: "Disabled", retentionDays: UNKNOWN };
    const inputs = { ...full["Vault"]?.[0], adopt: "always", softDelete };

    assert.deepEqual(check(vault, inputs).failures, []);
  });
});
