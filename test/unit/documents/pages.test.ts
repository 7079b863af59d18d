/** The pages of docs/ that are written from the sources, and the programs on every page. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as face from "../../../provider/index.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { Type } from "../../../provider/schema/vocabulary.js";
import { checkoutFolder } from "../../../scripts/checkout.mjs";
import { kindPage } from "../../../scripts/docs/kind-page.mjs";
import { notes } from "../../../scripts/docs/notes/index.mjs";
import { irreversibleChangesTable, limitsList, refusedTable, warnedTable } from "../../../scripts/docs/notes.mjs";
import { pages } from "../../../scripts/docs/pages.mjs";
import { undescribed } from "../../../scripts/docs/shapes.mjs";
import { type DocumentProgram, programsIn, typeErrors } from "../../support/documents.js";

const ROOT = checkoutFolder();
const vault = kinds["Vault"] as Kind;
const OURS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: ROOT })];

describe("the pages that npm run docs writes", () => {
  it("are what the sources say, to the byte", () => {
    const written = pages();

    for (const [path, text] of Object.entries(written))
      assert.equal(readFileSync(join(ROOT, path), "utf8"), text, path);
    assert.deepEqual(
      globSync("docs/kinds/*.md", { cwd: ROOT }).filter((path) => written[path] === undefined),
      [],
    );
  });

  it("leave no input, output or nested property without a description", () => {
    const silent = Object.values(kinds).flatMap(({ name, inputs, outputs }) =>
      [...undescribed(inputs), ...undescribed(outputs)].map((path) => `${name}.${path}`),
    );

    assert.deepEqual(silent, []);
  });

  it("are not written where an input has no description", () => {
    const inputs = Type.Object({ name: Type.String({ description: "The name." }), sku: Type.String() });

    assert.deepEqual(undescribed(inputs), ["sku"]);
    assert.throws(() => kindPage({ ...vault, inputs }, undefined), /Vault\.sku has no description/);
  });

  it("are not written where a note no longer holds", () => {
    const { declared } = notes["Vault"] ?? { declared: {} };
    const nothing = [{ inputs: {} }];

    assert.throws(
      () => refusedTable(vault, { declared, refused: nothing }),
      /notes of Vault: nothing is not refused any more/,
    );
    assert.throws(
      () => warnedTable(vault, { declared, warned: nothing }),
      /notes of Vault: nothing gets no warning any more/,
    );
    assert.throws(
      () =>
        irreversibleChangesTable(vault, {
          declared,
          irreversibleChanges: [{ before: { inputs: {} }, now: { inputs: {} } }],
        }),
      /notes of Vault: nothing is not refused any more/,
    );
  });

  it("say of each limit which test shows it, and that test is there", () => {
    const limits = Object.values(notes).flatMap(({ limits: told = [] }) => told);
    const untold = limits.filter(({ test: [file, title] }) => {
      const path = join(ROOT, "test", file);
      return title === "" || !existsSync(path) || !readFileSync(path, "utf8").includes(title);
    });

    assert.equal(limits.length > 0, true);
    assert.deepEqual(untold, []);
    assert.equal(
      limitsList({ declared: {}, limits: [{ text: "One.", test: ["architecture/house.test.ts", "x"] }] }),
      "- One. ([architecture/house.test.ts](../../test/architecture/house.test.ts))",
    );
  });
});

describe("every page", () => {
  it("links to what is there", () => {
    const dead = OURS.flatMap((page) =>
      [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target.replace(/#.*$/, ""))
        .filter((target) => target !== "" && !/^https?:/.test(target))
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );

    assert.deepEqual(dead, []);
  });

  it("names tests that are there", () => {
    const named = OURS.flatMap((page) =>
      [...readFileSync(join(ROOT, page), "utf8").matchAll(/\[([a-z-]+(?:\/[a-z-]+)*\.test\.ts), "([^"]+)"\]/g)].map(
        ([, file = "", title = ""]) => ({ page, file, title }),
      ),
    );

    assert.deepEqual(
      named.filter(({ file, title }) => !readFileSync(join(ROOT, "test", file), "utf8").includes(title)),
      [],
    );
    assert.equal(named.length > 0, true);
  });

  it("has programs that compile against the package, in TypeScript as strict as it gets", function () {
    this.timeout(60_000);
    const programs = OURS.flatMap(programsIn);

    assert.equal(programs.length > 10, true);
    assert.deepEqual(typeErrors(programs.map(whole)), []);
  });

  it("would not pass with a mistake in a program", function () {
    this.timeout(60_000);
    const wrong = { place: "here:1", text: 'new Vault("backups", { resourceGroup: group.id, place: "westeurope" });' };

    assert.match(typeErrors([whole(wrong)]).join("\n"), /^here:1: .*'place' does not exist in type 'VaultArgs'/);
  });
});

/** What an example on a page takes for granted. */
const AROUND = `import * as pulumi from "@pulumi/pulumi";
import * as backup from "azure-vm-backup";
const { ${Object.keys(face).join(", ")} } = backup;
declare const group: backup.ArmResource, disk: backup.ArmResource, vm: backup.ArmResource;
declare const vault: backup.Vault, policy: backup.BackupPolicy, snapshot: backup.DiskSnapshot;
declare const item: backup.ProtectedVm, web: backup.ProtectedVm, db: backup.ProtectedVm;
declare const groupId: string, vaultId: string, vmId: string, diskId: string;
declare const statusBlobUri: pulumi.Output<string>;
`;

/** An example as a program: it stands for itself where it imports, else among the names that it takes for granted. */
function whole({ place, text }: DocumentProgram): DocumentProgram {
  if (/^import /m.test(text)) return { place, text };
  return { place, text: `${AROUND}export async function example() {\n${text.replaceAll(/^export /gm, "")}}\n` };
}
