/** The types of the classes: programs that use every input and output of every kind, generated from the schemas. */
import assert from "node:assert/strict";
import { kinds } from "../../provider/kinds/index.js";
import { typeProgram } from "../../scripts/classes/type-programs.mjs";
import { typeErrorsIn } from "../support/compiled-programs.js";

const programs = Object.fromEntries(Object.values(kinds).map((kind) => [kind.name, typeProgram(kind)]));

describe("a program that uses every input and output of every kind", function () {
  this.timeout(120_000);

  it("has correct types", () => {
    assert.deepEqual(typeErrorsIn(programs), []);
  });

  it("has correct types with exactOptionalPropertyTypes", () => {
    assert.deepEqual(typeErrorsIn(programs, { exactOptionalPropertyTypes: true }), []);
  });
});
