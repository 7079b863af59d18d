import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Environment, Refusal } from "../checkout.mts";
import { capture } from "../processes.mts";
import { shrink } from "./shrink.mts";

/** The packed package: its tarball and its size, its files and the folder with them, and a short text that changes with its content. */
export interface Packed {
  readonly tarball: string;
  readonly sizeBytes: number;
  readonly folder: string;
  readonly files: readonly string[];
  readonly content: string;
}

/** The part of the JSON of `npm pack` that is used. */
interface PackReport {
  readonly filename: string;
  readonly shasum: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs a package as `npm publish` does, into an empty folder. npm packs the same files to the same bytes, so the checksum
 * detects changes. The package must be built before, and is not changed: a copy is shrunk.
 */
export async function pack(source: string, destination: string, environment: Environment): Promise<Packed> {
  rmSync(destination, { recursive: true, force: true });
  const folder = join(destination, "content");
  mkdirSync(folder, { recursive: true });
  for (const { path } of (await npmPack(source, ["--dry-run"], environment)).files) {
    cpSync(join(source, path), join(folder, path));
  }
  shrink(folder);
  const { filename, shasum, size, files } = await npmPack(folder, ["--pack-destination", destination], environment);
  return {
    tarball: join(destination, filename),
    sizeBytes: size,
    folder,
    files: files.map(({ path }) => path),
    content: shasum,
  };
}

async function npmPack(folder: string, options: readonly string[], environment: Environment): Promise<PackReport> {
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", ...options];
  const { exitCode, stdout, stderr } = await capture({ path: "npm", args, folder, environment });
  if (exitCode !== 0) throw new Refusal(`npm pack of ${folder} ended with ${exitCode}:\n${stderr}${stdout}`);
  const [report] = JSON.parse(stdout) as readonly PackReport[];
  if (report === undefined) throw new Refusal(`npm pack of ${folder} packed nothing.`);
  return report;
}
