import assert from "node:assert/strict";
import { warningHeader, warningsIn } from "../../../provider/arm/warning-header.js";

describe("the header of warnings", () => {
  it("contains several warnings in order", () => {
    assert.equal(warningHeader(["a", "b c"]), "a | b c");
    assert.deepEqual(warningsIn("a | b c"), ["a", "b c"]);
  });

  it("may be missing or empty", () => {
    assert.deepEqual(warningsIn(undefined), []);
    assert.deepEqual(warningsIn(""), []);
  });

  it("contains only printable ASCII", () => {
    assert.equal(warningHeader(["Zürich\n"]), "Z?rich?");
  });
});
