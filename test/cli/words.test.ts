import assert from "node:assert/strict";
import { parsePace, parsePort } from "../../provider/cli/options.js";
import { isoInWords, lengthInWords, timeInWords } from "../../provider/cli/words.js";

describe("a value on the command line", () => {
  it("that is a time is printed in UTC without seconds", () => {
    assert.equal(timeInWords("2024-04-28T06:41:54.0788714Z"), "2024-04-28 06:41 UTC");
  });

  it("that is not a time is printed unchanged", () => {
    assert.equal(timeInWords("soon"), "soon");
  });

  it("that is a number of milliseconds is printed with units", () => {
    assert.equal(lengthInWords(7_776_000_000), "90 d");
    assert.equal(lengthInWords(93_784_000), "1 d 2 h 3 min 4 s");
    assert.equal(lengthInWords(400), "0 s");
  });

  it("that is an ISO 8601 duration is printed with units", () => {
    assert.equal(isoInWords("PT7M58.1012513S"), "7 min 58 s");
    assert.equal(isoInWords("PT1H7M58S"), "1 h 7 min 58 s");
    assert.equal(isoInWords("PT0S"), "0 s");
    assert.equal(isoInWords("unknown"), "unknown");
  });

  it("that is a pace is parsed as instant, polls:N or real", () => {
    assert.deepEqual(parsePace("instant"), { kind: "instant" });
    assert.deepEqual(parsePace("polls:3"), { kind: "polls", reads: 3 });
    assert.deepEqual(parsePace("real"), { kind: "real" });
    assert.throws(() => parsePace("polls"), {
      code: "InvalidInput",
      message: /^Invalid pace "polls": expected instant/,
    });
  });

  it("that is a port is refused unless it is an integer from 0 to 65535", () => {
    assert.equal(parsePort("65535"), 65_535);
    for (const wrong of ["65536", "-1", "1.5", "", "http"]) {
      assert.throws(() => parsePort(wrong), { code: "InvalidInput", message: /^Invalid port "/ });
    }
  });
});
