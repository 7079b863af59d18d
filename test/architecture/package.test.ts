/** The content, the size and the dependencies of the packed package. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import {
  brokenLinks,
  contentFaults,
  LARGEST_BYTES,
  type Versions,
  versionFaults,
  versionsIn,
} from "../../scripts/package/contents.mts";
import { type Packed, pack } from "../../scripts/package/pack.mts";
import { ROOT } from "./cruise.js";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = () => JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
describe("the packed package", function () {
  this.timeout(60_000);

  let folder: string;
  let packed: Packed;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "azure-vm-backup-package-"));
    packed = await pack(ROOT, join(folder, "tarball"), process.env);
  });
  after(() => rmSync(folder, { recursive: true }));

  const megabytes = (paths: readonly string[]): number =>
    paths.reduce((sum, path) => sum + statSync(join(packed.folder, path)).size, 0) / 1e6;

  /** The declaration files that a declaration file of the package imports. */
  const importsIn = (path: string): string[] =>
    ts
      .preProcessFile(readFileSync(join(packed.folder, path), "utf8"))
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => join(dirname(path), fileName.replace(/\.js$/, ".d.ts")));

  it("contains what a user needs, all that the README links to, no source map and no comment that names one", () => {
    assert.deepEqual(contentFaults(packed), []);
  });

  it("has less than 3 MB unpacked, and less than 0.5 MB of declarations", () => {
    const declarations = packed.files.filter((path) => path.endsWith(".d.ts"));

    assert.ok(declarations.length > 20);
    assert.ok(megabytes(packed.files) < 3, `${megabytes(packed.files)} MB`);
    assert.ok(megabytes(declarations) < 0.5, `${megabytes(declarations)} MB`);
  });

  it("has the entry points as they are compiled, in which Node.js finds the names that ES modules import", () => {
    for (const path of ["dist/provider/index.js", "dist/provider/testing/index.js"]) {
      assert.equal(readFileSync(join(packed.folder, path), "utf8"), readFileSync(join(ROOT, path), "utf8"), path);
    }
  });

  it("has all declarations that its public API needs, and no other", () => {
    const entryPoints = ["dist/provider/index.d.ts", "dist/provider/testing/index.d.ts"];
    const needed = new Set(entryPoints);
    for (const path of needed) for (const imported of importsIn(path)) needed.add(imported);

    assert.deepEqual(packed.files.filter((path) => path.endsWith(".d.ts")).sort(), [...needed].sort());
  });

  it("is refused by a release without a page that the README links to", () => {
    const files = packed.files.filter((path) => path !== "docs/azure.md" && !path.startsWith("docs/kinds/"));
    const faults = contentFaults({ ...packed, files });

    assert.ok(faults.includes('docs/azure.md is missing: see "files" in package.json'), faults.join("\n"));
    assert.ok(faults.includes("README.md links to docs/azure.md, which is not packed"));
    assert.ok(faults.includes("README.md links to docs/kinds/vault.md, which is not packed"));
    assert.ok(faults.includes("dist/provider/sign-in/credential.js names docs/azure.md, which is not packed"));
  });

  it("is refused by a release with a file of the clone, and above the largest size", () => {
    const files = [...packed.files, "test/README.md", "dist/provider/index.js.map"];

    assert.deepEqual(contentFaults({ ...packed, files, sizeBytes: LARGEST_BYTES + 1 }), [
      "test/README.md does not belong in the package",
      "dist/provider/index.js.map does not belong in the package",
      "the package has 524289 bytes, more than 524288",
    ]);
  });

  it("has links that lead to a file or a folder, relative to their page", () => {
    const files = new Set(["docs/a.md", "examples/one/index.ts"]);
    const text = "[a](a.md#title) [one](../examples/one) [web](https://example.com) [here](#title) [b](b.md)";

    assert.deepEqual(brokenLinks("docs/index.md", text, files), ["b.md"]);
  });
});

describe("the dependencies of the package", () => {
  it("have ranges, so users get fixes without a release; the lock file pins them for the tests", () => {
    const ranges = Object.entries({ ...manifest().dependencies, ...manifest().peerDependencies });

    assert.deepEqual(
      ranges.filter(([, range]) => !/^\^\d+\.\d+\.\d+$/.test(range)),
      [],
    );
  });

  it("include Pulumi's SDK only as a peer, so a program and this package share one copy", () => {
    const pulumis = (names: object) => Object.keys(names).filter((name) => name.startsWith("@pulumi/"));

    assert.deepEqual(pulumis(manifest().dependencies), []);
    assert.deepEqual(pulumis(manifest().peerDependencies), ["@pulumi/pulumi"]);
  });
});

describe("the version", () => {
  const agreeing: Versions = {
    manifest: "1.2.0",
    lock: "1.2.0",
    schema: "1.2.0",
    heading: "## 1.2.0 (2026-12-01)",
  };

  it("is the same in package.json, the lock file, schema.json and the first heading of CHANGELOG.md", () => {
    assert.deepEqual(versionFaults(versionsIn(ROOT), true), []);
  });

  it("is refused by a release if a file has another one", () => {
    assert.deepEqual(versionFaults(agreeing, false), []);
    assert.deepEqual(versionFaults({ ...agreeing, lock: "1.1.0", schema: "1.1.0" }, false), [
      "package-lock.json has the version 1.1.0, package.json 1.2.0: run npm install",
      "schema.json has the version 1.1.0, package.json 1.2.0: run npm run schema",
    ]);
    for (const heading of ["## 1.1.0 (2026-10-01)", "## Unreleased", "## 1.2.0", ""]) {
      assert.deepEqual(versionFaults({ ...agreeing, heading }, false), [
        `CHANGELOG.md starts with "${heading}": expected "## 1.2.0 (unreleased)" or its date`,
      ]);
    }
  });

  it("needs a date in CHANGELOG.md for a release, but not for a dry run", () => {
    const versions = { ...agreeing, heading: "## 1.2.0 (unreleased)" };

    assert.deepEqual(versionFaults(versions, true), []);
    assert.deepEqual(versionFaults(versions, false), ['CHANGELOG.md has no date for 1.2.0: replace "unreleased"']);
  });
});
