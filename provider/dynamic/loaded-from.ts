/**
 * Where this package is loaded from. Pulumi stores a provider of a node_modules folder as one `require` of its name. It writes the
 * code of any other one into the state, where that code cannot run.
 */
import { relative, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isMocked, oncePerRun } from "./program-run.js";

const IN_PACKAGE = `${sep}dist${sep}provider${sep}`;

/** Throws a `RunError` if Pulumi cannot store a provider by its name. Programs with mocks may load any copy: they run no provider. */
export function requireInstalled(provider: object): void {
  if (isMocked()) return;
  oncePerRun("installed", "", () => {
    const problem = problemOf(fileOf(provider), process.cwd());
    if (problem !== undefined) throw new pulumi.RunError(problem);
  });
}

/** What is wrong with the file of a provider in a program that runs in `folder`; without a file the program is a bundle. */
export function problemOf(file: string | undefined, folder: string): string | undefined {
  if (file === undefined) {
    return "azure-vm-backup is bundled into the program, so Pulumi cannot store its provider by name: configure the bundler to leave azure-vm-backup and @pulumi/pulumi external, such as esbuild with --packages=external.";
  }
  if (relative(folder, file).split(sep).includes("node_modules")) return undefined;
  const place = file.split(IN_PACKAGE)[0];
  return `azure-vm-backup is loaded from ${place}, a linked folder or a workspace, so Pulumi cannot store its provider by name: install a copy. Run npm pack in that folder, then npm install with the path of the file that it writes.`;
}

/** The file whose exports a provider is, found as Pulumi finds it. A bundle has none, and as an ES module no `require.cache`. */
function fileOf(provider: object): string | undefined {
  const loaded: typeof require.cache | undefined = require.cache;
  return Object.entries(loaded ?? {}).find(([, module]) => module?.exports === provider)?.[0];
}
