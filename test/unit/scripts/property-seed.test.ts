import assert from "node:assert/strict";
import fc from "fast-check";
import { seedIn, seedLine } from "../../support/property-seed.js";

describe("the seed of property tests", () => {
  it("is fixed, unless the environment sets another one", () => {
    assert.deepEqual(
      [seedIn({}), seedIn({ AZVB_TEST_SEED: "" }), seedIn({ AZVB_TEST_SEED: "7" })],
      [20261130, 20261130, 7],
    );
    assert.throws(() => seedIn({ AZVB_TEST_SEED: "seven" }), {
      message: 'AZVB_TEST_SEED is "seven": expected an integer.',
    });
  });

  it("is used by fast-check, and printed at the start of a run and in a failure", () => {
    const seed = seedIn(process.env);
    const failing = fc.property(fc.integer(), () => false);

    assert.equal(seedLine(), `property tests: seed ${seed} (set AZVB_TEST_SEED for another one)`);
    assert.throws(() => fc.assert(failing), new RegExp(`seed: ${seed},`));
  });
});
