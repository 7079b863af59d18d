/** The cases of `npm run test:install`. To add one, add an installation to the list, or a check to an installation. */
import {
  compiles,
  hasCopyOf,
  hasNewestSdk,
  hasOldestSdk,
  prints,
  runsAutomation,
  runsReadmeProgram,
  upAndDestroy,
} from "./checks.mts";
import type { Installation } from "./installation.mts";
import { installAsReadme } from "./readme.mts";
import { sdks } from "./sdks.mts";
import { typesWithOlderCompilers } from "./types.mts";
import { unsupportedNode } from "./unsupported-node.mts";
import { wrongPlaces } from "./wrong-places.mts";

const asReadme = (node: "22.16" | "24"): Installation => ({
  title: `npm, Node.js ${node}`,
  node,
  install: installAsReadme,
  checks: [hasNewestSdk, runsReadmeProgram, runsAutomation],
});

/** The packages of the README. These package managers would install TypeScript 7, which the SDK excludes by its peer range. */
const withManager = (title: string, ...commands: readonly string[]): Installation => ({
  title,
  node: "24",
  install: async (folder, { tarball }) => {
    await folder.run("npm init --yes && npm pkg set main=index.ts");
    for (const command of commands) await folder.run(command.replace("PACKAGE", tarball));
  },
  checks: [hasNewestSdk, runsReadmeProgram],
});

const testRunners: Installation = {
  title: "unit tests",
  node: "24",
  install: async (folder, subject) => {
    await installAsReadme(folder, subject);
    await folder.run("npm install --save-dev jest vitest mocha");
    folder.copy("unit-tests");
  },
  checks: [
    prints(
      "pass in jest without --experimental-vm-modules",
      "npx jest --testTimeout 60000 program.test.js",
      /2 passed, 2 total/,
    ),
    prints("pass in vitest", "npx vitest run --testTimeout 60000 program.spec.mjs", /1 passed/),
    prints("pass in mocha", "npx mocha --timeout 60000 program.test.js", /2 passing/),
  ],
};

const modules: Installation = {
  title: "a program of ES modules",
  node: "22.16",
  install: async (folder, { tarball }) => {
    folder.copy("esm");
    await folder.run(`npm install ${tarball} @pulumi/pulumi typescript @types/node`);
  },
  checks: [
    hasNewestSdk,
    compiles("compiles with its unit tests"),
    prints("has unit tests that pass", "node --test bin/vault.test.js", /pass 1/),
    upAndDestroy("runs: up and destroy", 3),
  ],
};

const classic: Installation = {
  title: "the layout of `pulumi new typescript` until 2025",
  node: "24",
  install: async (folder, { tarball }) => {
    folder.copy("classic");
    await folder.run(`npm install && npm install ${tarball}`);
  },
  checks: [
    hasNewestSdk,
    compiles("has the types of azure-vm-backup and of azure-vm-backup/testing"),
    upAndDestroy("runs: up and destroy", 3),
  ],
};

/** The oldest versions of the SDK support neither TypeScript 6 nor the README's tsconfig.json. */
const oldestSdk: Installation = {
  title: "the oldest @pulumi/pulumi",
  node: "22.16",
  install: async (folder, { tarball, oldestPulumi }) => {
    folder.copy("classic");
    await folder.run(`npm install ${tarball} @pulumi/pulumi@${oldestPulumi}`);
  },
  checks: [hasOldestSdk, upAndDestroy("runs: up and destroy", 3), runsAutomation],
};

const installedFirst: Installation = {
  title: "a project with an older @pulumi/pulumi in its yarn.lock",
  node: "24",
  install: async (folder, { tarball }) => {
    folder.write("package.json", { name: "shop", main: "index.ts", private: true });
    await folder.run("yarn add @pulumi/pulumi@3.260.0 typescript@6");
    // The range that `yarn add @pulumi/pulumi` wrote when 3.260.0 was the newest version.
    for (const file of ["package.json", "yarn.lock"]) {
      folder.write(file, folder.read(file).replace(/(pulumi@|pulumi": ")3\.260\.0/, "$1^3.260.0"));
    }
    await folder.run("yarn install --frozen-lockfile");
    await folder.run(`yarn add ${tarball}`);
  },
  checks: [hasCopyOf(() => "3.260.0", "keeps its one copy")],
};

export const installations: readonly Installation[] = [
  asReadme("24"),
  asReadme("22.16"),
  unsupportedNode,
  testRunners,
  modules,
  classic,
  withManager("pnpm", "pnpm add --allow-build=protobufjs PACKAGE @pulumi/pulumi typescript@6"),
  withManager("yarn", "yarn add PACKAGE @pulumi/pulumi typescript@6"),
  installedFirst,
  oldestSdk,
  ...typesWithOlderCompilers,
  wrongPlaces,
  sdks,
];
