import assert from "node:assert/strict";
import fc from "fast-check";
import { formatInstant, formatTicks } from "../../../provider/time/formats.js";
import { parseTicks } from "../../../provider/time/instants.js";

const written = (text: string, format: string) => formatTicks(parseTicks(text) ?? 0n, format);
const AT = "2009-06-05T13:45:30.0500000Z";

/** The examples of "Standard date and time format strings" and "Custom date and time format strings", in en-US and UTC. */
const FORMATS: readonly (readonly [format: string, text: string])[] = [
  ["d", "6/5/2009"],
  ["D", "Friday, June 5, 2009"],
  ["f", "Friday, June 5, 2009 1:45 PM"],
  ["F", "Friday, June 5, 2009 1:45:30 PM"],
  ["g", "6/5/2009 1:45 PM"],
  ["G", "6/5/2009 1:45:30 PM"],
  ["", "6/5/2009 1:45:30 PM"],
  ["m", "June 5"],
  ["M", "June 5"],
  ["o", "2009-06-05T13:45:30.0500000Z"],
  ["O", "2009-06-05T13:45:30.0500000Z"],
  ["r", "Fri, 05 Jun 2009 13:45:30 GMT"],
  ["R", "Fri, 05 Jun 2009 13:45:30 GMT"],
  ["s", "2009-06-05T13:45:30"],
  ["t", "1:45 PM"],
  ["T", "1:45:30 PM"],
  ["u", "2009-06-05 13:45:30Z"],
  ["U", "Friday, June 5, 2009 1:45:30 PM"],
  ["y", "June 2009"],
  ["Y", "June 2009"],
  ["%d", "5"],
  ["%dd %M%d", "55 65"],
  ["dd ddd dddd ddddd", "05 Fri Friday Friday"],
  ["%M", "6"],
  ["MM MMM MMMM", "06 Jun June"],
  ["%y", "9"],
  ["yy yyy yyyy yyyyy", "09 2009 2009 02009"],
  ["h:mm t", "1:45 P"],
  ["hh:m:s tt", "01:45:30 PM"],
  ["HH H", "13 13"],
  ["ss.f ss.ff ss.fff ss.fffffff", "30.0 30.05 30.050 30.0500000"],
  ["ss.F ss.FF ss.FFFFFFF", "30 30.05 30.05"],
  ["%K", "Z"],
  ["z zz zzz", "+0 +00 +00:00"],
  ["yyyy g", "2009 A.D."],
  ["'day' d \"of\" MMMM", "day 5 of June"],
  ["h \\h m \\m", "1 h 45 m"],
  ["'it\\'s' HH", "it's 13"],
  ["yyyy/MM/dd HH:mm", "2009/06/05 13:45"],
  ["x-yyyy_MM é", "x-2009_06 é"],
];

describe("a date and time format of .NET", () => {
  for (const [format, text] of FORMATS) {
    it(`${JSON.stringify(format)} writes ${text}`, () => assert.equal(written(AT, format), text));
  }

  it("writes midnight and noon as 12", () => {
    assert.equal(written("2009-06-05T00:05:00Z", "h:mm tt"), "12:05 AM");
    assert.equal(written("2009-06-05T12:05:00Z", "h:mm tt"), "12:05 PM");
  });

  it("writes early years with zeros", () => {
    assert.equal(written("0007-01-01", "y yy yyy yyyy"), "7 07 007 0007");
  });

  it("writes the ticks before 1970", () => {
    assert.equal(written("1969-12-31T23:59:59.9999999Z", "o"), "1969-12-31T23:59:59.9999999Z");
  });

  it("is refused if .NET does not have it", () => {
    for (const format of ["x", "q", "ffffffff", "FFFFFFFF", "yyyy'", '"', "yyyy\\", "yyyy%", "%%"]) {
      assert.throws(() => written(AT, format), {
        code: "InvalidInput",
        message: `"${format}" is not a date and time format of .NET.`,
      });
    }
  });

  it("writes every instant or is refused, for any generated format", () => {
    const formats = fc.string({ unit: fc.constantFrom(..."dfFgHhKmMstyz:/'\"\\% -.xT") });
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(formats, seconds, (format, second) => {
        try {
          assert.doesNotMatch(formatInstant(new Date(second * 1000), format), /NaN|undefined/);
        } catch (error) {
          assert.equal((error as { code?: string }).code, "InvalidInput");
        }
      }),
      { seed: 19, numRuns: 1000 },
    );
  });
});
