import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { stampOf } from "../../../scripts/package/install.mts";
import { moduleFolders } from "../../../scripts/package/modules.mts";
import { exitCodeOf } from "../../../scripts/processes.mts";
import { phaseOf } from "../../../scripts/pulumi/build.mts";
import { nodeHostWrapper } from "../../../scripts/pulumi/companions.mts";
import { engineEnvironment } from "../../../scripts/pulumi/environment.mts";
import { findCli, findGo, hasNodeHost, type Surroundings } from "../../../scripts/pulumi/find.mts";
import { type ProgramRun, programArguments, programEnd, programVariables } from "../../../scripts/pulumi/program.mts";

const ENVIRONMENT = { HOME: "/home/ada", PATH: "/tools:/usr/bin:relative" };
const BUILT = "/home/ada/.cache/azure-vm-backup/pulumi-3.259.0/bin/pulumi";

/** A machine that has these files; the ones in `silent` do not answer `pulumi version`. */
function machine(files: readonly string[], silent: readonly string[] = []): Surroundings {
  return {
    environment: ENVIRONMENT,
    exists: (path) => files.includes(path),
    linkedTo: (path) => (path === "/tools/pulumi" ? "/opt/pulumi/bin/pulumi" : path),
    answers: (path) => !silent.includes(path),
  };
}

describe("the choice of the Pulumi CLI", () => {
  it("takes the user's own on PATH before any other", () => {
    const files = ["/usr/bin/pulumi", "/home/ada/.pulumi/bin/pulumi", BUILT];
    assert.deepEqual(findCli(machine(files)), { path: "/usr/bin/pulumi", origin: "own" });
  });

  it("passes over a command of the same name that does not answer", () => {
    const files = ["/tools/pulumi", "/home/ada/.pulumi/bin/pulumi"];
    const found = findCli(machine(files, ["/tools/pulumi"]));
    assert.deepEqual(found, { path: "/home/ada/.pulumi/bin/pulumi", origin: "own" });
  });

  it("takes the one built earlier where the user has none", () => {
    assert.deepEqual(findCli(machine([BUILT])), { path: BUILT, origin: "built" });
  });

  it("looks for the one built earlier in $XDG_CACHE_HOME", () => {
    const path = "/fast/azure-vm-backup/pulumi-3.259.0/bin/pulumi";
    const environment = { ...ENVIRONMENT, XDG_CACHE_HOME: "/fast" };
    assert.deepEqual(findCli({ ...machine([path]), environment }), { path, origin: "built" });
  });

  it("finds none on a bare machine, nor in a relative folder of PATH", () => {
    assert.equal(findCli(machine(["relative/pulumi"])), undefined);
  });
});

describe("what a CLI is built with", () => {
  it("is the Go on PATH, or where Go's installer puts it", () => {
    assert.equal(findGo(machine(["/usr/bin/go", "/usr/local/go/bin/go"])), "/usr/bin/go");
    assert.equal(findGo(machine(["/usr/local/go/bin/go"])), "/usr/local/go/bin/go");
  });

  it("is missing on a bare machine, where the reader learns how to install Pulumi", () => {
    assert.throws(() => findGo(machine([])), {
      message:
        "Pulumi is needed and was not found on PATH or in ~/.pulumi/bin, nor Go to build it with (on PATH or in /usr/local/go/bin). Install Pulumi as https://www.pulumi.com/docs/install/ says, then run this again.",
    });
  });

  it("says what it downloads, how far it compiled, and when it links", () => {
    assert.equal(phaseOf("go: downloading golang.org/x/net v0.50.0", 0), "downloading golang.org/x/net v0.50.0");
    assert.equal(phaseOf("net/http", 210), "compiling, 210 packages so far");
    assert.equal(phaseOf("github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", 1500), "linking");
  });
});

describe("the language host of a CLI", () => {
  it("is found beside it, beside what it links to, and on PATH", () => {
    assert.equal(hasNodeHost("/usr/bin/pulumi", machine(["/usr/bin/pulumi-language-nodejs"])), true);
    assert.equal(hasNodeHost("/tools/pulumi", machine(["/opt/pulumi/bin/pulumi-language-nodejs"])), true);
    assert.equal(hasNodeHost("/opt/pulumi/bin/pulumi", machine(["/tools/pulumi-language-nodejs"])), true);
  });

  it("is missing where no file of its name is", () => {
    assert.equal(hasNodeHost("/usr/bin/pulumi", machine(["/usr/bin/pulumi"])), false);
  });

  it("is a script that survives blanks and quotes in paths", () => {
    assert.equal(
      nodeHostWrapper("/my node/bin/node", "/ada's/host.mts"),
      `#!/bin/sh
# Written anew by azure-vm-backup whenever its checkout or its node moves.
exec '/my node/bin/node' '/ada'\\''s/host.mts' "$@"
`,
    );
  });
});

describe("the variables of an engine", () => {
  const run = { environment: ENVIRONMENT, checkout: "/code", stateFolder: "/code/.azure-vm-backup/pulumi" };

  it("keep state, secrets and downloads local for a CLI of ours", () => {
    assert.deepEqual(engineEnvironment({ ...run, cli: { path: BUILT, origin: "built" }, pulumiHome: "/pulumi-home" }), {
      HOME: "/home/ada",
      PATH: "/code/node_modules/.bin:/tools:/usr/bin:relative",
      PULUMI_BACKEND_URL: "file:///code/.azure-vm-backup/pulumi",
      PULUMI_CONFIG_PASSPHRASE: "azure-vm-backup",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_HOME: "/pulumi-home",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
  });

  it("leave a user's CLI its own Pulumi home and its plugins", () => {
    const environment = { PULUMI_HOME: "/home/ada/pulumi" };
    const variables = engineEnvironment({ ...run, environment, cli: { path: "/tools/pulumi", origin: "own" } });
    assert.equal(variables["PULUMI_HOME"], "/home/ada/pulumi");
    assert.equal(variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"], undefined);
  });

  it("leave the user's passphrase, also one in a file, and an empty one", () => {
    const cli = { path: BUILT, origin: "built" } as const;
    const inFile = { PULUMI_CONFIG_PASSPHRASE_FILE: "/home/ada/secret" };
    assert.equal(engineEnvironment({ ...run, cli, environment: inFile })["PULUMI_CONFIG_PASSPHRASE"], undefined);
    const empty = { PULUMI_CONFIG_PASSPHRASE: "" };
    assert.equal(engineEnvironment({ ...run, cli, environment: empty })["PULUMI_CONFIG_PASSPHRASE"], "");
  });

  it("put our language host last on PATH for a CLI that brings none", () => {
    const cli = { path: "/tools/pulumi", origin: "own", hostFolder: "/hosts" } as const;
    assert.equal(engineEnvironment({ ...run, cli })["PATH"], "/code/node_modules/.bin:/tools:/usr/bin:relative:/hosts");
  });
});

describe("a Node.js program under our language host", () => {
  const run: ProgramRun = {
    monitor: "127.0.0.1:1",
    engine: "127.0.0.1:2",
    organization: "organization",
    project: "quickstart",
    stack: "dev",
    workFolder: "/code/example",
    rootFolder: "/code",
    entryPoint: "",
    parallel: 8,
    preview: true,
    args: [],
    config: new Map([["azure-vm-backup:endpoint", "embedded"]]),
    secretKeys: ["azure-vm-backup:password"],
    options: {},
  };

  it("starts through the runner of @pulumi/pulumi with all that the engine said", () => {
    assert.equal(
      programArguments("/run/index.js", run).join(" "),
      "/run/index.js --monitor 127.0.0.1:1 --engine 127.0.0.1:2 --organization organization --project quickstart --stack dev --pwd /code/example --root-directory /code --parallel 8 --dry-run .",
    );
  });

  it("leaves out what the engine did not say, and names its entry point", () => {
    const bare = { ...run, engine: "", organization: "", rootFolder: "", preview: false, entryPoint: "main.ts" };
    assert.equal(
      programArguments("/run/index.js", bare).join(" "),
      "/run/index.js --monitor 127.0.0.1:1 --project quickstart --stack dev --pwd /code/example --parallel 8 main.ts",
    );
  });

  it("gets the project's node arguments before the runner", () => {
    const options = { nodeargs: " --import  tsx" };
    assert.deepEqual(programArguments("/run/index.js", { ...run, options }).slice(0, 3), [
      "--import",
      "tsx",
      "/run/index.js",
    ]);
  });

  it("gets configuration and secret keys as JSON, and TypeScript unless the project says no", () => {
    const config = {
      PULUMI_CONFIG: '{"azure-vm-backup:endpoint":"embedded"}',
      PULUMI_CONFIG_SECRET_KEYS: '["azure-vm-backup:password"]',
    };
    assert.deepEqual(programVariables(run), { ...config, PULUMI_NODEJS_TYPESCRIPT: "true" });
    assert.deepEqual(programVariables({ ...run, options: { typescript: false } }), config);
  });

  it("bails with 32, which says that the user was told, and is an error with any other code but 0", () => {
    assert.deepEqual(programEnd(0), { error: "", bail: false });
    assert.deepEqual(programEnd(32), { error: "", bail: true });
    assert.deepEqual(programEnd(3), { error: "Program exited with non-zero exit code: 3", bail: false });
  });
});

describe("the ends of processes", () => {
  it("are told as a shell tells them", () => {
    assert.equal(exitCodeOf(8, null), 8);
    assert.equal(exitCodeOf(null, "SIGINT"), 130);
  });
});

describe("the installed copy of the package", () => {
  it("takes along what the lock file does not call a tool of development, nested modules with their folder", () => {
    const packages = {
      "": {},
      "node_modules/@pulumi/pulumi": {},
      "node_modules/@pulumi/pulumi/node_modules/semver": {},
      "node_modules/mocha": { dev: true },
      "node_modules/mocha/node_modules/glob": { dev: true },
      "node_modules/typescript": { dev: true },
    };
    assert.deepEqual(moduleFolders({ packages }), [
      "node_modules/@pulumi/pulumi",
      "node_modules/typescript",
      "node_modules/@types/node",
      "node_modules/undici-types",
    ]);
  });

  it("is made again when its content changes or the example asks for other modules", () => {
    assert.notEqual(stampOf("aaaa", "{}"), stampOf("bbbb", "{}"));
    assert.notEqual(stampOf("aaaa", "{}"), stampOf("aaaa", '{"dependencies":{}}'));
  });
});
