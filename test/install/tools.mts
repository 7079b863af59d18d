/** The versions of Node.js and the package managers that the checks use, installed from npm into a folder of the run. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../scripts/checkout.mts";
import { capture } from "../../scripts/processes.mts";

/** The lowest version that `engines` allows, the newest one with long-term support, and one that is too old. */
export const NODE_VERSIONS = ["20", "22.16", "24"] as const;

export type NodeVersion = (typeof NODE_VERSIONS)[number];

/** pnpm, the yarn that npm installs by that name, and a bundler. */
const MANAGERS = ["pnpm", "yarn"];

/** Folders for PATH. */
export interface Tools {
  nodeFolder(version: NodeVersion): string;
  readonly binFolder: string;
}

/** Installs the tools into a folder. Throws if npm fails. */
export async function installTools(folder: string, environment: Environment): Promise<Tools> {
  const nodeHome = (version: NodeVersion) => join(folder, `node-${version}`);
  for (const version of NODE_VERSIONS) await install(nodeHome(version), [`node@${version}`], environment);
  const managers = join(folder, "managers");
  await install(managers, MANAGERS, environment);
  return {
    nodeFolder: (version) => join(nodeHome(version), "node_modules", "node", "bin"),
    binFolder: join(managers, "node_modules", ".bin"),
  };
}

async function install(folder: string, packages: readonly string[], environment: Environment): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // The package `node` gets its binary in an install script.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
  const args = ["install", "--no-audit", "--no-fund", "--loglevel=error", ...packages];
  const { exitCode, output } = await capture({ path: "npm", args, folder, environment });
  if (exitCode !== 0) throw new Error(`npm install ${packages.join(" ")} ended with ${exitCode}:\n${output}`);
}
