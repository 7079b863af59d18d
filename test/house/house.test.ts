import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Cruise, cruise, filesIn, ROOT } from "./cruise.js";

interface Room {
  readonly floor: number;
  readonly name: string;
  readonly path: string;
  readonly on: readonly string[];
}

const { rooms } = require(join(ROOT, "test/house/rooms.cjs")) as { rooms: readonly Room[] };

describe("the table of floors", () => {
  it("lets a room stand on lower floors, and on its own floor only on rooms named before it", () => {
    const upward = rooms.flatMap((room, index) => {
      const under = rooms.filter(
        (other, place) => other.floor < room.floor || (other.floor === room.floor && place < index),
      );
      const names = under.map(({ name }) => name);
      return room.on.filter((name) => !names.includes(name)).map((name) => `${room.name} → ${name}`);
    });

    assert.deepEqual(upward, []);
  });

  it("keeps what asks and what answers apart", () => {
    const stands = (name: string) => rooms.find((room) => room.name === name)?.on ?? [];

    assert.equal(stands("engine").includes("service"), false);
    assert.equal(stands("service").includes("engine"), false);
  });

  it("has a room for every file of provider/", () => {
    const homeless = filesIn("provider").filter((file) => !rooms.some(({ path }) => new RegExp(path).test(file)));

    assert.deepEqual(homeless, []);
  });
});

describe("the tree", () => {
  it("imports downwards only, in no circle, and only the packages of each room", function () {
    this.timeout(60_000);

    assert.deepEqual(cruise(ROOT).violations, []);
  });

  it("has no file of more than 250 lines", () => {
    const sources = ["provider", "test", "scripts"]
      .flatMap(filesIn)
      .filter((file) => /\.[cm]?ts$|\.[cm]js$/.test(file));
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

describe("a tree with planted mistakes", () => {
  let tree: string;
  let found: Cruise;

  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  };

  before(function () {
    this.timeout(60_000);
    tree = mkdtempSync(join(tmpdir(), "azvb-house-"));
    symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"), "junction");
    for (const room of ["core", "time"])
      cpSync(join(ROOT, "provider", room), join(tree, "provider", room), { recursive: true });
    plant("provider/core/upward.ts", 'import type { Asked } from "../engine/asked.js";\nexport type Up = Asked;');
    plant(
      "provider/engine/asked.ts",
      'import { answer } from "../service/answer.js";\nexport type Asked = typeof answer;',
    );
    plant("provider/service/answer.ts", "export const answer = 1;");
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

  const arrowsFrom = (file: string): string[] => found.violations.filter((line) => line.includes(`: ${file} →`));

  it("fails on an import of a higher floor, also of a type alone", () => {
    assert.deepEqual(arrowsFrom("provider/core/upward.ts"), [
      "core stands on nothing: provider/core/upward.ts → provider/engine/asked.ts",
    ]);
  });

  it("fails where the engine imports the service, and says what the engine may import", () => {
    assert.deepEqual(arrowsFrom("provider/engine/asked.ts"), [
      "engine stands on core, time, schema, rules, arm: provider/engine/asked.ts → provider/service/answer.ts",
    ]);
    assert.match(
      found.text.replaceAll(/\s+/g, " "),
      /engine is a room of floor 3\. It may import from core, time, schema, rules, arm: move what it needs down to one of them, or hand it in from above\./,
    );
  });

  it("fails on a circle, and takes none for one that leads over the lazy arrow", () => {
    const circles = found.violations.filter((line) => line.startsWith("no circles: "));

    assert.deepEqual(circles, ["no circles: provider/rules/one.ts →"]);
    assert.match(
      found.text.replaceAll(/\s+/g, " "),
      /provider\/rules\/one\.ts → provider\/rules\/two\.ts → provider\/rules\/one\.ts/,
    );
  });

  it("fails on a module of Node.js and on a package that the room does not have", () => {
    assert.deepEqual(arrowsFrom("provider/time/daemon.ts"), [
      "time uses of Node.js nothing: provider/time/daemon.ts → http",
    ]);
    assert.match(arrowsFrom("provider/arm/words.ts").join("\n"), /^arm uses the packages @azure\/.*commander/);
  });

  it("fails on an import of what does not exist", () => {
    assert.deepEqual(arrowsFrom("provider/arm/lost.ts"), [
      "what is imported exists: provider/arm/lost.ts → ./nowhere.js",
    ]);
  });

  it("lets the shell reach the runtime lazily, and in no other way", () => {
    assert.deepEqual(arrowsFrom("provider/dynamic/shell.ts"), []);
    assert.deepEqual(arrowsFrom("provider/dynamic/eager.ts"), [
      "dynamic reaches runtime only lazily: provider/dynamic/eager.ts → provider/runtime/dynamic.ts",
    ]);
  });

  it("lets only the shell's files of a kind know the dynamic door", () => {
    assert.deepEqual(arrowsFrom("provider/kinds/vault/index.ts"), []);
    assert.deepEqual(arrowsFrom("provider/kinds/vault/schema.ts"), [
      "only a kind's shell knows the dynamic door: provider/kinds/vault/schema.ts → provider/dynamic/shell.ts",
    ]);
  });
});
