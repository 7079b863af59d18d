import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generatedFiles } from "../../scripts/classes/files.mjs";
import { type Cruise, cruise, filesIn, ROOT } from "./cruise.js";

interface Module {
  readonly layer: number;
  readonly name: string;
  readonly path: string;
  readonly imports: readonly string[];
}

const { modules, SUBJECTS } = require(join(ROOT, "test/architecture/layers.cjs")) as {
  modules: readonly Module[];
  SUBJECTS: readonly string[];
};

describe("the table of layers", () => {
  it("allows a module to import only lower layers, and in its own layer only modules listed before it", () => {
    const upward = modules.flatMap((module, index) => {
      const lower = modules.filter(
        (other, place) => other.layer < module.layer || (other.layer === module.layer && place < index),
      );
      const names = lower.map(({ name }) => name);
      return module.imports.filter((name) => !names.includes(name)).map((name) => `${module.name} → ${name}`);
    });

    assert.deepEqual(upward, []);
  });

  it("allows neither the engine to import the service nor the service to import the engine", () => {
    const importsOf = (name: string) => modules.find((module) => module.name === name)?.imports ?? [];

    assert.deepEqual(
      importsOf("engine").filter((name) => name.startsWith("service")),
      [],
    );
    assert.equal(
      modules.some(({ name }) => name.startsWith("service") && importsOf(name).includes("engine")),
      false,
    );
  });

  it("has exactly one module for every file of provider/", () => {
    const others = filesIn("provider").filter(
      (file) => modules.filter(({ path }) => new RegExp(path).test(file)).length !== 1,
    );

    assert.deepEqual(others, []);
  });
});

/** The names that an index.ts exports. */
const exportsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  );

const linesOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + readFileSync(join(ROOT, file), "utf8").split("\n").length - 1, 0);

describe("the service", () => {
  it("has subjects whose index.ts exports at most 12 names", () => {
    const large = SUBJECTS.map((subject) => `provider/service/${subject}/index.ts`)
      .map((file) => ({ file, names: exportsOf(file).length }))
      .filter(({ names }) => names > 12);

    assert.deepEqual(large, []);
  });

  it("has at most 15 % of its lines in azure/", () => {
    const share = linesOf(filesIn("provider/service/azure")) / linesOf(filesIn("provider/service"));

    assert.equal(share <= 0.15, true, `azure/ has ${(share * 100).toFixed(1)} % of the lines of service/`);
  });
});

describe("the source tree", () => {
  it("has only imports that the table of layers allows, and no cycles", function () {
    this.timeout(60_000);

    assert.deepEqual(cruise(ROOT).violations, []);
  });

  it("has no hand-written file of more than 250 lines", () => {
    const generated = Object.keys(generatedFiles());
    const sources = ["provider", "test", "scripts"]
      .flatMap(filesIn)
      .filter((file) => /\.[cm]?ts$|\.[cm]js$/.test(file) && !generated.includes(file));
    const lengths = sources.map((file) => ({
      file,
      lines: readFileSync(join(ROOT, file), "utf8").split("\n").length - 1,
    }));

    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 250),
      [],
    );
  });
});

describe("the check of layers", () => {
  let tree: string;
  let found: Cruise;

  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  };

  before(function () {
    this.timeout(60_000);
    tree = mkdtempSync(join(tmpdir(), "azvb-architecture-"));
    symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"), "junction");
    for (const module of ["core", "time"])
      cpSync(join(ROOT, "provider", module), join(tree, "provider", module), { recursive: true });
    plant("provider/core/upward.ts", 'import type { Asked } from "../engine/asked.js";\nexport type Up = Asked;');
    plant(
      "provider/engine/asked.ts",
      'import { answer } from "../service/answer.js";\nexport type Asked = typeof answer;',
    );
    plant("provider/service/answer.ts", "export const answer = 1;");
    plant("provider/service/azure/route.ts", 'import { jobs } from "../jobs/index.js";\nexport const route = jobs;');
    plant("provider/service/jobs/index.ts", 'export { jobs } from "./document.js";');
    plant(
      "provider/service/jobs/document.ts",
      'import { items } from "../items/items/index.js";\nexport const jobs = items;',
    );
    plant("provider/service/items/items/index.ts", 'export { items } from "./document.js";');
    plant("provider/service/items/items/document.ts", "export const items = 1;");
    plant(
      "provider/service/restore/work.ts",
      'import { items } from "../items/items/document.js";\nexport const restore = items;',
    );
    plant("provider/rules/one.ts", 'import { two } from "./two.js";\nexport const one = (): number => two();');
    plant("provider/rules/two.ts", 'import { one } from "./one.js";\nexport const two = (): number => one();');
    plant(
      "provider/time/daemon.ts",
      'import { createServer } from "node:http";\nexport const daemon = createServer();',
    );
    plant("provider/arm/words.ts", 'import { Command } from "commander";\nexport const words = new Command();');
    plant("provider/arm/lost.ts", 'import { lost } from "./nowhere.js";\nexport const found = lost;');
    plant("provider/dynamic/shell.ts", 'export const create = (): unknown => require("../runtime/dynamic.js");');
    plant("provider/dynamic/eager.ts", 'import { run } from "../runtime/dynamic.js";\nexport const create = run;');
    plant("provider/runtime/dynamic.ts", 'import { kinds } from "../kinds/index.js";\nexport const run = () => kinds;');
    plant("provider/kinds/index.ts", 'import { vault } from "./vault/index.js";\nexport const kinds = [vault];');
    plant(
      "provider/kinds/vault/index.ts",
      'import { create } from "../../dynamic/shell.js";\nexport const vault = create;',
    );
    plant(
      "provider/kinds/vault/schema.ts",
      'import { create } from "../../dynamic/shell.js";\nexport const shape = create;',
    );
    found = cruise(tree);
  });

  after(() => rmSync(tree, { recursive: true, force: true }));

  const violationsOf = (file: string): string[] => found.violations.filter((line) => line.includes(`: ${file} →`));

  it("fails on an import of a higher layer, also if it imports only a type", () => {
    assert.deepEqual(violationsOf("provider/core/upward.ts"), [
      "core may import nothing: provider/core/upward.ts → provider/engine/asked.ts",
    ]);
  });

  it("fails if the engine imports the service, and lists what the engine may import", () => {
    assert.deepEqual(violationsOf("provider/engine/asked.ts"), [
      "engine may import core, time, schema, rules, arm: provider/engine/asked.ts → provider/service/answer.ts",
    ]);
    assert.match(
      found.text.replaceAll(/\s+/g, " "),
      /engine is a module of layer 3\. It may import core, time, schema, rules, arm: move what it needs down to one of them, or pass it in from above\./,
    );
  });

  it("fails on a cycle, and accepts one over the lazy import", () => {
    const cycles = found.violations.filter((line) => line.startsWith("no cycles: "));

    assert.deepEqual(cycles, ["no cycles: provider/rules/one.ts →"]);
    assert.match(
      found.text.replaceAll(/\s+/g, " "),
      /provider\/rules\/one\.ts → provider\/rules\/two\.ts → provider\/rules\/one\.ts/,
    );
  });

  it("fails on a Node.js module or a package that the table does not allow", () => {
    assert.deepEqual(violationsOf("provider/time/daemon.ts"), [
      "time may use of Node.js nothing: provider/time/daemon.ts → http",
    ]);
    assert.match(violationsOf("provider/arm/words.ts").join("\n"), /^arm may use the packages @azure\/.*commander/);
  });

  it("fails on an import of a file that does not exist", () => {
    assert.deepEqual(violationsOf("provider/arm/lost.ts"), ["an import exists: provider/arm/lost.ts → ./nowhere.js"]);
  });

  it("allows the shell to import the runtime only lazily", () => {
    assert.deepEqual(violationsOf("provider/dynamic/shell.ts"), []);
    assert.deepEqual(violationsOf("provider/dynamic/eager.ts"), [
      "dynamic imports runtime only lazily: provider/dynamic/eager.ts → provider/runtime/dynamic.ts",
    ]);
  });

  it("allows only index.ts, provider.ts and the class of a kind to import the dynamic provider", () => {
    assert.deepEqual(violationsOf("provider/kinds/vault/index.ts"), []);
    assert.deepEqual(violationsOf("provider/kinds/vault/schema.ts"), [
      "only a kind's shell imports the dynamic provider: provider/kinds/vault/schema.ts → provider/dynamic/shell.ts",
    ]);
  });

  it("fails if a lower layer of the service imports a subject", () => {
    assert.deepEqual(violationsOf("provider/service/azure/route.ts"), [
      "service/azure may import core, time, schema, rules, arm, blocks, template, service/store: provider/service/azure/route.ts → provider/service/jobs/index.ts",
    ]);
  });

  it("fails if a subject imports one that is listed after it", () => {
    assert.match(
      violationsOf("provider/service/jobs/document.ts").join("\n"),
      /^service\/jobs may import .*: provider\/service\/jobs\/document\.ts → provider\/service\/items\/items\/index\.ts$/,
    );
  });

  it("fails if a subject is imported otherwise than through its index.ts", () => {
    assert.deepEqual(violationsOf("provider/service/restore/work.ts"), [
      "service/items/items is imported through its index.ts: provider/service/restore/work.ts → provider/service/items/items/document.ts",
    ]);
  });
});
