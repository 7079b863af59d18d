/** The checks that several installations share. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Folder } from "./folder.mts";
import type { Check, Subject } from "./installation.mts";
import { README_PROGRAM, readmeBlock } from "./readme.mts";

/** The text that no command may print: a warning of Node.js that the user cannot act on, or a stack trace. */
const NOISE = /ExperimentalWarning|\n\s+at .*:\d+:\d+\)?\n/;

/** The versions of all copies of a package below a folder. A copy that is linked to several places, as by pnpm, counts once. */
function copiesOf(name: string, folder: string): string[] {
  const places = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "package.json")
    .filter(({ parentPath }) => parentPath.endsWith(join("node_modules", name)))
    .map(({ parentPath }) => realpathSync(join(parentPath, "package.json")));
  const texts = [...new Set(places)].map((place) => readFileSync(place, "utf8"));
  return texts.map((text) => (JSON.parse(text) as { readonly version: string }).version);
}

/** The one copy of the SDK. A second one makes inline programs fail. */
export const hasCopyOf = (version: (subject: Subject) => string, title: string): Check => ({
  title,
  run: async (folder, subject) => {
    assert.deepEqual(copiesOf("@pulumi/pulumi", folder.path), [version(subject)]);
  },
});

export const hasNewestSdk = hasCopyOf(({ newestPulumi }) => newestPulumi, "has one copy of @pulumi/pulumi, the newest");
export const hasOldestSdk = hasCopyOf(({ oldestPulumi }) => oldestPulumi, "has one copy of @pulumi/pulumi, the oldest");

function withoutNoise(output: string): string {
  assert.doesNotMatch(output, NOISE);
  return output;
}

/** The code that Pulumi stored for each resource: the same text for each kind, whichever package manager installed the package. */
async function assertStoredByName(folder: Folder): Promise<void> {
  const state = await folder.run("pulumi stack export");
  const modules = [...state.matchAll(/require\(\\"([^"\\]+)\\"\)/g)].map(([, name]) => name);
  assert.ok(modules.length > 0, state);
  const foreign = modules.filter(
    (name) => !/^azure-vm-backup\/(dist\/provider\/)?kinds\/[a-z-]+\/provider\.js$/.test(name ?? ""),
  );
  assert.deepEqual(foreign, []);
}

/** The program of the README with its project files, from the first up to the destroy. */
export const runsReadmeProgram: Check = {
  title: "runs the program of the README: up, up without changes, azvb, destroy",
  run: async (folder) => {
    folder.write("Pulumi.yaml", readmeBlock("yaml"));
    folder.write("tsconfig.json", readmeBlock("json"));
    folder.write("index.ts", README_PROGRAM);
    await folder.run("pulumi stack init dev");
    const up = withoutNoise(await folder.run("pulumi up --yes --non-interactive --color never"));
    assert.match(up, /\+ 9 created/);
    assert.match(up, /protectionState\s*: "Protected"/);
    await assertStoredByName(folder);
    withoutNoise(await folder.run("pulumi up --yes --skip-preview --non-interactive --expect-no-changes"));
    assert.match(withoutNoise(await folder.run("npx azvb resources")), /backups/);
    const destroyed = withoutNoise(await folder.run("pulumi destroy --yes --non-interactive --color never"));
    assert.match(destroyed, /- 9 deleted/);
  },
};

/** Ups and destroys a project that was copied into the folder. */
export const upAndDestroy = (title: string, created: number): Check => ({
  title,
  run: async (folder) => {
    await folder.run("pulumi stack init dev");
    const up = withoutNoise(await folder.run("pulumi up --yes --non-interactive --color never"));
    assert.match(up, new RegExp(`\\+ ${created} created`));
    await assertStoredByName(folder);
    withoutNoise(await folder.run("pulumi destroy --yes --non-interactive --color never"));
  },
});

/** Two stacks in one process; a second copy of the SDK makes this fail. */
export const runsAutomation: Check = {
  title: "runs an Automation API program with two stacks: up and destroy",
  run: async (folder) => {
    folder.copy("automation");
    const output = withoutNoise(await folder.run("node main.js"));
    const results: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    const stack = (location: string) => ({ created: 3, location, deleted: 3 });
    assert.deepEqual(results, [stack("westeurope"), stack("northeurope")]);
  },
};

/** Compiles the TypeScript of a copied project without errors, its declaration files included if `skipLibCheck` is off. */
export const compiles = (title: string): Check => ({
  title,
  run: async (folder) => {
    await folder.run("npx tsc --pretty false");
  },
});

/** Runs a line whose output must match. */
export const prints = (title: string, line: string, expected: RegExp): Check => ({
  title,
  run: async (folder) => {
    assert.match(withoutNoise(await folder.run(line)), expected);
  },
});
