import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHome } from "../../provider/core/home.js";
import { azvb, temporaryFolder } from "./azvb.js";

const PACKAGE = join(__dirname, "../../../package.json");

describe("azvb", () => {
  const folder = temporaryFolder();

  it("prints the version of its package", async () => {
    const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };

    assert.deepEqual(await azvb(["--version"]), { code: 0, signal: null, stdout: `${version}\n`, stderr: "" });
  });

  it("names its commands and gives examples in its help", async () => {
    const ran = await azvb(["--help"]);

    assert.equal(ran.code, 0);
    for (const name of ["serve", "resources", "jobs", "points", "clock"]) {
      assert.match(ran.stdout, new RegExp(`^ {2}${name} `, "m"));
    }
    assert.match(ran.stdout, /Examples:\n {2}azvb serve --port 8080/);
  });

  for (const name of ["serve", "resources", "jobs", "points", "clock"]) {
    it(`says in one sentence what ${name} does, and ends its help with examples`, async () => {
      const ran = await azvb([name, "--help"]);

      assert.equal(ran.code, 0);
      assert.match(ran.stdout, new RegExp(`^Usage: azvb ${name} .*\n\n[A-Z][^\n]*\\.\n\nOptions:`));
      assert.match(ran.stdout, new RegExp(`Examples:\n(  azvb ${name}.*\n[^]*)+$`));
    });
  }

  it("ends with 2 and one plain sentence where it does not understand", async () => {
    const cases = [
      { words: ["vaults"], line: "azvb: unknown command 'vaults'" },
      { words: ["jobs", "--stat", "Failed"], line: "azvb: unknown option '--stat'" },
      { words: ["jobs", "today"], line: "azvb: too many arguments for 'jobs'. Expected 0 arguments but got 1: today." },
      {
        words: ["points", "--output", "xml"],
        line: "azvb: option '--output <format>' argument 'xml' is invalid. Allowed choices are table, json.",
      },
      {
        words: ["serve", "--port", "http"],
        line: 'azvb: "http" is not a port: expected a whole number from 0 (a free one) to 65535.',
      },
    ];
    for (const { words, line } of cases) {
      const ran = await azvb(words);

      assert.equal(ran.code, 2, words.join(" "));
      assert.equal(ran.stdout, "");
      assert.equal(ran.stderr.split("\n")[0], line);
    }
  });

  it("shows the way where no command is named", async () => {
    const ran = await azvb([]);

    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /^Usage: azvb \[options\] \[command\]/);
  });

  for (const name of ["resources", "jobs", "points"]) {
    it(`lists no ${name} of a home that is missing, and does not make it`, async () => {
      const home = join(folder(), "home");

      const forPeople = await azvb([name, "--home", home]);
      const forPrograms = await azvb([name, "--home", home, "--output", "json"]);

      assert.deepEqual(forPeople, {
        code: 0,
        signal: null,
        stdout: `There is no home at ${home} yet. Run pulumi up in a project that uses azure-vm-backup, or name another home with --home.\n`,
        stderr: "",
      });
      assert.deepEqual(forPrograms, { code: 0, signal: null, stdout: "[]\n", stderr: "" });
      assert.deepEqual(readdirSync(folder()), []);
    });
  }

  it("takes the home of AZURE_VM_BACKUP_HOME, and --home before it", async () => {
    const env = { AZURE_VM_BACKUP_HOME: join(folder(), "of-the-environment") };

    const ran = await azvb(["jobs"], { env });
    const asked = await azvb(["jobs", "--home", "of-the-option"], { env, cwd: folder() });

    assert.match(ran.stdout, /^There is no home at .*of-the-environment yet\./);
    assert.match(asked.stdout, /^There is no home at .*of-the-option yet\./);
  });

  it("takes the home beside the Pulumi.yaml above the working folder", async () => {
    writeFileSync(join(folder(), "Pulumi.yaml"), "name: rehearsal\nruntime: nodejs\n");
    mkdirSync(join(folder(), "source"));
    openHome(join(folder(), ".azure-vm-backup"));

    const ran = await azvb(["jobs"], { cwd: join(folder(), "source") });

    assert.match(ran.stdout, /^There are no jobs\./);
  });

  it("leaves a folder of something else alone and says so in one line", async () => {
    writeFileSync(join(folder(), "diary.txt"), "dear diary");

    const ran = await azvb(["resources", "--home", folder()]);

    assert.equal(ran.code, 1);
    assert.equal(ran.stdout, "");
    assert.match(
      ran.stderr,
      /^azvb: The home folder .* holds diary\.txt but no .*: it belongs to something else\. .*\n$/,
    );
    assert.deepEqual(readdirSync(folder()), ["diary.txt"]);
  });

  it("says that a store is damaged, without a stack unless --debug asks for it", async () => {
    openHome(folder());
    writeFileSync(
      join(folder(), "azure.sqlite"),
      "this is no database, and it is long enough to be looked at as one ".repeat(20),
    );

    const plain = await azvb(["jobs", "--home", folder()]);
    const debug = await azvb(["jobs", "--home", folder(), "--debug"]);

    assert.equal(plain.code, 1);
    assert.match(plain.stderr, /^azvb: The store .*azure\.sqlite is damaged or is not a database\. .*\n$/);
    assert.equal(debug.code, 1);
    assert.match(debug.stderr, /\n {4}at /);
  });

  it("says that a home is no folder", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");

    const ran = await azvb(["points", "--home", file]);

    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /^azvb: The home folder .*file cannot be used: .*\n$/);
  });
});
