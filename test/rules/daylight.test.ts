import assert from "node:assert/strict";
import { shiftsClocks } from "../../provider/rules/policies/schedule.js";

describe("a zone", () => {
  it("shifts its clocks where it has two offsets in the year", () => {
    const zones = [
      "W. Europe Standard Time",
      "AUS Eastern Standard Time",
      "Lord Howe Standard Time",
      "Egypt Standard Time",
      "Morocco Standard Time",
    ];

    for (const zone of zones) assert.equal(shiftsClocks(zone, 2026), true, zone);
  });

  it("does not where it has one, as where daylight saving was ended", () => {
    for (const zone of ["UTC", "Tokyo Standard Time", "Central Standard Time (Mexico)"]) {
      assert.equal(shiftsClocks(zone, 2026), false, zone);
    }
  });
});
