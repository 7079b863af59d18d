/** docs/complaints.md has a row for every complaint, and each row names existing tests. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AZURE_NATIVE_ISSUES, AZURERM_ISSUES, type Complaint, complaintsIn } from "./complaints.js";
import { ROOT } from "./cruise.js";

/** The full titles of the tests in these files as mocha reports them, by file, with those of generated tests. */
function titlesIn(files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const compiled = files.map((file) => join("dist/test", file.replace(/\.ts$/, ".js")));
  const mocha = join(ROOT, "node_modules/mocha/bin/mocha.js");
  const args = [mocha, "--dry-run", "--reporter", "json", ...compiled];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 64_000_000 });
  assert.ok(stdout.includes("{"), stderr);
  const { tests } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { tests: { file: string; fullTitle: string }[] };
  const titles = new Map<string, Set<string>>();
  for (const { file, fullTitle } of tests) {
    const name = file
      .replaceAll("\\", "/")
      .replace(/^.*\/dist\/test\//, "")
      .replace(/\.js$/, ".ts");
    titles.set(name, (titles.get(name) ?? new Set()).add(fullTitle));
  }
  return titles;
}

describe("docs/complaints.md", () => {
  let rows: readonly Complaint[];

  before(() => {
    rows = complaintsIn(readFileSync(join(ROOT, "docs/complaints.md"), "utf8"));
  });

  it("has a row for each of the 61 complaints with its issues, in order", () => {
    assert.equal(rows.length, 61);
    assert.deepEqual(
      rows.map(({ number, issues }) => `${number}: ${issues}`),
      [AZURERM_ISSUES, AZURE_NATIVE_ISSUES].flatMap((list) => list.map((issues, index) => `${index + 1}: ${issues}`)),
    );
  });

  it("describes in every row what this package does, and names a test or the reason why no test exists", () => {
    const incomplete = rows.filter(
      ({ does, tests, reason }) => does.length < 20 || (tests.length === 0) === (reason === undefined),
    );

    assert.deepEqual(incomplete, []);
    assert.deepEqual(
      rows.filter(({ reason }) => reason !== undefined).map(({ issues }) => issues),
      [],
    );
  });

  it("names existing tests by their files and full titles", function () {
    this.timeout(60_000);
    const named = rows.flatMap(({ tests }) => tests);
    const files = [...new Set(named.map(({ file }) => file))];

    assert.deepEqual(
      files.filter((file) => !existsSync(join(ROOT, "test", file))),
      [],
    );
    const titles = titlesIn(files);
    assert.deepEqual(
      named.filter(({ file, title }) => titles.get(file)?.has(title) !== true),
      [],
    );
  });

  it("is parsed into the issues, the tests, and the reason if no test exists", () => {
    const page = `| # | complaint | what this package does | shown by |
|---|---|---|---|
| 1 | It hangs: a/b-c 12, 345; d/e 6 | It waits. | \`unit/a.test.ts: a title of "one"\`<br>\`pulumi/b.test.ts: another\` |
| 2 | It lies: f/g 7 | Nothing yet. | no test: it cannot be simulated |`;

    assert.deepEqual(complaintsIn(page), [
      {
        number: 1,
        issues: "a/b-c 12, 345; d/e 6",
        does: "It waits.",
        tests: [
          { file: "unit/a.test.ts", title: 'a title of "one"' },
          { file: "pulumi/b.test.ts", title: "another" },
        ],
        reason: undefined,
      },
      { number: 2, issues: "f/g 7", does: "Nothing yet.", tests: [], reason: "it cannot be simulated" },
    ]);
  });
});
