/** Adds a kind with the steps of CONTRIBUTING.md, and no others. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mts";
import { cruise } from "./cruise.js";

const checkout = checkoutFolder();

/** The files that the steps add, and the files with their contents. */
const NEW_FILES = {
  "provider/kinds/file-share/schema.ts": "schema.ts.txt",
  "provider/kinds/file-share/index.ts": "index.ts.txt",
  "provider/kinds/file-share/provider.ts": "provider.ts.txt",
  "provider/kinds/file-share/class.ts": "class.ts.txt",
  "test/unit/kinds/file-share.test.ts": "test.ts.txt",
} as const;

/** The lines that the steps add to existing files: the text before which each is inserted, and the line. */
const NEW_LINES = {
  "provider/kinds/index.ts": [
    ['import type { Kind } from "./kind.js";', 'import { fileShare } from "./file-share/index.js";\n'],
    ["  ProtectedVm: protectedVm,", "  FileShare: fileShare,\n"],
  ],
  "provider/index.ts": [['export * from "./kinds/protected-vm', 'export * from "./kinds/file-share/resource.js";\n']],
} as const;

const TOUCHED = [...Object.keys(NEW_FILES), ...Object.keys(NEW_LINES)];

describe("one more kind", function () {
  this.timeout(300_000);

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
      ".biome.json",
      "dist",
    ]) {
      cpSync(join(checkout, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it("can be added with the steps of CONTRIBUTING.md, and passes its tests", () => {
    const steps = readFileSync(join(checkout, "CONTRIBUTING.md"), "utf8");
    for (const file of TOUCHED) assert.ok(steps.includes(file), file);

    addFileShare(copy);
    compile(copy, "--noCheck");
    run(copy, "scripts/classes.mts");
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
    assert.match(passed, /is checked, compared and created according to its schema/);
    for (const suite of ["schema.json", "every kind"]) assert.ok(passed.includes(suite), suite);
    assert.match(readFileSync(join(copy, "schema.json"), "utf8"), /"azure-vm-backup:index:FileShare"/);
    assert.deepEqual(cruise(copy, "--max-depth", "1", "provider/kinds/file-share").violations, []);
  });
});

/** The tests that a kind must pass in the copy: its own, those of the package's schema, and those of all kinds. */
const TESTS = ["unit/kinds/file-share", "unit/schema/pulumi", "architecture/kinds"];

/** Compiles the changed files and their imports, which checks their types. The copy contains all other compiled files. */
function compile(copy: string, ...options: readonly string[]): void {
  const compilerOptions = { incremental: false, tsBuildInfoFile: null, declaration: false, sourceMap: false };
  const config = { extends: "./tsconfig.json", compilerOptions, include: [], files: TOUCHED };
  writeFileSync(join(copy, "tsconfig.kind.json"), JSON.stringify(config));
  run(copy, "node_modules/typescript/bin/tsc", "-p", "tsconfig.kind.json", ...options);
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

/** Runs a script of the copy with this Node.js; returns its output. Fails the test with the output if the script fails. */
function run(copy: string, ...args: readonly string[]): string {
  const ended = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  assert.equal(ended.status, 0, `${args.join(" ")}\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}
