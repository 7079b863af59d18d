import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { parseInstant } from "../../provider/time/instants.js";
import { evaluated, refusalOf } from "../support/templates.js";

const BASE = "2020-04-07T14:53:14Z";
const refused = (expression: string) => refusalOf(() => evaluated(expression));

/** Results that must be the same in every time zone of the machine. */
const EXPRESSIONS: readonly (readonly [expression: string, value: string | number])[] = [
  ["dateTimeAdd('2020-04-07 14:53', 'PT1H')", "4/7/2020 3:53:00 PM"],
  ["dateTimeAdd('2020-04-07', 'PT1H')", "4/7/2020 1:00:00 AM"],
  ["dateTimeAdd('2020-04-07T14:53:14', 'PT1H')", "2020-04-07T15:53:14Z"],
  ["dateTimeAdd('2020-04-07T14:53:14+02:00', 'PT1H')", "2020-04-07T13:53:14Z"],
  ["dateTimeAdd('20200407T145314Z', 'P1Y')", "2021-04-07T14:53:14Z"],
  ["dateTimeAdd('4/7/2020 2:53:14 PM', 'P1D', 'o')", "2020-04-08T14:53:14.0000000Z"],
  ["dateTimeAdd('April 7, 2020', 'P1D')", "4/8/2020 12:00:00 AM"],
  ["dateTimeAdd('Tue, 07 Apr 2020 14:53:14 GMT', 'P1D', 'zzz K')", "+00:00 Z"],
  ["dateTimeAdd('2020-03-29T01:30:00', 'PT1H', 'f')", "Sunday, March 29, 2020 2:30 AM"],
  ["dateTimeToEpoch('2023-03-31 01:00:38')", 1680224438],
  ["dateTimeToEpoch('2023-03-31')", 1680220800],
  ["dateTimeFromEpoch(0)", "1970-01-01T00:00:00Z"],
];

describe("the date functions of templates", () => {
  for (const [expression, value] of EXPRESSIONS) {
    it(`return ${value} for ${expression}`, () => assert.equal(evaluated(expression), value));
  }

  it("count a year as 365 days and a month as 30, as the documentation says", () => {
    assert.equal(evaluated("dateTimeAdd('2024-01-01T00:00:00Z', 'P1Y')"), "2024-12-31T00:00:00Z");
    assert.equal(evaluated("dateTimeAdd('2023-02-01T00:00:00Z', 'P1M')"), "2023-03-03T00:00:00Z");
  });

  it("keep ticks of 100 ns", () => {
    assert.equal(
      evaluated("dateTimeAdd('2020-04-07T14:53:14.1234567Z', 'PT0.0000003S', 'o')"),
      "2020-04-07T14:53:14.1234570Z",
    );
  });

  it("accept the years 1 to 9999", () => {
    assert.equal(evaluated("dateTimeFromEpoch(-62135596800)"), "0001-01-01T00:00:00Z");
    assert.equal(evaluated("dateTimeFromEpoch(253402300799)"), "9999-12-31T23:59:59Z");
    assert.equal(evaluated("dateTimeToEpoch('9999-12-31T23:59:59.9999999Z')"), 253402300799);
  });

  it("reject results out of that range", () => {
    const beyond = /is out of range: expected a date and time in the years 1 to 9999\./;
    const sum = new RegExp(`The sum of its base and its duration ${beyond.source}`);

    assert.match(refused(`dateTimeAdd('${BASE}', 'P99999999D')`), sum);
    assert.match(refused(`dateTimeAdd('${BASE}', 'P9000Y')`), sum);
    assert.match(refused(`dateTimeAdd('${BASE}', '-P9000Y')`), sum);
    assert.match(refused(`dateTimeAdd('${BASE}', 'P${"9".repeat(60)}D')`), sum);
    assert.match(refused("dateTimeFromEpoch(9007199254740991)"), /The epoch '9007199254740991' is out of range/);
    assert.match(refused("dateTimeFromEpoch(253402300800)"), beyond);
  });

  it("reject strings that are not dates, durations or formats", () => {
    assert.match(refused("dateTimeAdd('1', 'P1D')"), /'1' is not a valid date and time\./);
    assert.match(refused("dateTimeAdd('2023-02-29', 'P1D')"), /'2023-02-29' is not a valid date and time\./);
    assert.match(refused("dateTimeToEpoch('soon')"), /'soon' is not a valid date and time\./);
    assert.match(refused(`dateTimeAdd('${BASE}', 'PT')`), /'PT' is not a valid ISO8601 Duration string\./);
    assert.match(refused(`dateTimeAdd('${BASE}', 'P1D', 'x')`), /'x' is not a valid date and time format\./);
  });

  it("undo an addition by subtracting the same duration", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        fc.nat(9999),
        fc.nat(86_399),
        (epoch, days, seconds) => {
          const later = `dateTimeAdd(dateTimeFromEpoch(${epoch}), 'P${days}DT${seconds}S')`;
          assert.equal(evaluated(`dateTimeToEpoch(${later})`), epoch + days * 86_400 + seconds);
          assert.equal(evaluated(`dateTimeToEpoch(dateTimeAdd(${later}, '-P${days}DT${seconds}S'))`), epoch);
        },
      ),
      { seed: 19, numRuns: 200 },
    );
  });
});

/** Evaluates the expressions in another process, in that time zone. */
function resultsIn(zone: string): unknown {
  const program = `
    const { evaluated } = require(${JSON.stringify(require.resolve("../support/templates.js"))});
    const { parseInstant } = require(${JSON.stringify(require.resolve("../../provider/time/instants.js"))});
    const [expressions, texts] = JSON.parse(process.argv[1]);
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    console.log(JSON.stringify([zone, expressions.map((one) => evaluated(one)), texts.map((text) => parseInstant(text))]));`;
  const inputs = JSON.stringify([EXPRESSIONS.map(([expression]) => expression), TEXTS]);
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ["-e", program, inputs], { env, encoding: "utf8" }));
}

const TEXTS = ["2020-03-29T01:30:00", "2020-03-08 02:30", "6/12/2024 12:00:00 AM", "2024-06-13T00:00:00.0000000"];

describe("the time zone of the machine", () => {
  for (const zone of ["UTC", "America/New_York", "Asia/Tokyo"]) {
    it(`does not affect dates if it is ${zone}`, () => {
      const values = EXPRESSIONS.map(([, value]) => value);
      const instants = TEXTS.map((text) => parseInstant(text)?.toISOString());

      assert.deepEqual(resultsIn(zone), [zone, values, instants]);
    });
  }
});
