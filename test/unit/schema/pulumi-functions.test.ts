import assert from "node:assert/strict";
import { objectAt } from "../../../provider/core/json.js";
import { pulumiSchema } from "../../../provider/schema/pulumi.js";
import { oneOf, Type } from "../../../provider/schema/vocabulary.js";

const facts = {
  name: "backup",
  displayName: "Backup",
  publisher: "The authors",
  language: {},
  version: "1.2.3",
  description: "Backs up.",
  license: "Apache-2.0",
  keywords: ["azure"],
  config: {},
};

const kind = {
  name: "Vault",
  description: "A vault.",
  inputs: Type.Object({ name: Type.String() }),
  outputs: Type.Object({}),
};

const job = Type.Object(
  { id: Type.String({ description: "Its id." }), ended: Type.Optional(Type.String()) },
  { typeName: "Job", description: "A job." },
);

const getJobs = {
  name: "getJobs",
  description: "Reads jobs.",
  args: Type.Object(
    {
      vault: Type.String({ description: "The vault." }),
      order: oneOf(["Newest", "Oldest"], { typeName: "Order", default: "Newest" }),
      status: Type.Optional(oneOf(["Failed"], { typeName: "Status" })),
    },
    { description: "Which jobs." },
  ),
  result: Type.Array(job, { description: "The jobs." }),
};

const enums = { Order: { description: "An order.", values: { Newest: "The newest first." } } };

describe("a function in Pulumi's package schema", () => {
  const found = pulumiSchema({ ...facts, enums }, [kind], [getJobs, { ...getJobs, name: "getJob", result: job }]);

  it("has its arguments, of which those with a default are optional", () => {
    assert.deepEqual(objectAt(found, "functions", "backup:index:getJobs", "inputs"), {
      type: "object",
      description: "Which jobs.",
      properties: {
        vault: { type: "string", description: "The vault." },
        order: { $ref: "#/types/backup:index:Order", default: "Newest" },
        status: { $ref: "#/types/backup:index:Status" },
      },
      required: ["vault"],
    });
  });

  it("returns an object with the array that it returns in TypeScript", () => {
    assert.deepEqual(objectAt(found, "functions", "backup:index:getJobs", "outputs"), {
      type: "object",
      description: "The jobs.",
      properties: { jobs: { type: "array", items: { $ref: "#/types/backup:index:Job" }, description: "The jobs." } },
      required: ["jobs"],
    });
  });

  it("returns the properties of the object that it returns in TypeScript", () => {
    assert.deepEqual(objectAt(found, "functions", "backup:index:getJob", "outputs"), {
      type: "object",
      description: "A job.",
      properties: { id: { type: "string", description: "Its id." }, ended: { type: "string" } },
      required: ["id"],
    });
  });

  it("has types of their own names, with the descriptions of enums and of their values", () => {
    assert.deepEqual(objectAt(found, "types", "backup:index:Order"), {
      type: "string",
      description: "An order.",
      enum: [{ description: "The newest first.", value: "Newest" }, { value: "Oldest" }],
    });
    assert.deepEqual(objectAt(found, "types", "backup:index:Job", "properties", "id"), {
      type: "string",
      description: "Its id.",
    });
  });

  it("cannot give the name of a type to another type", () => {
    const other = { ...getJobs, result: Type.Object({}, { typeName: "Order" }) };

    assert.throws(() => pulumiSchema(facts, [kind], [getJobs, { ...other, result: Type.Array(other.result) }]), {
      message: "two types have the name Order",
    });
  });
});

describe("an input that a class derives from a resource", () => {
  it("is not required in the package schema", () => {
    const derived = { ...kind, inputs: Type.Object({ location: Type.String({ derived: true }), vm: Type.String() }) };

    assert.deepEqual(objectAt(pulumiSchema(facts, [derived]), "resources", "backup:index:Vault")["requiredInputs"], [
      "vm",
    ]);
  });
});
