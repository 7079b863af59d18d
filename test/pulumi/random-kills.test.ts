import { testRandomKills } from "../support/random-kills.js";

// `npm run test:situations` has twenty more.
describe("random kills of runs (seed 5)", () => {
  testRandomKills(5, 2);
});
