/**
 * Installs the packed package into an example as a user does: as a copy, never a link, because Pulumi serializes a dynamic
 * provider from a linked folder as source text into the state.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../checkout.mts";
import { capture } from "../processes.mts";
import { placeModules, placePackage } from "./modules.mts";
import { type Packed, pack } from "./pack.mts";

const STAMP = ".azure-vm-backup-installed";
const NPM_ARGUMENTS = [
  "install",
  "--no-save",
  "--no-package-lock",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
] as const;

/** An example that gets the package of a checkout. */
export interface Installation {
  readonly checkout: string;
  readonly example: string;
  readonly environment: Environment;
}

/** Packs the checkout's package and installs it into the example, unless just that is installed there already. */
export async function install(installation: Installation): Promise<void> {
  const { checkout, example, environment } = installation;
  const packed = await pack(checkout, join(checkout, "node_modules", ".cache", "azure-vm-backup"), environment);
  const stamp = stampOf(packed.content, readFileSync(join(example, "package.json"), "utf8"));
  const stampFile = join(example, "node_modules", STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  rmSync(stampFile, { force: true });
  await installPacked(installation, packed);
  writeFileSync(stampFile, stamp);
}

/** The text that names one state of an installation: it changes with the packed content and with the example's package.json. */
export function stampOf(content: string, manifest: string): string {
  return `${content} ${createHash("sha256").update(manifest).digest("hex")}\n`;
}

async function installPacked({ checkout, example, environment }: Installation, packed: Packed): Promise<void> {
  process.stderr.write(`Installing the packed package into ${example}...\n`);
  // npm reuses an installed package with the same name and version.
  rmSync(join(example, "node_modules", "azure-vm-backup"), { recursive: true, force: true });
  const args = [...NPM_ARGUMENTS, packed.tarball];
  const { exitCode, stderr } = await capture({ path: "npm", args, folder: example, environment });
  if (exitCode === 0) return;
  const lastLine = stderr.trim().split("\n").at(-1) ?? "";
  process.stderr.write(
    `npm install failed with exit code ${exitCode} (${lastLine}); using the modules of the checkout instead\n`,
  );
  rmSync(join(example, "node_modules"), { recursive: true, force: true });
  placeModules(checkout, example);
  await placePackage(packed.tarball, example, environment);
}
