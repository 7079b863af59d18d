import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./cruise.js";

describe("the journey of a request", () => {
  it("passes through few folders and never climbs to a higher module", function () {
    this.timeout(60_000);

    const run = spawnSync(process.execPath, [join(ROOT, "scripts/journey.mts")], { encoding: "utf8" });

    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^PUT of a protected item: \d+ folders, \d+ files, \d+ functions, \d+ calls, 0 climbs$/m);
  });
});
