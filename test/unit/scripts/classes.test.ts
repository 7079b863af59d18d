/** The generator of the resource classes. */
import assert from "node:assert/strict";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { armId, oneOf, Type } from "../../../provider/schema/vocabulary.js";
import { generatedFiles } from "../../../scripts/classes/files.mjs";

const vault = kinds["Vault"] as Kind;
const text = (description: string) => Type.String({ description });
const noOutputs = Type.Object({});

/** The generated class of a vault with other properties. */
const classOf = (inputs: Kind["inputs"], outputs: Kind["outputs"] = noOutputs): string =>
  generatedFiles([{ ...vault, inputs, outputs }])["provider/kinds/vault/resource.ts"] ?? "";

describe("the generator of the classes", () => {
  it("makes an input optional if it has a default, is derived, or is the name of the resource", () => {
    const found = classOf(
      Type.Object({
        name: text("The name."),
        location: text("The region."),
        region: Type.String({ description: "The region.", derived: true }),
        sku: oneOf(["A", "B"], { default: "A", typeName: "Sku", description: "The sku." }),
        zone: Type.Optional(text("The zone.")),
      }),
    );

    assert.match(found, /\n {2}name\?: OptionalInput<string>;/);
    assert.match(found, /\n {2}location: pulumi\.Input<string>;/);
    assert.match(found, /\n {2}region\?: OptionalInput<string>;/);
    assert.match(found, /\/\*\* The sku\. Default: `A`\. \*\/\n {2}sku\?: OptionalInput<Sku>;/);
    assert.match(found, /declare readonly sku: pulumi\.Output<Sku>;/);
    assert.match(found, /declare readonly zone: pulumi\.Output<string \| undefined>;/);
    assert.match(found, /outputs: \["name", "location", "region", "sku", "zone"\],\s+named: true/);
  });

  it("accepts a resource in place of its id at every depth, and describes it", () => {
    const id = (type: string) => armId(type, { description: "The ARM id of it." });
    const found = classOf(
      Type.Object({
        vault: id("Microsoft.RecoveryServices/vaults"),
        keys: Type.Array(id("Microsoft.KeyVault/vaults"), { description: "The keys." }),
      }),
    );

    assert.match(found, /\/\*\* The ARM id of it\. Or the resource itself\. \*\/\n {2}vault: Reference<KnownVault>;/);
    assert.match(
      found,
      /keys: pulumi\.Input<readonly pulumi\.Input<string \| ResourceOf<"Microsoft\.KeyVault\/vaults">>\[\]>;/,
    );
    assert.match(found, /references: \["vault", "keys\.\*"\]/);
  });

  it("adds the values that the type does not show to the description of an input", () => {
    const found = classOf(
      Type.Object({ days: Type.Integer({ minimum: 14, maximum: 180, description: "How many days." }) }),
    );

    assert.match(found, /\/\*\* How many days\. Allowed: an integer from 14 to 180\. \*\/\n {2}days: /);
  });

  it("fails for a property without a description", () => {
    assert.throws(() => classOf(Type.Object({ sku: Type.String() })), /Vault\.sku has no description/);
  });

  it("fails if two enums have one name and different values", () => {
    const one = oneOf(["A"], { typeName: "Sku", description: "One." });
    const other = oneOf(["B"], { typeName: "Sku", description: "Another." });

    assert.throws(() => classOf(Type.Object({ one, other })), /Vault\.other and Vault\.one have the type name Sku but/);
  });
});
