import assert from "node:assert/strict";
import fc from "fast-check";
import { formatInstant } from "../../../provider/time/formats.js";
import { parseInstant, parseTicks } from "../../../provider/time/instants.js";

const iso = (text: string) => parseInstant(text)?.toISOString();

describe("an instant in a string", () => {
  it("may be ISO 8601, with a time zone", () => {
    assert.equal(iso("2020-04-07T14:53:14Z"), "2020-04-07T14:53:14.000Z");
    assert.equal(iso("2020-04-07T14:53:14.1234567Z"), "2020-04-07T14:53:14.123Z");
    assert.equal(iso("2020-04-07T14:53:14+02:00"), "2020-04-07T12:53:14.000Z");
    assert.equal(iso("2020-04-07T14:53:14-0930"), "2020-04-08T00:23:14.000Z");
    assert.equal(iso("20200407T145314Z"), "2020-04-07T14:53:14.000Z");
  });

  it("is UTC if it has no time zone", () => {
    assert.equal(iso("2020-04-07"), "2020-04-07T00:00:00.000Z");
    assert.equal(iso("2020-04-07 14:53"), "2020-04-07T14:53:00.000Z");
    assert.equal(iso("2024-06-13T00:00:00.0000000"), "2024-06-13T00:00:00.000Z");
    assert.equal(iso("20200407T145314"), "2020-04-07T14:53:14.000Z");
  });

  it("may be in a format of .NET's culture en-US", () => {
    assert.equal(iso("4/7/2020 2:53:14 PM"), "2020-04-07T14:53:14.000Z");
    assert.equal(iso("6/12/2024 12:00:00 AM"), "2024-06-12T00:00:00.000Z");
    assert.equal(iso("6/12/2024 12:00 PM"), "2024-06-12T12:00:00.000Z");
    assert.equal(iso("2024-05-13 10:18:09 AM"), "2024-05-13T10:18:09.000Z");
    assert.equal(iso("Tue, 07 Apr 2020 14:53:14 GMT"), "2020-04-07T14:53:14.000Z");
    assert.equal(iso("Tuesday, April 7, 2020 2:53:14 PM"), "2020-04-07T14:53:14.000Z");
    assert.equal(iso("April 7, 2020"), "2020-04-07T00:00:00.000Z");
  });

  it("is undefined for a string that is not a date and time", () => {
    const texts = [
      "",
      "1",
      "soon",
      "14:53",
      "2020",
      "2020-04",
      "20200407",
      "2020-04-07 145",
      "2020-04-07T14:53:14 CET",
    ];

    for (const text of texts) assert.equal(parseInstant(text), undefined, text);
  });

  it("is undefined for a day or time that does not exist", () => {
    const texts = [
      "2023-02-29",
      "2020-04-31",
      "2020-13-01",
      "2020-00-01",
      "0000-01-01",
      "2020-04-07 24:00:00",
      "2020-04-07 14:60:00",
      "2020-04-07 14:53:60",
      "2020-04-07 13:00 PM",
      "2020-04-07T14:53:14+15:00",
      "0001-01-01T00:00:00+01:00",
      "Monday, April 7, 2020",
    ];

    for (const text of texts) assert.equal(parseInstant(text), undefined, text);
  });

  it("keeps its ticks of 100 ns", () => {
    assert.equal(parseTicks("1970-01-01T00:00:01.1234567Z"), 11_234_567n);
    assert.equal(parseTicks("1969-12-31T23:59:59.9999999Z"), -1n);
    assert.equal(parseInstant("1969-12-31T23:59:59.9999999Z")?.getTime(), -1);
  });

  it("is undefined for a long string, without backtracking", () => {
    assert.equal(parseInstant(`2020-04-07${" ".repeat(1_000_000)}`), undefined);
  });

  it("is the instant that was formatted, for each format with a date and a time", () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, fc.constantFrom("o", "s", "u", "r", "G", "F", "U", "yyyyMMddTHHmmssZ"), (second, format) => {
        const instant = new Date(second * 1000);
        assert.equal(parseInstant(formatInstant(instant, format))?.getTime(), instant.getTime());
      }),
      { seed: 19, numRuns: 500 },
    );
  });
});
