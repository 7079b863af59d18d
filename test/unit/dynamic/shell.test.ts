import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import sinon from "sinon";
import { shellOf } from "../../../provider/dynamic/shell.js";

/** Compiled, this file is dist/test/unit/dynamic/shell.test.js. */
const PROVIDER = join(__dirname, "../../../provider");

type Verbs = Record<string, (...args: unknown[]) => unknown>;
const load = (file: string): Record<string, unknown> => require(join(PROVIDER, file)) as Record<string, unknown>;

describe("a provider module", () => {
  for (const folder of [
    "arm-resource",
    "backup-policy",
    "disk-snapshot",
    "protected-vm",
    "vault",
    "vm-snapshot-extension",
  ]) {
    it(`of ${folder} exports exactly the seven verbs, which the state of any version may call`, () => {
      const verbs = load(`kinds/${folder}/provider.js`);

      assert.deepEqual(Object.keys(verbs).sort(), ["check", "configure", "create", "delete", "diff", "read", "update"]);
      assert.deepEqual(new Set(Object.values(verbs).map((verb) => typeof verb)), new Set(["function"]));
    });
  }
});

describe("the shell", () => {
  const runtime = (): Verbs => load("runtime/dynamic.js")["runtime"] as Verbs;

  afterEach(() => sinon.restore());

  it("passes every verb to the runtime, with the name of its kind first", async () => {
    const shell = shellOf("Vault");
    const stubs = ["check", "diff", "create", "read", "update", "delete"].map((verb) =>
      sinon.stub(runtime(), verb).resolves(verb),
    );

    const answers = await Promise.all([
      shell.check({ a: 1 }, { a: 2 }),
      shell.diff("id", { a: 1 }, { a: 2 }),
      shell.create({ a: 2 }),
      shell.read("id", { a: 1 }),
      shell.update("id", { a: 1 }, { a: 2 }),
      shell.delete("id", { a: 1 }),
    ]);

    assert.deepEqual(answers, ["check", "diff", "create", "read", "update", "delete"]);
    assert.deepEqual(
      stubs.map((stub) => stub.args),
      [
        [["Vault", { a: 1 }, { a: 2 }]],
        [["Vault", "id", { a: 1 }, { a: 2 }]],
        [["Vault", { a: 2 }]],
        [["Vault", "id", { a: 1 }]],
        [["Vault", "id", { a: 1 }, { a: 2 }]],
        [["Vault", "id", { a: 1 }]],
      ],
    );
  });

  it("reads a resource by only its id", async () => {
    const read = sinon.stub(runtime(), "read").resolves({});

    await shellOf("Vault").read("id");

    assert.deepEqual(read.args, [["Vault", "id", {}]]);
  });

  it("is configured synchronously, since Pulumi does not wait for it", () => {
    const configure = sinon.stub(runtime(), "configure");
    const config = { get: () => undefined };

    void shellOf("Vault").configure({ config });

    assert.deepEqual(configure.args, [["Vault", config]]);
  });

  it("loads no runtime, engine or service if a program only declares resources", () => {
    const script = `require(${JSON.stringify(join(PROVIDER, "index.js"))});
      const loaded = Object.keys(require.cache).filter((file) => /provider.(runtime.(?!settings)|engine|service|arm)/.test(file));
      process.stdout.write(JSON.stringify(loaded));`;

    const ran = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });

    assert.equal(ran.stderr, "");
    assert.deepEqual(JSON.parse(ran.stdout), []);
  });
});
