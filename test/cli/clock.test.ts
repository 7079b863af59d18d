import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";

const NINETY_DAYS_MS = 7_776_000_000;

describe("azvb clock", () => {
  const folder = temporaryFolder();

  it("shows the machine's time for a home that is missing, and does not make it", async () => {
    const home = join(folder(), "home");

    const ran = await azvb(["clock", "--home", home]);

    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /^\d{4}-\d\d-\d\d \d\d:\d\d UTC, the same as this machine's\n/);
    assert.match(ran.stdout, /There is no home at .* yet\./);
    assert.equal(existsSync(home), false);
  });

  it("moves forward and keeps what it was moved by", async () => {
    const ran = await azvb(["clock", "advance", "90d", "--home", folder()]);
    await azvb(["clock", "--home", folder(), "advance", "2h30m"]);
    const reading = (await azvbJson(["clock", "--home", folder()])) as { home: string; time: string; offsetMs: number };

    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /^\d{4}-\d\d-\d\d \d\d:\d\d UTC, 90 d ahead of this machine's\n\(the clock of .*\)\n$/);
    assert.equal(reading.home, folder());
    assert.equal(reading.offsetMs, NINETY_DAYS_MS + 9_000_000);
    assert.match(reading.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("prints its new reading for programs", async () => {
    const reading = (await azvbJson(["clock", "advance", "90d", "--home", folder()])) as { offsetMs: number };

    assert.equal(reading.offsetMs, NINETY_DAYS_MS);
  });

  it("refuses to go backwards and to stand still", async () => {
    for (const step of ["-1d", "0d"]) {
      const ran = await azvb(["clock", "advance", step, "--home", folder()]);

      assert.equal(ran.code, 2);
      assert.equal(
        ran.stderr,
        `azvb: The clock cannot be moved by ${step}: it only moves forward. Give a length of time such as 90d; to start anew, use another home.\n`,
      );
    }
    assert.deepEqual(await azvbJson(["resources", "--home", folder()]), []);
  });

  it("refuses what is no length of time, and what leads beyond the calendar", async () => {
    const word = await azvb(["clock", "advance", "soon", "--home", folder()]);
    const far = await azvb(["clock", "advance", "99999999d", "--home", folder()]);

    assert.equal(word.code, 2);
    assert.match(word.stderr, /^azvb: "soon" is not a duration: expected numbers with units/);
    assert.equal(far.code, 2);
    assert.equal(far.stderr, "azvb: The clock cannot be moved beyond the year 9999. Give a shorter time.\n");
  });
});
