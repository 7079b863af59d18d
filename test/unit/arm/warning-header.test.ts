import assert from "node:assert/strict";
import { warningHeader, warningsIn } from "../../../provider/arm/warning-header.js";

describe("the header of warnings", () => {
  it("carries several, in order", () => {
    assert.equal(warningHeader(["a", "b c"]), "a | b c");
    assert.deepEqual(warningsIn("a | b c"), ["a", "b c"]);
  });

  it("is missing where there are none", () => {
    assert.deepEqual(warningsIn(undefined), []);
    assert.deepEqual(warningsIn(""), []);
  });

  it("contains printable ASCII only", () => {
    assert.equal(warningHeader(["Zürich\n"]), "Z?rich?");
  });
});
