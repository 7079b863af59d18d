import assert from "node:assert/strict";
import fc from "fast-check";
import { seedIn, seedLine } from "../../support/property-seed.js";

describe("the seed of property tests", () => {
  it("is fixed, unless the environment has another one", () => {
    assert.deepEqual(
      [seedIn({}), seedIn({ AZVB_TEST_SEED: "" }), seedIn({ AZVB_TEST_SEED: "7" })],
      [20261130, 20261130, 7],
    );
    assert.throws(() => seedIn({ AZVB_TEST_SEED: "seven" }), {
      message: 'AZVB_TEST_SEED is "seven": expected an integer.',
    });
  });

  it("is the one that fast-check uses, is shown at the start of a run, and in a failure", () => {
    const seed = seedIn(process.env);
    const failing = fc.property(fc.integer(), () => false);

    assert.equal(seedLine(), `property tests: seed ${seed} (set AZVB_TEST_SEED for another one)`);
    assert.throws(() => fc.assert(failing), new RegExp(`seed: ${seed},`));
  });
});
