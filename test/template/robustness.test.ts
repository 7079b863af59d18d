import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { network, planOf, refusalOf, template } from "../support/templates.js";

describe("arbitrary JSON in a section of a template", () => {
  it("is planned or refused with a validation error, and causes no other error", () => {
    const texts = fc.constantFrom(
      "[parameters('p')]",
      "[concat(",
      "[copyIndex()]",
      "a/b",
      "[variables('v')[0]]",
      "x",
      "",
    );
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        texts,
        fc.constantFrom(null, 0, 1, true, false),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            "type",
            "name",
            "apiVersion",
            "copy",
            "count",
            "input",
            "condition",
            "properties",
            "value",
            "__proto__",
          ),
          tie("value"),
          { maxKeys: 6 },
        ),
      ),
    }));
    const section = fc.constantFrom("parameters", "variables", "functions", "resources", "outputs", "definitions");
    fc.assert(
      fc.property(fc.array(fc.tuple(section, value), { maxLength: 4 }), (parts) => {
        const message = refusalOf(() => planOf(template([], Object.fromEntries(parts))));
        assert.match(message, /^(Deployment template validation failed: |$)/);
      }),
      { numRuns: 500 },
    );
  });

  it("is refused if it is nested too deeply", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`) as JsonObject;
    assert.match(
      refusalOf(() => planOf(template([network("a", { properties: deep })]))),
      /nested more than 200 levels deep/,
    );
  });
});
