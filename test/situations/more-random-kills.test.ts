import { testRandomKills } from "../support/random-kills.js";

describe("random kills of runs (seed 9)", () => {
  testRandomKills(9, 10);
});
