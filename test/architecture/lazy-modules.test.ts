/** The package also loads in test runners without `import()` in CommonJS, such as jest without flags. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import vm from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import type { getVault } from "../../provider/index.js";
import { endpointVariable, inlineProgram } from "../support/pulumi-runs.js";
import { scriptedServer } from "../unit/arm/scripted-server.js";
import { filesIn, ROOT } from "./cruise.js";

const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

const compiled = filesIn("dist/provider").filter((file) => /\.js$/.test(file));

const withoutComments = (file: string): string =>
  readFileSync(join(ROOT, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** Loads a module and its dependencies in this package without `import()`, as jest does. Returns its exports. */
function loadWithoutImport(file: string, loaded = new Map<string, { exports: unknown }>()): unknown {
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const outer = createRequire(file);
  const inner = (name: string): unknown =>
    /^\..*\.js$/.test(name) ? loadWithoutImport(resolve(dirname(file), name), loaded) : outer(name);
  const text = `(function (exports, require, module) {${readFileSync(file, "utf8")}\n})`;
  const run = vm.runInThisContext(text, { filename: file }) as (...parts: unknown[]) => void;
  run(module.exports, Object.assign(inner, { resolve: outer.resolve }), module);
  return module.exports;
}

describe("the compiled package", () => {
  endpointVariable();
  afterEach(() => sinon.restore());

  it("loads its own modules with require, never with import()", () => {
    assert.deepEqual(
      compiled.filter((file) => /\bimport\(/.test(withoutComments(file))),
      [],
    );
  });

  it("returns the result of a function if import() is not available", async () => {
    sinon.stub(pulumi.log, "warn").resolves();
    const vault = { status: 200, body: { id: VAULT, name: "v", location: "westeurope", properties: {} } };
    const azure = await scriptedServer(vault, vault, vault);
    const ours = loadWithoutImport(join(ROOT, "dist/provider/index.js")) as { getVault: typeof getVault };

    const config = { "azure-vm-backup:endpoint": azure.url };
    const called = inlineProgram({ config }, () => ours.getVault({ id: VAULT }));
    const answer = await called.then(
      ({ location }) => location,
      ({ message }: Error) => message,
    );
    await azure.close();

    assert.equal(answer, "westeurope");
  });
});
