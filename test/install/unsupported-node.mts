/** Node.js 20: each way to use the package fails with one message, without a stack trace. */
import assert from "node:assert/strict";
import type { Folder } from "./folder.mts";
import type { Check, Installation } from "./installation.mts";
import { installAsReadme, README_PROGRAM, readmeBlock } from "./readme.mts";

const SENTENCE = /azure-vm-backup requires Node\.js 22\.16 or later; this is 20\.\d+\.\d+\. Install Node\.js 24 /;
const STACK_TRACE = /\n\s+at .*:\d+:\d+\)?\n/;

function assertSentence(output: string): void {
  assert.match(output, SENTENCE);
  assert.doesNotMatch(output, STACK_TRACE);
}

const refused = (title: string, work: (folder: Folder) => Promise<string>): Check => ({
  title,
  run: async (folder) => assertSentence(await work(folder)),
});

export const unsupportedNode: Installation = {
  title: "npm, Node.js 20",
  node: "20",
  install: async (folder, subject) => {
    await installAsReadme(folder, subject);
    folder.write("Pulumi.yaml", readmeBlock("yaml"));
    folder.write("tsconfig.json", readmeBlock("json"));
    folder.write("index.ts", README_PROGRAM);
    folder.copy("unit-tests");
    await folder.run("pulumi stack init dev");
  },
  checks: [
    refused("a preview fails and names the required Node.js", (folder) =>
      folder.fails("pulumi preview --non-interactive --color never"),
    ),
    refused("azvb fails and names the required Node.js", (folder) => folder.fails("npx azvb resources")),
    {
      title: "a unit test with mocks fails and names the required Node.js",
      run: async (folder) => {
        const script = "require('node:test'); require('azure-vm-backup/testing')";
        assertSentence(await folder.fails(`node -e "${script}"`));
      },
    },
    {
      title: "a destroy of resources that Node.js 24 created fails and names the required Node.js",
      run: async (folder) => {
        await folder.run("pulumi up --yes --skip-preview --non-interactive", { node: "24" });
        assertSentence(await folder.fails("pulumi destroy --yes --skip-preview --non-interactive --color never"));
      },
    },
  ],
};
