import { testRandomKills } from "../support/random-kills.js";

// `npm run test:situations` runs twenty more.
describe("a kill at a random time (seed 5)", () => {
  testRandomKills(5, 2);
});
