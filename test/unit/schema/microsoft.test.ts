/** The reduced schemas match the published ones; skipped if the published files are not next to the checkout. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SHAPE_REDUCTIONS, shapesText } from "../../../scripts/body-shapes.mjs";
import { checkoutFolder } from "../../../scripts/checkout.mjs";
import { REDUCTIONS, reduce, textOf } from "../../../scripts/microsoft-schemas.mjs";
import { skipBecause } from "../../support/skip.js";

const published = join(checkoutFolder(), "..", "shared", "vectors", "schemas");

describe("Microsoft's schemas", () => {
  for (const reduction of REDUCTIONS) {
    it(`are reduced to ${reduction.to} from the published ${reduction.from}`, function () {
      if (!existsSync(published)) skipBecause(this, "the published schemas are not beside the checkout");
      const committed = readFileSync(join(checkoutFolder(), reduction.to), "utf8");
      assert.equal(committed, textOf(published, reduction));
    });
  }

  for (const reduction of SHAPE_REDUCTIONS) {
    it(`are reduced to the shapes of ${reduction.to} from the published ${reduction.from}`, function () {
      if (!existsSync(published)) skipBecause(this, "the published schemas are not beside the checkout");
      const committed = readFileSync(join(checkoutFolder(), "provider/schema/bodies/microsoft", reduction.to), "utf8");
      assert.equal(committed, shapesText(published, reduction));
    });
  }

  it("are reduced without expressions, properties of templates, and branches of other workloads", () => {
    const policy = (kind: string) => ({
      type: "object",
      properties: { backupManagementType: { enum: [kind] } },
      required: ["backupManagementType"],
    });
    const expression = {
      $ref: "https://schema.management.azure.com/schemas/common/definitions.json#/definitions/expression",
    };
    const file = {
      id: "https://example.test/x.json#",
      resourceDefinitions: {
        things: {
          properties: {
            name: { type: "string" },
            properties: { oneOf: [{ $ref: "#/definitions/Thing" }, expression] },
          },
        },
      },
      definitions: { Thing: { oneOf: [policy("AzureSql"), policy("AzureIaasVM")] }, Other: { type: "string" } },
    };

    assert.deepEqual(reduce(file, { from: "x.json", to: "y.json", resources: { things: "Microsoft.Test/things" } }), {
      $comment: "Reduced from https://example.test/x.json#",
      resources: {
        "Microsoft.Test/things": {
          type: "object",
          properties: { properties: { $ref: "#/definitions/Thing" } },
          required: ["properties"],
          additionalProperties: false,
        },
      },
      definitions: { Thing: { ...policy("AzureIaasVM"), additionalProperties: false } },
    });
  });
});
