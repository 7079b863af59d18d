import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unsupportedNode, unsupportedNodeError } from "../../../provider/core/node-version.js";
import { checkoutFolder } from "../../../scripts/checkout.mjs";

const OLD = "20.19.5";
const SENTENCE =
  "azure-vm-backup requires Node.js 22.16 or later; this is 20.19.5. Install Node.js 24 (https://nodejs.org/en/download). If it is already installed, put its folder first on PATH.";

describe("a version of Node.js", () => {
  it("is supported from 22.16, except for 23, as engines in package.json declares", () => {
    const { engines } = JSON.parse(readFileSync(join(checkoutFolder(), "package.json"), "utf8")) as {
      readonly engines: { readonly node: string };
    };

    assert.equal(engines.node, "^22.16 || >=24");
    const versions = ["22.16.0", "22.23.3", "24.0.0", "24.21.0", "26.1.0", "25.0.0-nightly2025"];
    assert.deepEqual(
      versions.map(unsupportedNode),
      versions.map(() => undefined),
    );
  });

  it("that is not supported is refused with the version that is required, the one found and what to do", () => {
    assert.equal(unsupportedNode(OLD), SENTENCE);
    assert.match(unsupportedNode("22.15.1") ?? "", /requires Node\.js 22\.16 or later; this is 22\.15\.1\./);
    assert.match(unsupportedNode("18.20.8") ?? "", /this is 18\.20\.8\./);
    assert.match(
      unsupportedNode("23.11.1") ?? "",
      /requires Node\.js 22\.16 or later, and not 23; this is 23\.11\.1\./,
    );
  });

  it("that is not supported is an error that Node.js and Pulumi print without a stack trace", () => {
    const { code, message, stack, __pulumiRunError } = unsupportedNodeError(OLD) as unknown as Record<string, unknown>;

    assert.deepEqual([code, message, stack, __pulumiRunError], ["UnsupportedNode", SENTENCE, SENTENCE, true]);
    assert.equal(unsupportedNodeError("24.0.0"), undefined);
  });
});

describe("an entry point on a Node.js that is not supported", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "azure-vm-backup-node-"));
    // Other modules of the package must not be loaded: an older Node.js may not be able to.
    const preload = `
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${OLD}" } });
const { Module } = require("node:module");
const load = Module._load;
Module._load = (name, ...rest) => {
  if (/^\\.\\.?\\//.test(name) && !/\\/(requires-node|node-version|errors|shell)\\.js$/.test(name)) throw new Error("loads " + name);
  return load(name, ...rest);
};`;
    writeFileSync(join(folder, "preload.cjs"), preload);
  });
  after(() => rmSync(folder, { recursive: true }));

  const node = (...args: readonly string[]) =>
    spawnSync(process.execPath, ["--require", join(folder, "preload.cjs"), ...args], { encoding: "utf8" });
  const compiled = (path: string): string => join(checkoutFolder(), "dist", "provider", path);
  const messageOf = (script: string) =>
    node("-e", `(async () => { ${script} })().catch(({ message }) => console.log(message));`).stdout.trim();

  for (const module of ["index.js", "testing/index.js"]) {
    it(`throws when a program or its test loads ${module}, before it loads anything else`, () => {
      assert.equal(messageOf(`require(${JSON.stringify(compiled(module))})`), SENTENCE);
    });
  }

  it("rejects each verb of the provider, because a destroy runs no program", () => {
    const provider = JSON.stringify(compiled("kinds/vault/provider.js"));

    assert.equal(messageOf(`await require(${provider}).delete("id", {})`), SENTENCE);
  });

  it("makes azvb exit with 1 and the message", () => {
    const { status, stdout, stderr } = node(compiled("cli/main.js"), "--version");

    assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: "", stderr: `azvb: ${SENTENCE}\n` });
  });
});
