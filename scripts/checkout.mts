import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** The variables of a process, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A failure that the user can fix; it is printed as a message without a stack trace. */
export class Refusal extends Error {}

/** The folder of the checkout: the nearest one above this file that has a package.json, also when this file runs compiled from dist. */
export function checkoutFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) throw new Refusal(`No package.json above ${import.meta.dirname}.`);
  }
}

/** The user's own home folder, not the home of azure-vm-backup. */
export function userFolder(environment: Environment): string {
  return environment["HOME"] || homedir();
}

/** The cache folder: `$XDG_CACHE_HOME` or `~/.cache`, then `azure-vm-backup`. */
export function cacheFolder(environment: Environment): string {
  const named = environment["XDG_CACHE_HOME"];
  const base = named !== undefined && isAbsolute(named) ? named : join(userFolder(environment), ".cache");
  return join(base, "azure-vm-backup");
}
