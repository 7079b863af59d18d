import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { azvb, temporaryFolder } from "./azvb.js";

const hasShell = (shell: string): boolean => spawnSync(shell, ["--version"], { stdio: "ignore" }).status === 0;

/** The script of a shell, as the command prints it. */
async function scriptFor(shell: string): Promise<string> {
  const ran = await azvb(["completion", shell]);
  assert.deepEqual({ code: ran.code, stderr: ran.stderr }, { code: 0, stderr: "" });
  return ran.stdout;
}

/** Bash loads the script and completes the last of these words, as it does when the user presses Tab. */
function completedInBash(script: string, words: readonly string[], folder: string): string[] {
  const list = words.map((word) => `'${word}'`).join(" ");
  const program = `${script}\nCOMP_WORDS=(azvb ${list})\nCOMP_CWORD=${words.length}\n_azvb\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`;
  const ran = spawnSync("bash", ["--norc", "-c", program], { encoding: "utf8", cwd: folder });
  assert.equal(ran.stderr, "");
  return ran.stdout.split("\n").filter((line) => line !== "");
}

describe("the completion of azvb", () => {
  const folder = temporaryFolder();
  let script = "";

  before(async function () {
    if (!hasShell("bash")) this.skip();
    script = await scriptFor("bash");
  });

  const completed = (...words: string[]): string[] => completedInBash(script, words, folder());

  it("completes commands in bash, also below a command and below help", () => {
    assert.deepEqual(completed("re"), ["resources"]);
    assert.deepEqual(completed("clock", ""), ["advance", "--output", "--home", "--debug", "--help"]);
    assert.deepEqual(completed("help", "po"), ["points"]);
    assert.deepEqual(completed("completion", ""), ["bash", "zsh", "fish", "--debug", "--help"]);
    assert.deepEqual(completed("nope", "--v"), ["--version"]);
  });

  it("completes the options of the command that is typed", () => {
    assert.deepEqual(completed("jobs", "--v"), ["--vm", "--vault"]);
    assert.deepEqual(completed("jobs", "--vm", "web", "--st"), ["--status"]);
    assert.deepEqual(completed("serve", "--p"), ["--port", "--pace"]);
    assert.deepEqual(completed("points", "--st"), []);
  });

  it("completes the values of an option, after a blank and after an equals sign", () => {
    assert.deepEqual(completed("jobs", "--status", "Co"), ["Completed", "CompletedWithWarnings"]);
    assert.deepEqual(completed("jobs", "--status", "=", "Fa"), ["Failed"]);
    assert.deepEqual(completed("jobs", "--output", "="), ["table", "json"]);
    assert.deepEqual(completed("resources", "--type", "va"), ["vaults"]);
    assert.deepEqual(completed("jobs", "--vm", ""), []);
  });

  it("takes the value of an option for no command", () => {
    assert.deepEqual(completed("clock", "--home", "advance", "a"), ["advance"]);
    assert.deepEqual(completed("clock", "--home", "=", "advance", "a"), ["advance"]);
  });

  it("completes folders and files, also with blanks in their names", () => {
    mkdirSync(join(folder(), "my home"));
    writeFileSync(join(folder(), "my plan.json"), "{}");

    assert.deepEqual(completed("jobs", "--home", "my"), ["my home"]);
    assert.deepEqual(completed("serve", "--faults", "my").sort(), ["my home", "my plan.json"]);
  });

  for (const [shell, check] of [
    ["zsh", "-n"],
    ["fish", "--no-execute"],
  ] as const) {
    it(`is a script that ${shell} can parse`, async function () {
      const text = await scriptFor(shell);
      assert.match(text, /CompletedWithWarnings/);
      if (!hasShell(shell)) this.skip();
      const file = join(folder(), "azvb");
      writeFileSync(file, text);

      assert.equal(spawnSync(shell, [check, file], { encoding: "utf8" }).stderr, "");
    });
  }

  it("is refused for another shell, with the shells that it supports", async () => {
    const ran = await azvb(["completion", "tcsh"]);

    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /'tcsh' is invalid for argument 'shell'\. Allowed choices are bash, zsh, fish\./);
  });
});
