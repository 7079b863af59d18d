import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";
import { put } from "./home.js";

const NINETY_DAYS_MS = 7_776_000_000;

describe("azvb clock", () => {
  const folder = temporaryFolder();
  beforeEach(() => put(folder()));

  it("shows the time of this machine until the clock is moved", async () => {
    const ran = await azvb(["clock", "--home", folder()]);

    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /^\d{4}-\d\d-\d\d \d\d:\d\d UTC, the same as the clock of this machine\n\(home: .*\)\n$/);
  });

  it("moves forward, and adds further durations", async () => {
    const ran = await azvb(["clock", "advance", "90d", "--home", folder()]);
    await azvb(["clock", "--home", folder(), "advance", "2h30m"]);
    const reading = (await azvbJson(["clock", "--home", folder()])) as { home: string; time: string; offsetMs: number };

    assert.equal(ran.code, 0);
    assert.match(
      ran.stdout,
      /^\d{4}-\d\d-\d\d \d\d:\d\d UTC, 90 d ahead of the clock of this machine\n\(home: .*\)\n$/,
    );
    assert.equal(reading.home, folder());
    assert.equal(reading.offsetMs, NINETY_DAYS_MS + 9_000_000);
    assert.match(reading.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("prints its new reading as JSON", async () => {
    const reading = (await azvbJson(["clock", "advance", "90d", "--home", folder()])) as { offsetMs: number };

    assert.equal(reading.offsetMs, NINETY_DAYS_MS);
  });

  it("refuses to move backward or not at all", async () => {
    for (const duration of ["-1d", "0d"]) {
      const ran = await azvb(["clock", "advance", duration, "--home", folder()]);

      assert.equal(ran.code, 2);
      assert.equal(
        ran.stderr,
        `azvb: Cannot advance the clock by "${duration}": it only moves forward. Use a duration such as 90d, or start again in another home.\n`,
      );
    }
    assert.equal(((await azvbJson(["clock", "--home", folder()])) as { offsetMs: number }).offsetMs, 0);
  });

  it("refuses a string that is not a duration, and a time after the year 9999", async () => {
    const invalid = await azvb(["clock", "advance", "soon", "--home", folder()]);
    const tooLong = await azvb(["clock", "advance", "99999999d", "--home", folder()]);

    assert.equal(invalid.code, 2);
    assert.match(invalid.stderr, /^azvb: "soon" is not a duration: expected numbers with units/);
    assert.equal(tooLong.code, 2);
    assert.equal(
      tooLong.stderr,
      'azvb: Cannot advance the clock by "99999999d": it would pass the end of the year 9999. Use a shorter duration.\n',
    );
  });

  it("reports an unknown subcommand, and how the clock moves", async () => {
    const mistyped = await azvb(["clock", "advnce", "--home", folder()]);
    const back = await azvb(["clock", "back", "3d", "--home", folder()]);

    assert.equal(mistyped.code, 2);
    assert.equal(
      mistyped.stderr,
      'azvb: Unknown subcommand "advnce" of azvb clock. Did you mean "advance"? Allowed values: advance. The clock only moves forward: azvb clock advance 90d.\n',
    );
    assert.equal(back.code, 2);
    assert.equal(
      back.stderr,
      'azvb: Unknown subcommand "back" of azvb clock. Allowed values: advance. The clock only moves forward: azvb clock advance 90d.\n',
    );
  });

  it("needs exactly one duration, and shows how to write it", async () => {
    const none = await azvb(["clock", "advance", "--home", folder()]);
    const two = await azvb(["clock", "advance", "1d", "2h", "--home", folder()]);
    const reading = await azvbJson(["clock", "--home", folder()]);

    assert.equal(none.code, 2);
    assert.equal(
      none.stderr,
      "azvb: The duration is missing: expected numbers with units s, m, h, d or w, such as azvb clock advance 2h30m.\n",
    );
    assert.equal(two.code, 2);
    assert.equal(
      two.stderr,
      'azvb: Expected one duration, found 2: "1d", "2h". Write one duration without spaces, such as azvb clock advance 2h30m.\n',
    );
    assert.equal((reading as { offsetMs: number }).offsetMs, 0);
  });

  it("needs a home that exists, and does not create one", async () => {
    const home = join(folder(), "missing");

    for (const args of [["clock"], ["clock", "advance", "1d"]]) {
      const ran = await azvb([...args, "--home", home]);

      assert.equal(ran.code, 3);
      assert.equal(ran.stdout, "");
      assert.match(ran.stderr, /^azvb: The home .*missing does not exist\. /);
    }
    assert.equal(existsSync(home), false);
  });
});
