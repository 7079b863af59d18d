/** The examples as for users: a project with the packed package installed and the files of the example. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { placeTree } from "../../scripts/package/modules.mjs";
import { placeInstalled } from "./packed-package.js";
import { createProject, type Project } from "./pulumi.js";

const AZURE_NATIVE = join("node_modules", "@pulumi", "azure-native");
/** Ends a program that never ends, which would also block the test runner. */
const NODE_LIMIT_MS = 60_000;
const OWN_FILES = /^(?!Pulumi).*\.(ts|json)$/;

/** The folder of an example in the checkout. */
export const exampleFolder = (name: string): string => join(checkoutFolder(), "examples", name);

/** The text of one of an example's files. */
export const exampleText = (name: string, file: string): string =>
  readFileSync(join(exampleFolder(name), file), "utf8");

/** A project that runs an example's program, with a home of its own. */
export async function exampleProject(name: string, config: Readonly<Record<string, string>> = {}): Promise<Project> {
  const project = await createProject({ program: exampleText(name, "index.ts"), language: "ts", config });
  copyFiles(name, project.folder);
  return project;
}

/** The home of a project's embedded Azure. */
export const homeOf = (project: Project): string => join(project.folder, ".azure-vm-backup");

/** A folder with an example's files, the packed package and the stub of azure-native, without a stack. */
export async function placedExample(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "azure-vm-backup-example-"));
  await placeInstalled(folder);
  copyFiles(name, folder);
  placeTree(join(checkoutFolder(), "dist", "test", "support", "azure-native"), join(folder, AZURE_NATIVE));
  writeFileSync(join(folder, AZURE_NATIVE, "package.json"), '{ "name": "@pulumi/azure-native" }\n');
  return folder;
}

function copyFiles(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const isExampleFile = (path: string) => OWN_FILES.test(basename(path));
  for (const file of readdirSync(exampleFolder(name)).filter(isExampleFile)) {
    cpSync(join(exampleFolder(name), file), join(folder, file));
  }
}

/** Runs a Node.js program in a folder; returns its exit code and its output. */
export function nodeIn(folder: string, ...args: readonly string[]): { exitCode: number | null; output: string } {
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", timeout: NODE_LIMIT_MS });
  return { exitCode: run.status, output: `${run.stdout}${run.stderr}` };
}
