/** What a program loads: its start-up time. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./cruise.js";

/** The modules that a program loads which imports the package, as paths from the root of the repository. */
function loadedModules(): string[] {
  const program = `require(${JSON.stringify(join(ROOT, "dist/provider/index.js"))});
    console.log(JSON.stringify(Object.keys(require.cache)))`;
  const run = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return (JSON.parse(run.stdout) as string[]).map((path) => path.slice(ROOT.length + 1));
}

describe("a program that imports the package", function () {
  this.timeout(30_000);

  it("loads no engine, no validator and no schema", () => {
    const loaded = loadedModules();

    const heavy =
      /^node_modules\/(ajv|@sinclair|@azure)\/|^dist\/provider\/(engine|arm|service|ownership)\/|^dist\/provider\/.*\/(schema|validators\.compiled)\.c?js$/;
    assert.deepEqual(
      loaded.filter((path) => heavy.test(path)),
      [],
    );
  });

  it("loads fewer than 60 modules of the package, and no module with only types", () => {
    const own = loadedModules().filter((path) => path.startsWith("dist/"));

    assert.ok(own.length < 60, `${own.length}`);
    assert.deepEqual(
      own.filter((path) => /\/(types|shared-types|arguments)\.js$/.test(path)),
      [],
    );
  });
});
