/** The pages of docs/ that are generated from the sources, and the programs on every page. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as publicApi from "../../../provider/index.js";
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
const PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: ROOT })];

describe("the pages that npm run docs writes", () => {
  it("match the sources byte for byte", () => {
    const written = pages();

    for (const [path, text] of Object.entries(written))
      assert.equal(readFileSync(join(ROOT, path), "utf8"), text, path);
    assert.deepEqual(
      globSync("docs/kinds/*.md", { cwd: ROOT }).filter((path) => written[path] === undefined),
      [],
    );
  });

  it("describe every input, output and nested property", () => {
    const withoutDescription = Object.values(kinds).flatMap(({ name, inputs, outputs }) =>
      [...undescribed(inputs), ...undescribed(outputs)].map((path) => `${name}.${path}`),
    );

    assert.deepEqual(withoutDescription, []);
  });

  it("are not written if an input has no description", () => {
    const inputs = Type.Object({ name: Type.String({ description: "The name." }), sku: Type.String() });

    assert.deepEqual(undescribed(inputs), ["sku"]);
    assert.throws(() => kindPage({ ...vault, inputs }, undefined), /Vault\.sku has no description/);
  });

  it("are not written if a note is outdated", () => {
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

  it("name an existing test for each known limitation", () => {
    const limits = Object.values(notes).flatMap(({ limits: limitsOfKind = [] }) => limitsOfKind);
    const withoutTest = limits.filter(({ test: [file, title] }) => {
      const path = join(ROOT, "test", file);
      return title === "" || !existsSync(path) || !readFileSync(path, "utf8").includes(title);
    });

    assert.equal(limits.length > 0, true);
    assert.deepEqual(withoutTest, []);
    assert.equal(
      limitsList({ declared: {}, limits: [{ text: "One.", test: ["architecture/layers.test.ts", "x"] }] }),
      "- One. ([architecture/layers.test.ts](../../test/architecture/layers.test.ts))",
    );
  });
});

describe("every page", () => {
  it("links only to existing files", () => {
    const broken = PAGES.flatMap((page) =>
      [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target.replace(/#.*$/, ""))
        .filter((target) => target !== "" && !/^https?:/.test(target))
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );

    assert.deepEqual(broken, []);
  });

  it("names only existing tests", () => {
    const named = PAGES.flatMap((page) =>
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

  it("has programs that compile against the package in the strictest TypeScript", function () {
    this.timeout(60_000);
    const programs = PAGES.flatMap(programsIn);

    assert.equal(programs.length > 10, true);
    assert.deepEqual(typeErrors(programs.map(programOf)), []);
  });

  it("fails the check if a program has a mistake", function () {
    this.timeout(60_000);
    const wrong = { place: "here:1", text: 'new Vault("backups", { resourceGroup: group.id, place: "westeurope" });' };

    assert.match(typeErrors([programOf(wrong)]).join("\n"), /^here:1: .*'place' does not exist in type 'VaultArgs'/);
  });
});

/** The declarations that an example on a page assumes. */
const ASSUMED = `import * as pulumi from "@pulumi/pulumi";
import * as backup from "azure-vm-backup";
const { ${Object.keys(publicApi).join(", ")} } = backup;
declare const group: backup.ArmResource, disk: backup.ArmResource, vm: backup.ArmResource;
declare const vault: backup.Vault, policy: backup.BackupPolicy, snapshot: backup.DiskSnapshot;
declare const item: backup.ProtectedVm, web: backup.ProtectedVm, db: backup.ProtectedVm;
declare const groupId: string, vaultId: string, vmId: string, diskId: string;
declare const statusBlobUri: pulumi.Output<string>;
`;

/** An example as a program: unchanged if it has imports, else within the assumed declarations. */
function programOf({ place, text }: DocumentProgram): DocumentProgram {
  if (/^import /m.test(text)) return { place, text };
  return { place, text: `${ASSUMED}export async function example() {\n${text.replaceAll(/^export /gm, "")}}\n` };
}
