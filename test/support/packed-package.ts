/**
 * The package as users install it: packed, and installed in the system's temporary folder once for each content. A test
 * project has hard links to the package itself, because Pulumi stores the path of a provider's code below the program's
 * folder in the state. All other packages, which have 20,000 files, are symbolic links to their folders.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { placeModules, placePackage, placeTree } from "../../scripts/package/modules.mjs";
import { pack } from "../../scripts/package/pack.mjs";

/** Where the runs of tests keep what the next one can use. */
export const SHELF = join(tmpdir(), `azure-vm-backup-packed-${process.getuid?.() ?? 0}`);
const UNUSED_LIMIT_MS = 60 * 60 * 1_000;

const PACKAGE_NAME = "azure-vm-backup";

/** The folder of Node's compile cache, shared by test runs: each run of a program starts three processes with the same code. */
export const compileCache = join(SHELF, "compile-cache");

const installed = new Map<string, Promise<string>>();

/** A folder whose node_modules contains the packed package and its dependencies; created once per process and content. */
export function installedPackage(source = checkoutFolder()): Promise<string> {
  const known = installed.get(source);
  if (known !== undefined) return known;
  const folder = installPackage(source);
  installed.set(source, folder);
  return folder;
}

/** Installs the packed package into a folder; returns the folder of `installedPackage` that it comes from. */
export async function placeInstalled(folder: string, source?: string): Promise<string> {
  const from = await installedPackage(source);
  utimesSync(from, new Date(), new Date());
  const modules = join(from, "node_modules");
  for (const name of packagesIn(modules)) {
    const [installedFolder, target] = [join(modules, name), join(folder, "node_modules", name)];
    mkdirSync(dirname(target), { recursive: true });
    if (name === PACKAGE_NAME) placeTree(installedFolder, target);
    else symlinkSync(installedFolder, target, "dir");
  }
  return from;
}

/** The names of the packages in a node_modules folder, including scoped ones. */
function packagesIn(modules: string): string[] {
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  return names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
  );
}

async function installPackage(source: string): Promise<string> {
  mkdirSync(compileCache, { recursive: true });
  utimesSync(compileCache, new Date(), new Date());
  removeUnused();
  const work = mkdtempSync(join(SHELF, "work-"));
  try {
    const { tarball, content } = await pack(source, join(work, "tarball"), process.env);
    const folder = join(SHELF, `${content}-${lockHash()}`);
    if (!existsSync(folder)) await installAndMove(tarball, join(work, "installed"), folder);
    utimesSync(folder, new Date(), new Date());
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function installAndMove(tarball: string, installedIn: string, folder: string): Promise<void> {
  placeModules(checkoutFolder(), installedIn);
  await placePackage(tarball, installedIn, process.env);
  try {
    renameSync(installedIn, folder);
  } catch (error) {
    // Another test run has installed the same content in the meantime.
    if (!existsSync(folder)) throw error;
  }
}

function lockHash(): string {
  const lock = readFileSync(join(checkoutFolder(), "package-lock.json"));
  return createHash("sha256").update(lock).digest("hex").slice(0, 12);
}

function removeUnused(): void {
  for (const name of readdirSync(SHELF)) {
    const folder = join(SHELF, name);
    const usedAtMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Another run of tests may remove or fill the same folder at this moment.
    if (Date.now() - usedAtMs > UNUSED_LIMIT_MS) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
