/**
 * The package as users have it: packed and installed into a folder of the system's temporary folder, once for each
 * content. A project of a test takes the package itself as hard links, because Pulumi stores in a state where a provider's
 * code is, below the program's folder. All other packages, which are 20,000 files, are symbolic links to their folders.
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

const OURS = "azure-vm-backup";

/** Where Node.js keeps compiled code between the runs of tests: a run of a program starts three processes of the same code. */
export const compileCache = join(SHELF, "compile-cache");

const installed = new Map<string, Promise<string>>();

/** A folder whose node_modules holds the packed package and all it depends on; made once per process and content. */
export function installedPackage(source = checkoutFolder()): Promise<string> {
  const known = installed.get(source);
  if (known !== undefined) return known;
  const made = installPackage(source);
  installed.set(source, made);
  return made;
}

/** Installs the packed package into a folder; returns the folder of `installedPackage` that it comes from. */
export async function placeInstalled(folder: string, source?: string): Promise<string> {
  const from = await installedPackage(source);
  utimesSync(from, new Date(), new Date());
  const modules = join(from, "node_modules");
  for (const name of packagesIn(modules)) {
    const [shelved, target] = [join(modules, name), join(folder, "node_modules", name)];
    mkdirSync(dirname(target), { recursive: true });
    if (name === OURS) placeTree(shelved, target);
    else symlinkSync(shelved, target, "dir");
  }
  return from;
}

/** The names of the packages in a folder of modules, those of scopes too. */
function packagesIn(modules: string): string[] {
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  return names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
  );
}

async function installPackage(source: string): Promise<string> {
  mkdirSync(SHELF, { recursive: true });
  removeUnused();
  const work = mkdtempSync(join(SHELF, "making-"));
  try {
    const { tarball, content } = await pack(source, join(work, "tarball"), process.env);
    const folder = join(SHELF, `${content}-${lockHash()}`);
    if (!existsSync(folder)) await makeAndMove(tarball, join(work, "made"), folder);
    utimesSync(folder, new Date(), new Date());
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function makeAndMove(tarball: string, made: string, folder: string): Promise<void> {
  placeModules(checkoutFolder(), made);
  await placePackage(tarball, made, process.env);
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another test run has put the same content there meanwhile.
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
    if (Date.now() - usedAtMs > UNUSED_LIMIT_MS) rmSync(folder, { recursive: true, force: true });
  }
}
