/** The commands, the project files and the program of the README. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mts";
import type { Folder } from "./folder.mts";
import type { Subject } from "./installation.mts";

const text = readFileSync(join(checkoutFolder(), "README.md"), "utf8");

/** The first block of the README in a language, below a heading. */
export function readmeBlock(language: string, below = "## A program of your own"): string {
  const section = text.slice(text.indexOf(`\n${below}\n`));
  const block = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section)?.[1];
  if (block === undefined) throw new Error(`README.md has no ${language} below "${below}".`);
  return block;
}

export const README_PROGRAM = readmeBlock("ts");

/** Runs the commands of the README that install the package, with the packed package in place of its name. */
export async function installAsReadme(folder: Folder, { tarball }: Subject): Promise<void> {
  const commands = readmeBlock("sh").trim().split("\n");
  for (const command of commands) await folder.run(command.replace(" azure-vm-backup ", ` ${tarball} `));
}
