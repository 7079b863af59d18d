/** Helpers of the architecture tests: dependency-cruiser as `npm run lint` calls it, and the files of the repository. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The root of the repository, three folders above this file once it is compiled (dist/test/architecture). */
export const ROOT = join(__dirname, "../../..");

export interface Cruise {
  /** The lines that name a violation: `rule: from → to`. */
  readonly violations: readonly string[];
  /** The full output. */
  readonly text: string;
}

/** Checks the folder `provider` of a tree, or only the paths in the arguments, against the layers of this repository. */
export function cruise(tree: string, ...args: readonly string[]): Cruise {
  const command = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(ROOT, "test/architecture/dependency-cruiser.cjs");
  const run = spawnSync(
    process.execPath,
    [command, "--config", config, "-T", "err-long", ...(args.length === 0 ? ["provider"] : args)],
    {
      cwd: tree,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    },
  );
  const text = run.stdout + run.stderr;
  if (!/cruised/.test(text)) throw new Error(`dependency-cruiser did not run: ${text}`);
  const lines = text.split("\n").map((line) => line.trim());
  const violations = lines.filter((line) => line.startsWith("error ")).map((line) => line.slice("error ".length));
  return { violations, text };
}

/** The files of a folder of the repository and of the folders in it, as paths from the root with forward slashes. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(ROOT.length + 1).replaceAll("\\", "/")).sort();
}
