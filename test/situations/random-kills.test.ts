import { describeRandomKills } from "../support/random-kills.js";

// Two stacks, so that two processes share the work.
describeRandomKills(20_261_130, 10);
