import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { pulumiSchema } from "../../../provider/schema/pulumi.js";
import { anyJson, oneOf, Type, tags } from "../../../provider/schema/vocabulary.js";
import { packageSchemaText } from "../../../scripts/schema/package-schema.mts";

/** Compiled, this file is dist/test/unit/schema/pulumi.test.js. */
const ROOT = join(__dirname, "../../../..");
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The errors of a package schema by Pulumi's metaschema (that of its 3.259.0 release). */
function faults(schema: JsonObject): string[] {
  const ajv = new Ajv2020({ validateFormats: false, allErrors: true, strict: false });
  ajv.addFormat("uri", (uri: string) => URL.canParse(uri));
  const validate = ajv.compile(JSON.parse(text("test/golden/pulumi-metaschema.json")) as object);
  return validate(schema) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe("schema.json", () => {
  it("matches the kinds and functions byte for byte", () => {
    assert.equal(text("schema.json"), packageSchemaText());
  });

  it("is a valid package schema by Pulumi's metaschema", () => {
    assert.deepEqual(faults(JSON.parse(text("schema.json")) as JsonObject), []);
  });

  it("would be invalid with a mistake in it", () => {
    const schema = JSON.parse(text("schema.json")) as JsonObject;

    assert.deepEqual(faults({ ...schema, version: "one" }).length, 1);
  });

  it("refers only to types that it contains", () => {
    const schema = JSON.parse(text("schema.json")) as JsonObject;
    const named = [...text("schema.json").matchAll(/"#\/types\/([^"]+)"/g)].map(([, token = ""]) => token);

    assert.deepEqual(
      named.filter((token) => objectAt(schema, "types")[token] === undefined),
      [],
    );
    assert.equal(named.length > 0, true);
  });
});

const facts = {
  name: "backup",
  displayName: "Backup",
  publisher: "The authors",
  language: { nodejs: { packageName: "backup" } },
  version: "1.2.3",
  description: "Backs up.",
  license: "Apache-2.0",
  keywords: ["azure"],
  config: { endpoint: "What answers." },
};

const kind = {
  name: "Vault",
  description: "A vault.",
  inputs: Type.Object({
    name: Type.String({ description: "Its name.", replaceOnChanges: true, ignoreCase: true }),
    redundancy: oneOf(["GRS", "LRS"], { default: "GRS" }),
    login: Type.Optional(
      Type.Object({ user: Type.String(), keys: Type.Array(oneOf(["A", "B"])) }, { description: "Who.", secret: true }),
    ),
    tags: Type.Optional(tags()),
    body: Type.Optional(anyJson()),
    days: Type.Array(Type.Integer()),
  }),
  outputs: Type.Object({ state: Type.String(), note: Type.Optional(Type.String()) }),
};

const vault = (): JsonObject => objectAt(pulumiSchema(facts, [kind]), "resources", "backup:index:Vault");

describe("a kind in Pulumi's package schema", () => {
  it("is contained in a schema with the package's metadata and configuration", () => {
    const { types: _, resources: __, functions: ___, ...around } = pulumiSchema(facts, [kind]);

    assert.deepEqual(around, {
      name: "backup",
      displayName: "Backup",
      publisher: "The authors",
      language: { nodejs: { packageName: "backup" } },
      version: "1.2.3",
      description: "Backs up.",
      keywords: ["azure"],
      license: "Apache-2.0",
      config: { variables: { endpoint: { type: "string", description: "What answers." } } },
    });
  });

  it("is contained in a schema that marks the secrets of the configuration", () => {
    const config = { endpoint: "What answers.", token: "A token." };

    assert.deepEqual(objectAt(pulumiSchema({ ...facts, config, secretConfig: ["token"] }, [kind]), "config"), {
      variables: {
        endpoint: { type: "string", description: "What answers." },
        token: { type: "string", description: "A token.", secret: true },
      },
    });
  });

  it("is contained in a schema that marks only the secrets of signing in as secret configuration", () => {
    const { variables } = objectAt(JSON.parse(text("schema.json")) as JsonObject, "config");
    const secret = Object.entries(objectAt({ variables }, "variables")).filter(
      ([, entry]) => objectAt(entry)["secret"] === true,
    );

    assert.deepEqual(
      secret.map(([key]) => key),
      ["clientSecret", "clientCertificatePassword", "oidcToken", "oidcRequestToken"],
    );
  });

  it("has the description, default and replaceOnChanges of an input, and none of this package's own marks", () => {
    assert.deepEqual(objectAt(vault(), "inputProperties", "name"), {
      type: "string",
      description: "Its name.",
      replaceOnChanges: true,
    });
    assert.deepEqual(objectAt(vault(), "inputProperties", "redundancy"), {
      $ref: "#/types/backup:index:VaultRedundancy",
      default: "GRS",
    });
  });

  it("has named types for its nested objects and enums, and marks secrets", () => {
    assert.deepEqual(objectAt(vault(), "inputProperties", "login"), {
      $ref: "#/types/backup:index:VaultLogin",
      description: "Who.",
      secret: true,
    });
    assert.deepEqual(pulumiSchema(facts, [kind])["types"], {
      "backup:index:VaultLogin": {
        type: "object",
        description: "Who.",
        properties: {
          user: { type: "string" },
          keys: { type: "array", items: { $ref: "#/types/backup:index:VaultLoginKey" } },
        },
        required: ["user", "keys"],
      },
      "backup:index:VaultLoginKey": { type: "string", enum: [{ value: "A" }, { value: "B" }] },
      "backup:index:VaultRedundancy": { type: "string", enum: [{ value: "GRS" }, { value: "LRS" }] },
    });
  });

  it("has types for maps, arrays and objects of any shape", () => {
    assert.deepEqual(objectAt(vault(), "inputProperties", "tags"), {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Azure's tags.",
    });
    assert.deepEqual(objectAt(vault(), "inputProperties", "days"), { type: "array", items: { type: "integer" } });
    assert.deepEqual(objectAt(vault(), "inputProperties", "body"), {
      type: "object",
      additionalProperties: { $ref: "pulumi.json#/Any" },
    });
  });

  it("requires neither inputs with a default nor the name", () => {
    assert.deepEqual(vault()["requiredInputs"], ["days"]);
  });

  it("has its inputs, its outputs and the common outputs as properties", () => {
    assert.deepEqual(Object.keys(objectAt(vault(), "properties")), [
      ...["name", "redundancy", "login", "tags", "body", "days"],
      ...["state", "note", "endpoint", "adopted"],
    ]);
    assert.deepEqual(vault()["required"], ["name", "redundancy", "days", "state", "endpoint", "adopted"]);
  });

  it("has the dynamic resource as an alias, so a stack can switch between the two", () => {
    assert.deepEqual(vault()["aliases"], [{ type: "pulumi-nodejs:dynamic/backup:Vault" }]);
  });
});
