import assert from "node:assert/strict";
import { offsetsOf } from "../../../provider/time/zones.js";

const offsets = (zone: string, year: number) => [...offsetsOf(zone, year)].sort((one, other) => one - other);

describe("the offsets of a zone in a year", () => {
  it("are two with daylight saving time, in both hemispheres", () => {
    assert.deepEqual(offsets("W. Europe Standard Time", 2026), [60, 120]);
    assert.deepEqual(offsets("Pacific Standard Time", 2026), [-480, -420]);
    assert.deepEqual(offsets("AUS Eastern Standard Time", 2026), [600, 660]);
    assert.deepEqual(offsets("New Zealand Standard Time", 2026), [720, 780]);
  });

  it("are one without daylight saving time", () => {
    assert.deepEqual(offsets("UTC", 2026), [0]);
    assert.deepEqual(offsets("India Standard Time", 2026), [330]);
    assert.deepEqual(offsets("Nepal Standard Time", 2026), [345]);
  });

  it("are two even if the clocks change for only some weeks, or by half an hour", () => {
    assert.deepEqual(offsets("Morocco Standard Time", 2026), [0, 60]);
    assert.deepEqual(offsets("Lord Howe Standard Time", 2026), [630, 660]);
  });

  it("depend on the year for zones that began or ended daylight saving time", () => {
    assert.deepEqual(offsets("Egypt Standard Time", 2022), [120]);
    assert.deepEqual(offsets("Egypt Standard Time", 2024), [120, 180]);
    assert.deepEqual(offsets("Central Standard Time (Mexico)", 2022), [-360, -300]);
    assert.deepEqual(offsets("Central Standard Time (Mexico)", 2024), [-360]);
    assert.deepEqual(offsets("E. South America Standard Time", 2024), [-180]);
  });

  it("are refused for an unknown Windows time zone", () => {
    assert.throws(() => offsetsOf("Europe/Berlin", 2026), {
      code: "InvalidInput",
      message: '"Europe/Berlin" is not a Windows time zone.',
    });
  });
});
