/**
 * The package as users have it: packed and installed into a folder of the system's temporary folder, once for each
 * content. Projects of tests take hard links of it, which costs a fraction of a second.
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
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { placeModules, placePackage } from "../../scripts/package/modules.mjs";
import { pack } from "../../scripts/package/pack.mjs";

const SHELF = join(tmpdir(), `azure-vm-backup-packed-${process.getuid?.() ?? 0}`);
const UNUSED_LIMIT_MS = 60 * 60 * 1_000;

const installed = new Map<string, Promise<string>>();

/** A folder whose node_modules holds the packed package and all it depends on; made once per process and content. */
export function installedPackage(source = checkoutFolder()): Promise<string> {
  const known = installed.get(source);
  if (known !== undefined) return known;
  const made = installPackage(source);
  installed.set(source, made);
  return made;
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
