import assert from "node:assert/strict";
import fc from "fast-check";
import {
  azureTime,
  durationText,
  isoDuration,
  isoDurationMs,
  isoDurationTicks,
  parseDurationMs,
  timeSpan,
} from "../../../provider/time/durations.js";

describe("a human-readable duration", () => {
  it("is parsed to milliseconds", () => {
    assert.equal(parseDurationMs("45s"), 45_000);
    assert.equal(parseDurationMs("2h30m"), 9_000_000);
    assert.equal(parseDurationMs("90d"), 7_776_000_000);
    assert.equal(parseDurationMs("1w1d"), 691_200_000);
    assert.equal(parseDurationMs("0s"), 0);
  });

  it("is refused in any other format, with an example", () => {
    for (const wrong of ["", "90", "d", "90 d", "-1d", "1.5h", "1d ", "1D", "1y"]) {
      assert.throws(() => parseDurationMs(wrong), {
        code: "InvalidInput",
        message: `"${wrong}" is not a duration: expected numbers with units s, m, h, d or w, such as 90d or 2h30m.`,
      });
    }
  });

  it("is formatted in hours, minutes and seconds", () => {
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

describe("a job's duration in Azure's format", () => {
  it("has hours, minutes and seconds, each only if it is not zero", () => {
    assert.equal(isoDuration(478_101), "PT7M58.101S");
    assert.equal(isoDuration(3_600_000), "PT1H");
    assert.equal(isoDuration(3_605_500), "PT1H5.5S");
    assert.equal(isoDuration(0), "PT0S");
  });

  it("has hours beyond 24, but no days", () => {
    assert.equal(isoDuration(90_061_000), "PT25H1M1S");
  });

  it("is parsed to the same length of time", () => {
    fc.assert(fc.property(fc.nat(10_000_000_000), (ms) => assert.equal(isoDurationMs(isoDuration(ms)), ms)));
  });
});

describe("a duration of ISO 8601", () => {
  it("has years of 365 days and months of 30, as in .NET", () => {
    assert.equal(isoDurationMs("P1Y2M3W4DT5H6M7.5S"), (365 + 60 + 21 + 4) * 86_400_000 + 18_367_500);
    assert.equal(isoDurationMs("-P1D"), -86_400_000);
    assert.equal(isoDurationMs("PT0S"), 0);
  });

  it("keeps its ticks of 100 ns", () => {
    assert.equal(isoDurationTicks("PT7M58.1012513S"), 4_781_012_513n);
    assert.equal(isoDurationTicks("-PT0.0000001S"), -1n);
    assert.equal(isoDurationMs("PT7M58.1012513S"), 478_101.2513);
  });

  it("is undefined for any other string", () => {
    for (const text of [
      "",
      "P",
      "PT",
      "-P",
      "1D",
      "P1",
      "P1H",
      "PT1D",
      "p1d",
      "P1.5D",
      "PT1,5S",
      "P-1D",
      `P${"9".repeat(200)}D`,
    ]) {
      assert.equal(isoDurationMs(text), undefined, text);
    }
  });
});

describe("a time span in Azure's format", () => {
  it("has two digits of hours, minutes and seconds, and days and seven decimals if they are not zero", () => {
    assert.equal(timeSpan(1_209_582_865), "13.23:59:42.8650000");
    assert.equal(timeSpan(86_399_000), "23:59:59");
    assert.equal(timeSpan(0), "00:00:00");
    assert.equal(timeSpan(86_400_000), "1.00:00:00");
  });

  it("has the same length of time to the second", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const [rest = 0, minutes = 0, hours = 0, days = 0] = timeSpan(seconds * 1000)
          .split(/[.:]/)
          .map(Number)
          .reverse();
        assert.equal(days * 86_400 + hours * 3600 + minutes * 60 + rest, seconds);
      }),
    );
  });
});

describe("an instant in Azure's format", () => {
  it("is UTC without trailing zeros in its decimals", () => {
    assert.equal(azureTime(new Date("2024-04-28T06:41:54.120Z")), "2024-04-28T06:41:54.12Z");
    assert.equal(azureTime(new Date("2024-04-28T06:41:50.000Z")), "2024-04-28T06:41:50Z");
    assert.equal(azureTime(new Date("2024-04-28T00:00:00Z")), "2024-04-28T00:00:00Z");
    assert.equal(azureTime(new Date("2024-04-28T08:41:54.001+02:00")), "2024-04-28T06:41:54.001Z");
  });

  it("is parsed to the same instant", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }), (instant) => {
        assert.equal(new Date(azureTime(instant)).getTime(), instant.getTime());
      }),
    );
  });
});
