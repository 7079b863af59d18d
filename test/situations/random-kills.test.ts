import { testRandomKills } from "../support/random-kills.js";

// Two stacks, so that two processes share the work.
describe("random kills of runs (seed 20_261_130)", () => {
  testRandomKills(20_261_130, 10);
});
