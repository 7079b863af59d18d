import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homeFolder, openHome, projectFolder, requireHome } from "../../../provider/core/home.js";
import { asPlainUser } from "../../support/plain-user.js";
import { temporaryFolder } from "../temporary-folder.js";

const HOME_MODULE = require.resolve("../../../provider/core/home.js");

/** Opens a home in a process of a user who is not root; returns the error. */
const openedByPlainUser = (context: Mocha.Context, home: string): string =>
  asPlainUser(
    context,
    `const { openHome } = require(${JSON.stringify(HOME_MODULE)});
     try { openHome(${JSON.stringify(home)}); } catch ({ code, message }) { console.log(code + ": " + message); }`,
  );

describe("the path of the home", () => {
  const folder = temporaryFolder();

  it("is .azure-vm-backup next to the nearest Pulumi.yaml", () => {
    const deep = join(folder(), "infra/src");
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(folder(), "infra/Pulumi.yaml"), "name: shop\n");

    assert.equal(homeFolder(undefined, deep), join(folder(), "infra/.azure-vm-backup"));
    assert.equal(homeFolder("", deep), join(folder(), "infra/.azure-vm-backup"));
  });

  it("is the configured folder, relative to the folder of Pulumi.yaml", () => {
    writeFileSync(join(folder(), "Pulumi.yaml"), "name: shop\n");
    const deep = join(folder(), "src");

    assert.equal(homeFolder("../rehearsal", deep), join(folder(), "../rehearsal"));
    assert.equal(homeFolder("/var/lib/azvb", deep), "/var/lib/azvb");
  });

  it("is relative to the starting folder if no parent folder has a Pulumi.yaml", () => {
    assert.equal(projectFolder(folder()), folder());
    assert.equal(homeFolder(undefined, folder()), join(folder(), ".azure-vm-backup"));
  });
});

describe("opening a home", () => {
  const folder = temporaryFolder();

  it("creates a missing folder with a marker file", () => {
    const home = join(folder(), "a/b");

    assert.equal(openHome(home), home);

    assert.equal(readFileSync(join(home, "azure-vm-backup.json"), "utf8"), '{"format":1}\n');
  });

  it("accepts an empty folder, and an existing home without changing its files", () => {
    openHome(folder());
    writeFileSync(join(folder(), "azure.sqlite"), "kept");

    openHome(folder());

    assert.equal(readFileSync(join(folder(), "azure.sqlite"), "utf8"), "kept");
  });

  it("accepts a marker file that another process has created and not yet written", () => {
    writeFileSync(join(folder(), "azure-vm-backup.json"), "");

    assert.equal(openHome(folder()), folder());
  });

  it("writes nothing into a folder with other content", () => {
    for (const name of ["a.txt", "b.txt", "c.txt", "d.txt"]) writeFileSync(join(folder(), name), "");

    assert.throws(() => openHome(folder()), {
      code: "HomeUnusable",
      message: `The home folder ${folder()} contains a.txt, b.txt, c.txt, … but no azure-vm-backup.json, so it is not a home of azure-vm-backup. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to an empty folder or to a home of azure-vm-backup.`,
    });
    assert.deepEqual(readdirSync(folder()), ["a.txt", "b.txt", "c.txt", "d.txt"]);
  });

  it("refuses a home of another format and names both formats", () => {
    writeFileSync(join(folder(), "azure-vm-backup.json"), '{"format":2}\n');

    assert.throws(() => openHome(folder()), {
      code: "HomeUnusable",
      message: /azure-vm-backup.json contains "\{\\"format\\":2\}", this version reads format 1/,
    });
  });

  it("refuses a marker that is not JSON, or JSON without a format", () => {
    for (const text of ["not json", "null", "[1]"]) {
      writeFileSync(join(folder(), "azure-vm-backup.json"), text);
      assert.throws(() => openHome(folder()), { code: "HomeUnusable", message: /was written by another version/ });
    }
  });

  it("refuses a path that is a file", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");

    assert.throws(() => openHome(file), { code: "HomeUnusable", message: /^Cannot use the home folder .*: EEXIST/ });
  });

  it("is checked before the first write without creating it", () => {
    const [missing, foreign, file, home] = ["missing", "foreign", "file", "home"].map((name) => join(folder(), name));
    mkdirSync(foreign as string);
    writeFileSync(join(foreign as string, "letters.txt"), "dear");
    writeFileSync(file as string, "");
    openHome(home as string);

    requireHome(missing as string);
    requireHome(home as string);
    assert.throws(() => requireHome(foreign as string), {
      code: "HomeUnusable",
      message: /contains letters\.txt but no azure-vm-backup\.json/,
    });
    assert.throws(() => requireHome(file as string), {
      code: "HomeUnusable",
      message: /^Cannot use the home folder .*file: ENOTDIR/,
    });
    assert.throws(() => requireHome(join(file as string, "home")), {
      message: /^Cannot use the home folder .*: ENOTDIR/,
    });
    assert.deepEqual(readdirSync(folder()).sort(), ["file", "foreign", "home"]);
    assert.deepEqual(readdirSync(foreign as string), ["letters.txt"]);
  });

  it("refuses a folder without write permission", function () {
    chmodSync(folder(), 0o555);

    const refused = openedByPlainUser(this, join(folder(), "home"));

    assert.match(refused, /^HomeUnusable: Cannot use the home folder .*: EACCES/);
    assert.equal(existsSync(join(folder(), "home")), false);
  });

  it("refuses a home of another user", function () {
    openHome(join(folder(), "home"));
    chmodSync(folder(), 0o755);
    chmodSync(join(folder(), "home"), 0o000);

    const refused = openedByPlainUser(this, join(folder(), "home"));
    chmodSync(join(folder(), "home"), 0o700);

    assert.match(refused, /^HomeUnusable: Cannot use the home folder .*: EACCES/);
  });
});
