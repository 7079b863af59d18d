/**
 * `schema.json` as Pulumi's tools read it: the CLI checks it, and the SDKs that Pulumi's code generators write from it compile
 * and have the kinds, functions and enums of the package. The cases need Go, Python and the registries of npm, PyPI and Go.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder, type Environment, Refusal } from "../../scripts/checkout.mts";
import { capture } from "../../scripts/processes.mts";
import { type ReadyCli, readyCli } from "../../scripts/pulumi/cli.mts";
import { surroundingsOf } from "../../scripts/pulumi/find.mts";
import { findGo, installGo } from "../../scripts/pulumi/go.mts";

/** What the cases share: a folder with the generated SDKs, and the tools. */
export interface Sdks {
  readonly folder: string;
  readonly cli: ReadyCli;
  readonly go: string;
}

/** A case; `run` throws if it fails. */
export interface SdkCase {
  readonly title: string;
  run(sdks: Sdks): Promise<void>;
}

const schema = (): string => join(checkoutFolder(), "schema.json");

/** Runs a command and returns its output. Throws with the output if it fails. */
async function run(folder: string, command: readonly [string, ...string[]], extra: Environment = {}): Promise<string> {
  const [path, ...args] = command;
  const environment = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", ...extra };
  const { exitCode, output } = await capture({ path, args, folder, environment });
  if (exitCode !== 0) throw new Error(`${command.join(" ")}\nended with exit code ${exitCode}:\n${output}`);
  return output;
}

/** Generates the SDKs into a temporary folder. */
export async function generateSdks(): Promise<Sdks> {
  const surroundings = surroundingsOf(process.env);
  const go = findGo(surroundings) ?? (await installGo({ surroundings, stream: process.stderr }));
  if (go === undefined) throw new Refusal("The SDKs need Go, or pip to install it. Install Go, then run this again.");
  const cli = await readyCli(process.env, checkoutFolder());
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "azure-vm-backup-sdks-")));
  const generator = join(folder, "generate");
  const module = join(checkoutFolder(), "scripts", "pulumi-cli");
  await run(module, [go, "build", "-mod=readonly", "-o", generator, "./sdks"], { CGO_ENABLED: "0", GOWORK: "off" });
  await run(folder, [generator, schema(), folder]);
  return { folder, cli, go };
}

/** Removes the generated SDKs. Go's module cache is elsewhere, so all files can be removed. */
export const removeSdks = ({ folder }: Sdks): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const checkedByPulumi: SdkCase = {
  title: "schema.json passes `pulumi schema check` without a warning",
  run: async ({ cli, folder }) => {
    const PULUMI_HOME = join(folder, "pulumi-home");
    assert.equal(await run(folder, [cli.path, "schema", "check", schema()], { PULUMI_HOME }), "");
  },
};

/** Prints the members of a package that programs use, and a value of an enum. */
const NODE_PROGRAM = `const sdk = require("azure-vm-backup");
console.log([sdk.Vault, sdk.ProtectedVm, sdk.getVault, sdk.getJobsOutput].map((member) => typeof member).join(" "));
console.log(sdk.Redundancy.ZoneRedundant, require("azure-vm-backup/package.json").version);`;

const nodejs: SdkCase = {
  title: "the Node.js SDK compiles, and has kinds, functions and enums",
  run: async ({ folder }) => {
    const sdk = join(folder, "nodejs");
    await run(sdk, ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]);
    await run(sdk, ["npx", "tsc"]);
    const program = join(folder, "node-program");
    mkdirSync(join(program, "node_modules"), { recursive: true });
    await run(program, ["cp", "-r", join(sdk, "bin"), join(program, "node_modules", "azure-vm-backup")]);
    await run(program, ["cp", join(sdk, "package.json"), join(program, "node_modules", "azure-vm-backup")]);
    await run(program, ["cp", "-r", join(sdk, "node_modules"), join(program, "node_modules", "azure-vm-backup")]);
    const output = await run(program, ["node", "-e", NODE_PROGRAM]);
    assert.equal(output, `function function function function\nZoneRedundant ${packageVersion()}\n`);
  },
};

const PYTHON_PROGRAM = `import importlib.metadata
import pulumi_azure_vm_backup as sdk
print(*[callable(member) for member in (sdk.Vault, sdk.ProtectedVm, sdk.get_vault, sdk.get_jobs_output)])
print(sdk.Redundancy.ZONE_REDUNDANT.value, importlib.metadata.version("pulumi-azure-vm-backup"))`;

const python: SdkCase = {
  title: "the Python SDK installs, and has kinds, functions and enums",
  run: async ({ folder }) => {
    const venv = join(folder, "venv");
    await run(folder, ["python3", "-m", "venv", venv]);
    const python3 = join(venv, "bin", "python3");
    await run(folder, [
      python3,
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      join(folder, "python"),
    ]);
    const output = await run(folder, [python3, "-c", PYTHON_PROGRAM]);
    assert.equal(output, `True True True True\nZoneRedundant ${packageVersion()}\n`);
  },
};

const GO_PROGRAM = `package azurevmbackup_test

import (
	"testing"

	"azure-vm-backup/sdk/go/azurevmbackup"
)

func TestMembers(t *testing.T) {
	_, _, _, _ = azurevmbackup.NewVault, azurevmbackup.NewProtectedVm, azurevmbackup.LookupVault, azurevmbackup.GetJobsOutput
	if azurevmbackup.RedundancyZoneRedundant != "ZoneRedundant" {
		t.Fatal(azurevmbackup.RedundancyZoneRedundant)
	}
}
`;

const goLanguage: SdkCase = {
  title: "the Go SDK builds, and has kinds, functions and enums",
  run: async ({ folder, go }) => {
    const sdk = join(folder, "go");
    writeFileSync(join(sdk, "azurevmbackup", "members_test.go"), GO_PROGRAM);
    await run(sdk, [go, "mod", "tidy"], { GOFLAGS: "-mod=mod" });
    await run(sdk, [go, "build", "./..."]);
    assert.match(await run(sdk, [go, "test", "./azurevmbackup"]), /^ok\s/m);
  },
};

const packageVersion = (): string =>
  (JSON.parse(readFileSync(schema(), "utf8")) as { readonly version: string }).version;

/** The cases, in the order in which they run: each uses both cores. */
export const sdkCases: readonly SdkCase[] = [checkedByPulumi, nodejs, python, goLanguage];
