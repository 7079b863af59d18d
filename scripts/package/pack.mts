import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Environment, Refusal } from "../checkout.mts";
import { capture } from "../processes.mts";

/** The packed package: its tarball, and a short text that changes with its content. */
export interface Packed {
  readonly tarball: string;
  readonly content: string;
}

/**
 * Packs a package as `npm publish` does, into an empty folder. npm packs the same files to the same bytes, so the checksum
 * detects changes. The package must be built before.
 */
export async function pack(source: string, destination: string, environment: Environment): Promise<Packed> {
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(destination, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", destination];
  const { exitCode, stdout, stderr } = await capture({ path: "npm", args, folder: source, environment });
  if (exitCode !== 0) throw new Refusal(`npm pack of ${source} ended with ${exitCode}:\n${stderr}${stdout}`);
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string; readonly shasum: string }[];
  if (packed === undefined) throw new Refusal(`npm pack of ${source} packed nothing.`);
  return { tarball: join(destination, packed.filename), content: packed.shasum };
}
