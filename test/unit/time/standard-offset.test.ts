import assert from "node:assert/strict";
import { standardOffsetMinutes } from "../../../provider/time/zones.js";

describe("the standard distance of a zone from UTC", () => {
  it("is that of its winter, in both halves of the earth", () => {
    assert.equal(standardOffsetMinutes("W. Europe Standard Time", 2026), 60);
    assert.equal(standardOffsetMinutes("Pacific Standard Time", 2026), -480);
    assert.equal(standardOffsetMinutes("AUS Eastern Standard Time", 2026), 600);
  });

  it("may be a part of an hour, and none", () => {
    assert.equal(standardOffsetMinutes("India Standard Time", 2026), 330);
    assert.equal(standardOffsetMinutes("Newfoundland Standard Time", 2026), -210);
    assert.equal(standardOffsetMinutes("Nepal Standard Time", 2026), 345);
    assert.equal(standardOffsetMinutes("UTC", 2026), 0);
  });

  it("is found where a zone keeps it for weeks only", () => {
    assert.equal(standardOffsetMinutes("Morocco Standard Time", 2026), 0);
  });

  it("is none of a zone that Windows does not know", () => {
    assert.throws(() => standardOffsetMinutes("Europe/Berlin", 2026), { code: "InvalidInput" });
  });
});
