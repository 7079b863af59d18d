/** The size and the dependencies of the installed package. */
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

const NO_MAPS = "!dist/provider/**/*.map";

describe("the installed package", () => {
  it("contains no source maps, because Pulumi would read them for every stack trace", () => {
    assert.ok(manifest().files.includes(NO_MAPS));
  });

  it("has less than 4 MB, and less than 1 MB of declarations", () => {
    const paths = manifest().files.filter((path) => path !== NO_MAPS);
    const all = paths.flatMap((path) => (statSync(join(ROOT, path)).isDirectory() ? filesIn(path) : [path]));
    const packed = all.filter((path) => !path.endsWith(".map"));
    const declarations = packed.filter((path) => path.endsWith(".d.ts"));

    assert.ok(declarations.length > 100);
    assert.ok(megabytes(packed) < 4, `${megabytes(packed)} MB`);
    assert.ok(megabytes(declarations) < 1, `${megabytes(declarations)} MB`);
  });

  it("depends on Pulumi's SDK and on no other Pulumi package", () => {
    const pulumis = Object.keys(manifest().dependencies).filter((name) => name.startsWith("@pulumi/"));

    assert.deepEqual(pulumis, ["@pulumi/pulumi"]);
  });
});
