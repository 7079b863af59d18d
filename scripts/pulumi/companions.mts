/**
 * What a CLI needs beside it to run Node.js programs and does not bring when it is built from its modules: a language
 * host (ours) and the provider of dynamic resources (the script that is part of @pulumi/pulumi).
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The text of `pulumi-language-nodejs`: a shell script that runs our host under a given node, with all paths absolute. */
export function nodeHostWrapper(node: string, host: string): string {
  return `#!/bin/sh\n# Written anew by azure-vm-backup whenever its checkout or its node moves.\nexec ${shellQuoted(node)} ${shellQuoted(host)} "$@"\n`;
}

/** Puts both companions into a folder, and leaves files alone that are right already. */
export function placeCompanions(folder: string, checkout: string, node: string): void {
  const host = join(checkout, "scripts", "pulumi", "language-host.mts");
  const dynamicProvider = join(checkout, "node_modules", "@pulumi", "pulumi", "pulumi-resource-pulumi-nodejs");
  mkdirSync(folder, { recursive: true });
  placeExecutable(join(folder, "pulumi-language-nodejs"), nodeHostWrapper(node, host));
  placeExecutable(join(folder, "pulumi-resource-pulumi-nodejs"), readFileSync(dynamicProvider, "utf8"));
}

function placeExecutable(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  // A CLI that runs meanwhile must never find half a script.
  const written = `${path}.${process.pid}`;
  writeFileSync(written, text);
  chmodSync(written, 0o755);
  renameSync(written, path);
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
