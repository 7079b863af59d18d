import { testRandomKills } from "../support/random-kills.js";

describe("a kill at a random time (seed 9)", () => {
  testRandomKills(9, 10);
});
