import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./cruise.js";

describe("the files that a request uses", () => {
  it("are in a limited number of folders and import no higher module", function () {
    this.timeout(60_000);

    const run = spawnSync(process.execPath, [join(ROOT, "scripts/journey.mts")], { encoding: "utf8" });

    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^PUT of a protected item: \d+ folders, \d+ files, \d+ functions, \d+ calls, 0 climbs$/m);
  });
});
