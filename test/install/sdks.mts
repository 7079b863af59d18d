/**
 * `schema.json` as Pulumi's tools read it: the CLI checks it, and the SDKs that Pulumi's code generators write from it compile
 * and have the kinds, functions and enums of the package. They need Go, Python and the registries of npm, PyPI and Go.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder, Refusal } from "../../scripts/checkout.mts";
import { surroundingsOf } from "../../scripts/pulumi/find.mts";
import { findGo, installGo } from "../../scripts/pulumi/go.mts";
import type { Folder } from "./folder.mts";
import type { Check, Installation } from "./installation.mts";

const schema = join(checkoutFolder(), "schema.json");
const generator = join(checkoutFolder(), "scripts", "pulumi-cli");

async function goCommand(): Promise<string> {
  const surroundings = surroundingsOf(process.env);
  const go = findGo(surroundings) ?? (await installGo({ surroundings, stream: process.stderr }));
  if (go === undefined) throw new Refusal("The SDKs need Go, or pip to install it. Install Go, then run this again.");
  return go;
}

async function buildGenerator(folder: Folder): Promise<void> {
  const go = await goCommand();
  const environment = "CGO_ENABLED=0 GOWORK=off";
  await folder.run(
    `cd "${generator}" && ${environment} "${go}" build -mod=readonly -o "${folder.path}/generate" ./sdks`,
  );
}

const checkedByPulumi: Check = {
  title: "schema.json passes `pulumi schema check` without a warning",
  run: async (folder) => assert.equal(await folder.run(`pulumi schema check "${schema}"`), ""),
};

/** Writes the SDKs into the folders `nodejs`, `python` and `go`, which the other checks use. */
const generates: Check = {
  title: "Pulumi's code generators write the SDKs without a warning",
  run: async (folder) => assert.equal(await folder.run(`./generate "${schema}" .`), ""),
};

/** Prints the members of a package that programs use, and a value of an enum. */
const NODE_PROGRAM = `const sdk = require("azure-vm-backup");
console.log([sdk.Vault, sdk.ProtectedVm, sdk.getVault, sdk.getJobsOutput].map((member) => typeof member).join(" "));
console.log(sdk.Redundancy.ZoneRedundant, require("azure-vm-backup/package.json").version);
`;

const nodejs: Check = {
  title: "the Node.js SDK compiles, and has kinds, functions and enums",
  run: async (folder) => {
    await folder.run("cd nodejs && npm install --no-audit --no-fund --ignore-scripts && npx tsc");
    const installed = "node-program/node_modules/azure-vm-backup";
    // The published package is the folder `bin` with package.json.
    await folder.run(`mkdir -p node-program/node_modules && cp -r nodejs/bin ${installed}`);
    await folder.run(`cp -r nodejs/package.json nodejs/node_modules ${installed}`);
    folder.write("node-program/program.js", NODE_PROGRAM);
    const output = await folder.run("node node-program/program.js");
    assert.equal(output, `function function function function\nZoneRedundant ${packageVersion()}\n`);
  },
};

const PYTHON_PROGRAM = `import importlib.metadata
import pulumi_azure_vm_backup as sdk
print(*[callable(member) for member in (sdk.Vault, sdk.ProtectedVm, sdk.get_vault, sdk.get_jobs_output)])
print(sdk.Redundancy.ZONE_REDUNDANT.value, importlib.metadata.version("pulumi-azure-vm-backup"))
`;

const python: Check = {
  title: "the Python SDK installs, and has kinds, functions and enums",
  run: async (folder) => {
    await folder.run("python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check ./python");
    folder.write("program.py", PYTHON_PROGRAM);
    const output = await folder.run("venv/bin/python3 program.py");
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

const goLanguage: Check = {
  title: "the Go SDK builds, and has kinds, functions and enums",
  run: async (folder) => {
    const go = await goCommand();
    folder.write("go/azurevmbackup/members_test.go", GO_PROGRAM);
    await folder.run(`cd go && GOFLAGS=-mod=mod "${go}" mod tidy && "${go}" build ./...`);
    assert.match(await folder.run(`cd go && "${go}" test ./azurevmbackup`), /^ok\s/m);
  },
};

const packageVersion = (): string => (JSON.parse(readFileSync(schema, "utf8")) as { readonly version: string }).version;

/** The SDKs of the schema, in a folder of their own. */
export const sdks: Installation = {
  title: "SDKs of schema.json",
  node: "24",
  install: buildGenerator,
  checks: [checkedByPulumi, generates, nodejs, python, goLanguage],
};
