import assert from "node:assert/strict";
import { isJsonObject, type JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import type { TSchema } from "../../../provider/schema/vocabulary.js";
import { check, reasons } from "../../support/verbs.js";
import { full } from "./examples.js";
import { type Path, pathsIn, withUnknownAt } from "./unknown-values.js";

/** The paths of all properties that a schema declares; `*` for every place of a list. */
function declaredPaths(schema: TSchema): string[] {
  const inner = schema["items"] === undefined ? undefined : (schema["items"] as TSchema);
  if (inner !== undefined) return ["*", ...declaredPaths(inner).map((path) => `*.${path}`)];
  return Object.entries((schema["properties"] ?? {}) as Record<string, TSchema>).flatMap(([key, property]) => [
    key,
    ...declaredPaths(property).map((path) => `${key}.${path}`),
  ]);
}

const text = (path: Path): string => path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".");

describe("a value that is not known yet", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    it(`is valid at every input of ${name}, at any depth`, () => {
      const tried = new Set<string>();

      for (const given of full[name] ?? []) {
        for (const path of pathsIn(given)) {
          const { failures } = check(kind, withUnknownAt(given, path) as JsonObject);
          assert.deepEqual(reasons(kind, failures, {}), [], `${name} with the unknown at ${path.join(".")}`);
          tried.add(text(path));
        }
      }

      assert.deepEqual(
        declaredPaths(kind.inputs).filter((path) => !tried.has(path)),
        [],
        "the examples leave these inputs out",
      );
    });

    it(`is valid at all inputs of ${name} at once`, () => {
      const given = Object.fromEntries(Object.keys(kind.inputs.properties).map((key) => [key, UNKNOWN]));

      assert.deepEqual(check(kind, given), { inputs: given, failures: [], warnings: [] });
    });
  }

  it("is valid inside lists and objects of any shape", () => {
    const given = withUnknownAt(full["ArmResource"]?.[0], ["properties", "creationData", "createOption"]);

    assert.equal(isJsonObject(given), true);
    assert.deepEqual(check(kinds["ArmResource"] ?? assert.fail(), given as JsonObject).failures, []);
  });

  it("excuses no broken rule beside it", () => {
    const policy = kinds["BackupPolicy"] ?? assert.fail();
    const given = { ...full["BackupPolicy"]?.[0], timeZone: UNKNOWN, instantRestoreDays: 6 };

    assert.deepEqual(reasons(policy, check(policy, given).failures, {}), [
      "instantRestoreDays: is 6: expected 1 to 5 days for a standard policy; an enhanced policy (V2) allows up to 30.",
    ]);
  });

  it("is valid beside any other value of soft delete", () => {
    const vault = kinds["Vault"] ?? assert.fail();
    const softDelete = { state: "Disabled", retentionDays: UNKNOWN };
    const given = { ...full["Vault"]?.[0], adopt: "always", softDelete };

    assert.deepEqual(check(vault, given).failures, []);
  });
});
