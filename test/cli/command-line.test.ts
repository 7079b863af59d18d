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

  it("lists its commands, examples and exit codes in its help", async () => {
    const ran = await azvb(["--help"]);

    assert.equal(ran.code, 0);
    for (const name of ["serve", "resources", "jobs", "points", "clock", "completion"]) {
      assert.match(ran.stdout, new RegExp(`^ {2}${name} `, "m"));
    }
    assert.match(ran.stdout, /simulator/);
    assert.match(ran.stdout, /\nExamples:\n {2}azvb resources /);
    assert.ok(
      ran.stdout.endsWith(
        [
          "Exit codes:",
          "  0  success, also if a filter matches nothing",
          "  1  error, such as a home that cannot be used or a port in use",
          "  2  usage error: unknown command or option, or invalid value",
          "  3  the home, subscription, resource group, vault or VM does not exist",
          "",
        ].join("\n"),
      ),
      ran.stdout,
    );
  });

  for (const name of ["serve", "resources", "jobs", "points", "clock", "completion"]) {
    it(`describes ${name} in one sentence of its help, which ends with examples`, async () => {
      const ran = await azvb([name, "--help"]);

      assert.equal(ran.code, 0);
      assert.match(
        ran.stdout,
        new RegExp(`^Usage: azvb ${name} .*\n\n[A-Z][^\n]*\\.\n\n(Arguments:\n.*\n\n)?Options:`),
      );
      assert.match(ran.stdout, new RegExp(`Examples:\n(  azvb ${name}.*\n[^]*)+$`));
    });
  }

  it("exits with 2 and an error message on a usage error", async () => {
    const cases = [
      { args: ["vaults"], line: "azvb: unknown command 'vaults'" },
      { args: ["jobs", "--stat", "Failed"], line: "azvb: unknown option '--stat'" },
      { args: ["jobs", "today"], line: "azvb: too many arguments for 'jobs'. Expected 0 arguments but got 1: today." },
      {
        args: ["points", "--output", "xml"],
        line: "azvb: option '--output <format>' argument 'xml' is invalid. Allowed choices are table, json.",
      },
      {
        args: ["jobs", "--home", ""],
        line: 'azvb: Invalid value "" of --home: expected the path of a folder.',
      },
      {
        args: ["serve", "--port", "http"],
        line: 'azvb: Invalid port "http": expected an integer from 0 to 65535, where 0 selects a free port.',
      },
    ];
    for (const { args, line } of cases) {
      const ran = await azvb(args);

      assert.equal(ran.code, 2, args.join(" "));
      assert.equal(ran.stdout, "");
      assert.equal(ran.stderr.split("\n")[0], line);
    }
  });

  it("prints its help if no command is specified", async () => {
    const ran = await azvb([]);

    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /^Usage: azvb \[options\] \[command\]/);
  });

  for (const name of ["resources", "jobs", "points", "clock"]) {
    it(`reports that the home of ${name} does not exist or is empty, and does not create it`, async () => {
      const home = join(folder(), "home");
      const advice =
        "Select another home with --home, or create this one: run pulumi up in its project, or azvb serve.";

      for (const output of ["table", "json"]) {
        assert.deepEqual(await azvb([name, "--home", home, "--output", output]), {
          code: 3,
          signal: null,
          stdout: "",
          stderr: `azvb: The home ${home} does not exist. ${advice}\n`,
        });
      }
      const empty = await azvb([name, "--home", folder()]);

      assert.equal(empty.code, 3);
      assert.equal(empty.stderr, `azvb: The folder ${folder()} is empty, so it does not contain a home. ${advice}\n`);
      assert.deepEqual(readdirSync(folder()), []);
    });
  }

  it("suggests the home of the working folder if the home of --home does not exist", async () => {
    openHome(join(folder(), ".azure-vm-backup"));
    writeFileSync(join(folder(), "Pulumi.yaml"), "name: simulation\nruntime: nodejs\n");

    const ran = await azvb(["jobs", "--home", "typo"], { cwd: folder() });

    assert.equal(ran.code, 3);
    assert.match(ran.stderr, /^azvb: The home .*typo does not exist\. A home exists at .*\.azure-vm-backup\. Select /);
  });

  it("uses the home of AZURE_VM_BACKUP_HOME, unless --home is set", async () => {
    const env = { AZURE_VM_BACKUP_HOME: join(folder(), "of-the-environment") };

    const ran = await azvb(["jobs"], { env });
    const option = await azvb(["jobs", "--home", "of-the-option"], { env, cwd: folder() });

    assert.match(ran.stderr, /^azvb: The home .*of-the-environment does not exist\./);
    assert.match(option.stderr, /^azvb: The home .*of-the-option does not exist\./);
  });

  it("uses the home next to the Pulumi.yaml above the working folder", async () => {
    writeFileSync(join(folder(), "Pulumi.yaml"), "name: simulation\nruntime: nodejs\n");
    mkdirSync(join(folder(), "source"));
    openHome(join(folder(), ".azure-vm-backup"));

    const ran = await azvb(["jobs"], { cwd: join(folder(), "source") });

    assert.match(ran.stdout, /^This home contains no jobs\./);
  });

  it("refuses a folder with other files and leaves it unchanged", async () => {
    writeFileSync(join(folder(), "diary.txt"), "dear diary");

    const ran = await azvb(["resources", "--home", folder()]);

    assert.equal(ran.code, 1);
    assert.equal(ran.stdout, "");
    assert.match(
      ran.stderr,
      /^azvb: The home folder .* contains diary\.txt but no .*, so it is not a home of azure-vm-backup\. .*\n$/,
    );
    assert.deepEqual(readdirSync(folder()), ["diary.txt"]);
  });

  it("reports a damaged store, with a stack trace only with --debug", async () => {
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

  it("escapes control characters in its messages", async () => {
    const args = ["jobs", "--vault", "a\u001b[2Jb\u202e", "--home", folder()];
    openHome(folder());

    const ran = await azvb(args);

    assert.equal(ran.code, 3);
    assert.match(
      ran.stderr,
      /^azvb: The vault "a\\u001b\[2Jb\\u202e" does not exist\. This home contains no vaults\. /,
    );
  });

  it("reports a home that is not a folder", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");

    const ran = await azvb(["points", "--home", file]);

    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /^azvb: Cannot use the home folder .*file: .*\n$/);
  });
});
