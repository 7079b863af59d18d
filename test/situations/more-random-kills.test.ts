import { describeRandomKills } from "../support/random-kills.js";

describeRandomKills(9, 10);
