import assert from "node:assert/strict";
import { parsePace, parsePort } from "../../provider/cli/options.js";
import { isoInWords, lengthInWords, timeInWords } from "../../provider/cli/words.js";

describe("values on the command line", () => {
  it("show a time to the minute, in UTC", () => {
    assert.equal(timeInWords("2024-04-28T06:41:54.0788714Z"), "2024-04-28 06:41 UTC");
  });

  it("leave text that is not a time unchanged", () => {
    assert.equal(timeInWords("soon"), "soon");
  });

  it("show a length of time in its units", () => {
    assert.equal(lengthInWords(7_776_000_000), "90 d");
    assert.equal(lengthInWords(93_784_000), "1 d 2 h 3 min 4 s");
    assert.equal(lengthInWords(400), "0 s");
  });

  it("show Azure's durations", () => {
    assert.equal(isoInWords("PT7M58.1012513S"), "7 min 58 s");
    assert.equal(isoInWords("PT1H7M58S"), "1 h 7 min 58 s");
    assert.equal(isoInWords("PT0S"), "0 s");
    assert.equal(isoInWords("unknown"), "unknown");
  });

  it("parse the paces", () => {
    assert.deepEqual(parsePace("instant"), { kind: "instant" });
    assert.deepEqual(parsePace("polls:3"), { kind: "polls", reads: 3 });
    assert.deepEqual(parsePace("real"), { kind: "real" });
    assert.throws(() => parsePace("polls"), {
      code: "InvalidInput",
      message: /^Invalid pace "polls": expected instant/,
    });
  });

  it("refuse a port that TCP does not have", () => {
    assert.equal(parsePort("65535"), 65_535);
    for (const wrong of ["65536", "-1", "1.5", "", "http"]) {
      assert.throws(() => parsePort(wrong), { code: "InvalidInput", message: /^Invalid port "/ });
    }
  });
});
