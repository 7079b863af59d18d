/** The promise of CONTRIBUTING.md: a kind is added by the steps it gives, and by nothing else. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mts";
import { cruise } from "./cruise.js";

const checkout = checkoutFolder();

/** What the steps add: a file of the copy, and where its text stands. */
const NEW_FILES = {
  "provider/kinds/file-share/schema.ts": "schema.ts.txt",
  "provider/kinds/file-share/index.ts": "index.ts.txt",
  "provider/kinds/file-share/provider.ts": "provider.ts.txt",
  "provider/kinds/file-share/resource.ts": "resource.ts.txt",
  "test/unit/kinds/file-share.test.ts": "test.ts.txt",
} as const;

/** What the steps change: one line each. */
const NEW_LINES = {
  "provider/kinds/index.ts": [
    ['import type { Kind } from "./kind.js";', 'import { fileShare } from "./file-share/index.js";\n'],
    ["  ProtectedVm: protectedVm,", "  FileShare: fileShare,\n"],
  ],
  "provider/index.ts": [
    ["export { ArmResource", 'export { FileShare, type FileShareArgs } from "./kinds/file-share/resource.js";\n'],
  ],
} as const;

const TOUCHED = [...Object.keys(NEW_FILES), ...Object.keys(NEW_LINES)];

describe("one more kind", function () {
  this.timeout(180_000);

  let copy: string;
  before(() => {
    copy = mkdtempSync(join(tmpdir(), "azure-vm-backup-copy-"));
    for (const part of [
      "provider",
      "scripts",
      "test/support",
      "test/golden/pulumi-metaschema.json",
      "tsconfig.json",
      "package.json",
      "schema.json",
      "dist",
    ]) {
      cpSync(join(checkout, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it("is added by the steps of CONTRIBUTING.md, and the copy passes its tests", () => {
    const steps = readFileSync(join(checkout, "CONTRIBUTING.md"), "utf8");
    for (const file of TOUCHED) assert.ok(steps.includes(file), file);

    addFileShare(copy);
    compile(copy);
    run(copy, "scripts/compile-validators.mts");
    run(copy, "scripts/schema.mts");

    const tests = TESTS.map((file) => `dist/test/${file}.test.js`);
    const passed = run(
      copy,
      "node_modules/mocha/bin/mocha.js",
      "--grep",
      "a file share|schema.json|every kind",
      ...tests,
    );
    assert.match(passed, /is checked, compared and created by what its schema says/);
    for (const suite of ["schema.json", "every kind"]) assert.ok(passed.includes(suite), suite);
    assert.match(readFileSync(join(copy, "schema.json"), "utf8"), /"azure-vm-backup:index:FileShare"/);
    assert.deepEqual(cruise(copy, "--max-depth", "1", "provider/kinds/file-share").violations, []);
  });
});

/** The tests that a kind must pass in the copy: its own, those of the package's schema, and those of all kinds. */
const TESTS = ["unit/kinds/file-share", "unit/schema/pulumi", "architecture/kinds"];

/** Compiles what the steps touched and what it imports, which checks its types; the copy has all else compiled. */
function compile(copy: string): void {
  const compilerOptions = { incremental: false, tsBuildInfoFile: null, declaration: false, sourceMap: false };
  const config = { extends: "./tsconfig.json", compilerOptions, include: [], files: TOUCHED };
  writeFileSync(join(copy, "tsconfig.kind.json"), JSON.stringify(config));
  run(copy, "node_modules/typescript/bin/tsc", "-p", "tsconfig.kind.json");
}

function addFileShare(copy: string): void {
  for (const [file, text] of Object.entries(NEW_FILES)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(checkout, "test", "architecture", "file-share", text), join(copy, file));
  }
  for (const [file, lines] of Object.entries(NEW_LINES)) {
    let text = readFileSync(join(copy, file), "utf8");
    for (const [before, line] of lines) text = text.replace(before, `${line}${before}`);
    writeFileSync(join(copy, file), text);
  }
}

/** Runs a script of the copy with this Node.js; returns what it wrote. Fails the test with it where it failed. */
function run(copy: string, ...args: readonly string[]): string {
  const ended = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  assert.equal(ended.status, 0, `${args.join(" ")}\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}
