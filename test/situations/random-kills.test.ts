import { testRandomKills } from "../support/random-kills.js";

// Two stacks, so that two processes share the work.
describe("a kill at a random time (seed 20_261_130)", () => {
  testRandomKills(20_261_130, 10);
});
