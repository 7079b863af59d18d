/** A linked package and a bundled program: Pulumi cannot store the provider of either by its name. */
import assert from "node:assert/strict";
import type { Check, Installation } from "./installation.mts";

const LINKED =
  /azure-vm-backup is loaded from \S+\/unpacked\/package, a linked folder or a workspace, .*: install a copy/;
const BUNDLED =
  /azure-vm-backup is bundled into the program, .*: configure the bundler to leave azure-vm-backup and @pulumi\/pulumi external/;
const STACK_TRACE = /\n\s+at .*:\d+:\d+\)?\n/;

const refused = (title: string, program: string, expected: RegExp): Check => ({
  title,
  run: async (folder) => {
    folder.write("Pulumi.yaml", `name: shop\nruntime: nodejs\nmain: ${program}\n`);
    const output = await folder.fails("pulumi preview --non-interactive --color never");
    assert.match(output, expected);
    assert.doesNotMatch(output, STACK_TRACE);
  },
});

export const wrongPlaces: Installation = {
  title: "a link and a bundle",
  node: "24",
  install: async (folder, { tarball }) => {
    folder.copy("esm");
    await folder.run(`mkdir unpacked && tar -xzf ${tarball} -C unpacked`);
    await folder.run("cd unpacked/package && npm install --omit=dev");
    await folder.run("npm install --no-save @pulumi/pulumi typescript @types/node esbuild ./unpacked/package");
    await folder.run("npx tsc");
    await folder.run(
      "npx esbuild index.ts --bundle --platform=node --log-level=error --format=cjs --outfile=bundle.cjs",
    );
    await folder.run("pulumi stack init dev");
  },
  checks: [
    refused("a linked folder is refused, without a stack trace", "bin/index.js", LINKED),
    refused("a bundle is refused, without a stack trace", "bundle.cjs", BUNDLED),
  ],
};
