import assert from "node:assert/strict";
import { standardOffsetMinutes } from "../../../provider/time/zones.js";

describe("the standard UTC offset of a time zone", () => {
  it("is its winter offset, in both hemispheres", () => {
    assert.equal(standardOffsetMinutes("W. Europe Standard Time", 2026), 60);
    assert.equal(standardOffsetMinutes("Pacific Standard Time", 2026), -480);
    assert.equal(standardOffsetMinutes("AUS Eastern Standard Time", 2026), 600);
  });

  it("may be a fraction of an hour or zero", () => {
    assert.equal(standardOffsetMinutes("India Standard Time", 2026), 330);
    assert.equal(standardOffsetMinutes("Newfoundland Standard Time", 2026), -210);
    assert.equal(standardOffsetMinutes("Nepal Standard Time", 2026), 345);
    assert.equal(standardOffsetMinutes("UTC", 2026), 0);
  });

  it("is found even if it is in effect for only some weeks", () => {
    assert.equal(standardOffsetMinutes("Morocco Standard Time", 2026), 0);
  });

  it("is refused for an unknown Windows time zone", () => {
    assert.throws(() => standardOffsetMinutes("Europe/Berlin", 2026), { code: "InvalidInput" });
  });
});
