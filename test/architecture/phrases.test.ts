import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./cruise.js";

const check = (tree: string) =>
  spawnSync(process.execPath, [join(ROOT, "scripts/phrases.mts"), tree], { encoding: "utf8" });

describe("the check of phrases", () => {
  let tree: string;

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), "azvb-phrases-"));
  });

  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };

  it("passes in this repository", () => {
    assert.equal(check(ROOT).stderr, "");
  });

  it("reports a phrase in a message with its file, line and replacement", () => {
    plant("provider/core/wait.ts", 'export const text =\n  "The days are 1.5: expected a whole number.";\n');

    const { status, stderr } = check(tree);

    assert.equal(status, 1);
    assert.equal(
      stderr,
      'provider/core/wait.ts:2: "a whole number" is not used in messages and docs. Write instead: an integer.\n',
    );
  });

  it("reports a phrase in a page, also across a line break, but not in a code block", () => {
    plant("docs/page.md", "The resource is in the\nway of another.\n\n```ts\n// it took too long\n```\n");

    const { stderr } = check(tree);

    assert.equal(
      stderr,
      'docs/page.md:1: "is in the way" is not used in messages and docs. Write instead: must be deleted first.\n',
    );
  });

  it("accepts comments, identifiers and single words", () => {
    plant("provider/core/words.ts", "// what is none\nexport const whole = 'whole';\n");

    assert.equal(check(tree).status, 0);
  });
});
