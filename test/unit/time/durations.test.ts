import assert from "node:assert/strict";
import fc from "fast-check";
import { azureTime, durationText, isoDuration, parseDurationMs, timeSpan } from "../../../provider/time/durations.js";

describe("a duration as people type it", () => {
  it("is read in milliseconds", () => {
    assert.equal(parseDurationMs("45s"), 45_000);
    assert.equal(parseDurationMs("2h30m"), 9_000_000);
    assert.equal(parseDurationMs("90d"), 7_776_000_000);
    assert.equal(parseDurationMs("1w1d"), 691_200_000);
    assert.equal(parseDurationMs("0s"), 0);
  });

  it("is refused in any other form, with an example of the right one", () => {
    for (const wrong of ["", "90", "d", "90 d", "-1d", "1.5h", "1d ", "1D", "1y"]) {
      assert.throws(() => parseDurationMs(wrong), {
        code: "InvalidInput",
        message: `"${wrong}" is not a duration: expected numbers with units s, m, h, d or w, such as 90d or 2h30m.`,
      });
    }
  });

  it("is written in hours, minutes and seconds", () => {
    assert.equal(durationText(90_000), "1m30s");
    assert.equal(durationText(7_200_000), "2h");
    assert.equal(durationText(93_784_000), "26h3m4s");
    assert.equal(durationText(999), "0s");
  });

  it("is the sum of its parts", () => {
    const part = fc.tuple(fc.nat(9999), fc.constantFrom("s", "m", "h", "d", "w")).map(([count, unit]) => count + unit);

    fc.assert(
      fc.property(part, part, (left, right) => {
        assert.equal(parseDurationMs(left + right), parseDurationMs(left) + parseDurationMs(right));
      }),
    );
  });
});

describe("a job's duration as Azure writes it", () => {
  it("has hours, minutes and seconds, each only where it is not nought", () => {
    assert.equal(isoDuration(478_101), "PT7M58.101S");
    assert.equal(isoDuration(3_600_000), "PT1H");
    assert.equal(isoDuration(3_605_500), "PT1H5.5S");
    assert.equal(isoDuration(0), "PT0S");
  });

  it("counts hours over a day, never days", () => {
    assert.equal(isoDuration(90_061_000), "PT25H1M1S");
  });

  it("says the same length of time", () => {
    const read = (text: string) => {
      const [, hours = "0", minutes = "0", seconds = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
      return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
    };

    fc.assert(fc.property(fc.nat(10_000_000_000), (ms) => assert.equal(read(isoDuration(ms)), ms)));
  });
});

describe("a time span as Azure writes it", () => {
  it("has days, and two digits of hours, minutes and seconds", () => {
    assert.equal(timeSpan(1_209_582_865), "13.23:59:42");
    assert.equal(timeSpan(0), "0.00:00:00");
    assert.equal(timeSpan(86_400_000), "1.00:00:00");
  });

  it("says the same length of time to the second", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const [days = 0, hours = 0, minutes = 0, rest = 0] = timeSpan(seconds * 1000)
          .split(/[.:]/)
          .map(Number);
        assert.equal(days * 86_400 + hours * 3600 + minutes * 60 + rest, seconds);
      }),
    );
  });
});

describe("an instant as Azure writes it", () => {
  it("is UTC without trailing zeros in its decimals", () => {
    assert.equal(azureTime(new Date("2024-04-28T06:41:54.120Z")), "2024-04-28T06:41:54.12Z");
    assert.equal(azureTime(new Date("2024-04-28T06:41:50.000Z")), "2024-04-28T06:41:50Z");
    assert.equal(azureTime(new Date("2024-04-28T00:00:00Z")), "2024-04-28T00:00:00Z");
    assert.equal(azureTime(new Date("2024-04-28T08:41:54.001+02:00")), "2024-04-28T06:41:54.001Z");
  });

  it("is the same instant", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }), (instant) => {
        assert.equal(new Date(azureTime(instant)).getTime(), instant.getTime());
      }),
    );
  });
});
