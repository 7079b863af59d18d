/**
 * An installation without npm and without a network: the unpacked package, and its dependencies from the checkout, in the
 * versions of the checkout's lock file.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, Refusal } from "../checkout.mts";
import { capture } from "../processes.mts";

const PROGRAM_MODULES = ["typescript", "@types/node", "undici-types"] as const;

interface LockedModule {
  readonly dev?: boolean;
}

/** The folders, below the checkout, of the package's dependencies and of the other modules that a TypeScript program needs. */
export function moduleFolders(lock: { readonly packages: Readonly<Record<string, LockedModule>> }): string[] {
  const needed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  const folders = new Set(needed.map(([path]) => path));
  for (const name of PROGRAM_MODULES) folders.add(`node_modules/${name}`);
  // A module's folder contains its nested modules.
  return [...folders].filter((path) => !folders.has(enclosingModule(path)));
}

/** Copies the checkout's modules into a folder's node_modules. */
export function placeModules(checkout: string, folder: string): void {
  const lock = JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")) as Parameters<
    typeof moduleFolders
  >[0];
  // The lock file also lists optional modules and those for other platforms, which are not installed.
  const folders = moduleFolders(lock).filter((path) => existsSync(join(checkout, path)));
  for (const path of folders) placeTree(join(checkout, path), join(folder, path));
}

/** Unpacks the packed package into a folder's node_modules. */
export async function placePackage(tarball: string, folder: string, environment: Environment): Promise<void> {
  const target = join(folder, "node_modules", "azure-vm-backup");
  mkdirSync(target, { recursive: true });
  const args = ["-xzf", tarball, "--strip-components=1"];
  const { exitCode, stderr } = await capture({ path: "tar", args, folder: target, environment });
  if (exitCode !== 0) throw new Refusal(`Cannot unpack ${tarball} into ${target}:\n${stderr}`);
}

/** Copies a tree of folders, its files as hard links if the disk allows it, without symbolic links. */
export function placeTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) placeTree(source, target);
    else if (entry.isFile()) placeFile(source, target);
  }
}

/** Copies a file, as a hard link if the disk allows it. */
export function placeFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another disk, or more links than the disk allows for one file.
    if (code !== "EXDEV" && code !== "EMLINK" && code !== "EPERM") throw error;
    copyFileSync(from, to);
  }
}

function enclosingModule(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/")));
}
