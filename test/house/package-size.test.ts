/** What a user installs: how much of it there is, and on what it stands. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesIn, ROOT } from "./cruise.js";

interface Manifest {
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = () => JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const sizeOf = (path: string): number => statSync(join(ROOT, path)).size;
const megabytes = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + sizeOf(path), 0) / 1e6;

describe("the installed package", () => {
  it("has less than six megabytes, of which the declarations that editors read are less than one", () => {
    const { files } = manifest();
    const packed = files.flatMap((path) => (statSync(join(ROOT, path)).isDirectory() ? filesIn(path) : [path]));
    const declarations = packed.filter((path) => path.endsWith(".d.ts"));

    assert.ok(declarations.length > 100);
    assert.ok(megabytes(packed) < 6, `${megabytes(packed)} MB`);
    assert.ok(megabytes(declarations) < 1, `${megabytes(declarations)} MB`);
  });

  it("stands on Pulumi's SDK and on no other provider", () => {
    const pulumis = Object.keys(manifest().dependencies).filter((name) => name.startsWith("@pulumi/"));

    assert.deepEqual(pulumis, ["@pulumi/pulumi"]);
  });
});
