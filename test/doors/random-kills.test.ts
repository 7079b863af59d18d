import { describeRandomKills } from "../support/random-kills.js";

// `npm run test:situations` has twenty more.
describeRandomKills(5, 5);
