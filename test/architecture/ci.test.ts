/** The last line of `.ci/run`, with a stub of npm. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mts";

/** The output and the exit code of each npm command. */
type Script = Readonly<Record<string, readonly [output: string, exitCode: number]>>;

const GREEN: Script = {
  ci: ["added 300 packages", 0],
  "run lint": ["Checked 900 files", 0],
  test: ["nothing was skipped\n1000 passed, 0 failed", 0],
  "run test:situations": ["nothing was skipped\n40 passed, 0 failed", 0],
  "run test:install": ["✔ npm\n20 passed, 0 failed", 0],
  "run -s fidelity": ["97 % as recorded", 0],
};

describe(".ci/run", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "azure-vm-backup-ci-"));
    cpSync(join(checkoutFolder(), ".ci"), join(root, "checkout", ".ci"), { recursive: true });
    for (const folder of ["recordings", "recordings-2026"])
      mkdirSync(join(root, "shared", "vectors", folder), { recursive: true });
    mkdirSync(join(root, "bin"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function run(script: Script): { readonly status: number | null; readonly lines: readonly string[] } {
    const cases = Object.entries({ ...GREEN, ...script }).map(
      ([args, [output, exitCode]]) => `"${args}"*) printf '%b\\n' "${output}"; exit ${exitCode} ;;`,
    );
    writeFileSync(join(root, "bin", "npm"), `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\nesac\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${join(root, "bin")}:${process.env["PATH"]}` };
    const { status, stdout } = spawnSync("bash", [join(root, "checkout", ".ci", "run")], { encoding: "utf8", env });
    return { status, lines: stdout.trimEnd().split("\n") };
  }

  it("ends with the sum of all test runs, after the duration of each step", () => {
    const { status, lines } = run({});

    assert.equal(status, 0);
    const last = lines.slice(-8).join("\n");
    assert.match(
      last,
      /^npm ci: \d+ min\nlint: \d+ min\ntest: \d+ min\nsituations: \d+ min\ninstall: \d+ min\nfidelity of recordings: \d+ min\nfidelity of recordings-2026: \d+ min\n/,
    );
    assert.equal(lines.at(-1), "1060 passed, 0 failed");
  });

  for (const [what, script, last] of [
    [
      "the failures of all test runs",
      {
        test: ["998 passed, 2 failed", 1],
        "run test:situations": ["39 passed, 1 failed", 1],
        "run test:install": ["✖ npm\n19 passed, 1 failed", 1],
      },
      "1056 passed, 4 failed",
    ],
    [
      "a failed comparison with each folder of recordings as one failure",
      { "run -s fidelity": ["90 % as recorded", 1] },
      "1060 passed, 2 failed",
    ],
    ["a test run that ends without counts as one failure", { test: ["tsc: error", 2] }, "60 passed, 1 failed"],
    [
      "a test run that fails without counting a failure as one failure",
      { test: ["1000 passed, 0 failed", 1] },
      "1060 passed, 1 failed",
    ],
    ["a failed install as one failure, and runs nothing else", { ci: ["npm error", 1] }, "0 passed, 1 failed"],
    ["a failed lint as one failure, and runs nothing else", { "run lint": ["1 error", 1] }, "0 passed, 1 failed"],
  ] as const) {
    it(`counts ${what}`, () => {
      const { status, lines } = run(script);

      assert.equal(status, 1);
      assert.equal(lines.at(-1), last);
    });
  }
});
